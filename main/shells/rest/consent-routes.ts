import { z } from 'zod'
import { methods } from '../../contract/api.ts'
import { Alternative } from '../../contract/consent.ts'
import { PersonId } from '../../contract/entities.ts'
import { type Route, route } from './route.ts'
import { PersonWithConsent, SignedStatement } from './schemas.ts'

const nothing = z.object({})

/** What people have said about the use of their faces. */
export const consentRoutes: readonly Route[] = [
  route({
    verb: 'GET',
    path: '/v1/people/{id}',
    scope: 'people:read',
    operationId: 'getPerson',
    tag: 'people',
    summary: 'One person with their templates, without pictures, and where they stand with their consent',
    id: PersonId,
    query: nothing,
    body: null,
    answer: PersonWithConsent,
    async run(app, { id }) {
      const found = await app.call('people.get', { id })
      const { state, guardianSigns } = await app.call('consent.get', { personId: id })
      return { ...found, consent: { state, guardianSigns } }
    },
  }),
  route({
    verb: 'GET',
    path: '/v1/people/{id}/consent',
    scope: 'people:read',
    operationId: 'getConsent',
    tag: 'people',
    summary: 'What a person has said about the use of their face, newest first',
    id: PersonId,
    query: nothing,
    body: null,
    answer: methods['consent.get'].output,
    run: (app, { id }) => app.call('consent.get', { personId: id }),
  }),
  route({
    verb: 'POST',
    path: '/v1/people/{id}/consent',
    scope: 'people:consent',
    operationId: 'recordConsent',
    tag: 'people',
    summary: 'Record what a person has signed',
    id: PersonId,
    query: nothing,
    body: SignedStatement,
    answer: methods['consent.record'].output,
    conflict: true,
    run: (app, { id, body }) => app.call('consent.record', { ...body, personId: id }),
  }),
  route({
    verb: 'DELETE',
    path: '/v1/people/{id}/consent',
    scope: 'people:consent',
    operationId: 'withdrawConsent',
    tag: 'people',
    summary: 'Withdraw: erase the templates and photos of a person, for good; the person and their hours stay',
    id: PersonId,
    query: z.object({ alternative: Alternative.default('none').describe('How they check in without their face') }),
    body: null,
    answer: methods['consent.withdraw'].output,
    run: (app, { id, query }) => app.call('consent.withdraw', { personId: id, ...query }),
  }),
]

import { z } from 'zod'
import type { App } from '../../app.ts'
import { methods } from '../../contract/api.ts'
import { LocalDate } from '../../contract/attendance-rules.ts'
import { EmploymentState } from '../../contract/employment.ts'
import { EventId, type Instant, PersonId } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'
import { Direction, EventMethod } from '../../contract/events.ts'
import { Month } from '../../contract/hours.ts'
import { maxNumberLength } from '../../contract/limits.ts'
import { Person } from '../../contract/people.ts'
import { tidyTextUpTo } from '../../contract/tidy-text.ts'
import { Timesheet } from '../../contract/timesheets.ts'
import { consentRoutes } from './consent-routes.ts'
import { count, numeric, type Route, route } from './route.ts'
import { PeoplePage, PersonChange } from './schemas.ts'

const nothing = z.object({})
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) as Instant)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** An employee number; spaces and the encoding of accents are normalised. */
const EmployeeNumber = tidyTextUpTo(maxNumberLength).describe('The whole employee number')

/** The person with exactly this employee number; nothing is guessed for programs. */
async function holderOf(app: Pick<App, 'call'>, employeeNumber: string): Promise<Person | null> {
  const { people } = await app.call('people.find', { who: employeeNumber })
  return people.find((person) => person.employeeNumber === employeeNumber) ?? null
}

/** @throws AppError `person-not-found` */
async function idOfHolder(app: Pick<App, 'call'>, employeeNumber: string): Promise<PersonId> {
  const holder = await holderOf(app, employeeNumber)
  if (holder !== null) return holder.id
  throw new AppError('person-not-found', `Nobody has the employee number "${employeeNumber}".`)
}

function refuseBoth(query: Readonly<Record<string, unknown>>, first: string, second: string): void {
  if (query[first] === undefined || query[second] === undefined) return
  throw new AppError('malformed-request', `Give either ${first} or ${second}, not both.`)
}

/** Otherwise any token that may enrol would search faces. */
const lookAlikeWithoutName =
  'This looks like somebody who is already enrolled. A token with the scope people:read is told who.'

export const routes: readonly Route[] = [
  route({
    verb: 'GET',
    path: '/v1/people',
    scope: 'people:read',
    operationId: 'listPeople',
    tag: 'people',
    summary: 'People in order of name, a page at a time; `next` is the `offset` of the following page, null at the end',
    id: null,
    query: z.object({
      query: z.string().max(200).optional().describe('Part of a name, number or group'),
      employeeNumber: EmployeeNumber.optional(),
      state: EmploymentState.optional().describe('Who works here today, starts later, or has left'),
      offset: numeric(z.int().min(0).default(0)),
      limit: count(1000, 100),
    }),
    body: null,
    answer: PeoplePage,
    async run(app, { query: asked }) {
      refuseBoth(asked, 'query', 'employeeNumber')
      refuseBoth(asked, 'state', 'employeeNumber')
      const { query = '', employeeNumber, state = null, offset, limit } = asked
      if (employeeNumber !== undefined) {
        const holder = await holderOf(app, employeeNumber)
        const people = holder === null ? [] : [holder]
        return { people: people.slice(offset), total: people.length, next: null }
      }
      const found = await app.call('people.list', { query, state, limit: offset + limit })
      const page = found.people.slice(offset)
      const next = offset + page.length < found.total ? offset + page.length : null
      return { people: page, total: found.total, next }
    },
  }),
  route({
    verb: 'POST',
    path: '/v1/people',
    scope: 'people:write',
    operationId: 'createPerson',
    tag: 'people',
    summary: 'Add a person',
    id: null,
    query: nothing,
    body: methods['people.create'].input,
    answer: Person,
    conflict: true,
    run: (app, { body }) => app.call('people.create', body),
  }),
  ...consentRoutes,
  route({
    verb: 'PATCH',
    path: '/v1/people/{id}',
    scope: 'people:write',
    operationId: 'updatePerson',
    tag: 'people',
    summary: 'Change a person; what is not named stays',
    id: PersonId,
    query: nothing,
    body: PersonChange,
    answer: Person,
    conflict: true,
    run: (app, { id, body }) => app.call('people.update', { ...body, id }),
  }),
  route({
    verb: 'DELETE',
    path: '/v1/people/{id}',
    scope: 'people:erase',
    operationId: 'erasePerson',
    tag: 'people',
    summary: 'Erase a person with all templates and photos, for good; events stay',
    id: PersonId,
    query: nothing,
    body: null,
    answer: null,
    run: (app, { id }) => app.call('people.erase', { id }),
  }),
  route({
    verb: 'POST',
    path: '/v1/people/{id}/photos',
    scope: 'people:enrol',
    operationId: 'enrolPhoto',
    tag: 'people',
    summary: 'Enrol a photo; one that is not taken is answered with `refused` and the reason',
    id: PersonId,
    query: z.object({
      allowDuplicate: flag.default(false).describe('Take it although somebody else looks like it'),
      allowUnlike: flag.default(false).describe('Take it although it looks like none of the person’s own photos'),
    }),
    body: 'photo',
    answer: methods['enrol.photo'].output,
    conflict: true,
    async run(app, { id, query, body, scopes }) {
      const answer = await app.call('enrol.photo', {
        personId: id,
        photo: body,
        source: 'import',
        ...query,
      })
      if (answer.kind === 'refused' && answer.refusal.code === 'unlike-own-photos') {
        throw new AppError('unlike-own-photos', answer.refusal.message, { details: { own: answer.refusal.own } })
      }
      const isFound = answer.kind === 'refused' && answer.refusal.code === 'looks-like-somebody-else'
      return isFound && !scopes.includes('people:read')
        ? { ...answer, refusal: { ...answer.refusal, message: lookAlikeWithoutName, candidates: [] } }
        : answer
    },
  }),
  route({
    verb: 'GET',
    path: '/v1/events',
    scope: 'events:read',
    operationId: 'listEvents',
    tag: 'events',
    summary: 'Entries, newest first, a page at a time; `before` is the last id of the page before',
    id: null,
    query: z.object({
      from: time.optional(),
      to: time.optional().describe('Not included'),
      person: numeric(PersonId.optional()),
      employeeNumber: EmployeeNumber.optional(),
      direction: Direction.optional(),
      method: EventMethod.optional(),
      kiosk: z.string().max(64).optional(),
      query: z.string().max(200).default(''),
      before: numeric(EventId.optional()),
      limit: count(1000, 100),
    }),
    body: null,
    answer: methods['events.list'].output,
    async run(app, { query }) {
      refuseBoth(query, 'person', 'employeeNumber')
      const { person, employeeNumber, ...filter } = query
      const holder = employeeNumber === undefined ? null : await idOfHolder(app, employeeNumber)
      return app.call('events.list', { ...filter, personId: person ?? holder })
    },
  }),
  route({
    verb: 'GET',
    path: '/v1/events/{id}/history',
    scope: 'events:read',
    operationId: 'getEventHistory',
    tag: 'events',
    summary: 'An entry with all that corrects it and what it corrects, oldest first',
    id: EventId,
    query: nothing,
    body: null,
    answer: methods['attendance.history'].output,
    run: (app, { id }) => app.call('attendance.history', { event: id }),
  }),
  route({
    verb: 'GET',
    path: '/v1/today',
    scope: 'events:read',
    operationId: 'getToday',
    tag: 'attendance',
    summary: 'Where everybody is now',
    id: null,
    query: z.object({ group: z.string().max(64).optional() }),
    body: null,
    answer: methods['attendance.today'].output,
    run: (app, { query: { group } }) => app.call('attendance.today', { group: group ?? null }),
  }),
  route({
    verb: 'GET',
    path: '/v1/people/{id}/timesheet',
    scope: 'events:read',
    operationId: 'getTimesheet',
    tag: 'attendance',
    summary: 'The days of a person, both ends included',
    id: PersonId,
    query: z.object({ from: LocalDate, to: LocalDate }),
    body: null,
    answer: Timesheet,
    run: (app, { id, query }) => app.call('attendance.timesheet', { personId: id, dates: query }),
  }),
  route({
    verb: 'GET',
    path: '/v1/timesheet',
    scope: 'events:read',
    operationId: 'getTimesheetByEmployeeNumber',
    tag: 'attendance',
    summary: 'The days of whoever has an employee number, both ends included',
    id: null,
    query: z.object({ employeeNumber: EmployeeNumber, from: LocalDate, to: LocalDate }),
    body: null,
    answer: Timesheet,
    async run(app, { query: { employeeNumber, ...dates } }) {
      return app.call('attendance.timesheet', { personId: await idOfHolder(app, employeeNumber), dates })
    },
  }),
  route({
    verb: 'GET',
    path: '/v1/confirmations',
    scope: 'events:read',
    operationId: 'listConfirmations',
    tag: 'attendance',
    summary: 'Who has confirmed their hours of a month at a kiosk; `changed` says that the figures are others now',
    id: null,
    query: z.object({ month: Month, group: z.string().max(64).optional() }),
    body: null,
    answer: methods['hours.list'].output,
    run: (app, { query: { month, group } }) =>
      app.call('hours.list', { month, scope: group === undefined ? { kind: 'everyone' } : { kind: 'group', group } }),
  }),
]

/**
 * The route of a request, and the digits in its path. HEAD is answered as GET. `verbs` says what else the path answers
 * to.
 */
export function findRoute(
  verb: string,
  path: string,
): { readonly route: Route | null; readonly id: string | null; readonly verbs: readonly string[] } {
  const here = routes.flatMap((row) => {
    const match = new RegExp(`^${row.path.replace('{id}', '(\\d{1,15})')}$`).exec(path)
    return match === null ? [] : [{ row, id: match[1] ?? null }]
  })
  const found = here.find(({ row }) => row.verb === (verb === 'HEAD' ? 'GET' : verb))
  const verbs = here.flatMap(({ row }) => (row.verb === 'GET' ? ['GET', 'HEAD'] : [row.verb]))
  return { route: found?.row ?? null, id: found?.id ?? null, verbs }
}

import { z } from 'zod'
import type { App } from '../../app.ts'
import type { ApiScope } from '../../contract/api/rest.ts'
import { methods } from '../../contract/api.ts'
import { LocalDate } from '../../contract/attendance.ts'
import { Direction, EventId, EventMethod, type Instant, PersonId } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'

/** What a request brings, parsed by its route's schemas. */
export interface Asked<Q = unknown, B = unknown> {
  /** The number in the path; 0 where there is none. */
  readonly id: number
  readonly query: Q
  readonly body: B
}

/** One thing a program can ask for. The OpenAPI document is made from this and from nothing else. */
export interface Route {
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `{id}` stands for a number. */
  readonly path: string
  readonly scope: ApiScope
  readonly summary: string
  readonly query: z.ZodObject
  /** `photo`: the bytes of a JPEG, PNG, WebP or HEIC picture. */
  readonly body: z.ZodType | 'photo' | null
  readonly answer: z.ZodType
  readonly run: (app: Pick<App, 'call'>, asked: Asked) => Promise<unknown>
}

const nothing = z.object({})
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) as Instant)
const count = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Gives `run` the types that the route's own schemas promise. */
function route<Q extends z.ZodObject, B extends z.ZodType | 'photo' | null>(
  row: Omit<Route, 'query' | 'body' | 'run'> & {
    readonly query: Q
    readonly body: B
    readonly run: (
      app: Pick<App, 'call'>,
      asked: Asked<z.output<Q>, B extends z.ZodType ? z.output<B> : B extends 'photo' ? Uint8Array : null>,
    ) => Promise<unknown>
  },
): Route {
  return row as unknown as Route
}

const { people, total } = methods['people.list'].output.shape

export const routes: readonly Route[] = [
  route({
    verb: 'GET',
    path: '/v1/people',
    scope: 'people:read',
    summary: 'People in order of name, a page at a time; `next` is the `offset` of the following page, null at the end',
    query: z.object({
      query: z.string().max(200).default('').describe('Part of a name, number or group'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: count(1000, 100),
    }),
    body: null,
    answer: z.object({ people, total, next: z.number().int().nullable() }),
    async run(app, { query: { query, offset, limit } }) {
      const found = await app.call('people.list', { query, limit: offset + limit })
      const page = found.people.slice(offset)
      const next = offset + page.length < found.total ? offset + page.length : null
      return { people: page, total: found.total, next }
    },
  }),
  route({
    verb: 'POST',
    path: '/v1/people',
    scope: 'people:write',
    summary: 'Add a person',
    query: nothing,
    body: methods['people.create'].input,
    answer: methods['people.create'].output,
    run: (app, { body }) => app.call('people.create', body),
  }),
  route({
    verb: 'GET',
    path: '/v1/people/{id}',
    scope: 'people:read',
    summary: 'One person with their templates, without pictures',
    query: nothing,
    body: null,
    answer: methods['people.get'].output,
    run: (app, { id }) => app.call('people.get', { id: PersonId.parse(id) }),
  }),
  route({
    verb: 'PATCH',
    path: '/v1/people/{id}',
    scope: 'people:write',
    summary: 'Change a person; what is not named stays',
    query: nothing,
    body: methods['people.update'].input.omit({ id: true }),
    answer: methods['people.update'].output,
    run: (app, { id, body }) => app.call('people.update', { ...body, id: PersonId.parse(id) }),
  }),
  route({
    verb: 'DELETE',
    path: '/v1/people/{id}',
    scope: 'people:write',
    summary: 'Erase a person with all templates and photos, for good; events stay',
    query: nothing,
    body: null,
    answer: methods['people.erase'].output,
    run: (app, { id }) => app.call('people.erase', { id: PersonId.parse(id) }),
  }),
  route({
    verb: 'POST',
    path: '/v1/people/{id}/photos',
    scope: 'people:enrol',
    summary: 'Enrol a photo; one that is not taken is answered with `refused` and the reason',
    query: z.object({
      allowDuplicate: flag.default(false).describe('Take it although somebody else looks like it'),
      allowUnlike: flag.default(false).describe('Take it although it looks like none of the person’s own photos'),
    }),
    body: 'photo',
    answer: methods['enrol.photo'].output,
    async run(app, { id, query, body }) {
      const answer = await app.call('enrol.photo', {
        personId: PersonId.parse(id),
        photo: body,
        source: 'import',
        ...query,
      })
      if (answer.kind === 'refused' && answer.refusal.code === 'unlike-own-photos') {
        throw new AppError('unlike-own-photos', answer.refusal.message, { details: { own: answer.refusal.own } })
      }
      return answer
    },
  }),
  route({
    verb: 'GET',
    path: '/v1/events',
    scope: 'events:read',
    summary: 'Entries, newest first, a page at a time; `before` is the last id of the page before',
    query: z.object({
      from: time.optional(),
      to: time.optional().describe('Not included'),
      person: z.coerce.number().pipe(PersonId).optional(),
      direction: Direction.optional(),
      method: EventMethod.optional(),
      kiosk: z.string().max(64).optional(),
      query: z.string().max(200).default(''),
      before: z.coerce.number().pipe(EventId).optional(),
      limit: count(1000, 100),
    }),
    body: null,
    answer: methods['events.list'].output,
    run: (app, { query: { person, ...filter } }) => app.call('events.list', { ...filter, personId: person ?? null }),
  }),
  route({
    verb: 'GET',
    path: '/v1/events/{id}/history',
    scope: 'events:read',
    summary: 'An entry with all that corrects it and what it corrects, oldest first',
    query: nothing,
    body: null,
    answer: methods['attendance.history'].output,
    run: (app, { id }) => app.call('attendance.history', { event: EventId.parse(id) }),
  }),
  route({
    verb: 'GET',
    path: '/v1/today',
    scope: 'events:read',
    summary: 'Where everybody is now',
    query: z.object({ group: z.string().max(64).optional() }),
    body: null,
    answer: methods['attendance.today'].output,
    run: (app, { query: { group } }) => app.call('attendance.today', { group: group ?? null }),
  }),
  route({
    verb: 'GET',
    path: '/v1/people/{id}/timesheet',
    scope: 'events:read',
    summary: 'The days of a person, both ends included',
    query: z.object({ from: LocalDate, to: LocalDate }),
    body: null,
    answer: methods['attendance.timesheet'].output,
    run: (app, { id, query }) => app.call('attendance.timesheet', { personId: PersonId.parse(id), dates: query }),
  }),
]

/** The route of a request, and the number in its path. `verbs` says what else the path answers to. */
export function findRoute(
  verb: string,
  path: string,
): { readonly route: Route | null; readonly id: number; readonly verbs: readonly string[] } {
  const here = routes.flatMap((row) => {
    const match = new RegExp(`^${row.path.replace('{id}', '(\\d{1,15})')}$`).exec(path)
    return match === null ? [] : [{ row, id: Number(match[1] ?? 0) }]
  })
  const found = here.find(({ row }) => row.verb === verb)
  return { route: found?.row ?? null, id: found?.id ?? 0, verbs: here.map(({ row }) => row.verb) }
}

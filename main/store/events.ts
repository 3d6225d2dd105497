import type { EventFilter } from '../contract/api/events.ts'
import type { AttendanceEvent, EventId, Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Database, Parameters } from './database.ts'
import { type EventRow, eventColumns, eventOf, parametersOf } from './event-row.ts'
import { fold, foldedWords, matchesWords } from './fold.ts'

/** An entry before it is written; id and `recordedAt` are given by the store. */
export type EventDraft = Omit<AttendanceEvent, 'id' | 'recordedAt'>

export interface EventPage {
  /** Newest first, by the time they happened at. */
  readonly events: AttendanceEvent[]
  /** What matches, on whatever page; of a filter at most `countedUpTo`. */
  readonly total: number
  /** There are more than were counted. */
  readonly more: boolean
}

/** Entries are only ever added: SQLite itself refuses to change or delete one, but for whose it is when people are merged. */
export interface Events {
  /** On disk when this returns. @throws AppError `disk-full`, `database-busy`, `event-not-found` for an unknown `corrects` */
  record(draft: EventDraft): AttendanceEvent
  /** @throws AppError `event-not-found` */
  get(id: EventId): AttendanceEvent
  /** `before` is the last id of the page before. @throws AppError `event-not-found` for an unknown `before` */
  list(filter: EventFilter, before: EventId | null, limit: number): EventPage
  /** Oldest first, read a page at a time: writing meanwhile is allowed. */
  each(filter: EventFilter): Generator<AttendanceEvent>
  /** The person's latest entry by time, corrections included. */
  lastOf(personId: PersonId): AttendanceEvent | null
  /** A person's entries from `since` on, with everything that they correct and that corrects them; oldest first. */
  recentOf(personId: PersonId, since: Instant): AttendanceEvent[]
  /** Picture qualities of the newest recognitions by face. */
  recentQualities(limit: number): number[]
  count(): number
  /** When the entry written last was recorded, by the clock of then. */
  newestRecordedAt(): Instant | null
}

const pageSize = 1000
/** Counting goes through every match; nobody reads the difference between so many and more. */
const countedUpTo = 10_000
const from = 'from events join event_people on event_people.id = events.event_person_id'

export function openEvents(database: Database, now: () => number): Events {
  const findPerson = database.prepare<{ id: number }>(`
    select id from event_people
    where person_id = @personId and name = @name and coalesce(employee_number, '') = coalesce(@number, '')`)
  const insertPerson = database.prepare(`
    insert into event_people (person_id, name, employee_number, search) values (@personId, @name, @number, @search)`)
  const insert = database.prepare(`
    insert into events (
      kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, track, similarity, runner_up_id,
      runner_up_name, runner_up_similarity, threshold, threshold_version, model, metric, liveness, quality, clock_moved,
      corrects, action, actor, reason)
    values (
      @kind, @personId, @eventPersonId, @direction, @at, @zone, @recordedAt, @method, @kiosk, @track, @similarity,
      @runnerUpId, @runnerUpName, @runnerUpSimilarity, @threshold, @thresholdVersion, @model, @metric, @liveness,
      @quality, @clockMoved, @corrects, @action, @actor, @reason)`)
  const byId = database.prepare<EventRow>(`select ${eventColumns} ${from} where events.id = @id`)
  const last = database.prepare<EventRow>(
    `select ${eventColumns} ${from} where events.person_id = @personId order by at desc, events.id desc limit 1`,
  )
  const recent = database.prepare<EventRow>(`
    with recursive related (id) as (
      select id from events where person_id = @personId and at >= @since
      union select events.corrects from related join events on events.id = related.id where events.corrects is not null
      union select events.id from related join events on events.corrects = related.id
    )
    select ${eventColumns} ${from} where events.id in related order by at, events.id`)
  // Entries are never deleted and numbers never skipped, so the newest number is their count.
  const count = database.prepare<{ total: number }>('select coalesce(max(id), 0) as total from events')

  const newest = database.prepare<{ at: number }>('select recorded_at as at from events order by id desc limit 1')

  const named = database.prepare<{ total: number }>(
    `select count(*) as total from event_people where ${matchesWords('search')}`,
  )

  const qualities = database.prepare<{ quality: number }>(`
    select quality from events where kind = 'check' and method = 'face' and quality is not null
    order by id desc limit @limit`)

  function find(id: EventId): AttendanceEvent {
    const row = byId.get({ id })
    if (row === undefined)
      throw new AppError('event-not-found', 'There is no such entry in the log.', { details: { id } })
    return eventOf(row)
  }

  function eventPerson({ person, employeeNumber: number }: EventDraft): number {
    const key = { personId: person.id, name: person.name, number }
    const known = findPerson.get(key)
    return known ? known.id : insertPerson.run({ ...key, search: fold(`${person.name}\n${number ?? ''}`) }).id
  }

  return {
    get: find,
    record: (draft) =>
      database.transaction(() => {
        if (draft.corrects !== null) find(draft.corrects)
        const { id } = insert.run({ ...parametersOf(draft), eventPersonId: eventPerson(draft), recordedAt: now() })
        return find(id as EventId)
      }),
    list: (filter, before, limit) =>
      database.transaction(() => {
        const matching = condition(filter)
        const byTime = filter.query.trim() !== '' && named.get({ words: foldedWords(filter.query) })!.total > fewPeople
        const where = byTime ? matching.sql.replace('event_person_id in', '+event_person_id in') : matching.sql
        const found = matching.sql === 'true' ? null : countOf(database, matching)
        const total = found === null ? count.get()!.total : Math.min(found, countedUpTo)
        const cursor = before === null ? null : find(before)
        const page = cursor === null ? 'true' : '(events.at, events.id) < (@beforeAt, @beforeId)'
        const events = database
          .prepare<EventRow>(
            `select ${eventColumns} ${from} where ${where} and ${page} order by at desc, events.id desc limit @limit`,
          )
          .all({ ...matching.parameters, ...(cursor && { beforeAt: cursor.at, beforeId: cursor.id }), limit })
        return { events: events.map(eventOf), total, more: (found ?? 0) > countedUpTo }
      }),
    *each(filter) {
      const matching = condition(filter)
      const next = database.prepare<EventRow>(`
        select ${eventColumns} ${from} where ${matching.sql} and (events.at, events.id) > (@afterAt, @afterId)
        order by at, events.id limit ${pageSize}`)
      for (let afterAt = Number.MIN_SAFE_INTEGER, afterId = 0; ; ) {
        const events = next.all({ ...matching.parameters, afterAt, afterId }).map(eventOf)
        yield* events
        const end = events.at(-1)
        if (end === undefined || events.length < pageSize) return
        afterAt = end.at
        afterId = end.id
      }
    },
    lastOf(personId) {
      const row = last.get({ personId })
      return row ? eventOf(row) : null
    },
    recentOf: (personId, since) => recent.all({ personId, since }).map(eventOf),
    count: () => count.get()!.total,
    newestRecordedAt: () => (newest.get()?.at ?? null) as Instant | null,
    recentQualities: (limit) => qualities.all({ limit }).map(({ quality }) => quality),
  }
}

interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/** Only what is asked for stands in the condition: each combination gets the index that fits it. */
function condition({ from, to, personId, direction, query, method, kiosk, kind }: EventFilter): Condition {
  const parts: string[] = []
  const parameters: Record<string, string | number> = {}
  if (from !== null) {
    parts.push('at >= @from')
    parameters.from = from
  }
  if (to !== null) {
    parts.push('at < @to')
    parameters.to = to
  }
  if (personId !== null) {
    parts.push('events.person_id = @personId')
    parameters.personId = personId
  }
  if (direction !== null) {
    parts.push('direction = @direction')
    parameters.direction = direction
  }
  if (method !== null) {
    parts.push('method = @method')
    parameters.method = method
    // What SQLite needs to see before it takes the index of the rare methods.
    if (method !== 'face') parts.push("method <> 'face'")
  }
  if (kiosk !== null) {
    parts.push('kiosk = @kiosk')
    parameters.kiosk = kiosk
  }
  // A literal, so that the index of corrections fits.
  if (kind !== null) parts.push(`kind = '${kind}'`)
  if (query.trim() !== '') {
    parts.push(`event_person_id in (select id from event_people where ${matchesWords('search')})`)
    parameters.words = foldedWords(query)
  }
  return { sql: parts.join(' and ') || 'true', parameters }
}

/** The entries of few people are found by person; those of many lie close together in time, and all of them need not be sorted. */
const fewPeople = 8

function countOf(database: Database, { sql, parameters }: Condition): number {
  return database
    .prepare<{ total: number }>(
      `select count(*) as total from (select 1 from events where ${sql} limit ${countedUpTo + 1})`,
    )
    .get(parameters)!.total
}

import type { EventId, Instant, PersonId, PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent, EventFilter } from '../contract/events.ts'
import type { Damages } from './damages.ts'
import type { Database, Parameters } from './database.ts'
import { type EventRow, eventColumns, eventSource, parametersOf, readEvent, readEvents } from './event-row.ts'
import { commitTo } from './evidence.ts'
import { entryCount, newestEntryId } from './log-gaps.ts'
import { toEntrySearchText } from './search-fields.ts'
import { matchesWords, toSearchWords } from './search-words.ts'

/** An entry before it is written; id and `recordedAt` are given by the store. */
export type EventDraft = Omit<AttendanceEvent, 'id' | 'recordedAt'>

export interface EventPage {
  /** Newest first, by the time they happened at. */
  readonly events: AttendanceEvent[]
  /** How many entries match on all pages; with a filter at most `maxCounted`. */
  readonly total: number
  /** Whether more entries match than were counted. */
  readonly more: boolean
}

/**
 * The log of entries. Entries are only added: SQLite refuses to change more of one than its person when people are
 * merged, or to delete one, unless it is erased because of its age (aged-entries.ts). Names stand apart, so that they
 * can be erased. Damaged entries are left out of lists.
 */
export interface Events {
  /**
   * Adds an entry, which is on the disk when this returns.
   * @throws AppError `disk-full`, `database-busy`, `event-not-found` for an unknown `corrects`
   */
  record(draft: EventDraft): AttendanceEvent
  /** @throws AppError `event-not-found`, or `database-damaged` when it cannot be read */
  get(id: EventId): AttendanceEvent
  /** `before` is the last id of the page before. @throws AppError `event-not-found` for an unknown `before` */
  list(filter: EventFilter, before: EventId | null, limit: number): EventPage
  /** Oldest first, read in pages, so that others can write meanwhile. */
  iterate(filter: EventFilter): Generator<AttendanceEvent>
  /** The person's latest entry by time, corrections included. */
  findLastOf(personId: PersonId): AttendanceEvent | null
  /** A person's entries from `since` on, with everything that they correct and that corrects them; oldest first. */
  listRecentOf(personId: PersonId, since: Instant): AttendanceEvent[]
  /** Entries since then whose face was less likely alive than this, 0..1. */
  listDoubtful(from: Instant, minLiveness: number): EventId[]
  /** Image qualities of the newest entries by face. */
  listRecentQualities(limit: number): number[]
  count(): number
  /** The id of the newest entry, whether it is still there or not; 0 without any. */
  findNewestId(): number
  /**
   * Blanks every name and number under which entries of these people were written, also where they were only the
   * runner-up.
   */
  eraseNames(people: readonly PersonId[]): void
  /** When the newest entry was recorded, by the clock at that time. */
  findNewestTime(): Instant | null
}

const pageSize = 1000
/** How many of a person's newest entries are tried until one can be read. */
const maxLastTries = 3
/** Matches counted at most: counting goes through each of them, and nobody needs a larger number exactly. */
const maxCounted = 10_000
const from = `from ${eventSource}`

/** A cursor after the newest possible entry. */
const beyondAll = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }

export function openEvents(database: Database, damages: Damages, now: () => number): Events {
  const findPerson = database.prepare<{ id: number }>(`
    select id from event_people
    where person_id = @personId and name = @name and name <> '' and coalesce(employee_number, '') = coalesce(@number, '')`)
  const findRunnerUp = database.prepare<{ id: number | null }>(
    "select max(id) as id from event_people where person_id = @personId and name = @name and name <> ''",
  )
  const insertPerson = database.prepare(`
    insert into event_people (person_id, name, employee_number, search) values (@personId, @name, @number, @search)`)
  const insert = database.prepare(`
    insert into events (
      kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, track, similarity, runner_up_id,
      runner_up_event_person_id, runner_up_similarity, threshold, threshold_version, model, metric, liveness, quality, clock_moved,
      corrects, action, actor, reason, evidence, salt, liveness_models)
    values (
      @kind, @personId, @eventPersonId, @direction, @at, @zone, @recordedAt, @method, @kiosk, @track, @similarity,
      @runnerUpId, @runnerUpEventPersonId, @runnerUpSimilarity, @threshold, @thresholdVersion, @model, @metric, @liveness,
      @quality, @clockMoved, @corrects, @action, @actor, @reason, @evidence, @salt, @livenessModels)`)
  const byId = database.prepare<EventRow>(`select ${eventColumns} ${from} where events.id = @id`)
  const last = database.prepare<EventRow>(
    `select ${eventColumns} ${from} where events.person_id = @personId order by at desc, events.id desc limit ${maxLastTries}`,
  )
  const recent = database.prepare<EventRow>(`
    with recursive related (id) as (
      select id from events where person_id = @personId and at >= @since
      union select events.corrects from related join events on events.id = related.id where events.corrects is not null
      union select events.id from related join events on events.corrects = related.id
    )
    select ${eventColumns} ${from} where events.id in related order by at, events.id`)
  const count = database.prepare<{ total: number }>(`select ${entryCount} as total`)
  const newestId = database.prepare<{ id: number }>(`select ${newestEntryId} as id`)

  const newest = database.prepare<{ at: number }>('select recorded_at as at from events order by id desc limit 1')

  const named = database.prepare<{ total: number }>(
    `select count(*) as total from event_people where ${matchesWords('search')}`,
  )

  // Those who were merged into somebody left rows under another id, unless it is somebody's who is still enrolled.
  const eraseNames = database.prepare(`
    update event_people set name = '', employee_number = null, search = @search
    where name <> '' and (
      person_id in (select value from json_each(@people))
      or person_id not in (select id from people) and id in (
        select event_person_id from events where person_id in (select value from json_each(@people))))`)

  const doubtful = database.prepare<{ id: number }>(
    'select id from events where at >= @from and liveness < @minLiveness order by at',
  )

  const qualities = database.prepare<{ quality: number }>(`
    select quality from events where kind = 'check' and method = 'face' and quality is not null
    order by id desc limit @limit`)

  function find(id: EventId): AttendanceEvent {
    const row = byId.get({ id })
    if (row === undefined)
      throw new AppError('event-not-found', 'There is no such entry in the log.', { details: { id } })
    return readEvent(row, damages)
  }

  const addPerson = ({ id: personId, name }: PersonRef, number: string | null) =>
    insertPerson.run({ personId, name, number, search: toEntrySearchText(name, number) }).id

  function eventPerson({ person, employeeNumber: number }: EventDraft): number {
    const known = findPerson.get({ personId: person.id, name: person.name, number })
    return known?.id ?? addPerson(person, number)
  }

  /** The row of a runner-up's name, with whichever number. */
  const runnerUpPerson = (person: PersonRef) =>
    findRunnerUp.get({ personId: person.id, name: person.name })?.id ?? addPerson(person, null)

  return {
    get: find,
    record: (draft) =>
      database.transaction(() => {
        if (draft.corrects !== null) find(draft.corrects)
        const names = {
          eventPersonId: eventPerson(draft),
          runnerUpEventPersonId: draft.runnerUp && runnerUpPerson(draft.runnerUp.person),
        }
        const parameters = { ...parametersOf(draft), ...names }
        const { similarity, runnerUpId, runnerUpEventPersonId: row, runnerUpSimilarity, liveness, quality } = parameters
        const figures = [similarity, runnerUpId, row, runnerUpSimilarity, liveness, quality, parameters.livenessModels]
        const evidence = commitTo(figures)
        const { id } = insert.run({ ...parameters, ...evidence, recordedAt: now() })
        return find(id as EventId)
      }),
    list: (filter, before, limit) =>
      database.snapshot(() => {
        const matching = condition(filter)
        const byTime =
          filter.query.trim() !== '' && named.get({ words: toSearchWords(filter.query) })!.total > maxPeopleByIndex
        const where = byTime ? matching.sql.replace('event_person_id in', '+event_person_id in') : matching.sql
        const found = matching.sql === 'true' ? null : countOf(database, matching)
        const total = found === null ? count.get()!.total : Math.min(found, maxCounted)
        const next = database.prepare<EventRow>(`
          select ${eventColumns} ${from} where ${where} and (events.at, events.id) < (@beforeAt, @beforeId)
          order by at desc, events.id desc limit @limit`)
        const events: AttendanceEvent[] = []
        // Damaged entries are skipped, so a page reads on until it is full.
        for (let cursor: { at: number; id: number } = before === null ? beyondAll : find(before); ; ) {
          const wanted = limit - events.length
          const rows = next.all({ ...matching.parameters, beforeAt: cursor.at, beforeId: cursor.id, limit: wanted })
          events.push(...readEvents(rows, damages))
          const end = rows.at(-1)
          if (end === undefined || rows.length < wanted || events.length === limit) break
          cursor = end
        }
        return { events, total, more: (found ?? 0) > maxCounted }
      }),
    *iterate(filter) {
      const matching = condition(filter)
      const next = database.prepare<EventRow>(`
        select ${eventColumns} ${from} where ${matching.sql} and (events.at, events.id) > (@afterAt, @afterId)
        order by at, events.id limit ${pageSize}`)
      for (let afterAt = Number.MIN_SAFE_INTEGER, afterId = 0; ; ) {
        const rows = next.all({ ...matching.parameters, afterAt, afterId })
        yield* readEvents(rows, damages)
        const end = rows.at(-1)
        if (end === undefined || rows.length < pageSize) return
        afterAt = end.at
        afterId = end.id
      }
    },
    findLastOf(personId) {
      return readEvents(last.all({ personId }), damages)[0] ?? null
    },
    listRecentOf: (personId, since) => readEvents(recent.all({ personId, since }), damages),
    count: () => count.get()!.total,
    findNewestId: () => newestId.get()!.id,
    eraseNames: (people) =>
      void eraseNames.run({ people: JSON.stringify(people), search: toEntrySearchText('', null) }),
    findNewestTime: () => (newest.get()?.at ?? null) as Instant | null,
    listDoubtful: (since, minLiveness) => doubtful.all({ from: since, minLiveness }).map(({ id }) => id as EventId),
    listRecentQualities: (limit) => qualities.all({ limit }).map(({ quality }) => quality),
  }
}

interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/**
 * Builds the SQL condition from the filters that are set, so that SQLite picks the right index for each combination.
 */
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
    // SQLite uses the partial index of the rare methods only with this condition.
    if (method !== 'face') parts.push("method <> 'face'")
  }
  if (kiosk !== null) {
    parts.push('kiosk = @kiosk')
    parameters.kiosk = kiosk
  }
  // A literal: with a parameter SQLite would not use the partial index of corrections.
  if (kind !== null) parts.push(`kind = '${kind}'`)
  if (query.trim() !== '') {
    parts.push(`event_person_id in (select id from event_people where ${matchesWords('search')})`)
    parameters.words = toSearchWords(query)
  }
  return { sql: parts.join(' and ') || 'true', parameters }
}

/** Up to this many people are searched person by person; for more, reading in order of time and filtering is faster. */
const maxPeopleByIndex = 8

function countOf(database: Database, { sql, parameters }: Condition): number {
  return database
    .prepare<{ total: number }>(
      `select count(*) as total from (select 1 from events where ${sql} limit ${maxCounted + 1})`,
    )
    .get(parameters)!.total
}

import type { EventId, PersonId } from '../../contract/entities.ts'
import type { LogicalTime, ReceivedChange, SharedChange, SharedKind, Uid } from '../../contract/shared-change.ts'
import type { Consents } from '../consents.ts'
import type { Database } from '../database.ts'
import type { Events } from '../events.ts'
import type { People } from '../people.ts'
import type { Templates } from '../templates.ts'
import type { Vault } from '../vault.ts'
import { laterOf, timeAt } from './clock.ts'
import type { NotedDatabase } from './noted-changes.ts'
import { openOutbox } from './outbox.ts'
import { openReferents } from './referents.ts'
import { openSharedDisputes, openSharedGuests, openSharedRequests } from './shared-cases.ts'
import { type EventOrigin, openSharedEvents } from './shared-events.ts'
import { openSharedPeople } from './shared-people.ts'
import type { Outcome, SharedRows, Touched } from './shared-row.ts'
import { openSharedConfirmations, openSharedConsents } from './shared-statements.ts'
import { openSharedTemplates } from './shared-templates.ts'
import { openUids } from './uids.ts'
import { openWaiting } from './waiting.ts'

/** What a batch of changes of other stations did here. */
export interface Taken {
  /** People whose rows, templates or belongings changed, also those who are gone now. */
  readonly people: readonly PersonId[]
  /** Entries that are new here, in the order in which they were recorded. */
  readonly events: readonly EventId[]
  /** Kinds of which something changed. */
  readonly kinds: readonly SharedKind[]
  /** People who were erased, whether they were ever here or not. */
  readonly erased: readonly Uid[]
  /** Whether something was erased, so that traces must be scrubbed (`Store.scrub`). */
  readonly hasErased: boolean
  /** Photos of imports that are no longer needed (`ImportFiles.remove`). */
  readonly photos: readonly number[]
  /** Changes that could not be read, such as those of a newer version. */
  readonly refused: readonly Pick<ReceivedChange, 'station' | 'number' | 'kind'>[]
}

/**
 * What this station shares with the others of its office: it hands over what was written here, and takes in what others
 * wrote. It knows no network. Local ids stay local; a row means the same everywhere by its uid.
 */
export interface Sharing {
  /** Null while the station belongs to no office. */
  readonly station: Uid | null
  /** Begins to note what is written, and notes everything that is here. Under a new uid the numbers begin at 1. */
  join(station: Uid): void
  /** Ends it. What was shared stays. */
  leave(): void
  /** Counts the connections of this station, so that two copies of it are noticed; 0 at first. */
  readGeneration(): number
  writeGeneration(generation: number): void
  /** How far the office's log was read; null for its beginning. */
  readCursor(): string | null
  writeCursor(cursor: string): void
  /**
   * The oldest changes that were not handed over. The same number may say something newer the next time: it is known by
   * its kind, uid and time.
   */
  listOutgoing(limit: number): SharedChange[]
  /** Says that the changes up to this number are in the office's log. */
  noteHandedOver(upTo: number): void
  /** How many changes wait to be handed over. */
  countWaiting(): number
  /** How many changes of others wait for something that they refer to. */
  countHeldBack(): number
  /**
   * Takes changes in, in any order and any number of times, all or nothing; also those of this station, which tell it
   * what it forgot when it was restored from a backup.
   * @param cursor is kept with them
   */
  takeIn(changes: readonly ReceivedChange[], cursor?: string): Taken
  /** People who were erased while they were shared. */
  listErased(): Uid[]
  /** Where an entry of another station came from; null for one of this station. */
  originOf(id: EventId): EventOrigin | null
  uidOf(kind: SharedKind, id: number): Uid | null
  find(kind: SharedKind, uid: Uid): number | null
  /** People who wait for an employee number that somebody else was given first at another station. */
  listHeldNumbers(): { readonly person: PersonId; readonly number: string }[]
}

interface Tables {
  readonly people: People
  readonly templates: Templates
  readonly events: Events
  readonly consents: Consents
  /** Erases somebody as anybody would. @returns photos of imports that are no longer needed */
  readonly erase: (id: PersonId) => readonly number[]
}

export function openSharing(
  database: Database,
  noted: NotedDatabase,
  { vault, ...tables }: Tables & { readonly vault: Pick<Vault, 'seal' | 'open'> },
): Sharing {
  const uids = openUids(database)
  const referents = openReferents(database, uids)
  const outbox = openOutbox(database, uids)
  const waiting = openWaiting(database, vault)
  const people = openSharedPeople(database, { ...tables, uids, referents })
  const events = openSharedEvents(database, { ...tables, uids, referents })
  const rows: Partial<Record<SharedKind, SharedRows>> = {
    person: people,
    template: openSharedTemplates({ ...tables, uids, referents }),
    event: events,
    consent: openSharedConsents(database, { uids, referents, vault }),
    confirmation: openSharedConfirmations(database, { uids, referents }),
    guest: openSharedGuests(database, { uids, referents }),
    request: openSharedRequests(database, { uids, referents }),
    dispute: openSharedDisputes(database, { uids, referents }),
  }
  const state = database.prepare<{ uid: Uid; generation: number; cursor: string | null; time: LogicalTime }>(
    'select uid, generation, cursor, time from shared_station',
  )
  const begin = database.prepare('insert into shared_station (only, uid, time) values (1, @station, @time)')
  const putTime = database.prepare('update shared_station set time = @time')
  const putGeneration = database.prepare('update shared_station set generation = @generation')
  const putCursor = database.prepare('update shared_station set cursor = @cursor')
  const newest = database.prepare<{ time: LogicalTime | null }>(`
    select max(time) as time from (
      select max(time) as time from field_writings union select max(time) from tombstones
      union select max(time) from shared_times)`)
  const end = database.prepare('delete from shared_station')

  function takeRemoval({ kind, uid, time }: ReceivedChange, touched: Touched, erased: Uid[]): Outcome {
    const table = rows[kind]
    if (table?.remove === undefined) return { kind: 'void' }
    const isKnown = referents.isGone(kind, uid)
    table.remove(uid, touched)
    referents.bury(kind, uid, time)
    waiting.forgetRow(kind, uid)
    if (kind === 'person') {
      waiting.forgetPerson(uid)
      erased.push(uid)
    }
    touched.erased = true
    return { kind: isKnown ? 'known' : 'taken' }
  }

  function takeOne(change: ReceivedChange, touched: Touched, erased: Uid[]): Outcome {
    const { fields } = change
    if (fields === null) return takeRemoval(change, touched, erased)
    if (Object.keys(fields).length === 0) return { kind: 'void' }
    const outcome = rows[change.kind]?.take({ ...change, fields }, touched) ?? { kind: 'refused' }
    if (outcome.kind !== 'waits') return outcome
    // What it refers to is about the same person, so it was emptied and never comes.
    if (change.people.some((uid) => referents.isGone('person', uid))) return { kind: 'void' }
    waiting.add(change, outcome.for)
    return outcome
  }

  return {
    get station() {
      return state.get()?.uid ?? null
    },
    join: (station) =>
      database.transaction(() => {
        const known = state.get()
        if (known !== undefined) end.run()
        outbox.clear()
        const time = laterOf(newest.get()!.time ?? timeAt(0, station), known?.time ?? timeAt(0, station))
        begin.run({ station, time })
        noted.begin(station, time)
        outbox.fill(noted.moment()!)
        const last = laterOf(noted.moment()!, newest.get()!.time ?? noted.moment()!)
        putTime.run({ time: last })
        noted.begin(station, last)
      }),
    leave: () =>
      database.transaction(() => {
        end.run()
        outbox.clear()
        waiting.forgetAll()
        noted.end()
      }),
    readGeneration: () => state.get()?.generation ?? 0,
    writeGeneration: (generation) => void putGeneration.run({ generation }),
    readCursor: () => state.get()?.cursor ?? null,
    writeCursor: (cursor) => void putCursor.run({ cursor }),
    listOutgoing(limit) {
      return database.snapshot(() => {
        const station = state.get()?.uid
        return station === undefined
          ? []
          : uids.once(() => outbox.list(station, limit, (kind, id) => rows[kind]?.read(id) ?? null))
      })
    },
    noteHandedOver: (upTo) => outbox.remove(upTo),
    countWaiting: outbox.count,
    countHeldBack: waiting.count,
    takeIn: (changes, cursor) =>
      database.transaction(() => {
        const station = state.get()
        const touched: Touched = { people: new Set(), events: [], kinds: new Set(), photos: [], erased: false }
        const erased: Uid[] = []
        const cannot: Taken['refused'][number][] = []
        let time = station?.time ?? ('' as LogicalTime)
        const work = () => {
          // Seals are looked at before something is written, which would seal that first, one row at a time.
          for (const { people: about } of changes) for (const uid of about) uids.find('person', uid)
          const queue = [...changes]
          for (let change = queue.shift(); change !== undefined; change = queue.shift()) {
            time = laterOf(time, change.time)
            const outcome = takeOne(change, touched, erased)
            if (outcome.kind === 'taken') {
              touched.kinds.add(change.kind)
              queue.unshift(...waiting.release(change.uid))
            } else if (outcome.kind === 'refused') cannot.push(change)
          }
          people.numbers.settleAll()
        }
        noted.silently(() => uids.once(work))
        if (station !== undefined) putTime.run({ time })
        if (cursor !== undefined) putCursor.run({ cursor })
        return {
          ...{ people: [...touched.people], events: touched.events, kinds: [...touched.kinds], photos: touched.photos },
          ...{ erased, hasErased: touched.erased },
          refused: cannot.map(({ station, number, kind }) => ({ station, number, kind })),
        }
      }),
    listErased: () => referents.listGone('person'),
    originOf: events.originOf,
    uidOf: uids.of,
    find: uids.find,
    listHeldNumbers: people.numbers.list,
  }
}

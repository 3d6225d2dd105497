import type { Box, Instant, PersonId, Quality } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { type ImportPhotoState, type ImportReason, importStates } from '../contract/imports.ts'
import type { Database } from './database.ts'

export interface Import {
  readonly id: number
  readonly source: string
  readonly startedAt: Instant
  readonly state: 'running' | 'paused' | 'finished'
  readonly failure: string | null
}

/** What was seen in a photo that waits for a decision. */
export interface Seen {
  readonly width: number
  readonly height: number
  readonly faces: readonly { readonly box: Box; readonly quality: Quality }[]
  readonly face: number | null
  /** Numbers only: names of people who are erased are not kept. */
  readonly candidates: readonly { readonly personId: PersonId; readonly similarity: number }[]
}

export interface ImportPhotoDraft {
  readonly path: string
  readonly bytes: number
  readonly name: string
  readonly employeeNumber: string | null
  /** `missing`, or `refused` with its reason. */
  readonly reason: ImportReason | null
}

export interface ImportPhoto extends ImportPhotoDraft {
  readonly id: number
  readonly importId: number
  readonly personId: PersonId | null
  readonly state: ImportPhotoState
  readonly tries: number
  readonly seen: Seen | null
}

export interface Imports {
  /** The newest one. */
  current(): Import | null
  begin(source: string): Import
  /**
   * Takes photos in that the import does not have yet, and those again that were refused for want of a file or of a better
   * one. @throws AppError `invalid-input` when a path means another file than before: taking in nothing is better than losing it
   */
  add(importId: number, drafts: readonly ImportPhotoDraft[]): void
  setState(importId: number, state: Import['state'], failure?: string | null, source?: string): void
  find(id: number): ImportPhoto | null
  /** @throws AppError `invalid-input` when there is none of that number */
  get(id: number): ImportPhoto
  inState(importId: number, state: ImportPhotoState): ImportPhoto[]
  all(importId: number): ImportPhoto[]
  /** The oldest photo that waits to be looked at. */
  next(importId: number): ImportPhoto | null
  handed(id: number): void
  /** @param by 1 when looking at it begins, -1 when that did not count */
  tried(id: number, by: 1 | -1): void
  settle(id: number, state: ImportPhotoState, reason?: ImportReason | null, seen?: Seen | null): void
  /** Everything filed under the photo's name and number is this person's. */
  belongsTo(photo: ImportPhoto, personId: PersonId): void
  counts(importId: number): { counts: Record<ImportPhotoState, number>; people: number }
  /** Photos of all imports that wait for a decision. */
  queue(limit: number): ImportPhoto[]
  queued(): number
  /** Photos of the same name and number that wait with the same question, the photo itself not among them. */
  alike(photo: ImportPhoto): ImportPhoto[]
  /** Leaves out what is missing or waiting. @returns the numbers of these photos */
  dropRest(importId: number): number[]
  /** Forgets finished imports except the photos that wait for a decision. */
  forgetFinished(): void
  /**
   * Forgets all photos filed under a person who is going to be erased, those too that were not looked at yet and mean them by
   * their name or number. @returns their numbers
   */
  forgetPerson(personId: PersonId): number[]
  /** Numbers of all photos whose bytes are needed. */
  needed(): Set<number>
}

interface Row {
  id: number
  import_id: number
  path: string
  bytes: number
  name: string
  employee_number: string | null
  person_id: number | null
  state: ImportPhotoState
  reason: ImportReason | null
  tries: number
  seen: string | null
}

const columns = 'id, import_id, path, bytes, name, employee_number, person_id, state, reason, tries, seen'
const sameEntry = 'import_id = @importId and name = @name and employee_number is @number'
/** By name too, except under somebody without templates, who is only just being enrolled. */
const filedUnder = `
  person_id = @personId or (person_id is null and exists (
    select 1 from people where people.id = @personId and people.name = import_photos.name
      and exists (select 1 from templates where templates.person_id = people.id)
      and case when import_photos.employee_number is null
        then not exists (select 1 from people others where others.name = people.name and others.id <> people.id)
        else import_photos.employee_number = people.employee_number end))`

export function openImports(database: Database, now: () => number): Imports {
  const newest = database.prepare<{
    id: number
    source: string
    started_at: number
    state: Import['state']
    failure: string | null
  }>('select id, source, started_at, state, failure from imports order by id desc limit 1')
  const begin = database.prepare("insert into imports (source, started_at, state) values (@source, @at, 'running')")
  const setState = database.prepare(
    'update imports set state = @state, failure = @failure, source = coalesce(@source, source) where id = @id',
  )
  const insert = database.prepare(`
    insert into import_photos (import_id, path, bytes, name, employee_number, state, reason)
    values (@importId, @path, @bytes, @name, @employeeNumber, @state, @reason)
    on conflict (import_id, path) do nothing`)
  const byPath = database.prepare<Row>(
    `select ${columns} from import_photos where import_id = @importId and path = @path`,
  )
  const renew = database.prepare(`
    update import_photos set state = 'missing', reason = null, bytes = @bytes, name = @name,
      employee_number = @employeeNumber, person_id = null, tries = 0 where id = @id`)
  const byId = database.prepare<Row>(`select ${columns} from import_photos where id = @id`)
  const ofImport = database.prepare<Row>(`select ${columns} from import_photos where import_id = @importId order by id`)
  const byState = database.prepare<Row>(
    `select ${columns} from import_photos where state = @state and import_id = @importId order by id limit @limit`,
  )
  const handed = database.prepare("update import_photos set state = 'waiting' where id = @id and state = 'missing'")
  const tried = database.prepare('update import_photos set tries = tries + @by where id = @id')
  const settle = database.prepare(
    'update import_photos set state = @state, reason = @reason, seen = @seen where id = @id',
  )
  const belongs = database.prepare(`update import_photos set person_id = @personId where ${sameEntry}`)
  const counts = database.prepare<{ state: ImportPhotoState; total: number }>(
    'select state, count(*) as total from import_photos where import_id = @importId group by state',
  )
  const people = database.prepare<{ total: number }>(`
    select count(distinct person_id) as total from import_photos where import_id = @importId and state = 'taken'`)
  const queue = database.prepare<Row>(
    `select ${columns} from import_photos where state = 'review' order by import_id, id limit @limit`,
  )
  const queued = database.prepare<{ total: number }>(
    "select count(*) as total from import_photos where state = 'review'",
  )
  const alike = database.prepare<Row>(`
    select ${columns} from import_photos
    where state = 'review' and ${sameEntry} and reason = @reason and id <> @id order by id`)
  const rest = database.prepare<{ id: number }>(
    "select id from import_photos where import_id = @importId and state in ('missing', 'waiting')",
  )
  const dropRest = database.prepare(
    "update import_photos set state = 'skipped' where import_id = @importId and state in ('missing', 'waiting')",
  )
  const forgetPhotos = database.prepare(`
    delete from import_photos where state <> 'review'
      and import_id in (select id from imports where state = 'finished')`)
  const forgetImports = database.prepare(`
    delete from imports where state = 'finished' and not exists (select 1 from import_photos where import_id = imports.id)`)
  const ofPerson = database.prepare<{ id: number }>(`select id from import_photos where ${filedUnder}`)
  const forgetPerson = database.prepare(`delete from import_photos where ${filedUnder}`)
  const needed = database.prepare<{ id: number }>("select id from import_photos where state in ('waiting', 'review')")

  function find(id: number): ImportPhoto | null {
    const row = byId.get({ id })
    return row === undefined ? null : photoOf(row)
  }

  return {
    current() {
      const row = newest.get()
      if (row === undefined) return null
      const { started_at: startedAt, ...others } = row
      return { ...others, startedAt: startedAt as Instant }
    },
    begin(source) {
      const at = now()
      const { id } = begin.run({ source, at })
      return { id, source, startedAt: at as Instant, state: 'running', failure: null }
    },
    add: (importId, drafts) =>
      database.transaction(() => {
        for (const draft of drafts) {
          const { path, bytes, name, employeeNumber, reason } = draft
          const { changes } = insert.run({ ...draft, importId, state: reason === null ? 'missing' : 'refused' })
          if (changes > 0 || reason !== null) continue
          const { id, state, bytes: before } = byPath.get({ importId, path })!
          if (before === bytes) continue
          if (state !== 'refused') throw anotherFile(path)
          renew.run({ id, bytes, name, employeeNumber })
        }
      }),
    setState: (id, state, failure = null, source) => void setState.run({ id, state, failure, source: source ?? null }),
    find,
    get(id) {
      const photo = find(id)
      if (photo !== null) return photo
      throw new AppError('invalid-input', 'This photo is no longer waiting.', { details: { id } })
    },
    inState: (importId, state) => byState.all({ importId, state, limit: -1 }).map(photoOf),
    all: (importId) => ofImport.all({ importId }).map(photoOf),
    next(importId) {
      const [row] = byState.all({ importId, state: 'waiting', limit: 1 })
      return row === undefined ? null : photoOf(row)
    },
    handed: (id) => void handed.run({ id }),
    tried: (id, by) => void tried.run({ id, by }),
    settle: (id, state, reason = null, seen = null) =>
      void settle.run({ id, state, reason, seen: seen && JSON.stringify(seen) }),
    belongsTo: ({ importId, name, employeeNumber: number }, personId) =>
      void belongs.run({ importId, name, number, personId }),
    counts: (importId) => ({
      counts: {
        ...(Object.fromEntries(importStates.map((state) => [state, 0])) as Record<ImportPhotoState, number>),
        ...Object.fromEntries(counts.all({ importId }).map(({ state, total }) => [state, total])),
      },
      people: people.get({ importId })!.total,
    }),
    queue: (limit) => queue.all({ limit }).map(photoOf),
    queued: () => queued.get()!.total,
    alike: ({ importId, name, employeeNumber: number, reason, id }) =>
      alike.all({ importId, name, number, reason, id }).map(photoOf),
    dropRest: (importId) =>
      database.transaction(() => {
        const ids = rest.all({ importId }).map(({ id }) => id)
        dropRest.run({ importId })
        return ids
      }),
    forgetFinished: () =>
      database.transaction(() => {
        forgetPhotos.run()
        forgetImports.run()
      }),
    forgetPerson: (personId) =>
      database.transaction(() => {
        const ids = ofPerson.all({ personId }).map(({ id }) => id)
        forgetPerson.run({ personId })
        return ids
      }),
    needed: () => new Set(needed.all().map(({ id }) => id)),
  }
}

function anotherFile(path: string): AppError {
  const message = `${path} is another file than the one of that name in the import that is going on. Wait for the end of that one, or end it.`
  return new AppError('invalid-input', message, { details: { path } })
}

function photoOf(row: Row): ImportPhoto {
  return {
    id: row.id,
    importId: row.import_id,
    path: row.path,
    bytes: row.bytes,
    name: row.name,
    employeeNumber: row.employee_number,
    personId: row.person_id as PersonId | null,
    state: row.state,
    reason: row.reason,
    tries: row.tries,
    seen: row.seen === null ? null : (JSON.parse(row.seen) as Seen),
  }
}

import { z } from 'zod'
import { type Employment, Employments } from '../contract/employment.ts'
import { Box, type Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { type ImportPhotoState, type ImportReason, importStates } from '../contract/imports.ts'
import { type PersonFields, pickFields } from '../contract/person-fields.ts'
import { Quality } from '../contract/quality.ts'
import type { Database } from './database.ts'
import { Groups } from './groups.ts'
import { type FieldColumns, fieldAssignments, fieldColumns, fieldValues, readFields } from './person-columns.ts'
import { readJson } from './stored-json.ts'

export interface Import {
  readonly id: number
  readonly source: string
  readonly startedAt: Instant
  readonly state: 'running' | 'paused' | 'finished'
  readonly failure: string | null
}

/** What recognition found in a photo that waits for a decision. */
export const Seen = z.object({
  width: z.number(),
  height: z.number(),
  faces: z.array(z.object({ box: Box, quality: Quality })).readonly(),
  face: z.number().nullable(),
  /** Ids only, so that the names of erased people are not kept. */
  candidates: z.array(z.object({ personId: PersonId, similarity: z.number() })).readonly(),
})
export type Seen = z.infer<typeof Seen>

/** Replaces damaged findings: the photo can be skipped, and imported again. */
const sawNothing: Seen = { width: 0, height: 0, faces: [], face: null, candidates: [] }

export interface ImportPhotoDraft extends PersonFields {
  readonly path: string
  readonly bytes: number
  readonly name: string
  /** Groups of a new person; none when undefined. */
  readonly groups?: readonly string[]
  /** Of a new person; from the day of enrolment on when undefined. */
  readonly employments?: readonly Employment[] | undefined
  /** `missing`, or `refused` with its reason. */
  readonly reason: ImportReason | null
}

export interface ImportPhoto extends ImportPhotoDraft {
  readonly id: number
  readonly importId: number
  readonly groups: readonly string[]
  readonly personId: PersonId | null
  readonly state: ImportPhotoState
  readonly tries: number
  readonly seen: Seen | null
}

export interface Imports {
  /** The newest one. */
  findCurrent(): Import | null
  begin(source: string): Import
  /**
   * Adds photos that the import does not have yet, and resets those that were refused because their file was missing or
   * unusable.
   * @throws AppError `another-file` when a path means another file than before; then nothing is added
   */
  add(importId: number, drafts: readonly ImportPhotoDraft[]): void
  setState(importId: number, state: Import['state'], failure?: string | null, source?: string): void
  find(id: number): ImportPhoto | null
  /** @throws AppError `photo-not-waiting` when there is none of that number */
  get(id: number): ImportPhoto
  listInState(importId: number, state: ImportPhotoState): ImportPhoto[]
  list(importId: number): ImportPhoto[]
  /** The oldest photo that waits for recognition. */
  findNext(importId: number): ImportPhoto | null
  markReceived(id: number): void
  /** Counts attempts at recognition. @param by 1 when one begins, -1 to take it back */
  countAttempt(id: number, by: 1 | -1): void
  settle(id: number, state: ImportPhotoState, reason?: ImportReason | null, seen?: Seen | null): void
  /** Says who is meant by the name and number of this photo's entry. */
  assignPerson(photo: ImportPhoto, personId: PersonId): void
  countByState(importId: number): { counts: Record<ImportPhotoState, number>; people: number }
  /** Photos of all imports that wait for a decision. */
  listQueued(limit: number): ImportPhoto[]
  countQueued(): number
  /** All photos of the same name and number in the same import, the photo itself among them. */
  listOfEntry(photo: ImportPhoto): ImportPhoto[]
  /** Other photos of the same name and number that wait with the same question. */
  listSimilar(photo: ImportPhoto): ImportPhoto[]
  /** Skips all photos that are missing or waiting. */
  dropRest(importId: number): void
  /** Forgets finished imports except the photos that wait for a decision. */
  forgetFinished(): void
  /**
   * Forgets all photos filed under a person who will be erased, including those that only name the person and were not
   * looked at yet.
   * @returns their ids
   */
  forgetPerson(personId: PersonId): number[]
  /** Has photos of people looked at, in the newest import, that waited for a consent. @returns how many */
  releaseHeld(personId: PersonId): number
  /** How many photos of somebody wait for a consent. */
  countHeld(personId: PersonId): number
  /** Whose photos wait for a consent. */
  listHeld(): PersonId[]
  /** Photos of imports begun before an instant that still wait for a consent. */
  listHeldBefore(before: Instant): number[]
  /** Ids of all photos whose files are still needed. */
  listNeeded(): Set<number>
}

interface Row extends FieldColumns {
  id: number
  import_id: number
  path: string
  bytes: number
  name: string
  groups: string
  employments: string | null
  person_id: number | null
  state: ImportPhotoState
  reason: ImportReason | null
  tries: number
  seen: string | null
}

const columns = `id, import_id, path, bytes, name, ${fieldColumns}, groups, employments, person_id, state, reason, tries, seen`
const sameEntry = 'import_id = @importId and name = @name and employee_number is @number'
/** SQL for a person's photos; by name too, except for a person without templates, who is only just being enrolled. */
export const filedUnder = `
  person_id = @personId or (person_id is null and exists (
    select 1 from people where people.id = @personId and people.name = import_photos.name
      and exists (select 1 from templates where templates.person_id = people.id)
      and case when import_photos.employee_number is null
        then not exists (select 1 from people others where others.name = people.name and others.id <> people.id)
        else import_photos.employee_number = people.employee_number end))`

/**
 * SQL for the photos whose files are still needed. A photo that was taken is needed until all photos of its entry were
 * looked at, because the others may show that it shows somebody else.
 */
export const neededPhotos = `
  select id from import_photos where state in ('waiting', 'held', 'review') or (state = 'taken' and exists (
    select 1 from import_photos others where others.import_id = import_photos.import_id
      and others.name = import_photos.name and others.employee_number is import_photos.employee_number
      and others.state in ('missing', 'waiting')))`

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
    insert into import_photos (import_id, path, bytes, name, ${fieldColumns}, groups, employments, state, reason)
    values (@importId, @path, @bytes, @name, ${fieldValues}, @groups, @employments, @state, @reason)
    on conflict (import_id, path) do nothing`)
  const byPath = database.prepare<Row>(
    `select ${columns} from import_photos where import_id = @importId and path = @path`,
  )
  const renew = database.prepare(`
    update import_photos set state = 'missing', reason = null, bytes = @bytes, name = @name,
      ${fieldAssignments}, groups = @groups, employments = @employments, person_id = null, tries = 0 where id = @id`)
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
  const ofEntry = database.prepare<Row>(`select ${columns} from import_photos where ${sameEntry} order by id`)
  const dropRest = database.prepare(
    "update import_photos set state = 'skipped' where import_id = @importId and state in ('missing', 'waiting')",
  )
  const forgetPhotos = database.prepare(`
    delete from import_photos where state not in ('review', 'held')
      and import_id in (select id from imports where state = 'finished')`)
  const forgetImports = database.prepare(`
    delete from imports where state = 'finished' and not exists (select 1 from import_photos where import_id = imports.id)`)
  const ofPerson = database.prepare<{ id: number }>(`select id from import_photos where ${filedUnder}`)
  const forgetPerson = database.prepare(`delete from import_photos where ${filedUnder}`)
  // A path may be that of a photo in the newest import, too.
  const release = database.prepare(`
    update import_photos set state = 'waiting', reason = null, tries = 0, import_id = @importId,
      path = iif(import_id = @importId, path, path || ' (' || import_id || ')')
    where state = 'held' and person_id = @personId`)
  const heldBy = database.prepare<{ id: number }>(
    "select distinct person_id as id from import_photos where state = 'held' and person_id is not null",
  )
  const heldOf = database.prepare<{ count: number }>(
    "select count(*) as count from import_photos where state = 'held' and person_id = @personId",
  )
  const heldBefore = database.prepare<{ id: number }>(`
    select import_photos.id from import_photos join imports on imports.id = import_id
    where import_photos.state = 'held' and started_at < @before`)
  const needed = database.prepare<{ id: number }>(neededPhotos)

  function find(id: number): ImportPhoto | null {
    const row = byId.get({ id })
    return row === undefined ? null : photoOf(row)
  }

  return {
    findCurrent() {
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
          const { path, bytes, name, reason } = draft
          const lists = {
            groups: JSON.stringify(draft.groups ?? []),
            employments: draft.employments === undefined ? null : JSON.stringify(draft.employments),
          }
          const state = reason === null ? 'missing' : 'refused'
          const { changes } = insert.run({
            ...{ path, bytes, name, reason, importId, state },
            ...pickFields(draft),
            ...lists,
          })
          if (changes > 0 || reason !== null) continue
          const { id, state: found, bytes: before } = byPath.get({ importId, path })!
          if (before === bytes) continue
          if (found !== 'refused') throw anotherFileError(path)
          renew.run({ id, bytes, name, ...pickFields(draft), ...lists })
        }
      }),
    setState: (id, state, failure = null, source) => void setState.run({ id, state, failure, source: source ?? null }),
    find,
    get(id) {
      const photo = find(id)
      if (photo !== null) return photo
      throw new AppError('photo-not-waiting', 'This photo is no longer waiting.', { details: { id } })
    },
    listInState: (importId, state) => byState.all({ importId, state, limit: -1 }).map(photoOf),
    list: (importId) => ofImport.all({ importId }).map(photoOf),
    findNext(importId) {
      const [row] = byState.all({ importId, state: 'waiting', limit: 1 })
      return row === undefined ? null : photoOf(row)
    },
    markReceived: (id) => void handed.run({ id }),
    countAttempt: (id, by) => void tried.run({ id, by }),
    settle: (id, state, reason = null, seen = null) =>
      void settle.run({ id, state, reason, seen: seen && JSON.stringify(seen) }),
    assignPerson: ({ importId, name, employeeNumber: number }, personId) =>
      void belongs.run({ importId, name, number, personId }),
    countByState: (importId) => ({
      counts: {
        ...(Object.fromEntries(importStates.map((state) => [state, 0])) as Record<ImportPhotoState, number>),
        ...Object.fromEntries(counts.all({ importId }).map(({ state, total }) => [state, total])),
      },
      people: people.get({ importId })!.total,
    }),
    listQueued: (limit) => queue.all({ limit }).map(photoOf),
    countQueued: () => queued.get()!.total,
    listOfEntry: ({ importId, name, employeeNumber: number }) => ofEntry.all({ importId, name, number }).map(photoOf),
    listSimilar: ({ importId, name, employeeNumber: number, reason, id }) =>
      alike.all({ importId, name, number, reason, id }).map(photoOf),
    dropRest: (importId) => void dropRest.run({ importId }),
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
    releaseHeld: (personId) =>
      database.transaction(() => {
        const current = newest.get()
        if (current === undefined) return 0
        const { changes } = release.run({ personId, importId: current.id })
        if (changes > 0 && current.state === 'finished')
          setState.run({ id: current.id, state: 'running', failure: null, source: null })
        return changes
      }),
    countHeld: (personId) => heldOf.get({ personId })!.count,
    listHeld: () => heldBy.all().map(({ id }) => id as PersonId),
    listHeldBefore: (before) => heldBefore.all({ before }).map(({ id }) => id),
    listNeeded: () => new Set(needed.all().map(({ id }) => id)),
  }
}

function anotherFileError(path: string): AppError {
  const message = `${path} is another file than the one of that name in the import that is going on. Wait for the end of that one, or end it.`
  return new AppError('another-file', message, { details: { path } })
}

function photoOf(row: Row): ImportPhoto {
  return {
    id: row.id,
    importId: row.import_id,
    path: row.path,
    bytes: row.bytes,
    name: row.name,
    ...readFields(row),
    groups: readJson(row.groups, Groups) ?? [],
    employments: row.employments === null ? undefined : readJson(row.employments, Employments),
    personId: row.person_id as PersonId | null,
    state: row.state,
    reason: row.reason,
    tries: row.tries,
    seen: row.seen === null ? null : (readJson(row.seen, Seen) ?? sawNothing),
  }
}

import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { blob, type Database, openDatabase } from './database.ts'
import { ifWritable } from './if-writable.ts'
import { replacePrivateFile } from './private-files.ts'
import { newestConsentId } from './sharing/shared-times.ts'
import { databaseOf } from './swap.ts'
import type { Vault } from './vault.ts'

/**
 * A row that is gone for good: somebody, a template, a consent that was ended, or that somebody refused who had never
 * said anything. Numbers are used again after a restore, so the row's time belongs to it: that of the person where it
 * has none of its own.
 */
export interface ErasedRow {
  readonly kind: 'person' | 'template' | 'consent' | 'silence'
  readonly id: number
  readonly at: number
}

/**
 * Remembers what was erased, so that no backup brings it back. Only keyed hashes are kept, which say nothing to whoever
 * lacks the key of the data: in the database, with whose transaction they are written, and once more in a file beside
 * it, which a restore leaves where it is.
 */
export interface Erased {
  /** Notes that a row is erased, within the caller's transaction. */
  note(row: ErasedRow): void
  /** Rows of the database that were erased once: an older copy of it was put in place. */
  listReturned(kind: 'person' | 'template'): number[]
  /** People who have ended the consent that they have here, or have refused where they have none. */
  listRefusing(): number[]
  /** Writes what was noted into the file; call it after each transaction. */
  keep(): void
  /** Whether the list beside the database knew of something that the database did not. */
  readonly wasBehind: boolean
  /** Whether the list has everything that was erased since this state of the database. */
  readonly isComplete: boolean
}

export interface ErasedOptions {
  readonly vault: Pick<Vault, 'fingerprint'>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The data folder whose list counts; null for none. */
  readonly folder: string | null
  /** Whether the database is the one of that folder, so that the list is kept there. */
  readonly isOwn: boolean
}

interface List {
  /** Whose list it is: a keyed hash of nothing. */
  readonly office: string
  /** Since when everything that is erased stands in it. */
  readonly since: number
  /** In hexadecimal digits. */
  readonly hashes: readonly string[]
}

const fileOf = (folder: string) => join(folder, 'erased')
const headOf = ({ office, since }: Pick<List, 'office' | 'since'>) => `rollcall erased ${office} ${since}\n`
const headPattern = /^rollcall erased ([0-9a-f]{64}) (\d{1,16})\n/
const lineOf = (hash: string) => `${hash}\n`
const hashPattern = /^[0-9a-f]{64}$/
const sinceKey = 'erased-since'
const officeKey = 'erased-office'

/** Null where there is no list, or none that can be read. */
function readFile(folder: string): List | null {
  try {
    const text = readFileSync(fileOf(folder), 'latin1')
    const [head, office, since] = headPattern.exec(text) ?? []
    if (head === undefined) return null
    // A line that a crash cut off is in the database.
    const hashes = text
      .slice(head.length)
      .split('\n')
      .filter((line) => hashPattern.test(line))
    return { office: office!, since: Number(since), hashes }
  } catch {
    return null
  }
}

/** The list in the database of a folder, which may be missing or damaged. */
function readDatabase(folder: string): List | null {
  if ((statSync(databaseOf(folder), { throwIfNoEntry: false })?.size ?? 0) === 0) return null
  try {
    const database = openDatabase(databaseOf(folder), { readonly: true })
    try {
      const meta = database.prepare<{ value: string }>('select value from meta where key = @key')
      const [office, since] = [officeKey, sinceKey].map((key) => meta.get({ key })?.value)
      if (office === undefined || since === undefined) return null
      const rows = database.prepare<{ hash: string }>('select lower(hex(hash)) as hash from erased')
      return { office, since: Number(since), hashes: rows.all().map(({ hash }) => hash) }
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}

export function openErased(database: Database, { vault, now, folder, isOwn }: ErasedOptions): Erased {
  const insert = database.prepare('insert or ignore into erased (hash) values (@hash)')
  const find = database.prepare('select 1 from erased where hash = @hash')
  const all = database.prepare<{ hash: string }>('select lower(hex(hash)) as hash from erased')
  const meta = database.prepare<{ value: string }>('select value from meta where key = @key')
  const setMeta = database.prepare('insert or replace into meta (key, value) values (@key, @value)')
  const newest = database.prepare<{ at: number }>(`
    select max(coalesce((select at from audit order by id desc limit 1), 0),
      coalesce((select recorded_at from events order by id desc limit 1), 0),
      coalesce((select max(created_at) from people), 0)) as at`)
  const present = {
    person: database.prepare<{ id: number; at: number }>('select id, created_at as at from people'),
    template: database.prepare<{ id: number; at: number }>('select id, created_at as at from templates'),
  }
  const saidYesOrNothing = database.prepare<{ person: number; createdAt: number; id: number | null; at: number }>(`
    select people.id as person, created_at as createdAt, consents.id, consents.at
    from people left join consents on consents.id = (${newestConsentId})
    where coalesce(kind, 'given') = 'given'`)

  const hashOf = (text: string) => blob(vault.fingerprint(Buffer.from(text), 'erased'))
  const hashOfRow = ({ kind, id, at }: ErasedRow) => hashOf(`${kind} ${id} of ${at}`)
  const has = (row: ErasedRow) => find.get({ hash: hashOfRow(row) }) !== undefined
  const office = Buffer.from(hashOf('')).toString('hex')
  const bytesOf = (hash: string) => new Uint8Array(Buffer.from(hash, 'hex'))
  let waiting: string[] = []

  const list = folder === null ? null : (readFile(folder) ?? (isOwn ? null : readDatabase(folder)))
  const known = list?.office === office ? list : null
  const before = new Set(all.all().map(({ hash }) => hash))
  const unknown = (known?.hashes ?? []).filter((hash) => !before.has(hash))
  const stored = meta.get({ key: sinceKey })?.value
  // Of a backup that was put in place elsewhere nobody knows what was erased after it was made.
  const since = known?.since ?? (stored === undefined || !isOwn ? now() : Number(stored))
  const lastKnown = Math.max(newest.get()!.at, Number(stored ?? 0))
  const isComplete = known !== null && known.since <= lastKnown
  const noted = { [sinceKey]: String(since), [officeKey]: office }
  const fresh = Object.entries(noted).filter(([key, value]) => meta.get({ key })?.value !== value)
  if (unknown.length + fresh.length > 0) {
    ifWritable(() =>
      database.transaction(() => {
        for (const hash of unknown) insert.run({ hash: bytesOf(hash) })
        for (const [key, value] of fresh) setMeta.run({ key, value })
      }),
    )
  }
  if (folder !== null && isOwn) rewrite(folder)

  /** Writes the whole list, unless the file has it. */
  function rewrite(folder: string): void {
    const hashes = new Set([...before, ...unknown])
    if (known !== null && known.hashes.length === hashes.size) return
    replacePrivateFile(fileOf(folder), headOf({ office, since }) + [...hashes].map(lineOf).join(''))
  }

  return {
    note(row) {
      const hash = hashOfRow(row)
      insert.run({ hash })
      waiting.push(Buffer.from(hash).toString('hex'))
    },
    listReturned: (kind) =>
      present[kind]
        .all()
        .filter(({ id, at }) => has({ kind, id, at }))
        .map(({ id }) => id),
    listRefusing: () =>
      saidYesOrNothing
        .all()
        .filter(({ person, createdAt, id, at }) =>
          has(id === null ? { kind: 'silence', id: person, at: createdAt } : { kind: 'consent', id, at }),
        )
        .map(({ person }) => person),
    keep() {
      if (waiting.length === 0) return
      // What was undone is not in the database.
      const done = waiting.filter((hash) => find.get({ hash: bytesOf(hash) }) !== undefined)
      waiting = []
      if (folder === null || !isOwn || done.length === 0) return
      try {
        appendFileSync(fileOf(folder), done.map(lineOf).join(''), { mode: 0o600, flush: true })
      } catch {
        // The database has it, and the next start writes the file anew.
      }
    },
    wasBehind: unknown.length > 0,
    isComplete,
  }
}

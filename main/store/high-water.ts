import { createHash, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Instant } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { newestEntryId } from './log-gaps.ts'
import type { Vault } from './vault.ts'

const Gone = z.object({
  /** How many entries were written and are now missing. */
  entries: z.number().int(),
  /** How many audit entries are missing. */
  audit: z.number().int(),
  /** When the newest one was written that had been there. */
  since: Instant,
})
export type Gone = z.infer<typeof Gone>

/**
 * Remembers outside the database how many entries and audit entries it has. SQLite cannot notice that its write-ahead
 * log lost something: what is left is a valid database of an earlier moment.
 */
export interface HighWater {
  /** Says that something was written. The note follows a moment later, so that writing does not wait for it. */
  noteWrite(): void
  /** What this start found missing; null for nothing. */
  readonly lost: Gone | null
  /** What is missing and was not acknowledged yet. */
  findLoss(): Gone | null
  /**
   * When the newest entry was made of a database file that changed while it was closed; null when it did not, or when
   * the change was acknowledged.
   */
  findChange(): Instant | null
  acknowledge(what: 'gone' | 'changed'): void
  /** Writes the last note. Call it before the database is closed, and the function that it returns afterwards. */
  close(): () => void
}

const Marks = z.object({
  entries: z.number().int(),
  audit: z.number().int(),
  /** When the newest of them was written. */
  at: Instant,
  gone: Gone.nullable(),
  /** Digest of the database file when it was last closed, in base64; null while it is open. */
  rest: z.string().nullable().default(null),
  /** When the newest entry was made of a file that changed while it was closed; null when it did not. */
  changed: Instant.nullable().default(null),
})
type Marks = z.infer<typeof Marks>
const Sealed = z.object({ marks: z.string(), seal: z.string() })

const fileName = 'high-water'
/** One disk sector, which is written whole or not at all. */
const recordBytes = 512
/** Milliseconds from a write to its note, and between two notes that reach the disk. */
const noteAfterMs = 50
const syncEveryMs = 1_000
const purpose = 'high water'

export interface HighWaterOptions {
  readonly file: string
  readonly vault: Pick<Vault, 'authenticate'>
  /** Flushes an open file to the disk. */
  readonly flush?: (descriptor: number, done: () => void) => void
}

/** Forgets the marks, because another database took the place. */
export function forgetHighWater(dataFolder: string): void {
  rmSync(join(dataFolder, fileName), { force: true })
}

/** Seals the marks of a folder with another key and writes them into a second one, where there are any. */
export function renewHighWater(
  [fromFolder, toFolder]: readonly [string, string],
  [from, to]: readonly [Pick<Vault, 'authenticate'>, Pick<Vault, 'authenticate'>],
): void {
  const marks = readMarks(join(fromFolder, fileName), from)
  forgetHighWater(toFolder)
  if (marks === null) return
  // The database is another file now.
  writeFileSync(join(toFolder, fileName), recordOf({ ...marks, rest: null }, to), { mode: 0o600, flush: true })
}

/** Larger databases are not read whole at every start; the nightly check must do. */
const maxRestBytes = 32 * 1024 * 1024

/**
 * A digest of the file, to find changes made while it was closed; call it before the database is opened. Null when
 * there is a log beside it, or when it is too large.
 */
export function restOf(file: string): Uint8Array | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  // A process that only reads creates an empty log.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0 || size > maxRestBytes || log > 0) return null
  return createHash('sha256').update(readFileSync(file)).digest()
}

/** @param database whose counts are compared with the last note @param rest digest of the file before it was opened */
export function openHighWater(
  database: Database,
  rest: Uint8Array | null,
  { file, vault, flush = fdatasync }: HighWaterOptions,
): HighWater {
  const path = join(dirname(file), fileName)
  const newest = database.prepare<{ entries: number; audit: number; at: number }>(`
    select ${newestEntryId} as entries, (select coalesce(max(id), 0) from audit) as audit,
      max(coalesce((select recorded_at from events order by id desc limit 1), 0),
        coalesce((select at from audit order by id desc limit 1), 0)) as at`)
  let kept = file === ':memory:' ? null : readMarks(path, vault)
  let descriptor: number | null = null
  let timer: NodeJS.Timeout | null = null
  let syncing = false
  let isBehind = false
  let isClosed = false

  const present = newest.get()!
  const lost = kept && findLostSince(kept, present)
  let gone = kept?.gone ?? null
  if (lost !== null) {
    const before = gone ?? { entries: 0, audit: 0, since: lost.since }
    gone = { entries: before.entries + lost.entries, audit: before.audit + lost.audit, since: before.since }
  }

  let changed = kept?.changed ?? null
  if (kept !== null && kept.rest !== null && rest !== null && changed === null) {
    if (Buffer.from(rest).toString('base64') !== kept.rest) changed = kept.at
  }

  /** Writes a note; failing to do so never disturbs a check-in. */
  function note(atRest: string | null = null): void {
    if (file === ':memory:') return
    try {
      const { entries, audit, at } = atRest === null ? newest.get()! : kept!
      const next = { entries, audit, at: at as Instant, gone, rest: atRest, changed }
      if (JSON.stringify(kept) === JSON.stringify(next)) return
      kept = next
      descriptor ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
      writeSync(descriptor, recordOf(kept, vault), 0, recordBytes, 0)
    } catch {
      // The next note tries again.
    }
  }

  function sync(): void {
    if (isClosed || descriptor === null) return
    if (syncing) {
      isBehind = true
      return
    }
    syncing = true
    isBehind = false
    flush(descriptor, () => {
      setTimeout(() => {
        syncing = false
        // No later note would flush the last one of a burst.
        if (isBehind) sync()
      }, syncEveryMs).unref()
    })
  }

  note()
  return {
    lost,
    noteWrite() {
      if (timer !== null || isClosed) return
      timer = setTimeout(() => {
        timer = null
        note()
        sync()
      }, noteAfterMs)
      timer.unref()
    },
    findLoss: () => gone,
    findChange: () => changed,
    acknowledge(what) {
      if (what === 'gone') gone = null
      else changed = null
      note()
    },
    close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      note()
      return () => {
        try {
          // Null while another process has the database open; that process writes the note.
          const last = file === ':memory:' ? null : restOf(file)
          if (last !== null && kept !== null) note(Buffer.from(last).toString('base64'))
          if (descriptor === null) return
          fdatasyncSync(descriptor)
          closeSync(descriptor)
        } catch {
          // Not flushed: the operating system writes it in time.
        }
      }
    },
  }
}

function findLostSince(kept: Marks, present: { entries: number; audit: number }): Gone | null {
  const entries = Math.max(0, kept.entries - present.entries)
  const audit = Math.max(0, kept.audit - present.audit)
  return entries + audit === 0 ? null : { entries, audit, since: kept.at }
}

/**
 * Reads the marks; null when there are none or they belong to another key. Without them nothing but the warning is
 * lost.
 */
function readMarks(path: string, vault: Pick<Vault, 'authenticate'>): Marks | null {
  try {
    const { marks, seal } = Sealed.parse(JSON.parse(readFileSync(path, 'utf8')))
    const expected = vault.authenticate(Buffer.from(marks), purpose)
    const found = Buffer.from(seal, 'base64')
    if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null
    return Marks.parse(JSON.parse(marks))
  } catch {
    return null
  }
}

function recordOf(marks: Marks, vault: Pick<Vault, 'authenticate'>): Uint8Array {
  const text = JSON.stringify(marks)
  const seal = Buffer.from(vault.authenticate(Buffer.from(text), purpose)).toString('base64')
  return Buffer.from(JSON.stringify({ marks: text, seal }).padEnd(recordBytes))
}

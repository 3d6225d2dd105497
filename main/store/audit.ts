import { timingSafeEqual } from 'node:crypto'
import type { Instant } from '../contract/entities.ts'
import { AppError, type ErrorCode } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'

/** Who did what to whom: never names or pictures, those can be erased and this cannot. */
export interface AuditDraft {
  readonly actor: string
  readonly action: string
  /** What it was done to, for example `person 12`. */
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditEntry extends AuditDraft {
  readonly id: number
  readonly at: Instant
}

export type AuditVerdict =
  | { readonly kind: 'intact'; readonly entries: number }
  /** `id` is the first entry that was changed, or that follows a missing one. */
  | { readonly kind: 'broken'; readonly id: number }

/** Each entry carries a keyed hash over itself and the entry before it, so a changed or removed entry shows. */
export interface Audit {
  append(draft: AuditDraft): AuditEntry
  /**
   * The same for what takes data out: on a full or read-only disk that must work, and nothing can be written any more.
   * @returns whether it was written
   */
  appendIfPossible(draft: AuditDraft): boolean
  /** Newest first; `before` is the last id of the page before. */
  list(before: number | null, limit: number): AuditEntry[]
  verify(): AuditVerdict
}

interface Row {
  id: number
  at: number
  actor: string
  action: string
  subject: string
  details: string
  chain: Uint8Array
}

const unwritable: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'file-unreadable', 'database-busy'])

const columns = 'id, at, actor, action, subject, details, chain'
const page = 1000

export function openAudit(database: Database, vault: Vault, now: () => number): Audit {
  const insert = database.prepare(`
    insert into audit (id, at, actor, action, subject, details, chain)
    values (@id, @at, @actor, @action, @subject, @details, @chain)`)
  const last = database.prepare<Row>(`select ${columns} from audit order by id desc limit 1`)
  const newest = database.prepare<Row>(`select ${columns} from audit where id < @before order by id desc limit @limit`)
  const next = database.prepare<Row>(`select ${columns} from audit where id > @after order by id limit ${page}`)
  const highest = database.prepare<{ id: number }>(
    "select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'audit'",
  )

  function link(entry: Omit<Row, 'chain'>, previous: Uint8Array): Uint8Array {
    const { id, at, actor, action, subject, details } = entry
    const content = Buffer.from(JSON.stringify([id, at, actor, action, subject, details]))
    return vault.authenticate(Buffer.concat([previous, content]), 'audit')
  }

  function append(draft: AuditDraft): AuditEntry {
    return database.transaction(() => {
      const previous = last.get()
      const { actor, action, subject } = draft
      const id = (previous?.id ?? 0) + 1
      const entry = { id, at: now(), actor, action, subject, details: JSON.stringify(draft.details) }
      insert.run({ ...entry, chain: link(entry, previous ? blob(previous.chain) : new Uint8Array()) })
      return entryOf(entry)
    })
  }

  return {
    append,
    appendIfPossible(draft) {
      try {
        append(draft)
        return true
      } catch (error) {
        if (error instanceof AppError && unwritable.has(error.code)) return false
        throw error
      }
    },
    list: (before, limit) => newest.all({ before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(entryOf),
    verify() {
      let entries = 0
      let previous: Uint8Array = new Uint8Array()
      for (let rows = next.all({ after: 0 }); rows.length > 0; rows = next.all({ after: entries })) {
        for (const row of rows) {
          const chain = blob(row.chain)
          const expected = link(row, previous)
          if (row.id !== entries + 1 || chain.length !== expected.length || !timingSafeEqual(chain, expected)) {
            return { kind: 'broken', id: row.id }
          }
          entries = row.id
          previous = chain
        }
      }
      return highest.get()!.id === entries ? { kind: 'intact', entries } : { kind: 'broken', id: entries + 1 }
    },
  }
}

function entryOf({ id, at, actor, action, subject, details }: Omit<Row, 'chain'>): AuditEntry {
  return { id, at: at as Instant, actor, action, subject, details: JSON.parse(details) as Record<string, unknown> }
}

import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type AuditAction, type AuditEntry, type AuditFilter, actionsOf } from '../contract/audit.ts'
import { type Caller, Via } from '../contract/caller.ts'
import type { Instant } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import { ifWritable } from './if-writable.ts'
import { readGaps } from './log-gaps.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** Who did what to whom, without names and pictures: those can be erased, an audit entry cannot but by its age. */
export interface AuditDraft extends Pick<Caller, 'actor' | 'via'> {
  readonly action: AuditAction
  /** What it was done to, for example `person 12`. */
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditPage {
  readonly entries: AuditEntry[]
  /** Whether older ones match. */
  readonly more: boolean
}

export type AuditVerdict =
  | { readonly kind: 'intact'; readonly entries: number }
  /** `id` is the first changed entry, or the first one after a missing one. */
  | { readonly kind: 'broken'; readonly id: number }

/**
 * The audit log. Each entry carries a keyed hash over itself and the one before, so that changes and gaps are found;
 * those that were erased because of their age are known (aged-audit.ts).
 */
export interface Audit {
  append(draft: AuditDraft): AuditEntry
  /**
   * The same for reading and exporting, which must work on a full or read-only disk too.
   * @returns whether it was written
   */
  appendIfPossible(draft: AuditDraft): boolean
  /** Newest first; `before` is the last id of the page before. */
  list(before: number | null, limit: number, filter?: Partial<AuditFilter>): AuditPage
  /** All that matches, oldest first, read while it is used. */
  iterate(filter: Partial<AuditFilter>): Generator<AuditEntry>
  /** Those who stand in it, in order of name. */
  actors(limit: number): string[]
  count(): number
  verify(): AuditVerdict
}

export interface AuditRow {
  id: number
  at: number
  actor: string
  via: string | null
  action: string
  subject: string
  details: string
  chain: Uint8Array
}

/** Damaged details read as empty; `verify` reports that they were changed. */
const Details = z.record(z.string(), z.unknown())

const columns = 'id, at, actor, via, action, subject, details, chain'
const page = 1000
/** Where the details of an entry name people: one under a name of their own, or several under `people`. */
const named = ['person', 'gone', 'kept'].map((key) => `case when json_valid(details) then details ->> '$.${key}' end`)
const severalNamed = `
  select value from json_each(case when json_valid(details) then details else '{}' end, '$.people')`
const matches = `
  (@actor is null or actor = @actor)
  and (@actions is null or action in (select value from json_each(@actions)))
  and (@action is null or action = @action or substr(action, 1, length(@action) + 1) = @action || '.')
  and (@from is null or at >= @from)
  and (@to is null or at < @to)
  and (@personId is null or subject = @person or @personId in (${named.join(', ')}) or @personId in (${severalNamed}))`

export function openAudit(database: Database, vault: Vault, now: () => number): Audit {
  const insert = database.prepare(`
    insert into audit (id, at, actor, via, action, subject, details, chain)
    values (@id, @at, @actor, @via, @action, @subject, @details, @chain)`)
  const last = database.prepare<AuditRow>(`select ${columns} from audit order by id desc limit 1`)
  const newest = database.prepare<AuditRow>(`
    select ${columns} from audit where id < @before and ${matches} order by id desc limit @limit`)
  const matching = database.prepare<AuditRow>(`
    select ${columns} from audit where id > @after and ${matches} order by id limit ${page}`)
  const actors = database.prepare<{ actor: string }>('select distinct actor from audit order by actor limit @limit')
  const size = database.prepare<{ entries: number }>('select count(*) as entries from audit')
  const next = database.prepare<AuditRow>(`select ${columns} from audit where id > @after order by id limit ${page}`)
  const highest = database.prepare<{ id: number }>(
    "select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'audit'",
  )

  function append(draft: AuditDraft): AuditEntry {
    return database.transaction(() => {
      const previous = last.get()
      const { actor, via, action, subject } = draft
      const id = (previous?.id ?? 0) + 1
      const entry = { id, at: now(), actor, via, action, subject, details: JSON.stringify(draft.details) }
      insert.run({ ...entry, chain: linkOf(vault, entry, previous ? blob(previous.chain) : new Uint8Array()) })
      return entryOf(entry)
    })
  }

  return {
    append,
    appendIfPossible: (draft) => ifWritable(() => append(draft)),
    list(before, limit, filter = {}) {
      const parameters = { ...parametersOf(filter), before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 }
      const rows = newest.all(parameters)
      return { entries: rows.slice(0, limit).map(entryOf), more: rows.length > limit }
    },
    *iterate(filter) {
      const parameters = parametersOf(filter)
      for (let after = 0, rows: AuditRow[] = []; ; after = rows.at(-1)!.id) {
        rows = matching.all({ ...parameters, after })
        if (rows.length === 0) return
        yield* rows.map(entryOf)
      }
    },
    actors: (limit) => actors.all({ limit }).map(({ actor }) => actor),
    count: () => size.get({})!.entries,
    verify() {
      let [entries, at] = [0, 0]
      let previous: Uint8Array = new Uint8Array()
      const gaps = new Map(
        readGaps(database, 'audit')
          .filter(({ first }) => database.proof.holds('log_gaps', 'audit', first))
          .map((gap) => [gap.first, gap]),
      )
      for (let rows = next.all({ after: 0 }); rows.length > 0; rows = next.all({ after: at })) {
        for (const row of rows) {
          const gap = gaps.get(at + 1)
          if (gap?.link) [at, previous] = [gap.last, gap.link]
          const chain = blob(row.chain)
          const expected = linkOf(vault, row, previous)
          if (row.id !== at + 1 || chain.length !== expected.length || !timingSafeEqual(chain, expected)) {
            return { kind: 'broken', id: row.id }
          }
          entries += 1
          at = row.id
          previous = chain
        }
      }
      return highest.get()!.id === at ? { kind: 'intact', entries } : { kind: 'broken', id: at + 1 }
    },
  }
}

/** The keyed hash of an entry and the one before. */
export function linkOf(
  vault: Pick<Vault, 'authenticate'>,
  { id, at, actor, via, action, subject, details }: Omit<AuditRow, 'chain'>,
  previous: Uint8Array,
): Uint8Array {
  // Entries of before have no way, and keep the hash that they were given.
  const content = Buffer.from(JSON.stringify([id, at, actor, action, subject, details, ...(via === null ? [] : [via])]))
  return vault.authenticate(Buffer.concat([previous, content]), 'audit')
}

function parametersOf({
  actor = null,
  family = null,
  action = null,
  personId = null,
  from = null,
  to = null,
}: Partial<AuditFilter>) {
  const actions = family === null ? null : JSON.stringify(actionsOf(family))
  return { actor, actions, action, personId, person: `person ${personId}`, from, to }
}

function entryOf({ id, at, actor, via, action, subject, details }: Omit<AuditRow, 'chain'>): AuditEntry {
  const way = Via.nullable().safeParse(via)
  return {
    ...{ id, at: at as Instant, actor, action, subject },
    via: way.success ? way.data : null,
    details: readJson(details, Details) ?? {},
  }
}

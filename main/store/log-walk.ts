import type { Instant } from '../contract/entities.ts'
import { blob, type Database, type Value } from './database.ts'
import { type LogGap, readGaps } from './log-gaps.ts'
import { digestWith, holds, type LogRow, prepareLog } from './log-rows.ts'
import { noDigest, recordWriterOf } from './record-digest.ts'
import { openHead } from './seal-head.ts'
import { presentTables } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

const pageSize = 2_000

/** A row that a log was read up to, with what the row after it goes on from. */
export interface LogStep extends Pick<LogGap, 'before' | 'after' | 'seal' | 'link'> {
  readonly id: number
  readonly row: LogRow
  /** The seal of the row before. */
  readonly previous: Uint8Array
}

/** The chosen rows of a log. */
export interface Walked {
  /** Those that Rollcall wrote. */
  readonly steps: readonly LogStep[]
  /** The others; `doctor` names them. */
  readonly doubtful: readonly number[]
}

/** How a log is read. */
export interface Walk {
  readonly last: number
  /** Rows that are wanted. */
  readonly chosen: ReadonlySet<number>
  /** Where to begin: after an id up to which the digest is known. */
  readonly start?: Pick<LogGap, 'last' | 'after'> | null
}

/**
 * Reads a log up to an id. Null when a gap in it does not hold, or while rows of before there were seals have none to
 * go on from.
 */
export function walkLog(
  database: Database,
  vault: Vault,
  name: 'events' | 'audit',
  { last, chosen, start = null }: Walk,
): Walked | null {
  if (openHead(database, vault).read()?.chains[name]?.complete !== true) return null
  const table = presentTables(database).growing.find((each) => each.name === name)!
  const link = table.columns.indexOf(`${name}.chain`)
  const record = recordWriterOf(table)
  const next = prepareLog(database, table, `${name}.id > @after order by ${name}.id limit ${pageSize}`)
  const gaps = readGaps(database, name)
  if (!gaps.every(({ first }) => database.proof.holds('log_gaps', name, first))) return null
  const steps: LogStep[] = []
  const doubtful: number[] = []
  let [at, digest] = [0, noDigest]
  /** Null where the row before is missing. */
  let previous: Uint8Array | null = new Uint8Array()
  if (start !== null) {
    ;[at, digest] = [start.last, start.after]
    const sealed = database.prepare<{ seal: Uint8Array }>('select seal from seals where tbl = @name and key = @at')
    const seal = sealed.get({ name, at })?.seal
    previous = seal === undefined ? (gaps.find((gap) => gap.last === at)?.seal ?? null) : blob(seal)
  }
  while (at < last) {
    const page = next({ after: at })
    if (page.length === 0) break
    for (const row of page) {
      const { seal, values } = row
      const id = row.key as number
      const gap = gaps.find((each) => each.last === id - 1)
      if (gap !== undefined) [digest, previous] = [gap.after, gap.seal]
      else if (id !== at + 1) previous = null
      const after = digestWith(digest, row, record)
      if (chosen.has(id)) {
        const isRight = previous !== null && row.figures !== 'changed' && holds(vault, table, row, previous)
        if (!isRight) doubtful.push(id)
        else {
          const way = { before: digest, after, seal: seal!, link: linkAt(values, link) }
          steps.push({ ...way, id, row, previous: previous! })
        }
      }
      ;[at, digest, previous] = [id, after, seal]
      if (at >= last) break
    }
  }
  return { steps, doubtful }
}

const linkAt = (values: readonly Value[], place: number): Uint8Array | null =>
  place < 0 ? null : blob(values[place] as Uint8Array)

/** The gap that a row leaves. */
export const gapOf = ({ id, before, after, seal, link }: LogStep, writtenBefore: Instant): LogGap => ({
  ...{ first: id, last: id, before, after, seal, link, writtenBefore },
})

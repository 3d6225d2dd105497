import type { Instant } from '../contract/entities.ts'
import { blob, type Database, type Value } from './database.ts'
import { type LogGap, readGaps } from './log-gaps.ts'
import { digestAfter, noDigest, recordWriterOf } from './record-digest.ts'
import { isSame, prepareRows, sealOf } from './row-seal.ts'
import { openHead } from './seal-head.ts'
import { presentTables } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

const pageSize = 2_000

/** A row that a log was read up to, with what the row after it goes on from. */
export interface LogStep extends Pick<LogGap, 'before' | 'after' | 'seal' | 'link'> {
  readonly id: number
}

/** The chosen rows of a log, of which some may not be what Rollcall wrote. */
export interface Walked {
  readonly steps: readonly LogStep[]
  /** Those that do not hold; `doctor` names them. */
  readonly doubtful: readonly number[]
}

/**
 * Reads a log up to an id. Null when a gap in it does not hold, or while rows of before there were seals have none to go
 * on from.
 */
export function walkLog(
  database: Database,
  vault: Vault,
  name: 'events' | 'audit',
  { last, chosen }: { readonly last: number; readonly chosen: ReadonlySet<number> },
): Walked | null {
  if (openHead(database, vault).read()?.chains[name]?.complete !== true) return null
  const table = presentTables(database).growing.find((each) => each.name === name)!
  const link = table.columns.indexOf(`${name}.chain`)
  const record = recordWriterOf(table)
  const next = prepareRows(database, table, `${name}.id > @after order by ${name}.id limit ${pageSize}`)
  const gaps = readGaps(database, name)
  if (!gaps.every(({ first }) => database.proof.holds('log_gaps', name, first))) return null
  const steps: LogStep[] = []
  const doubtful: number[] = []
  let [at, digest] = [0, noDigest]
  /** Null where the row before is missing. */
  let previous: Uint8Array | null = new Uint8Array()
  while (at < last) {
    const page = next({ after: at })
    if (page.length === 0) break
    for (const { key, seal, values } of page) {
      const id = key as number
      const gap = gaps.find((each) => each.last === id - 1)
      if (gap !== undefined) [digest, previous] = [gap.after, gap.seal]
      else if (id !== at + 1) previous = null
      const after = digestAfter(digest, record(id, values))
      if (chosen.has(id)) {
        const holds = seal !== null && previous !== null && isSame(seal, sealOf(vault, table, id, values, previous))
        if (!holds) doubtful.push(id)
        if (seal !== null) steps.push({ id, before: digest, after, seal, link: linkAt(values, link) })
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
export const gapOf = ({ id, ...step }: LogStep, writtenBefore: Instant): LogGap => ({
  ...{ ...step, first: id, last: id, writtenBefore },
})

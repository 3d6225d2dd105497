import { blob, type Database, type Value } from './database.ts'
import { judgeFigures } from './evidence.ts'
import { digestAfter, type WriteRecord } from './record-digest.ts'
import { isSame, prepareRows, type SealedRow, type Sealer, sealOf, toWritten } from './row-seal.ts'
import type { ChainedTable } from './sealed-tables.ts'

/** What stands for the seal and the digest of an entry of before whose figures were erased. */
export interface BareEntry {
  /** The digest of the log before the entry and after it. */
  readonly before: string
  readonly after: string
  readonly seal: Uint8Array
}

/** A row of a log with what lies beside it. */
export interface LogRow extends SealedRow {
  /** Whether its figures are those that it was sealed with (evidence.ts). */
  readonly figures: 'right' | 'erased' | 'changed'
  readonly bare: BareEntry | null
  /** The salt and the figures beside the row; empty where they are sealed with it, or gone. */
  readonly apart: readonly Value[]
}

/** Reads rows of a log as what they are sealed from; `where` is SQL about the table. */
export function prepareLog(database: Database, table: ChainedTable, where: string) {
  const { apart, columns } = table
  // With a plus: as they are, and not as what `sources` reads in their place.
  const beside = apart.salt === null ? [] : [apart.salt, ...apart.figures.map((column) => `+${column}`), ...apart.bare]
  const read = prepareRows(
    database,
    { ...table, from: `${table.from} ${apart.join}`, columns: [...columns, ...beside] },
    where,
  )
  const evidence = columns.indexOf(`${table.name}.evidence`)
  return (parameters: Readonly<Record<string, Value>> = {}): LogRow[] =>
    read(parameters).map(({ values: all, ...row }) => {
      const values = all.slice(0, columns.length)
      const [salt = null, ...others] = all.slice(columns.length)
      const figures = others.slice(0, apart.figures.length)
      const [before = null, after = null, seal = null] = others.slice(apart.figures.length)
      return {
        ...{ ...row, values, apart: salt === null ? [] : [salt, ...figures] },
        figures: judgeFigures(values[evidence] ?? null, salt, figures),
        bare: seal === null ? null : { before: String(before), after: String(after), seal: blob(seal as Uint8Array) },
      }
    })
}

/** The seal of what is left of an entry of before whose figures were erased. @param row with the seal that it had */
export function bareSealOf(
  sealer: Sealer,
  { key, seal, values }: SealedRow,
  { before, after }: Pick<BareEntry, 'before' | 'after'>,
  previous: Uint8Array,
): Uint8Array {
  const write = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('base64')
  const text = JSON.stringify(['bare entry', key, toWritten(values), write(seal), before, after, write(previous)])
  return sealer.authenticate(Buffer.from(text), 'row').subarray(0, 16)
}

/** Whether a row with a seal is what Rollcall wrote after the row whose seal is `previous`. */
export function holds(sealer: Sealer, table: ChainedTable, row: LogRow, previous: Uint8Array): boolean {
  const { key, seal, values, bare } = row
  if (seal === null) return false
  if (bare !== null) return isSame(bare.seal, bareSealOf(sealer, row, bare, previous))
  return isSame(seal, sealOf(sealer, table, key, values, previous))
}

/**
 * The digest of a log after a row. That of a bare entry is known, but only where the log before it is as it was.
 */
export function digestWith(previous: string, { key, values, bare }: LogRow, record: WriteRecord): string {
  return bare?.before === previous ? bare.after : digestAfter(previous, record(key, values))
}

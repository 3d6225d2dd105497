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

/** Reads rows of a log as what they are sealed from; `where` is SQL about the table, in order of its ids. */
export function prepareLog(database: Database, table: ChainedTable, where: string) {
  const { apart, columns, name } = table
  // Figures are read once, and taken out of the values below: `sources` would read them a second time.
  const later = apart.figures.filter((figure) => !columns.includes(figure))
  const beside = apart.salt === null ? [] : [apart.salt, ...later]
  const all = [...columns, ...beside]
  const read = prepareRows(database, { ...table, sources: {}, columns: all }, where)
  const readBare =
    apart.salt === null
      ? null
      : database.prepare<BareEntry & { id: number }>(
          'select event_id as id, before, after, seal from bare_entries where event_id between @first and @last',
        )
  const evidenceAt = columns.indexOf(`${name}.evidence`)
  const places = apart.figures.map((figure) => all.indexOf(figure))
  return (parameters: Readonly<Record<string, Value>> = {}): LogRow[] => {
    const rows = read(parameters)
    if (readBare === null || rows.length === 0) return rows.map((row) => ({ ...row, ...nothingBeside }))
    const [first, last] = [rows[0]!.key, rows.at(-1)!.key] as [number, number]
    const bare = new Map(
      readBare.all({ first, last }).map(({ id, seal, ...entry }) => [id, { ...entry, seal: blob(seal) }]),
    )
    return rows.map(({ key, seal, values: found }) => {
      const values = found.slice(0, columns.length)
      const salt = found[columns.length]!
      const evidence = values[evidenceAt]!
      const figures = places.map((place) => found[place]!)
      // Entries of before are sealed with the figures themselves.
      if (evidence !== null) for (const place of places) if (place < columns.length) values[place] = null
      return {
        ...{ key, seal, values, bare: bare.get(key as number) ?? null },
        figures: judgeFigures(evidence, salt, figures),
        apart: salt === null ? [] : [salt, ...figures],
      }
    })
  }
}

const nothingBeside = { figures: 'right', apart: [], bare: null } as const

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

import type { Database, Value } from './database.ts'
import { recordWriterOf } from './record-digest.ts'
import { prepareRows } from './row-seal.ts'
import { type ChainedTable, presentTables } from './sealed-tables.ts'

const pageSize = 1_000

/** One row of a log as an auditor is given it: what its digest is made of, and names, which are not part of that. */
export interface WrittenRecord {
  /** JSON text: table, id, and the columns of `RecordColumns`. */
  readonly record: string
  /** Names by column; empty where there are none. */
  readonly names: Readonly<Record<string, Value>>
}

/** The columns of each log, in the order in which records hold them. */
export type RecordColumns = Readonly<Record<string, readonly string[]>>

/** Reads the entries and the audit log in the form that their digests are made of (record-digest.ts). */
export interface Records {
  readonly columns: RecordColumns
  /** Reads a log up to the row `last`, oldest first, while it is used. */
  iterate(table: 'events' | 'audit', last: number): Generator<WrittenRecord>
}

export function openRecords(database: Database): Records {
  const { growing } = presentTables(database)
  const bare = (column: string) => column.slice(column.indexOf('.') + 1)
  return {
    columns: Object.fromEntries(
      growing.map(({ name, columns, withheld }) => [
        name,
        columns.filter((column) => !withheld.includes(column)).map(bare),
      ]),
    ),
    *iterate(name, last) {
      const table = growing.find((each) => each.name === name)!
      const record = recordWriterOf(table)
      const names = nameReaderOf(table)
      const next = prepareRows(
        database,
        table,
        `${name}.id > @after and ${name}.id <= @last order by ${name}.id limit ${pageSize}`,
      )
      for (let after = 0; ; ) {
        const rows = next({ after, last })
        for (const { key, values } of rows) yield { record: record(key, values), names: names(values) }
        if (rows.length < pageSize) return
        after = rows.at(-1)!.key as number
      }
    },
  }
}

/** Reads the withheld columns that somebody can read: keyed bytes mean nothing without the key. */
function nameReaderOf({ columns, withheld }: ChainedTable) {
  const places = columns.flatMap((column, at) => (withheld.includes(column) ? [{ column, at }] : []))
  return (values: readonly Value[]): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      places.flatMap(({ column, at }) => {
        const value = values[at] ?? null
        return value === null || typeof value === 'object' ? [] : [[column, value]]
      }),
    )
}

import type { Database, Value } from './database.ts'
import { toHashed } from './evidence.ts'
import { readGaps, type WrittenGap, writeGap } from './log-gaps.ts'
import { prepareLog } from './log-rows.ts'
import { recordWriterOf } from './record-digest.ts'
import { presentTables } from './sealed-tables.ts'

const pageSize = 1_000

/** One row of a log as an auditor is given it: what its digest is made of, and names, which are not part of that. */
export interface WrittenRecord {
  /** JSON text: table, id, and the columns of `RecordColumns`. */
  readonly record: string
  /** Names by column; empty where there are none. */
  readonly names: Readonly<Record<string, Value>>
  /** The salt, in base64, and the figures of an entry that the record has a hash of (evidence.ts); none when erased. */
  readonly figures?: readonly Value[]
  /** The digest of the log before and after an entry of before whose figures were erased. */
  readonly bare?: readonly [before: string, after: string]
}

/** The columns of each log, in the order in which records hold them. */
export type RecordColumns = Readonly<Record<string, readonly string[]>>

/** Reads the entries and the audit log in the form that their digests are made of (record-digest.ts). */
export interface Records {
  readonly columns: RecordColumns
  /** Reads a log up to the row `last`, oldest first, while it is used; a gap where rows were erased. */
  iterate(table: 'events' | 'audit', last: number): Generator<WrittenRecord | WrittenGap>
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
      const { columns, names } = table
      const next = prepareLog(
        database,
        { ...table, from: `${table.from} ${names.join}`, columns: [...columns, ...names.columns] },
        `${name}.id > @after and ${name}.id <= @last order by ${name}.id limit ${pageSize}`,
      )
      const gaps = readGaps(database, name)
      function* gapsBefore(id: number): Generator<WrittenGap> {
        while (gaps[0] !== undefined && gaps[0].last < id) yield writeGap(name, gaps.shift()!)
      }
      for (let after = 0; ; ) {
        const rows = next({ after, last })
        for (const {
          key,
          values,
          apart: [salt, ...figures],
          bare,
        } of rows) {
          yield* gapsBefore(key as number)
          yield {
            record: record(key, values.slice(0, columns.length)),
            names: namesOf(names.columns, values.slice(columns.length)),
            ...(salt && { figures: [Buffer.from(salt as Uint8Array).toString('base64'), ...toHashed(figures)] }),
            ...(bare && { bare: [bare.before, bare.after] }),
          }
        }
        if (rows.length < pageSize) {
          yield* gapsBefore(last + 1)
          return
        }
        after = rows.at(-1)!.key as number
      }
    },
  }
}

/** The names that there are, by column; those of erased people are empty, and left out. */
function namesOf(columns: readonly string[], values: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    columns.flatMap((column, at) => {
      const value = values[at] ?? null
      return value === null || value === '' ? [] : [[column, value]]
    }),
  )
}

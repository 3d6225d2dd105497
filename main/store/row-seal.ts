import { timingSafeEqual } from 'node:crypto'
import { blob, type Database, type Value } from './database.ts'
import type { ChainedTable, PresentTables, SealedTable } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

/** The part of a vault that seals rows. */
export type Sealer = Pick<Vault, 'authenticate'>

/** A table's key: one column's value, or several as a JSON array. */
export type RowKey = string | number

const sealBytes = 16

/**
 * The SQL of a row's key, as `seals.key` holds it. The plus takes the type of the column away, or SQLite would convert
 * each stored key before it compares them, and search without the index.
 */
export function keySql({ key }: SealedTable, row: string): string {
  const columns = key.map((column) => `+${row}.${column}`)
  return columns.length === 1 ? columns[0]! : `json_array(${columns.join(', ')})`
}

/**
 * The seal of a row: the first half of HMAC-SHA256 over table, key and columns, and the seal of the row before in a
 * table that only grows.
 */
export function sealOf(
  sealer: Sealer,
  table: SealedTable | ChainedTable,
  key: RowKey,
  values: readonly Value[],
  previous: Uint8Array | null = null,
): Uint8Array {
  const text = JSON.stringify([
    table.name,
    key,
    toWritten(values),
    previous && Buffer.from(previous).toString('base64'),
  ])
  return sealer.authenticate(Buffer.from(text), 'row').subarray(0, sealBytes)
}

/** Values as JSON, without nulls at the end: a column that is added later leaves the rows of before as they were. */
export function toWritten(values: readonly Value[]): unknown[] {
  const written = values.map((value) =>
    value === null || typeof value !== 'object' ? value : { bytes: Buffer.from(blob(value)).toString('base64') },
  )
  while (written.at(-1) === null) written.pop()
  return written
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * Seals of a table in any order, added up: whoever does not know the key cannot remove one or put a former one back.
 */
export interface Sum {
  readonly rows: number
  /** A number of 128 bits, in hexadecimal digits. */
  readonly total: string
}

export const emptySum: Sum = { rows: 0, total: '0' }

export function addTo(sealer: Sealer, sum: Sum, table: string, key: RowKey, seal: Uint8Array, sign: 1 | -1): Sum {
  const text = JSON.stringify([table, key, Buffer.from(blob(seal)).toString('base64')])
  const share = Buffer.from(sealer.authenticate(Buffer.from(text), 'sum of rows')).toString('hex', 0, sealBytes)
  const total = BigInt.asUintN(128, BigInt(`0x${sum.total}`) + BigInt(sign) * BigInt(`0x${share}`))
  return { rows: sum.rows + sign, total: total.toString(16) }
}

/** Reads rows as what they are sealed from; `where` is SQL about the table or about `seals`. */
export function prepareRows(database: Database, table: SealedTable | ChainedTable, where: string) {
  const [from, sources] = 'from' in table ? [table.from, table.sources] : [table.name, {} as Record<string, string>]
  const columns = table.columns
    .map((column, at) => `${sources[column] ?? (column.includes('.') ? column : `${table.name}.${column}`)} as v${at}`)
    .join(', ')
  const key = keySql(table, table.name)
  const statement = database.prepare<Record<string, Value>>(`
    select ${key} as k, seals.seal as s, ${columns}
    from ${from} left join seals on seals.tbl = '${table.name}' and seals.key = ${key} where ${where}`)
  return (parameters: Readonly<Record<string, Value>> = {}): SealedRow[] =>
    statement.all(parameters).map((row) => {
      const [key, seal, ...values] = Object.values(row)
      return { key: key as RowKey, seal: seal === null ? null : blob(seal as Uint8Array), values }
    })
}

export interface SealedRow {
  readonly key: RowKey
  /** Null when it has none. */
  readonly seal: Uint8Array | null
  readonly values: readonly Value[]
}

/** Writes a key of one or several columns as `seals.key` holds it. */
export const toRowKey = (key: readonly (string | number)[]): RowKey =>
  key.length === 1 ? key[0]! : JSON.stringify(key)

/** Reads single rows of the sealed tables; null for one that is not there. */
export interface RowReader {
  read(table: string, key: RowKey): SealedRow | null
}

export function createRowReader(database: Database, { changing, growing }: PresentTables): RowReader {
  const readers = new Map<string, ReturnType<typeof prepareRows>>()
  return {
    read(name, key) {
      let reader = readers.get(name)
      if (reader === undefined) {
        const table = [...changing, ...growing].find((each) => each.name === name)!
        const columns = table.key.map((column) => `${name}.${column}`)
        const where =
          columns.length === 1
            ? `${columns[0]} = @key`
            : columns.map((column, at) => `${column} = json_extract(@key, '$[${at}]')`).join(' and ')
        reader = prepareRows(database, table, where)
        readers.set(name, reader)
      }
      return reader({ key })[0] ?? null
    },
  }
}

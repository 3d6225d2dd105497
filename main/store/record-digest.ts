import { hash } from 'node:crypto'
import type { Value } from './database.ts'
import { type RowKey, toWritten } from './row-seal.ts'
import type { ChainedTable } from './sealed-tables.ts'

/** Turns a row of a log into the text that everybody can work its digest out of: JSON without names. */
export type WriteRecord = (key: RowKey, values: readonly Value[]) => string

export function recordWriterOf({ name, columns, withheld }: ChainedTable): WriteRecord {
  const shown = columns.map((column) => !withheld.includes(column))
  return (key, values) => JSON.stringify([name, key, ...toWritten(values.filter((_, at) => shown[at]))])
}

/** The digest of no record. */
export const noDigest = ''

/**
 * The digest of a log after one more record: SHA-256, in hexadecimal digits, of the digest before, a line break and the
 * record. The last one stands for all records and their order, and needs no key.
 */
export function digestAfter(previous: string, record: string): string {
  return hash('sha256', `${previous}\n${record}`)
}

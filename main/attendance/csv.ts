import type { CsvSeparator } from '../contract/csv-separator.ts'
import { assertNever } from '../contract/errors.ts'
import { csvRow, csvText } from '../text/csv.ts'
import { type Cell, type CellKind, isoLocal, type Table } from './table.ts'

export interface CsvOptions {
  /** Whether to write a byte order mark, which makes Excel read UTF-8. */
  readonly bom: boolean
  /** The separator of cells; with `;`, where Excel expects it, numbers have a decimal comma. */
  readonly separator?: CsvSeparator
  /** Titles for the first row instead of the columns' keys. */
  readonly titles?: Readonly<Record<string, string>>
}

/**
 * A table as comma-separated text (RFC 4180), about 64,000 characters at a time. Text that a spreadsheet would run as
 * a formula gets an apostrophe before it; numbers keep their minus. Times carry their distance from UTC.
 */
export function* csvChunks({ columns, rows }: Table, options: CsvOptions): Generator<string> {
  const { separator = ',' } = options
  const titles = columns.map(({ key }) => csvText(options.titles?.[key] ?? key))
  let chunk = (options.bom ? '\uFEFF' : '') + csvRow(titles, separator)
  for (const row of rows) {
    chunk += csvRow(
      row.map((cell, index) => cellText(cell, columns[index]!.kind, separator)),
      separator,
    )
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function cellText(cell: Cell, kind: CellKind, separator: CsvSeparator): string {
  if (cell === null) return ''
  switch (kind) {
    case 'text':
    case 'date':
      return csvText(String(cell))
    case 'number':
      return separator === ';' ? String(cell).replace('.', ',') : String(cell)
    case 'minutes':
    case 'truth':
      return String(cell)
    case 'time':
      return typeof cell === 'object' ? isoLocal(cell) : ''
    default:
      return assertNever(kind)
  }
}

/** A table as a JSON array of objects by column key, in pieces; times are ISO 8601 with their distance from UTC. */
export function* jsonChunks({ columns, rows }: Table): Generator<string> {
  let chunk = '['
  let separator = '\n'
  for (const row of rows) {
    const values = row.map((cell) => (typeof cell === 'object' && cell !== null ? isoLocal(cell) : cell))
    chunk += separator + JSON.stringify(Object.fromEntries(columns.map(({ key }, index) => [key, values[index]])))
    separator = ',\n'
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}\n]\n`
}

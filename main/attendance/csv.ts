import { assertNever } from '../contract/errors.ts'
import { type Cell, type CellKind, isoLocal, type Table } from './table.ts'

export interface CsvOptions {
  /** The mark that makes Excel read UTF-8. */
  readonly bom: boolean
  /** What stands in the first row instead of a column's key. */
  readonly titles?: Readonly<Record<string, string>>
}

const newline = '\r\n'
/** Spreadsheets take a cell that begins like this for a formula, the full-width forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * A table as comma-separated text (RFC 4180), about 64,000 characters at a time. Text that a spreadsheet would run as
 * a formula gets an apostrophe before it; numbers keep their minus. Times carry their distance from UTC.
 */
export function* csvChunks({ columns, rows }: Table, options: CsvOptions): Generator<string> {
  const titles = columns.map(({ key }) => csvText(options.titles?.[key] ?? key))
  let chunk = (options.bom ? '\uFEFF' : '') + titles.join(',') + newline
  for (const row of rows) {
    chunk += row.map((cell, index) => csvCell(cell, columns[index]!.kind)).join(',') + newline
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** Text as one cell for spreadsheets: what they would run as a formula gets an apostrophe. */
export function csvText(text: string): string {
  return quoteCell(formula.test(text) ? `'${text}` : text)
}

/** Text as one cell, letter for letter: quoted where it must be (RFC 4180). */
export function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csvCell(cell: Cell, kind: CellKind): string {
  if (cell === null) return ''
  switch (kind) {
    case 'text':
    case 'date':
      return csvText(String(cell))
    case 'number':
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

import type { CsvSeparator } from '../contract/csv-separator.ts'
import { csvRow, csvText } from '../text/csv.ts'

/** A section as a table for a spreadsheet, in pieces; lists and objects are JSON. */
export function* sectionCsv(
  columns: readonly string[],
  rows: Iterable<Readonly<Record<string, unknown>>>,
  separator: CsvSeparator,
): Generator<string> {
  let piece = `\uFEFF${csvRow(columns, separator)}`
  for (const row of rows) {
    piece += csvRow(
      columns.map((column) => cell(row[column], separator)),
      separator,
    )
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

function cell(value: unknown, separator: CsvSeparator): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return separator === ';' ? String(value).replace('.', ',') : String(value)
  return csvText(typeof value === 'string' ? value : JSON.stringify(value))
}

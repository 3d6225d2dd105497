import type { CsvSeparator } from '../../main/contract/csv-separator.ts'

/** What a spreadsheet expects between the cells of a CSV file: a semicolon where the comma is the decimal sign. */
export function listSeparator(locale: string): CsvSeparator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ';' : ','
}

import Papa from 'papaparse'

/** A row of a table that is not empty. */
export interface TableRow {
  /** As a spreadsheet counts, from 1 on. */
  readonly number: number
  /** The text of a column without blanks around it; empty where the row or the column is missing. */
  readonly cell: (column: string) => string
  /** Whether a quotation mark is too many or missing, so that the end of the row cannot be told. */
  readonly isTorn: boolean
}

/** An apostrophe before what would be a formula was put there to keep spreadsheets from running it. */
const readCell = (text: string) => text.trim().replace(/^'(?=[=+\-@])/, '')

/**
 * Reads a table from a spreadsheet, of which the first row that is not empty names the columns: separated by commas,
 * semicolons or tabs, with or without a byte order mark.
 * @returns the columns in lower case, with underscores for blanks
 */
export function readTable(text: string): { readonly columns: readonly string[]; readonly rows: readonly TableRow[] } {
  const table = text.replace(/^\ufeff/, '')
  // The separator is guessed without empty rows, which would mislead it; the rows are read with them.
  const { delimiter } = Papa.parse<string[]>(table, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
    preview: 20,
  }).meta
  const { data, errors } = Papa.parse<string[]>(table, { delimiter, transform: readCell })
  const isEmpty = (row: readonly string[]) => row.every((value) => value === '')
  const first = data.findIndex((row) => !isEmpty(row))
  const columns = (data[first] ?? []).map((header) => header.toLowerCase().replaceAll(/[ -]/g, '_'))
  const torn = new Set(errors.flatMap(({ type, row }) => (type === 'Quotes' ? [row] : [])))
  const rows = data.flatMap((row, index) =>
    index <= first || isEmpty(row)
      ? []
      : [
          {
            number: index + 1,
            cell: (column: string) => row[columns.indexOf(column)] ?? '',
            isTorn: torn.has(index),
          },
        ],
  )
  return { columns, rows }
}

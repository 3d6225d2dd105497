/** The line break of CSV (RFC 4180). */
const newline = '\r\n'
/** Spreadsheets take a cell that starts with one of these for a formula, full-width forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** Joins cells into a row with its line break; the cells are quoted already where they need to be. */
export function csvRow(cells: readonly string[], separator = ','): string {
  return cells.join(separator) + newline
}

/** Quotes text as a cell for spreadsheets; an apostrophe keeps them from running it as a formula. */
export function csvText(text: string): string {
  return csvCell(formula.test(text) ? `'${text}` : text)
}

/** Quotes text as a cell where it must be (RFC 4180), whatever the separator is. */
export function csvCell(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What ends a row (RFC 4180). */
const newline = '\r\n'
/** Spreadsheets take a cell that begins like this for a formula, the full-width forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** Cells that are quoted already where they must be, as one row with its end. */
export function csvRow(cells: readonly string[], separator = ','): string {
  return cells.join(separator) + newline
}

/** Text as one cell for spreadsheets: what they would run as a formula gets an apostrophe. */
export function csvText(text: string): string {
  return csvCell(formula.test(text) ? `'${text}` : text)
}

/** Text as one cell, letter for letter: quoted where it must be (RFC 4180), whichever the separator is. */
export function csvCell(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

import type { Output } from '../../../../main/contract/api.ts'
import type { ImportReason } from '../../../../main/contract/imports.ts'
import type { Messages } from '../../../messages/en/index.ts'

type Row = Output<'imports.report'>['rows'][number]

/** Says why a photo was not taken, and what to do. */
export function reasonWords(words: Messages, reason: ImportReason): string {
  const own: Partial<Record<ImportReason, string>> = words.imports.reasons
  const general: Partial<Record<ImportReason, string>> = words.refusals
  return own[reason] ?? general[reason] ?? reason
}

/** Writes the report as CSV (RFC 4180) with the byte order mark by which spreadsheets recognise UTF-8. */
export function reportText(words: Messages, rows: readonly Row[]): string {
  const { columns, outcomes } = words.imports
  const titles = [columns.path, columns.name, columns.number, columns.state, columns.reason]
  const lines = rows.map(({ path, name, employeeNumber, state, reason }) => [
    path,
    name,
    employeeNumber ?? '',
    outcomes[state],
    reason === null ? '' : reasonWords(words, reason),
  ])
  return `\uFEFF${[titles, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`
}

/** Writes a cell; an apostrophe keeps spreadsheets from running text as a formula, as in the engine's own exports. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

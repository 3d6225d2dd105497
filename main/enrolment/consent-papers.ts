import type { LocalDate } from '../contract/attendance-rules.ts'
import { Alternative, ConsentLanguage } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import { maxNameLength } from '../contract/limits.ts'
import { tidyText } from '../contract/tidy-text.ts'
import { readDate } from './employment-cells.ts'
import { readTable, type TableRow } from './read-table.ts'

/** A signed paper, as a row of a list says. */
export interface Paper {
  readonly row: number
  /** Empty where the number alone says who it is. */
  readonly name: string
  readonly employeeNumber: string | null
  readonly date: LocalDate
  /** Null where the list does not say. */
  readonly language: ConsentLanguage | null
  /** The version of the text that the paper carries; null for the one of now. */
  readonly textVersion: number | null
  readonly kind: 'given' | 'refused'
  /** Null where it is the person's own name. */
  readonly signedBy: string | null
  readonly guardian: string | null
  readonly alternative: Alternative
}

/** A row that cannot be understood. */
export interface PaperSlip extends Pick<Paper, 'row' | 'name' | 'employeeNumber'> {
  readonly message: string
}

const columns = [
  ...(['name', 'employee_number', 'date', 'language', 'text_version'] as const),
  ...(['kind', 'signed_by', 'guardian', 'alternative'] as const),
]
type Column = (typeof columns)[number]

/**
 * Reads a list of signed papers, one a row: who, by `name`, `employee_number` or both, and the `date`; the other
 * columns may be missing or empty.
 * @param file name of the list
 * @throws AppError `csv-wrong-columns`
 */
export function readPapers(text: string, file: string): { papers: Paper[]; slips: PaperSlip[] } {
  const { columns: found, rows } = readTable(text)
  const unknown = found.filter((column, at) => !isColumn(column) || found.indexOf(column) !== at)
  const missing = [
    ...(found.includes('date') ? [] : ['date']),
    ...(found.includes('name') || found.includes('employee_number') ? [] : ['name']),
  ]
  if (missing.length > 0 || unknown.length > 0) {
    const message = `The first row of ${file} must name the columns date and name or employee_number, and may name language, text_version, kind, signed_by, guardian and alternative; it names ${found.join(', ') || 'none'}.`
    throw new AppError('csv-wrong-columns', message, { details: { missing, unknown } })
  }
  const read = rows.map(readPaper)
  return {
    papers: read.filter((each) => 'date' in each),
    slips: read.filter((each) => 'message' in each),
  }
}

const isColumn = (name: string): name is Column => columns.includes(name as Column)

function readPaper({ number: row, cell: cellOf, isTorn }: TableRow): Paper | PaperSlip {
  const cell = (column: Column) => tidyText(cellOf(column))
  const who = { row, name: cell('name'), employeeNumber: cell('employee_number') || null }
  const slip = (message: string) => ({ ...who, message: `Row ${row} ${message}` })
  if (isTorn) return slip('has a quotation mark too many or too few. Correct it, and look at the rows after it.')
  if (who.name === '' && who.employeeNumber === null) return slip('needs a name or an employee number.')
  const date = readDate(cell('date'))
  if (date === undefined || date === null) return slip('needs the day on which it was signed, as 2026-06-01.')
  const language = ConsentLanguage.safeParse(cell('language').toLowerCase())
  if (!language.success && cell('language') !== '')
    return slip(`has a language that no text is in. Write one of ${ConsentLanguage.options.join(', ')}.`)
  const version = cell('text_version')
  if (!/^\d{0,6}$/.test(version)) return slip('needs a version of the text as a number, or none.')
  const kind = cell('kind').toLowerCase() || 'given'
  if (kind !== 'given' && kind !== 'refused')
    return slip('must be of the kind given or refused. Withdrawals are made one by one, since they erase.')
  const alternative = Alternative.safeParse(cell('alternative').toLowerCase() || 'none')
  if (!alternative.success) return slip(`has an alternative that is none of ${Alternative.options.join(', ')}.`)
  const [signedBy, guardian] = [cell('signed_by') || null, cell('guardian') || null]
  if ([signedBy, guardian].some((name) => (name?.length ?? 0) > maxNameLength)) return slip('has too long a name.')
  return {
    ...{ ...who, date, kind, signedBy, guardian },
    language: language.success ? language.data : null,
    textVersion: version === '' ? null : Number(version),
    alternative: alternative.data,
  }
}

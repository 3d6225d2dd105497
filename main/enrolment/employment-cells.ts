import { LocalDate } from '../contract/attendance-rules.ts'
import { type Employment, Employments } from '../contract/employment.ts'

/**
 * Reads the first and the last day of work from a list, of which either may be empty.
 * @returns undefined when both are, null when they cannot be understood or contradict each other
 */
export function readEmployment(joined: string, left: string): Employment[] | undefined | null {
  if (joined === '' && left === '') return undefined
  const { data } = Employments.safeParse([{ joined: readDate(joined), left: readDate(left) }])
  return data ?? null
}

/** As 2026-06-01, or as spreadsheets write that where day and month cannot be confused: 2026/6/1 and 1.6.2026. */
export function readDate(text: string): LocalDate | null | undefined {
  if (text === '') return null
  const [, year, month, day] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    reverseDate(/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text))
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return LocalDate.safeParse(date).data
}

const reverseDate = (found: RegExpExecArray | null) => (found === null ? [] : [found[0], found[3], found[2], found[1]])

import { LocalDate } from '../../contract/attendance-rules.ts'
import { AppError } from '../../contract/errors.ts'

/** The help text for a date. */
export const dayHelp = 'a date, such as 2026-06-30'

/** Reads a date. @throws AppError `wrong-usage` */
export function readDay(text: string): LocalDate {
  const { data } = LocalDate.safeParse(text)
  if (data === undefined) throw new AppError('wrong-usage', `${text} is no date. Write it as 2026-06-30.`)
  return data
}

import { z } from 'zod'
import { LocalDate } from './attendance-rules.ts'

/** The days from somebody's first day of work to their last one; null where there is no such limit. */
export const Employment = z.object({ joined: LocalDate.nullable(), left: LocalDate.nullable() })
export type Employment = z.infer<typeof Employment>

/** More than anybody is ever hired. */
const maxEmployments = 50

/** Everything of one person, oldest first: who was hired again has several. They do not overlap. */
export const Employments = z
  .array(Employment)
  .min(1)
  .max(maxEmployments)
  .refine((list) => list.every(endsAfterBegin), 'The last day is before the first one.')
  .transform((list) => list.toSorted(compareBegin))
  .refine((list) => !overlaps(list), 'Two employments of one person overlap.')

/** The columns of a list of people that hold their first and last day. */
export const employmentColumns = ['joined', 'left'] as const

/** Of people whose dates nobody has entered. */
export const everyDay: readonly Employment[] = [{ joined: null, left: null }]

export const EmploymentState = z.enum(['active', 'coming', 'left'])
export type EmploymentState = z.infer<typeof EmploymentState>

/** Why somebody does not work here on a day: they begin later, or their last day is over. */
export const Outside = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('coming'), from: LocalDate }),
  z.object({ kind: z.literal('left'), on: LocalDate }),
])
export type Outside = z.infer<typeof Outside>

/** Whether somebody works here on a day. */
export type Standing = { readonly kind: 'active' } | Outside

const earliest = ''
/** Later than any other date. */
const latest = '9999-12-31'

export const beginOf = ({ joined }: Employment): string => joined ?? earliest
export const endOf = ({ left }: Employment): string => left ?? latest

export function isEveryDay(employments: readonly Employment[]): boolean {
  return employments.some(({ joined, left }) => joined === null && left === null)
}

/** Finds out whether somebody works here on a day. Who left and is hired again is coming. */
export function standingOn(employments: readonly Employment[], date: LocalDate): Standing {
  if (employments.some((each) => beginOf(each) <= date && date <= endOf(each))) return { kind: 'active' }
  const next = employments.map(beginOf).find((joined) => joined > date)
  if (next !== undefined) return { kind: 'coming', from: next as LocalDate }
  return { kind: 'left', on: employments.at(-1)!.left! }
}

/** Tells whether somebody works here on any day of a range, both ends included. */
export function worksBetween(employments: readonly Employment[], from: LocalDate, to: LocalDate): boolean {
  return employments.some((each) => beginOf(each) <= to && from <= endOf(each))
}

/** The days of either list, for two entries that turned out to be one person. */
export function uniteEmployments(one: readonly Employment[], other: readonly Employment[]): Employment[] {
  const united: Employment[] = []
  for (const next of [...one, ...other].toSorted(compareBegin)) {
    const last = united.at(-1)
    if (last === undefined || beginOf(next) > dayAfter(endOf(last))) united.push(next)
    else if (endOf(next) > endOf(last)) united[united.length - 1] = { joined: last.joined, left: next.left }
  }
  return united
}

/** Sets the last day of the last employment. */
export function endEmployment(employments: readonly Employment[], left: LocalDate): Employment[] {
  return [...employments.slice(0, -1), { ...employments.at(-1)!, left }]
}

/** Begins another employment when the last one has ended; otherwise sets the first day of that. */
export function beginEmployment(employments: readonly Employment[], joined: LocalDate): Employment[] {
  const last = employments.at(-1)!
  const again = last.left !== null && last.left < joined
  return again ? [...employments, { joined, left: null }] : [...employments.slice(0, -1), { ...last, joined }]
}

function compareBegin(one: Employment, other: Employment): number {
  return beginOf(one) < beginOf(other) ? -1 : beginOf(one) > beginOf(other) ? 1 : 0
}

function endsAfterBegin(employment: Employment): boolean {
  return beginOf(employment) <= endOf(employment)
}

function overlaps(list: readonly Employment[]): boolean {
  return list.some((each, index) => index > 0 && beginOf(each) <= endOf(list[index - 1]!))
}

function dayAfter(date: string): string {
  return date === latest ? date : new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

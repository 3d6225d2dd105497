import type { LocalDate } from '../contract/attendance-rules.ts'
import { type Employment, type EmploymentState, Employments, everyDay, isEveryDay } from '../contract/employment.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Damages } from './damages.ts'
import { readJson } from './stored-json.ts'

/** The column of a row of people. */
export interface EmploymentColumn {
  readonly id: number
  readonly employments: string | null
}

/** Writes employments as people.employments holds them. */
export function toEmploymentColumn(employments: readonly Employment[]): string | null {
  return isEveryDay(employments) ? null : JSON.stringify(employments.map(({ joined, left }) => ({ joined, left })))
}

/**
 * Reads the employments of a person's row. Damaged ones are all days, so that nobody's hours are lost; the person is
 * not recognised then, because the seal of the row does not hold.
 */
export function readEmployments({ id, employments }: EmploymentColumn, damages: Damages): readonly Employment[] {
  if (employments === null) return everyDay
  const read = readJson(employments, Employments)
  if (read !== undefined) return read
  damages.report({ kind: 'name', id, personId: id as PersonId })
  return everyDay
}

const list = "iif(json_valid(people.employments), people.employments, '[{}]')"
const begin = "coalesce(value ->> 'joined', '')"
const end = "coalesce(value ->> 'left', '9999-12-31')"

/** SQL for the state of a person on a day, as `standingOn` tells it. @param day SQL for a date */
export const stateSql = (day: string): string => `case
  when people.employments is null then 'active'
  when exists (select 1 from json_each(${list}) where ${begin} <= ${day} and ${end} >= ${day}) then 'active'
  when exists (select 1 from json_each(${list}) where ${begin} > ${day}) then 'coming'
  else 'left' end`

/** Which people a list is about: those in a state on a day. */
export interface StateFilter {
  readonly state: EmploymentState | null
  readonly today: LocalDate
}

import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { type Employment, type EmploymentState, standingOn } from '../../../main/contract/employment.ts'
import type { Person } from '../../../main/contract/people.ts'

/** Two dates as fields hold them; empty where there is no limit. */
export interface EmploymentText {
  readonly joined: string
  readonly left: string
}

/** What is wrong with the dates of one of several employments. */
export type EmploymentError = 'ends-before' | 'overlaps' | 'goes-on'

export const toTexts = (employments: readonly Employment[]): EmploymentText[] =>
  employments.map(({ joined, left }) => ({ joined: joined ?? '', left: left ?? '' }))

export const readTexts = (texts: readonly EmploymentText[]): Employment[] =>
  texts.map(({ joined, left }) => ({
    joined: (joined || null) as LocalDate | null,
    left: (left || null) as LocalDate | null,
  }))

/** Finds what is wrong with each of several employments, oldest first; null where nothing is. */
export function findErrors(texts: readonly EmploymentText[]): (EmploymentError | null)[] {
  return texts.map(({ joined, left }, index) => {
    const before = texts[index - 1]
    if (before !== undefined && before.left !== '' && joined <= before.left) return 'overlaps'
    if (left !== '' && left < joined) return 'ends-before'
    return index < texts.length - 1 && left === '' ? 'goes-on' : null
  })
}

/** Counts people by where they stand on a day. */
export function countStates(people: readonly Person[], today: LocalDate): Record<EmploymentState, number> {
  const counts = { active: 0, coming: 0, left: 0 }
  for (const { employments } of people) counts[standingOn(employments, today).kind] += 1
  return counts
}

import type { Leave } from '../../../main/contract/attendance-rules.ts'

/** Returns leaves of the same person that take a part of a day that this one takes too. */
export function overlapping(leave: Leave, leaves: readonly Leave[]): Leave[] {
  return leaves.filter(
    (other) =>
      other.personId === leave.personId &&
      other.from <= leave.to &&
      leave.from <= other.to &&
      (other.part === leave.part || other.part === 'day' || leave.part === 'day'),
  )
}

/** Returns the leaves that overlap with another one. */
export function withOverlap(leaves: readonly Leave[]): ReadonlySet<Leave> {
  const byPerson = Map.groupBy(leaves, ({ personId }) => personId)
  return new Set(leaves.filter((leave) => overlapping(leave, byPerson.get(leave.personId) ?? []).length > 1))
}

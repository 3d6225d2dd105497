import type { LocalDate, Membership } from '../../../main/contract/attendance-rules.ts'
import { addDays } from '../../data/dates.ts'

/** Counts how many of some people are in each of their groups. */
export function countGroups(people: readonly { readonly groups: readonly string[] }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { groups } of people) for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1)
  return counts
}

/** Adds a person to groups (true) or removes them (false); other groups stay. */
export function changeGroups(groups: readonly string[], changes: ReadonlyMap<string, boolean>): string[] {
  const given = [...changes].flatMap(([group, wanted]) => (wanted ? [group] : []))
  return [...new Set([...groups.filter((group) => changes.get(group) !== false), ...given])]
}

/** Parses groups that were typed with commas between them. */
export function readGroups(text: string): string[] {
  const groups = text.split(/[,，、]/).map((group) => group.trim())
  return [...new Set(groups.filter((group) => group !== ''))]
}

/** Returns the first day of a change of groups for the engine: nothing for today, null (all days) without a date. */
export function beginOf(date: string, today: LocalDate): { readonly groupsFrom?: LocalDate | null } {
  if (date === today) return {}
  return { groupsFrom: date === '' ? null : (date as LocalDate) }
}

/** Returns the groups that somebody was in before, newest first, each with its last day. */
export function formerGroups(memberships: readonly Membership[]): { groups: readonly string[]; until: LocalDate }[] {
  return memberships
    .slice(1)
    .flatMap(({ from }, index) =>
      from === null ? [] : [{ groups: memberships[index]!.groups, until: addDays(from, -1) }],
    )
    .reverse()
}

/** How many of some people are in each of their groups. */
export function countGroups(people: readonly { readonly groups: readonly string[] }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { groups } of people) for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1)
  return counts
}

/** Groups after some were given (true) or taken away (false); the others stay. */
export function changeGroups(groups: readonly string[], changes: ReadonlyMap<string, boolean>): string[] {
  const given = [...changes].flatMap(([group, wanted]) => (wanted ? [group] : []))
  return [...new Set([...groups.filter((group) => changes.get(group) !== false), ...given])]
}

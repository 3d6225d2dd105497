import type { PersonId } from './entities.ts'
import type { Person } from './people.ts'

interface Listed extends Pick<Person, 'id' | 'name' | 'employeeNumber'> {
  readonly groups: readonly string[]
}

/**
 * Finds what to show beside names that people share: the employee number; without one, the groups, where these tell
 * them apart; else the id, as `#7`. Names that differ only in case or width count as shared. Nobody else is in the map.
 */
export function findDistinctions(people: readonly Listed[]): ReadonlyMap<PersonId, string> {
  const distinctions = new Map<PersonId, string>()
  const byName = Map.groupBy(people, ({ name }) => name.normalize('NFKC').toLowerCase())
  for (const namesakes of byName.values()) {
    if (namesakes.length === 1) continue
    const sharedGroups = Map.groupBy(namesakes, groupsOf)
    for (const person of namesakes) {
      const groups = groupsOf(person)
      const telling = groups !== '' && sharedGroups.get(groups)?.length === 1
      distinctions.set(person.id, person.employeeNumber ?? (telling ? groups : `#${person.id}`))
    }
  }
  return distinctions
}

function groupsOf({ groups }: Listed): string {
  return groups.toSorted().join(', ')
}

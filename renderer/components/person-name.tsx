import { useCallback } from 'react'
import type { PersonId, PersonRef } from '../../main/contract/entities.ts'
import { findDistinctions } from '../../main/contract/namesakes.ts'
import type { Person } from '../../main/contract/people.ts'
import { usePeople } from '../data/use-people.ts'
import { useWords } from '../messages/use-words.tsx'

const none: ReadonlyMap<PersonId, string> = new Map()
const known = new WeakMap<readonly Person[], ReadonlyMap<PersonId, string>>()

/** Returns what tells people of the same name apart; computed once for a list. */
export function useDistinctions(): ReadonlyMap<PersonId, string> {
  const { data } = usePeople()
  if (data === undefined) return none
  const found = known.get(data.people) ?? findDistinctions(data.people)
  known.set(data.people, found)
  return found
}

/** Shows a person's name, with what tells them from others of the same name, or that the person was erased. */
export function PersonName({ person }: { person: PersonRef }) {
  const { words } = useWords()
  const distinction = useDistinctions().get(person.id)
  if (person.name === '') return <span className="soft">{words.common.erasedPerson}</span>
  if (distinction === undefined) return person.name
  return (
    <span className="distinguished">
      <span>{person.name}</span> <span className="distinction">{distinction}</span>
    </span>
  )
}

/** Returns a function that writes such a name in a sentence: `Li Wei (007)`. */
export function useFullName(): (person: PersonRef) => string {
  const { words } = useWords()
  const distinctions = useDistinctions()
  const { erasedPerson } = words.common
  return useCallback(
    ({ id, name }) => {
      const distinction = distinctions.get(id)
      return distinction === undefined ? name || erasedPerson : `${name} (${distinction})`
    },
    [distinctions, erasedPerson],
  )
}

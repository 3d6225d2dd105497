import { keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { useCall } from './use-call.ts'

/** Returns the people who match a query, in order of name. */
export function usePeople(query = '') {
  return useCall('people.list', { query }, { placeholderData: keepPreviousData })
}

/** Returns the photo that stands for each person in lists. */
export function usePortraits(): ReadonlyMap<PersonId, TemplateId> {
  const { data } = usePeople()
  return useMemo(() => {
    const portraits = new Map<PersonId, TemplateId>()
    for (const person of data?.people ?? []) if (person.portrait !== null) portraits.set(person.id, person.portrait)
    return portraits
  }, [data])
}

/** Returns every group that has a member, in alphabetical order. */
export function useGroups(): readonly string[] {
  const { data } = usePeople()
  return [...new Set(data?.people.flatMap(({ groups }) => groups))].sort((a, b) => a.localeCompare(b))
}

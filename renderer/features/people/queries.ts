import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Input } from '../../../main/contract/api.ts'
import type { PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'

/** Everybody who matches, in order of name. */
export function usePeople(query: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['people', 'list', query],
    queryFn: () => client.call('people.list', { query }),
    placeholderData: (before) => before,
  })
}

export function usePerson(id: PersonId) {
  const client = useClient()
  return useQuery({ queryKey: ['people', 'one', id], queryFn: () => client.call('people.get', { id }) })
}

/** The photo that stands for each person. */
export function usePortraits(): ReadonlyMap<PersonId, TemplateId> {
  const { data } = usePeople('')
  return useMemo(() => {
    const portraits = new Map<PersonId, TemplateId>()
    for (const person of data?.people ?? []) if (person.portrait !== null) portraits.set(person.id, person.portrait)
    return portraits
  }, [data])
}

export function useCreatePerson() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (person: Input<'people.create'>) => client.call('people.create', person),
    onSuccess: refresh,
  })
}

export function useUpdatePerson() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (change: Input<'people.update'>) => client.call('people.update', change),
    onSuccess: refresh,
  })
}

export function useErasePerson() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({ mutationFn: (id: PersonId) => client.call('people.erase', { id }), onSuccess: refresh })
}

export function useEraseTemplate() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (id: TemplateId) => client.call('people.eraseTemplate', { id }),
    onSuccess: refresh,
  })
}

/** Reads people again after a change of one's own, without waiting for the announcement. */
export function useRefreshPeople(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['people'] })
}

/** Merges into a person that can still be taken back. */
export function useMerges(kept: PersonId) {
  const client = useClient()
  return useQuery({
    queryKey: ['people', 'merges'],
    queryFn: () => client.call('people.merges', {}),
    select: ({ merges }) => merges.filter(({ keptId }) => keptId === kept),
  })
}

export function useUnmerge() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (merge: number) => client.call('people.unmerge', { merge }),
    onSuccess: refresh,
  })
}

/** The unknown visitors that are kept, newest first; looked for again now and then, since none is announced. */
export function useVisitors() {
  const client = useClient()
  return useQuery({
    queryKey: ['people', 'visitors'],
    queryFn: () => client.call('visitors.list', {}),
    refetchInterval: 30_000,
  })
}

export function useAssignVisitor() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (visitor: Input<'visitors.assign'>) => client.call('visitors.assign', visitor),
    onSuccess: refresh,
  })
}

export function useEraseVisitor() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({ mutationFn: (id: number) => client.call('visitors.erase', { id }), onSuccess: refresh })
}

/** The people who are nearer to somebody than the threshold. */
export function useLookAlikes(id: PersonId) {
  const client = useClient()
  return useQuery({
    queryKey: ['people', 'look-alikes', id],
    queryFn: () => client.call('people.lookAlikes', { id }),
  })
}

/** How alike the photos of two people are. */
export function useSimilarity(first: PersonId, second: PersonId) {
  const client = useClient()
  return useQuery({
    queryKey: ['people', 'similarity', first, second],
    queryFn: () => client.call('people.similarity', { first, second }),
  })
}

export function useMerge() {
  const client = useClient()
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (merge: Input<'people.merge'>) => client.call('people.merge', merge),
    onSuccess: refresh,
  })
}

import { useMutation, useQuery } from '@tanstack/react-query'
import type { Guest } from '../../../../main/contract/api/guests.ts'
import { useClient } from '../../../client/context.tsx'
import { useSay } from '../../../components/notices.tsx'
import { errorWords, useWords } from '../../../messages/use-words.tsx'

/** The kiosks that were set up. */
export function useKiosks() {
  const client = useClient()
  return useQuery({ queryKey: ['attendance', 'kiosks'], queryFn: () => client.call('kiosks.list', {}) })
}

/** A kiosk's setup; null until it has been read. */
export function useKioskSetup(name: string) {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['attendance', 'kiosks', name],
    queryFn: () => client.call('kiosks.get', { name }),
  })
  return data ?? null
}

/** Visitors who signed in and have not left. */
export function usePresentGuests() {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'guests'],
    queryFn: () => client.call('guests.list', { present: true }),
  })
}

/** Signs a visitor out. */
export function useSignOut(onDone?: (guest: Guest) => void) {
  const { words } = useWords()
  const client = useClient()
  const say = useSay()
  return useMutation({
    mutationFn: (id: Guest['id']) => client.call('guests.signOut', { id }),
    onSuccess: (guest) => onDone?.(guest),
    onError: (error) => say('error', errorWords(words, error)),
  })
}

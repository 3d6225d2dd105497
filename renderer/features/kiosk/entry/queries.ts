import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../../client/context.tsx'

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

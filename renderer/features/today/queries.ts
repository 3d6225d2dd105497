import { useQuery } from '@tanstack/react-query'
import type { AttendanceScope } from '../../../main/contract/api/attendance.ts'
import { useClient } from '../../client/context.tsx'
import { usePeople } from '../people/queries.ts'
import { addDays, localDate } from '../timesheet/dates.ts'

const minute = 60_000

/** Where everybody is. Read again with every entry, and every minute, because time alone makes people late. */
export function useToday(group: string | null) {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'today', group],
    queryFn: () => client.call('attendance.today', { group }),
    refetchInterval: minute,
    placeholderData: (before) => before,
  })
}

/** Minutes of a bar of the arrivals. */
export const arrivalStep = 15

/** Arrivals and presence of the last four weeks; one entry more changes little, so they are kept for a while. */
export function useRhythm(group: string | null) {
  const client = useClient()
  const to = localDate(Date.now())
  const scope: AttendanceScope = group === null ? { kind: 'everyone' } : { kind: 'group', group }
  return useQuery({
    queryKey: ['rhythm', group, to],
    queryFn: () =>
      client.call('attendance.rhythm', { scope, dates: { from: addDays(to, -27), to }, stepMinutes: arrivalStep }),
    staleTime: 10 * minute,
    refetchInterval: 10 * minute,
    placeholderData: (before) => before,
  })
}

/** Every group that somebody is in, in order. */
export function useGroups(): readonly string[] {
  const { data } = usePeople('')
  return [...new Set(data?.people.flatMap(({ groups }) => groups))].sort((a, b) => a.localeCompare(b))
}

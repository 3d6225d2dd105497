import { useQuery } from '@tanstack/react-query'
import type { AttendanceScope } from '../../../main/contract/api/attendance.ts'
import type { EventId, Instant, PersonId } from '../../../main/contract/entities.ts'
import type { TimesheetDay } from '../../../main/contract/timesheet.ts'
import { useClient } from '../../client/context.tsx'
import { addDays, type Dates } from './dates.ts'
import { midnight } from './timeline.ts'

/** Sums of everybody in a scope, and of every day. */
export function useGroupSheet(scope: AttendanceScope, dates: Dates) {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'group', scope, dates],
    queryFn: () => client.call('attendance.group', { scope, dates }),
    placeholderData: (before) => before,
  })
}

/** A person's days. */
export function usePersonSheet(personId: PersonId, dates: Dates) {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'timesheet', personId, dates],
    queryFn: () => client.call('attendance.timesheet', { personId, dates }),
    placeholderData: (before) => (before?.person.id === personId ? before : undefined),
  })
}

const mostOfADay = 200

/** What was recorded for a person around a day: until its last session ends where that lies on the next day. */
export function useDayEvents(personId: PersonId, day: TimesheetDay) {
  const client = useClient()
  const ends = day.sessions.map((session) => (session.out?.at ?? 0) + 1)
  const from = midnight(day.date) as Instant
  const to = Math.max(midnight(addDays(day.date, 1)), ...ends) as Instant
  return useQuery({
    queryKey: ['attendance', 'events', personId, from, to],
    queryFn: () => client.call('events.list', { personId, from, to, limit: mostOfADay }),
    select: ({ events }) => events.toReversed(),
  })
}

/** An entry with everything that corrects it and that it corrects, oldest first. */
export function useHistory(event: EventId) {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'history', event],
    queryFn: () => client.call('attendance.history', { event }),
  })
}

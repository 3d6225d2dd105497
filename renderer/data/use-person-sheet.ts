import type { PersonId } from '../../main/contract/entities.ts'
import type { Timesheet } from '../../main/contract/timesheets.ts'
import type { Dates } from './dates.ts'
import { useCall } from './use-call.ts'

/** Returns a person's days. */
export function usePersonSheet(personId: PersonId, dates: Dates) {
  const placeholderData = (before?: Timesheet) => (before?.person.id === personId ? before : undefined)
  return useCall('attendance.timesheet', { personId, dates }, { placeholderData })
}

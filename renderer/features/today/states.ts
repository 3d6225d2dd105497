import type { Output } from '../../../main/contract/api.ts'
import type { Presence } from '../../../main/contract/timesheet.ts'

export type PresenceState = Presence['kind']
export type StateFilter = PresenceState | 'all'
export type PresentPerson = Output<'attendance.today'>['people'][number]

/** In the order in which they are shown: what needs a look comes early. */
const order = ['in', 'late', 'absent', 'leave', 'expected', 'out', 'holiday', 'off'] as const
/** Shown also when nobody is in them. */
const always: readonly PresenceState[] = ['in', 'late', 'absent', 'leave']

export function countStates(people: readonly PresentPerson[]): Readonly<Record<PresenceState, number>> {
  const counts = { in: 0, late: 0, absent: 0, leave: 0, expected: 0, out: 0, holiday: 0, off: 0 }
  for (const { presence } of people) counts[presence.kind] += 1
  return counts
}

/** The states worth a number of their own. */
export function shownStates(counts: Readonly<Record<PresenceState, number>>): readonly PresenceState[] {
  return order.filter((state) => counts[state] > 0 || always.includes(state))
}

/** People by state, empty states left out; within a state in the order in which they come. */
export function byState(
  people: readonly PresentPerson[],
  wanted: StateFilter,
): readonly { readonly state: PresenceState; readonly people: readonly PresentPerson[] }[] {
  return order
    .filter((state) => wanted === 'all' || wanted === state)
    .map((state) => ({ state, people: people.filter(({ presence }) => presence.kind === state) }))
    .filter((part) => part.people.length > 0)
}

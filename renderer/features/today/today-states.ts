import type { Output } from '../../../main/contract/api.ts'
import type { Presence } from '../../../main/contract/timesheets.ts'

export type PresenceState = Presence['kind']
/** What is counted: every state, and everybody who came late, wherever they are now. */
export type Count = PresenceState | 'came-late'
export type StateFilter = Count | 'all'
export type PresentPerson = Output<'attendance.today'>['people'][number]

/** In order of urgency. */
const counted = ['late', 'came-late', 'absent', 'in', 'leave', 'expected', 'out', 'holiday', 'off'] as const
const states = counted.filter((count) => count !== 'came-late')
/** Shown even when they are empty. */
const always: readonly Count[] = ['late', 'came-late', 'absent', 'in', 'leave']

/** Returns the minutes by which somebody came late today; 0 for whoever came in time or not at all. */
export function lateMinutesOf({ presence }: PresentPerson): number {
  return presence.kind === 'in' || presence.kind === 'out' ? presence.lateMinutes : 0
}

export function countStates(people: readonly PresentPerson[]): Readonly<Record<Count, number>> {
  const counts: Record<Count, number> = {
    late: 0,
    'came-late': 0,
    absent: 0,
    in: 0,
    leave: 0,
    expected: 0,
    out: 0,
    holiday: 0,
    off: 0,
  }
  for (const person of people) {
    counts[person.presence.kind] += 1
    if (lateMinutesOf(person) > 0) counts['came-late'] += 1
  }
  return counts
}

/** Returns the states whose counts are shown. */
export function listShownCounts(counts: Readonly<Record<Count, number>>): readonly Count[] {
  return counted.filter((count) => counts[count] > 0 || always.includes(count))
}

/** Reads the filter from an address; everybody by default. */
export function readFilter(text: string | undefined): StateFilter {
  return counted.find((count) => count === text) ?? 'all'
}

/**
 * Groups people by state, without empty states. Within a state those who came late are first, the latest before others;
 * otherwise they keep their order.
 */
export function byState(
  people: readonly PresentPerson[],
  wanted: StateFilter,
): readonly { readonly state: PresenceState; readonly people: readonly PresentPerson[] }[] {
  const shown = people.filter(
    (person) =>
      wanted === 'all' || (wanted === 'came-late' ? lateMinutesOf(person) > 0 : person.presence.kind === wanted),
  )
  return states
    .map((state) => ({
      state,
      people: shown
        .filter(({ presence }) => presence.kind === state)
        .toSorted((a, b) => lateMinutesOf(b) - lateMinutesOf(a)),
    }))
    .filter((part) => part.people.length > 0)
}

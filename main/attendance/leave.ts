import type { Leave } from '../contract/attendance-rules.ts'
import { dayNumber } from './date.ts'

/** The leave on one day. */
export interface DayLeave {
  /** The name of the leave; both names when each half of the day has its own. */
  readonly name: string
  readonly part: Leave['part']
}

/**
 * One person's leave by the day. Where several are on the same half of a day, the one that begins later counts, then
 * the one that ends earlier, then one for half a day: whatever is more particular. The order in which they were entered
 * does not matter.
 */
export function readLeaves(leaves: readonly Leave[]): (day: number) => DayLeave | null {
  const ranked = leaves.toSorted(compare).map((leave) => ({
    leave,
    from: dayNumber(leave.from),
    to: dayNumber(leave.to),
  }))
  return (day) => {
    const today = ranked.filter(({ from, to }) => from <= day && day <= to).map(({ leave }) => leave)
    const first = today.find(({ part }) => part !== 'second-half')
    const second = today.find(({ part }) => part !== 'first-half')
    if (first === undefined && second === undefined) return null
    if (first === undefined) return { name: second!.name, part: 'second-half' }
    if (second === undefined) return { name: first.name, part: 'first-half' }
    return { name: [...new Set([first.name, second.name])].join(', '), part: 'day' }
  }
}

/** Orders leaves, the more specific one first; only equal ones compare as equal. */
function compare(a: Leave, b: Leave): number {
  return (
    order(b.from, a.from) ||
    order(a.to, b.to) ||
    Number(a.part === 'day') - Number(b.part === 'day') ||
    order(a.name, b.name)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import type { Policy } from '../contract/attendance.ts'
import type { Instant } from '../contract/entities.ts'
import type { Entry } from './corrections.ts'

/** A stay between a check-in and a check-out; one end is null when it was forgotten, or not reached yet (`running`). */
export interface Stay {
  readonly in: Entry | null
  readonly out: Entry | null
  readonly running: boolean
}

export type PairingRule = Pick<Policy, 'repeatMinutes' | 'longestSessionMinutes'>

const minute = 60_000

/**
 * Pairs one person's entries, in order of time. A check-out belongs to the check-in before it if that is not longer ago
 * than the longest session; the same direction again within the time of repetition is the same passage (the first
 * check-in and the last check-out count). Everything else is left with one end open: an end is never invented.
 */
export function pairEntries(
  entries: readonly Entry[],
  ruleAt: (at: Instant) => PairingRule,
  now: Instant,
): readonly Stay[] {
  const stays: Stay[] = []
  let open: Entry | null = null
  for (const entry of entries) {
    const rule = ruleAt(entry.at)
    const repeat = rule.repeatMinutes * minute
    if (entry.direction === 'in') {
      if (open && entry.at - open.at <= repeat) continue
      if (open) stays.push({ in: open, out: null, running: false })
      open = entry
    } else if (open && entry.at - open.at <= rule.longestSessionMinutes * minute) {
      stays.push({ in: open, out: entry, running: false })
      open = null
    } else {
      const last = stays.at(-1)
      if (!open && last?.out && entry.at - last.out.at <= repeat) {
        stays[stays.length - 1] = { ...last, out: entry }
        continue
      }
      if (open) stays.push({ in: open, out: null, running: false })
      stays.push({ in: null, out: entry, running: false })
      open = null
    }
  }
  if (open) {
    stays.push({ in: open, out: null, running: now - open.at <= ruleAt(open.at).longestSessionMinutes * minute })
  }
  return stays
}

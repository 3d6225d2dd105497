import type { Policy } from '../contract/attendance-rules.ts'
import type { Instant } from '../contract/entities.ts'
import type { Entry } from './corrections.ts'
import type { PersonPlan } from './schedule.ts'

/** A stay between a check-in and a check-out; one end is null when it was forgotten, or not reached yet (`running`). */
export interface Stay {
  readonly in: Entry | null
  readonly out: Entry | null
  readonly running: boolean
}

export type PairingRule = Pick<Policy, 'repeatMinutes' | 'maxSessionMinutes'>

/** The rule by which the entries of a plan are paired. */
export function pairingRules(plan: PersonPlan): (at: Instant) => PairingRule {
  return (at) => {
    const { policy, maxSessionMinutes } = plan.day(plan.dayOf(at))
    return { repeatMinutes: policy.repeatMinutes, maxSessionMinutes }
  }
}

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
  let openUntil = Number.NEGATIVE_INFINITY
  for (const entry of entries) {
    const rule = ruleAt(entry.at)
    const repeat = rule.repeatMinutes * minute
    if (entry.direction === 'in') {
      if (open && entry.at - open.at <= repeat) continue
      if (open) stays.push({ in: open, out: null, running: false })
      open = entry
      openUntil = entry.at + rule.maxSessionMinutes * minute
    } else if (open && entry.at <= openUntil) {
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
  if (open) stays.push({ in: open, out: null, running: now <= openUntil })
  return stays
}

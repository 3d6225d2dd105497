import { z } from 'zod'
import type { AttendanceRules, Membership } from '../contract/attendance-rules.ts'
import type { MergedEmployments } from './merged-employments.ts'
import { readJson } from './stored-json.ts'

/** The attendance rules of one person. */
export type PersonRules = Pick<AttendanceRules, 'leaves' | 'assignments'>

/** The PIN of a merged person. */
export interface MovedPin {
  /** Hexadecimal, as `Pins` hashes it. */
  readonly hash: string
  readonly setAt: number
  /** False when the kept person has another PIN; then this one is only remembered here. */
  readonly inUse: boolean
}

/** A dispute, and which side of it was the gone person. */
export interface MovedDispute {
  readonly id: number
  readonly person: boolean
  readonly rival: boolean
  /** Both sides of it became the same person. */
  readonly collapsed: boolean
}

/** What a merge moved to the kept person beside templates and entries, by row id, so that it can be undone. */
export interface Moved extends PersonRules {
  /** When the gone person was created; null for merges of earlier versions. */
  readonly createdAt: number | null
  /** The gone person's memberships; none for merges of earlier versions, which only kept the last groups. */
  readonly memberships: readonly Membership[]
  /** Null for merges of earlier versions, when nobody had dates. */
  readonly employments: MergedEmployments | null
  readonly pin: MovedPin | null
  readonly requests: readonly number[]
  readonly disputes: readonly MovedDispute[]
  readonly guests: readonly number[]
  readonly consents: readonly number[]
  readonly confirmations: readonly number[]
  /** Whether a guardian signed for the gone person. */
  readonly guardianSigns: boolean
  readonly importPhotos: readonly number[]
  /** Earlier merges into the gone person. */
  readonly merges: readonly number[]
}

export const movedNothing: Moved = {
  createdAt: null,
  memberships: [],
  employments: null,
  pin: null,
  requests: [],
  disputes: [],
  guests: [],
  consents: [],
  confirmations: [],
  guardianSigns: false,
  importPhotos: [],
  merges: [],
  leaves: [],
  assignments: [],
}

const Written = z.custom<Partial<Moved>>((value) => typeof value === 'object' && value !== null)

/** Reads what a merge moved, also as earlier versions wrote it; undefined when it is damaged. */
export function readMoved(text: string): Moved | undefined {
  const written = readJson(text, Written)
  return written && { ...movedNothing, ...written }
}

/** A key of a leave or an assignment that does not depend on its person, so that moved ones are found again. */
export function ruleKey(rule: PersonRules['leaves'][number] | PersonRules['assignments'][number]): string {
  return JSON.stringify(rule, (name, value: unknown) => (name === 'personId' ? undefined : value))
}

/** `list` without one item for each in `taken`. */
export function subtract<T>(list: readonly T[], taken: readonly T[], keyOf: (item: T) => unknown): T[] {
  const gone = taken.map(keyOf)
  return list.filter((item) => {
    const at = gone.indexOf(keyOf(item))
    if (at >= 0) gone.splice(at, 1)
    return at < 0
  })
}

/**
 * Removes from a merge's record what came from an earlier merge that was undone, because its owner may since have been
 * merged with somebody else.
 */
export function forgetMoved(later: Moved, back: Moved): Moved {
  const same = (value: unknown) => value
  return {
    ...later,
    requests: subtract(later.requests, back.requests, same),
    disputes: subtract(later.disputes, back.disputes, ({ id }) => id),
    guests: subtract(later.guests, back.guests, same),
    consents: subtract(later.consents, back.consents, same),
    confirmations: subtract(later.confirmations, back.confirmations, same),
    importPhotos: subtract(later.importPhotos, back.importPhotos, same),
    leaves: subtract(later.leaves, back.leaves, ruleKey),
    assignments: subtract(later.assignments, back.assignments, ruleKey),
    pin: back.pin !== null && later.pin?.hash === back.pin.hash ? null : later.pin,
  }
}

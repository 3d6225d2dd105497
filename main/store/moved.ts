import type { AttendanceRules } from '../contract/attendance.ts'

/** The part of the attendance rules that is about single people. */
export type PersonRules = Pick<AttendanceRules, 'leaves' | 'assignments'>

/** A PIN of somebody who was merged. */
export interface MovedPin {
  /** Hexadecimal, as `Pins` hashes it. */
  readonly hash: string
  readonly setAt: number
  /** False while the kept person has another one; this one is only kept here then. */
  readonly inUse: boolean
}

/** A naming that was denied, and what of it was the gone person's. */
export interface MovedDispute {
  readonly id: number
  readonly person: boolean
  readonly rival: boolean
  /** The two that it is between became one. */
  readonly collapsed: boolean
}

/** What a merge gave to the kept person beside templates and entries, by row id, so that it can be given back. */
export interface Moved extends PersonRules {
  /** When the gone person was created; null for merges of earlier versions. */
  readonly createdAt: number | null
  readonly pin: MovedPin | null
  readonly requests: readonly number[]
  readonly disputes: readonly MovedDispute[]
  readonly guests: readonly number[]
  readonly importPhotos: readonly number[]
  /** Merges into the gone person before. */
  readonly merges: readonly number[]
}

export const movedNothing: Moved = {
  createdAt: null,
  pin: null,
  requests: [],
  disputes: [],
  guests: [],
  importPhotos: [],
  merges: [],
  leaves: [],
  assignments: [],
}

/** Earlier versions wrote less. */
export function readMoved(text: string): Moved {
  return { ...movedNothing, ...(JSON.parse(text) as Partial<Moved>) }
}

/** A leave or an assignment without the person it is of: equal for what one person got from another. */
export function ruleKey(rule: PersonRules['leaves'][number] | PersonRules['assignments'][number]): string {
  return JSON.stringify(rule, (name, value: unknown) => (name === 'personId' ? undefined : value))
}

/** `list` less one of each that is in `taken`. */
export function without<T>(list: readonly T[], taken: readonly T[], keyOf: (item: T) => unknown): T[] {
  const gone = taken.map(keyOf)
  return list.filter((item) => {
    const at = gone.indexOf(keyOf(item))
    if (at >= 0) gone.splice(at, 1)
    return at < 0
  })
}

/**
 * What a merge has to forget because an earlier one within it was taken back: it came from there, and whoever got it back
 * may be merged with somebody else.
 */
export function forgetMoved(later: Moved, back: Moved): Moved {
  const same = (value: unknown) => value
  return {
    ...later,
    requests: without(later.requests, back.requests, same),
    disputes: without(later.disputes, back.disputes, ({ id }) => id),
    guests: without(later.guests, back.guests, same),
    importPhotos: without(later.importPhotos, back.importPhotos, same),
    leaves: without(later.leaves, back.leaves, ruleKey),
    assignments: without(later.assignments, back.assignments, ruleKey),
    pin: back.pin !== null && later.pin?.hash === back.pin.hash ? null : later.pin,
  }
}

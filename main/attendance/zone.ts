import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../contract/entities.ts'

/** A stretch of time over which a zone keeps one distance from UTC; both ends in ms since the epoch, `to` excluded. */
interface Segment {
  readonly from: number
  readonly to: number
  /** Local wall clock minus UTC, in milliseconds. */
  readonly offset: number
}

const minute = 60_000
const day = 86_400_000
/**
 * By zone, in order of time; found once with Temporal, then read without it: 5 million conversions must not take
 * minutes.
 */
const known = new Map<string, Segment[]>()

/**
 * Local wall clock minus UTC at an instant, in milliseconds (east of Greenwich is positive).
 * @throws RangeError when the zone is no IANA zone
 */
export function offsetAt(instant: number, zone: string): number {
  return segmentAt(instant, zone).offset
}

/**
 * Where an instant lies on a zone's wall clock: `day` counts local days since 1970-01-01, `minutes` since its midnight
 * (fractions kept).
 */
export function wallClock(instant: number, zone: string): { readonly day: number; readonly minutes: number } {
  const local = instant + offsetAt(instant, zone)
  const number = Math.floor(local / day)
  return { day: number, minutes: (local - number * day) / minute }
}

/**
 * The instant at which a zone's wall clock shows `minutes` after midnight of local day `dayNumber`; `minutes` may be
 * negative or beyond 1440 and then names a time of the day before or after. A time that daylight saving leaves out
 * is taken as much later as the clock jumps; a time that comes twice is taken the first time (Temporal's `compatible`).
 */
export function instantAt(dayNumber: number, minutes: number, zone: string): Instant {
  const local = dayNumber * day + minutes * minute
  const before = segmentAt(local - day, zone)
  if (local - before.offset < before.to) return (local - before.offset) as Instant
  const after = segmentAt(before.to, zone)
  const instant = local - after.offset
  // In a gap neither side shows this time: going on with the offset before it lands as much later as the clock jumps.
  return (instant < after.from ? local - before.offset : instant) as Instant
}

function segmentAt(instant: number, zone: string): Segment {
  const segments = known.get(zone) ?? []
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (segments[middle]!.from <= instant) low = middle + 1
    else high = middle
  }
  const candidate = segments[low - 1]
  if (candidate && instant < candidate.to) return candidate
  const found = findSegment(instant, zone)
  segments.splice(low, 0, found)
  known.set(zone, segments)
  return found
}

function findSegment(instant: number, zone: string): Segment {
  const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone)
  const next = here.getTimeZoneTransition('next')
  // `previous` looks strictly before: one nanosecond later includes an instant that is itself a transition.
  const previous = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: here.offsetNanoseconds / 1e6,
  }
}

import type { LogicalTime } from '../../contract/shared-change.ts'

/**
 * A hybrid logical clock (Kulkarni et al., 2014): 48 bits of milliseconds and 16 bits that count what happens within
 * one, in hexadecimal digits, then the station. It never goes back, whatever the machine's clock does, and is ahead of
 * every moment that its station has heard of.
 */

const counterBits = 16n
const maxStamp = 0xffff_ffff_ffff_fffen

const timeOf = (stamp: bigint, station: string) =>
  `${(stamp > maxStamp ? maxStamp : stamp).toString(16).padStart(16, '0')}-${station}` as LogicalTime

const stampOf = (time: LogicalTime) => BigInt(`0x${time.slice(0, 16)}`)

/** The moment at these milliseconds, before everything else in them. */
export function timeAt(ms: number, station: string): LogicalTime {
  return timeOf(BigInt(Math.max(0, Math.trunc(ms))) << counterBits, station)
}

/** The next moment of a station that knows of `last`. @param ms by the machine's clock */
export function nextTime(last: LogicalTime, ms: number, station: string): LogicalTime {
  const next = stampOf(last) + 1n
  const now = BigInt(Math.max(0, Math.trunc(ms))) << counterBits
  return timeOf(now > next ? now : next, station)
}

export const laterOf = (one: LogicalTime, other: LogicalTime): LogicalTime => (one > other ? one : other)

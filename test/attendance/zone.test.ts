import { describe, expect, test } from 'vitest'
import { instantAt, offsetAt, wallClock } from '../../main/attendance/zone.ts'
import { dayOf } from './build.ts'

const hour = 3_600_000
const utc = (text: string) => Date.parse(`${text}Z`)

describe('the distance from UTC', () => {
  test.each([
    ['Europe/Berlin', '2026-01-15T12:00', 1],
    ['Europe/Berlin', '2026-07-15T12:00', 2],
    ['America/New_York', '2026-01-15T12:00', -5],
    ['Asia/Kolkata', '2026-01-15T12:00', 5.5],
    ['Asia/Kathmandu', '2026-01-15T12:00', 5.75],
    ['UTC', '2026-01-15T12:00', 0],
  ])('of %s at %s is %f hours', (zone, at, hours) => {
    expect(offsetAt(utc(at), zone)).toBe(hours * hour)
  })

  // Each of these zones is asked for here only, so that what was found for one instant serves, or not, for the next.
  test.each([
    ['Europe/Vienna', [0, 1, 2, 3]],
    ['Europe/Rome', [3, 2, 1, 0]],
    ['Europe/Madrid', [2, 0, 3, 1]],
  ])('changes in %s at the very instant at which the clocks do, in whatever order it is asked for', (zone, order) => {
    const spring = utc('2026-03-29T01:00')
    const autumn = utc('2026-10-25T01:00')
    const instants = [spring - 1, spring, autumn - 1, autumn]
    const found = order.map((index) => [index, offsetAt(instants[index]!, zone) / hour])
    expect(Object.fromEntries(found)).toEqual({ 0: 1, 1: 2, 2: 2, 3: 1 })
  })

  test('of a zone that is none is an error', () => {
    expect(() => offsetAt(0, 'Europe/Atlantis')).toThrow(RangeError)
  })
})

describe('the wall clock', () => {
  test('says the local day and the minutes since its midnight', () => {
    expect(wallClock(utc('2026-05-04T22:30'), 'Europe/Berlin')).toEqual({ day: dayOf('2026-05-05'), minutes: 30 })
    expect(wallClock(utc('2026-05-04T03:00:30'), 'America/New_York')).toEqual({
      day: dayOf('2026-05-03'),
      minutes: 23 * 60 + 0.5,
    })
    expect(wallClock(utc('1969-12-31T23:00'), 'UTC')).toEqual({ day: -1, minutes: 1380 })
  })
})

describe('the instant of a local time', () => {
  const at = (date: string, minutes: number, zone: string) =>
    new Date(instantAt(dayOf(date), minutes, zone)).toISOString().slice(0, 16)

  test('may be named from the day before or after', () => {
    expect(at('2026-05-04', 540, 'Europe/Berlin')).toBe('2026-05-04T07:00')
    expect(at('2026-05-04', -60, 'Europe/Berlin')).toBe('2026-05-03T21:00')
    expect(at('2026-05-04', 1800, 'America/New_York')).toBe('2026-05-05T10:00')
  })

  test.each([
    ['Europe/Berlin', '2026-03-29', 119, '2026-03-29T00:59'],
    ['Europe/Berlin', '2026-03-29', 120, '2026-03-29T01:00'],
    ['Europe/Berlin', '2026-03-29', 150, '2026-03-29T01:30'],
    ['Europe/Berlin', '2026-03-29', 180, '2026-03-29T01:00'],
    ['America/New_York', '2026-03-08', 150, '2026-03-08T07:30'],
    ['Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:45'],
  ])('of %s on %s, minute %i, that is left out is as much later as the clock jumps', (zone, date, minutes, instant) => {
    expect(at(date, minutes, zone)).toBe(instant)
  })

  test.each([
    ['Europe/Berlin', '2026-10-25', 119, '2026-10-24T23:59'],
    ['Europe/Berlin', '2026-10-25', 120, '2026-10-25T00:00'],
    ['Europe/Berlin', '2026-10-25', 179, '2026-10-25T00:59'],
    ['Europe/Berlin', '2026-10-25', 180, '2026-10-25T02:00'],
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30'],
    ['Australia/Lord_Howe', '2026-04-05', 105, '2026-04-04T14:45'],
  ])('of %s on %s, minute %i, that comes twice is the first one', (zone, date, minutes, instant) => {
    expect(at(date, minutes, zone)).toBe(instant)
  })
})

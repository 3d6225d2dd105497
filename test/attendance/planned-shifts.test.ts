import { describe, expect, test } from 'vitest'
import { minutesBeforeBreak, netMinutes, partOfShifts, placeShifts } from '../../main/attendance/planned-shifts.ts'
import { dayOf, local } from './build.ts'

const zone = 'Europe/Berlin'
const monday = dayOf('2026-05-04')

/** Shifts of Monday, from hour to hour with a break. */
function placed(...shifts: readonly (readonly [start: number, end: number, breakMinutes?: number])[]) {
  const planned = shifts.map(([start, end, breakMinutes = 0]) => ({
    start: start * 60,
    end: end * 60,
    breakMinutes,
    name: '',
  }))
  return placeShifts({ kind: 'shifts', shifts: planned }, monday, zone)
}

test('shifts are placed in order of time, in whatever order they are planned', () => {
  const at = (time: string) => local(`2026-05-04 ${time}`)
  const [first, second] = placed([14, 18], [6, 10, 15])
  expect(first).toEqual({ from: at('06:00'), to: at('10:00'), breakMinutes: 15 })
  expect(second).toEqual({ from: at('14:00'), to: at('18:00'), breakMinutes: 0 })
  expect(placeShifts({ kind: 'hours', minutes: 300 }, monday, zone)).toEqual([])
})

test('a night is an hour shorter or longer when the clocks change in it; its break comes off', () => {
  const night = (date: string) =>
    placeShifts(
      { kind: 'shifts', shifts: [{ start: 1320, end: 1800, breakMinutes: 30, name: '' }] },
      dayOf(date),
      zone,
    )[0]!
  expect(['2026-03-28', '2026-05-04', '2026-10-24'].map((date) => netMinutes(night(date)))).toEqual([390, 450, 510])
  expect(minutesBeforeBreak(night('2026-05-04'))).toBe(225)
  expect(netMinutes({ ...night('2026-05-04'), breakMinutes: 500 })).toBe(0)
})

describe('the part of a day that holds so many minutes of work', () => {
  const hours = (parts: ReturnType<typeof partOfShifts>) =>
    parts.map(({ from, to, breakMinutes }) => [
      (from - local('2026-05-04 00:00')) / 3_600_000,
      (to - local('2026-05-04 00:00')) / 3_600_000,
      breakMinutes,
    ])
  const whole = placed([9, 17, 60])
  const split = placed([6, 10], [12, 16], [18, 20])

  test('has the break of a shift only when it reaches beyond it', () => {
    // Seven hours of work, the break after three and a half of them.
    expect(hours(partOfShifts(whole, 210, 'first'))).toEqual([[9, 12.5, 0]])
    expect(hours(partOfShifts(whole, 240, 'first'))).toEqual([[9, 14, 60]])
    expect(hours(partOfShifts(whole, 210, 'last'))).toEqual([[13.5, 17, 0]])
    expect(hours(partOfShifts(whole, 240, 'last'))).toEqual([[12, 17, 60]])
    expect(hours(partOfShifts(whole, 420, 'last'))).toEqual([[9, 17, 60]])
  })

  test('goes over several shifts, in order of time from either end', () => {
    expect(hours(partOfShifts(split, 300, 'first'))).toEqual([
      [6, 10, 0],
      [12, 13, 0],
    ])
    expect(hours(partOfShifts(split, 300, 'last'))).toEqual([
      [13, 16, 0],
      [18, 20, 0],
    ])
    expect(hours(partOfShifts(split, 120, 'last'))).toEqual([[18, 20, 0]])
    expect(partOfShifts(split, 0, 'first')).toEqual([])
    expect(partOfShifts(split, 600, 'last')).toEqual(split)
  })
})

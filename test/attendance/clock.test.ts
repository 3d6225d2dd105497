import { describe, expect, test } from 'vitest'
import { type ClockReading, compareClocks, watchClock } from '../../main/attendance/clock.ts'

const hour = 3_600_000
const start: ClockReading = { wall: 1_700_000_000_000, steady: 1000 }

function later(wall: number, steady: number): ClockReading {
  return { wall: start.wall + wall, steady: start.steady + steady }
}

describe('two clocks', () => {
  test.each([
    ['that agree', hour, hour, { kind: 'steady' }],
    ['that a time server brings together', hour + 1500, hour, { kind: 'steady' }],
    ['that sleep together', 10 * hour, 10 * hour, { kind: 'steady' }],
    ['one of which was set forward', 2 * hour, hour, { kind: 'moved', by: hour }],
    ['one of which was set back', 0, hour, { kind: 'moved', by: -hour }],
    ['one of which was set back a little', hour - 8000, hour, { kind: 'moved', by: -8000 }],
  ])('%s', (_name, wall, steady, change) => {
    expect(compareClocks(start, later(wall, steady))).toEqual(change)
  })

  test('a change of daylight saving is none: the wall clock here counts UTC', () => {
    const before = { wall: Date.parse('2026-03-29T00:59:00Z'), steady: 0 }
    expect(compareClocks(before, { wall: Date.parse('2026-03-29T01:01:00Z'), steady: 120_000 }).kind).toBe('steady')
  })

  test('after a restart of the machine only a step back is known to be wrong', () => {
    expect(compareClocks(start, { wall: start.wall + hour, steady: 5 })).toEqual({ kind: 'restarted' })
    expect(compareClocks(start, { wall: start.wall - hour, steady: 5 })).toEqual({ kind: 'moved', by: -hour })
  })
})

describe('the watch', () => {
  test('marks entries for an hour after a change, by the clock that can be trusted', () => {
    const first = watchClock(null, start)
    const moved = watchClock(first.watch, later(-hour, 60_000))
    expect([first.marked, moved.marked, moved.change.kind]).toEqual([false, true, 'moved'])
    const soon = watchClock(moved.watch, later(-hour + 59 * 60_000, 60 * 60_000))
    expect([soon.marked, soon.change.kind]).toEqual([true, 'steady'])
    expect(watchClock(soon.watch, later(-hour + 60 * 60_000, 61 * 60_000)).marked).toBe(false)
  })
})

describe('what is taken for drift, and what is not', () => {
  test('five seconds and a two-thousandth of the time, to the millisecond', () => {
    expect(compareClocks(start, later(hour + 6_800, hour))).toEqual({ kind: 'steady' })
    expect(compareClocks(start, later(hour + 6_801, hour))).toEqual({ kind: 'moved', by: 6_801 })
    expect(compareClocks(start, later(hour - 6_801, hour))).toEqual({ kind: 'moved', by: -6_801 })
  })

  test('over a restart five seconds back are a time server’s work', () => {
    const restarted = (wall: number) => compareClocks(start, { wall: start.wall + wall, steady: 5 })
    expect([restarted(-5_000), restarted(4_000), restarted(0)]).toEqual(Array(3).fill({ kind: 'restarted' }))
    expect(restarted(-5_001)).toEqual({ kind: 'moved', by: -5_001 })
  })

  test('the first look says nothing, and nothing is marked as long as nothing happened', () => {
    const first = watchClock(null, start)
    expect(first).toEqual({ watch: { last: start, markedUntil: null }, change: { kind: 'steady' }, marked: false })
    expect(watchClock(first.watch, later(hour, hour))).toMatchObject({ watch: { markedUntil: null }, marked: false })
  })

  test('a restart of the machine ends the mark: how long ago the change was is not known any more', () => {
    const moved = watchClock(watchClock(null, start).watch, later(-hour, 60_000))
    const restarted = watchClock(moved.watch, { wall: start.wall + hour, steady: 5 })
    expect(restarted).toMatchObject({ change: { kind: 'restarted' }, marked: false, watch: { markedUntil: null } })
  })
})

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

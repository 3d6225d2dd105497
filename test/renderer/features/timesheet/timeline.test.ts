import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import type { EventId, Instant } from '../../../../main/contract/entities.ts'
import type { TimesheetDay } from '../../../../main/contract/timesheets.ts'
import { midnight } from '../../../../renderer/data/dates.ts'
import { axisOf, planOf, stretchesOf } from '../../../../renderer/features/timesheet/timeline.ts'

const date = '2026-06-10' as LocalDate
const at = (hour: number, minute = 0) => (midnight(date) + (hour * 60 + minute) * 60_000) as Instant
const stamp = (time: Instant) => ({ at: time, zone: 'UTC', event: 1 as EventId, correction: null })

function dayOf(part: Partial<TimesheetDay>): TimesheetDay {
  const sums = { expectedMinutes: 0, workedMinutes: 0, breakMinutes: 0, deductedMinutes: 0, lateMinutes: 0 }
  const others = { earlyMinutes: 0, overtimeMinutes: 0, absentMinutes: 0, leaveMinutes: 0 }
  const empty = { plan: [], holiday: null, leave: null, sessions: [], flags: [] }
  return { ...sums, ...others, ...empty, date, status: 'worked', ...part }
}

describe('a day on its line', () => {
  test('a session lies between its ends, also beyond midnight', () => {
    const night = dayOf({
      sessions: [{ in: stamp(at(22)), out: stamp(at(30, 15)), running: false, minutes: 495 }],
    })
    expect(stretchesOf(night, at(40))).toEqual([{ from: 1320, to: 1815, open: null, running: false }])
    expect(axisOf([night], at(40))).toEqual({ from: 480, to: 1860 })
  })

  test('no end is invented: an open session is a stub beside the end that is known', () => {
    const open = dayOf({
      sessions: [
        { in: null, out: stamp(at(12)), running: false, minutes: 0 },
        { in: stamp(at(13)), out: null, running: false, minutes: 0 },
      ],
    })
    expect(stretchesOf(open, at(20))).toEqual([
      { from: 700, to: 720, open: 'in', running: false },
      { from: 780, to: 800, open: 'out', running: false },
    ])
  })

  test('who is still in is shown up to now', () => {
    const running = dayOf({ sessions: [{ in: stamp(at(9)), out: null, running: true, minutes: 0 }] })
    expect(stretchesOf(running, at(11, 30))).toEqual([{ from: 540, to: 690, open: null, running: true }])
  })

  test('the plan lies on the same line', () => {
    expect(planOf(dayOf({ plan: [{ from: at(9), to: at(17, 30) }] }))).toEqual([{ from: 540, to: 1050 }])
  })

  test('the line is whole hours, and a working day at least', () => {
    expect(axisOf([dayOf({})], at(12))).toEqual({ from: 480, to: 1080 })
    expect(axisOf([dayOf({ plan: [{ from: at(5, 30), to: at(14) }] })], at(12))).toEqual({ from: 300, to: 1080 })
  })
})

import type { AttendanceRules } from '../contract/attendance-rules.ts'
import { defaultPolicy } from '../contract/attendance-rules.ts'
import { dateOf } from './date.ts'
import { dayPlan } from './schedule.ts'
import { wallClock } from './zone.ts'

/** Minutes of planned work that a door may miss before somebody should look. */
const maxMissedMinutes = 60
/** Where nobody plans work, nothing says when a door is open: after a day it should have been. */
const maxUnplannedMinutes = 1440
const stepMinutes = 15
/** Further back nothing is looked at: a fortnight without an hour of work is a closed office. */
const maxDays = 14

/**
 * Whether a door has been away for longer than its opening hours allow: for an hour in which somebody is to work by one
 * of the schedules, holidays of the office left out.
 */
export function isSilent(rules: AttendanceRules, lastSeenAt: number, now: number): boolean {
  const { zone, holidays } = defaultPolicy(rules)
  const { schedules } = rules
  const minutes = (now - lastSeenAt) / 60_000
  if (schedules.length === 0) return minutes > maxUnplannedMinutes
  const off = new Set(rules.calendars.find(({ id }) => id === holidays)?.holidays.map(({ date }) => date))
  const isOpen = (at: number): boolean => {
    const { day, minutes: minute } = wallClock(at, zone)
    return [0, 1].some((back) => {
      if (off.has(dateOf(day - back))) return false
      const time = minute + back * 1440
      return schedules.some((schedule) => {
        const plan = dayPlan(schedule, day - back)
        return plan.kind === 'shifts' && plan.shifts.some(({ start, end }) => start <= time && time < end)
      })
    })
  }
  const hasShifts = schedules.some(({ pattern }) => pattern.days.some(({ kind }) => kind === 'shifts'))
  if (!hasShifts) return minutes > maxUnplannedMinutes
  let missed = 0
  const from = Math.max(lastSeenAt, now - maxDays * 86_400_000)
  for (let at = now; at > from && missed <= maxMissedMinutes; at -= stepMinutes * 60_000) {
    if (isOpen(at)) missed += stepMinutes
  }
  return missed > maxMissedMinutes
}

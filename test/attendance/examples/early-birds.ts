import { type Example, everyDay, off, shifts, workWeek } from './example.ts'

/** Whose shift was worked decides about the day, not the hour of coming. 2026-05-04 is a Monday. */
export const earlyBirds: readonly Example[] = [
  {
    name: 'five to four for a shift at six',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-05 03:55 in', '2026-05-05 14:00 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 605, overtime: 125 },
    },
  },
  {
    name: 'half past one for a shift at eight',
    pattern: workWeek(shifts('8-17')),
    events: ['2026-05-05 01:30 in', '2026-05-05 15:30 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 540, absent: 540 },
      '2026-05-05': { expected: 540, worked: 840, early: 90, overtime: 300 },
    },
  },
  {
    name: 'also after a day off',
    pattern: workWeek(shifts('8-17')),
    events: ['2026-05-04 01:30 in', '2026-05-04 15:30 out'],
    days: {
      '2026-05-03': { status: 'off' },
      '2026-05-04': { expected: 540, worked: 840, early: 90, overtime: 300 },
    },
  },
  {
    name: 'also on a holiday, which then is the day that was worked',
    pattern: workWeek(shifts('8-17')),
    holidays: ['2026-05-05'],
    events: ['2026-05-05 01:30 in', '2026-05-05 15:30 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 540, absent: 540 },
      '2026-05-05': { worked: 840, overtime: 840, flags: ['worked-holiday'] },
    },
  },
  {
    name: 'out again before the shift belongs to the night before',
    pattern: workWeek(shifts('8-17')),
    events: ['2026-05-05 01:30 in', '2026-05-05 03:30 out', '2026-05-05 08:00 in', '2026-05-05 17:00 out'],
    days: {
      '2026-05-04': { expected: 540, worked: 120, late: 540 },
      '2026-05-05': { expected: 540, worked: 540 },
    },
  },
  {
    name: 'out again before the shift, but after the day began, belongs to the shift',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-05 03:55 in', '2026-05-05 05:50 out', '2026-05-05 06:10 in', '2026-05-05 14:00 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 585, break: 20, overtime: 105 },
    },
  },
  {
    name: 'a Friday evening until Saturday morning stays on Friday',
    pattern: workWeek(shifts('8-12', '13-17')),
    events: ['2026-05-08 21:00 in', '2026-05-09 04:00 out'],
    days: { '2026-05-08': { expected: 480, worked: 420, absent: 480 }, '2026-05-09': { status: 'off' } },
  },
  {
    name: 'through a night and into the next shift: the shift that got more of it',
    pattern: workWeek(shifts('14-22')),
    policy: { maxSessionMinutes: 1440 },
    events: ['2026-05-04 16:00 in', '2026-05-05 15:00 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 1380, late: 120, overtime: 900 },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'out of one shift late and through most of the next: the next',
    pattern: workWeek(shifts('14-22')),
    policy: { maxSessionMinutes: 1440 },
    events: ['2026-05-04 21:00 in', '2026-05-05 20:00 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 1380, early: 120, overtime: 900 },
    },
  },
  {
    name: 'in before midnight for the shift of the next day',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-04 23:30 in', '2026-05-05 13:00 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 810, early: 60, overtime: 330 },
    },
  },
  {
    name: 'still in: the nearer shift',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-05 03:55 in'],
    now: '2026-05-05 15:00',
    days: { '2026-05-04': { status: 'absent', expected: 480, absent: 480 }, '2026-05-05': { expected: 480 } },
  },
  {
    name: 'a check-out that was forgotten: the nearer shift',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-05 03:55 in'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, flags: ['missing-out'] },
    },
  },
  {
    name: 'soon after midnight the shift before is nearer',
    pattern: workWeek(shifts('9-17')),
    events: ['2026-05-05 00:30 in'],
    days: {
      '2026-05-04': { expected: 480, late: 480, flags: ['missing-out'] },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'in the middle between two shifts it is that of the day before',
    pattern: workWeek(shifts('9-17')),
    events: ['2026-05-05 01:00 in'],
    days: {
      '2026-05-04': { expected: 480, late: 480, flags: ['missing-out'] },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'a shift that begins only after the longest session is out of reach',
    policy: { maxSessionMinutes: 120 },
    pattern: workWeek(shifts('9-9:30')),
    events: ['2026-05-04 03:30 in'],
    days: {
      '2026-05-03': { flags: ['missing-out', 'worked-off-day'] },
      '2026-05-04': { status: 'absent', expected: 30, absent: 30 },
    },
  },
  {
    name: 'a check-in that was taken out marks the day whose shift it was for',
    pattern: workWeek(shifts('6-14')),
    events: ['2026-05-05 03:55 in', '2026-05-05 14:00 out', 'void 1', 'add 2026-05-05 05:55 in'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 485, overtime: 5, flags: ['corrected'] },
    },
  },
  {
    name: 'a shift longer than the longest session is worked as planned',
    pattern: everyDay(shifts('6-23')),
    events: ['2026-05-04 05:45 in', '2026-05-04 23:10 out'],
    days: { '2026-05-04': { expected: 1020, worked: 1045, overtime: 25 } },
  },
  {
    name: 'a duty of a whole day with the longest session as it is set',
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('8-32'), off, off] },
    events: ['2026-05-04 07:50 in', '2026-05-05 08:30 out'],
    days: { '2026-05-04': { expected: 1440, worked: 1480, overtime: 40 }, '2026-05-05': { status: 'off' } },
  },
  {
    name: 'four hours after such a shift a check-out was forgotten',
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('6-23'), off, off] },
    events: ['2026-05-04 06:00 in', '2026-05-05 03:01 out'],
    days: { '2026-05-04': { expected: 1020, flags: ['missing-in', 'missing-out'] } },
  },
]

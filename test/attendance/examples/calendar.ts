import { type Example, off, shifts, workWeek } from './example.ts'

const turns: Example['pattern'] = {
  kind: 'rotating',
  anchor: '2026-05-01',
  days: [shifts('7-19'), shifts('7-19'), off, off],
}

/** Holidays, leave, rotating shifts and leap days. 2026-05-04 is a Monday, 2028-02-28 too. */
export const calendar: readonly Example[] = [
  {
    name: 'a holiday expects nothing',
    holidays: ['2026-05-04'],
    events: [],
    days: { '2026-05-04': { status: 'holiday' }, '2026-05-05': { status: 'absent', expected: 480, absent: 480 } },
  },
  {
    name: 'work on a holiday is overtime and flagged',
    holidays: ['2026-05-04'],
    events: ['2026-05-04 10:00 in', '2026-05-04 13:00 out'],
    days: { '2026-05-04': { worked: 180, overtime: 180, flags: ['worked-holiday'] } },
  },
  {
    name: 'leave takes the day, but no weekend',
    leave: { from: '2026-05-08', to: '2026-05-11' },
    events: [],
    days: {
      '2026-05-07': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-08': { status: 'leave', leave: 480 },
      '2026-05-09': { status: 'off' },
      '2026-05-11': { status: 'leave', leave: 480 },
      '2026-05-12': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'with the first half off nobody is late at one',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    events: ['2026-05-04 13:05 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 240, worked: 235, late: 5, leave: 240 } },
  },
  {
    name: 'with the second half off nobody leaves early at one',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'second-half' },
    events: ['2026-05-04 09:00 in', '2026-05-04 13:00 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, leave: 240 } },
  },
  {
    name: 'who misses the other half is absent from it',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    events: [],
    days: { '2026-05-04': { status: 'absent', expected: 240, absent: 240, leave: 240 } },
  },
  {
    name: 'half of two shifts is the first of them',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('9-13', '15-19')] },
    events: ['2026-05-04 15:00 in', '2026-05-04 19:00 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, leave: 240 } },
  },
  {
    name: 'a half ends where the break begins',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'second-half' },
    pattern: workWeek(shifts('9-17:30/30')),
    events: ['2026-05-04 09:00 in', '2026-05-04 13:00 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, leave: 240 } },
  },
  {
    name: 'and the other begins where it ends',
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    pattern: workWeek(shifts('9-17:30/30')),
    events: ['2026-05-04 13:30 in', '2026-05-04 17:30 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, leave: 240 } },
  },
  {
    name: 'half of two unequal shifts keeps the break of the longer one',
    // 6 h with a break, 2 h 30 min without: of eight hours four are left, and the break lies after the first 2 h 45
    // min.
    leave: { from: '2026-05-04', to: '2026-05-04', part: 'second-half' },
    pattern: workWeek(shifts('8-14/30', '15-17:30')),
    events: ['2026-05-04 08:00 in', '2026-05-04 12:30 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, deducted: 30, leave: 240 } },
  },
  {
    name: 'two half days of two kinds are a day of leave',
    leave: [
      { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
      { name: 'Sick leave', from: '2026-05-04', to: '2026-05-04', part: 'second-half' },
    ],
    events: [],
    days: { '2026-05-04': { status: 'leave', leave: 480 } },
  },
  {
    name: 'work on such a day is work during leave',
    leave: [
      { name: 'Sick leave', from: '2026-05-04', to: '2026-05-04', part: 'second-half' },
      { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    ],
    events: ['2026-05-04 09:00 in', '2026-05-04 10:00 out'],
    days: { '2026-05-04': { worked: 60, overtime: 60, leave: 480, flags: ['worked-leave'] } },
  },
  {
    name: 'the same half twice is one half',
    leave: [
      { from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
      { name: 'Sick leave', from: '2026-05-04', to: '2026-05-04', part: 'first-half' },
    ],
    events: ['2026-05-04 13:00 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 240, worked: 240, leave: 240 } },
  },
  {
    name: 'work during leave is overtime and flagged',
    leave: { from: '2026-05-04', to: '2026-05-04' },
    events: ['2026-05-04 09:00 in', '2026-05-04 10:00 out'],
    days: { '2026-05-04': { worked: 60, overtime: 60, leave: 480, flags: ['worked-leave'] } },
  },
  {
    name: 'a holiday within a leave takes no leave',
    leave: { from: '2026-05-04', to: '2026-05-05' },
    holidays: ['2026-05-04'],
    events: [],
    days: { '2026-05-04': { status: 'holiday' }, '2026-05-05': { status: 'leave', leave: 480 } },
  },
  {
    name: 'leave without a schedule is shown and takes no time',
    pattern: null,
    leave: { from: '2026-05-04', to: '2026-05-04' },
    events: [],
    days: { '2026-05-04': { status: 'leave' } },
  },
  {
    name: 'two days on, two days off',
    pattern: turns,
    events: [],
    now: '2026-04-01 00:00',
    days: {
      '2026-05-01': { status: 'planned', expected: 720 },
      '2026-05-02': { status: 'planned', expected: 720 },
      '2026-05-03': { status: 'off' },
      '2026-05-04': { status: 'off' },
      '2026-05-05': { status: 'planned', expected: 720 },
      '2026-06-02': { status: 'planned', expected: 720 },
    },
  },
  {
    name: 'rotation reaches back before its anchor',
    pattern: turns,
    events: [],
    now: '2026-04-01 00:00',
    days: {
      '2026-04-27': { status: 'planned', expected: 720 },
      '2026-04-28': { status: 'planned', expected: 720 },
      '2026-04-29': { status: 'off' },
      '2026-04-30': { status: 'off' },
    },
  },
  {
    name: 'early, late and night shift by turns',
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('6-14'), shifts('14-22'), shifts('22-30'), off] },
    events: [
      '2026-05-04 06:00 in',
      '2026-05-04 14:00 out',
      '2026-05-05 14:10 in',
      '2026-05-05 22:00 out',
      '2026-05-06 22:00 in',
      '2026-05-07 06:30 out',
    ],
    days: {
      '2026-05-04': { expected: 480, worked: 480 },
      '2026-05-05': { expected: 480, worked: 470, late: 10 },
      '2026-05-06': { expected: 480, worked: 510, overtime: 30 },
      '2026-05-07': { status: 'off' },
    },
  },
  {
    name: 'a leap day is a day like others',
    events: ['2028-02-29 09:00 in', '2028-02-29 17:00 out'],
    days: { '2028-02-29': { expected: 480, worked: 480 } },
  },
  {
    name: 'rotation counts the leap day',
    pattern: { kind: 'rotating', anchor: '2028-02-28', days: [shifts('9-17'), off] },
    events: [],
    now: '2028-01-01 00:00',
    days: {
      '2028-02-28': { status: 'planned', expected: 480 },
      '2028-02-29': { status: 'off' },
      '2028-03-01': { status: 'planned', expected: 480 },
    },
  },
  {
    name: 'rotation in a year without one',
    pattern: { kind: 'rotating', anchor: '2027-02-27', days: [shifts('9-17'), off] },
    events: [],
    now: '2027-01-01 00:00',
    days: {
      '2027-02-27': { status: 'planned', expected: 480 },
      '2027-02-28': { status: 'off' },
      '2027-03-01': { status: 'planned', expected: 480 },
    },
  },
  {
    name: 'leave over a leap day takes it too',
    leave: { from: '2028-02-28', to: '2028-03-01' },
    events: [],
    days: {
      '2028-02-28': { status: 'leave', leave: 480 },
      '2028-02-29': { status: 'leave', leave: 480 },
      '2028-03-01': { status: 'leave', leave: 480 },
      '2028-03-02': { status: 'absent', expected: 480, absent: 480 },
    },
  },
]

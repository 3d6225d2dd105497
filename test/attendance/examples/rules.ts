import { type Example, everyDay, off, shifts, workWeek } from './example.ts'

const day = (from: string, to: string) => [`2026-05-04 ${from} in`, `2026-05-04 ${to} out`]
const german = {
  required: [
    { afterMinutes: 360, minutes: 30 },
    { afterMinutes: 540, minutes: 45 },
  ],
}
const nearest = { kind: 'punches', minutes: 15, in: 'nearest', out: 'nearest' } as const
const strict = { kind: 'punches', minutes: 10, in: 'up', out: 'down' } as const

/** Late, early, absent, breaks, rounding and overtime. 2026-05-04 is a Monday. */
export const rules: readonly Example[] = [
  // Grace, late, early, absent
  { name: 'late', events: day('09:10', '17:00'), days: { '2026-05-04': { expected: 480, worked: 470, late: 10 } } },
  {
    name: 'late by the grace is not late',
    policy: { graceLateMinutes: 10 },
    events: day('09:10:59', '17:00'),
    days: { '2026-05-04': { expected: 480, worked: 470 } },
  },
  {
    name: 'a minute more than the grace counts from the start',
    policy: { graceLateMinutes: 10 },
    events: day('09:11', '17:00'),
    days: { '2026-05-04': { expected: 480, worked: 469, late: 11 } },
  },
  {
    name: 'early by the grace is not early',
    policy: { graceEarlyMinutes: 5 },
    events: day('09:00', '16:55'),
    days: { '2026-05-04': { expected: 480, worked: 475 } },
  },
  {
    name: 'a minute more than the grace counts to the end',
    policy: { graceEarlyMinutes: 5 },
    events: day('09:00', '16:54'),
    days: { '2026-05-04': { expected: 480, worked: 474, early: 6 } },
  },
  { name: 'absent', events: [], days: { '2026-05-04': { status: 'absent', expected: 480, absent: 480 } } },
  {
    name: 'nobody is absent before the shift is over',
    events: [],
    now: '2026-05-04 16:59',
    days: { '2026-05-04': { status: 'planned', expected: 480 } },
  },
  {
    name: 'somebody is when it is',
    events: [],
    now: '2026-05-04 17:00',
    days: { '2026-05-04': { status: 'absent', expected: 480, absent: 480 } },
  },
  {
    name: 'out for lunch is not an early leave',
    events: day('09:00', '12:00'),
    now: '2026-05-04 12:30',
    days: { '2026-05-04': { expected: 480, worked: 180 } },
  },
  {
    name: 'not back at the end of the shift is',
    events: day('09:00', '12:00'),
    now: '2026-05-04 17:00',
    days: { '2026-05-04': { expected: 480, worked: 180, early: 300 } },
  },
  {
    name: 'who comes after the shift missed all of it',
    events: day('18:00', '19:00'),
    days: { '2026-05-04': { expected: 480, worked: 60, late: 480 } },
  },
  // Plans
  {
    name: 'the time between two shifts is no break',
    pattern: workWeek(shifts('9-13', '15-19')),
    events: [...day('09:00', '13:00'), ...day('15:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'with a plan by the hour nobody is late',
    pattern: workWeek({ kind: 'hours', minutes: 300 }),
    events: day('14:00', '19:30'),
    days: { '2026-05-04': { expected: 300, worked: 330, overtime: 30 } },
  },
  {
    name: 'with a plan by the hour nobody is absent before the attendance day ends',
    pattern: workWeek({ kind: 'hours', minutes: 300 }),
    events: [],
    now: '2026-05-05 03:59',
    days: { '2026-05-04': { status: 'planned', expected: 300 } },
  },
  {
    name: 'and absent when it has',
    pattern: workWeek({ kind: 'hours', minutes: 300 }),
    events: [],
    now: '2026-05-05 04:00',
    days: { '2026-05-04': { status: 'absent', expected: 300, absent: 300 } },
  },
  {
    name: 'part time: a day off, and work on it',
    pattern: { kind: 'weekly', days: [shifts('9-13'), off, shifts('9-13'), off, off, off, off] },
    events: [...day('09:00', '13:00'), '2026-05-05 09:00 in', '2026-05-05 11:00 out'],
    days: {
      '2026-05-04': { expected: 240, worked: 240 },
      '2026-05-05': { worked: 120, overtime: 120, flags: ['worked-off-day'] },
      '2026-05-07': { status: 'off' },
    },
  },
  {
    name: 'without a schedule nothing is expected and nothing is overtime',
    pattern: null,
    events: day('09:00', '20:00'),
    days: { '2026-05-04': { worked: 660 }, '2026-05-05': { status: 'free' } },
  },
  {
    name: 'time before the shift counts',
    events: day('08:00', '17:00'),
    days: { '2026-05-04': { expected: 480, worked: 540, overtime: 60 } },
  },
  {
    name: 'time before the shift does not count where the policy says so',
    policy: { countBeforeShift: false },
    events: [...day('07:00', '07:30'), ...day('08:00', '17:00')],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  // Breaks
  {
    name: 'six hours owe no break',
    policy: { breaks: german },
    pattern: null,
    events: day('09:00', '15:00'),
    days: { '2026-05-04': { worked: 360 } },
  },
  {
    name: 'ten minutes more cost ten minutes, not thirty',
    policy: { breaks: german },
    pattern: null,
    events: day('09:00', '15:10'),
    days: { '2026-05-04': { worked: 360, deducted: 10, flags: ['break-deducted'] } },
  },
  {
    name: 'a break that was not taken is deducted',
    policy: { breaks: german },
    events: day('09:00', '17:00'),
    days: { '2026-05-04': { expected: 480, worked: 450, deducted: 30, flags: ['break-deducted'] } },
  },
  {
    name: 'a break that was too short is made up',
    policy: { breaks: german },
    events: [...day('09:00', '12:00'), ...day('12:20', '17:20')],
    days: { '2026-05-04': { expected: 480, worked: 470, break: 20, deducted: 10, flags: ['break-deducted'] } },
  },
  {
    name: 'a break that was long enough costs nothing more',
    policy: { breaks: german },
    events: [...day('09:00', '12:00'), ...day('12:30', '17:30')],
    days: { '2026-05-04': { expected: 480, worked: 480, break: 30 } },
  },
  {
    name: 'the second step takes over only as far as it leaves nine hours',
    policy: { breaks: german },
    events: day('09:00', '18:40'),
    days: { '2026-05-04': { expected: 480, worked: 540, deducted: 40, overtime: 60, flags: ['break-deducted'] } },
  },
  {
    name: 'ten hours owe the second step wholly',
    policy: { breaks: german },
    events: day('09:00', '19:00'),
    days: { '2026-05-04': { expected: 480, worked: 555, deducted: 45, overtime: 75, flags: ['break-deducted'] } },
  },
  {
    name: 'absences shorter than the least do not make up the break',
    policy: { breaks: { ...german, minMinutes: 15 } },
    events: [...day('09:00', '11:00'), ...day('11:10', '13:00'), ...day('13:10', '17:20')],
    days: { '2026-05-04': { expected: 480, worked: 450, break: 20, deducted: 30, flags: ['break-deducted'] } },
  },
  {
    name: 'so many minutes of break are paid',
    policy: { breaks: { paidMinutes: 15 } },
    events: [...day('09:00', '12:00'), ...day('12:30', '17:00')],
    days: { '2026-05-04': { expected: 480, worked: 465, break: 15 } },
  },
  {
    name: 'what is paid does not make up the required break',
    policy: { breaks: { ...german, paidMinutes: 15 } },
    events: [...day('09:00', '12:00'), ...day('12:30', '17:00')],
    days: { '2026-05-04': { expected: 480, worked: 450, break: 15, deducted: 15, flags: ['break-deducted'] } },
  },
  {
    name: "a shift's break is not expected to be worked",
    policy: { breaks: { required: [{ afterMinutes: 360, minutes: 60 }] } },
    pattern: workWeek({ kind: 'shifts', shifts: [{ start: 540, end: 1080, breakMinutes: 60 }] }),
    events: day('09:00', '18:00'),
    days: { '2026-05-04': { expected: 480, worked: 480, deducted: 60 } },
  },
  {
    name: 'coming back after a forgotten check-out owes no break: what did not count was no work',
    policy: { breaks: german },
    events: ['2026-05-04 09:00 in', ...day('12:00', '18:30')],
    days: { '2026-05-04': { expected: 480, worked: 390, flags: ['missing-out'] } },
  },
  {
    name: 'nor does a forgotten check-in, when there was time between',
    policy: { breaks: german },
    events: [...day('09:00', '15:30'), '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 390, flags: ['missing-in'] } },
  },
  {
    name: 'a forgotten check-out after which less time passed than the break makes up only so much',
    policy: { breaks: german },
    events: ['2026-05-04 11:40 in', ...day('12:00', '18:30')],
    days: {
      '2026-05-04': { expected: 480, worked: 380, deducted: 10, late: 160, flags: ['missing-out', 'break-deducted'] },
    },
  },
  // Rounding
  {
    name: 'to the nearest quarter of an hour, inwards',
    policy: { rounding: nearest },
    events: day('08:53', '17:07'),
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'to the nearest quarter of an hour, outwards',
    policy: { rounding: nearest },
    events: day('08:52', '17:08'),
    days: { '2026-05-04': { expected: 480, worked: 510, overtime: 30 } },
  },
  {
    name: 'rounding does not make anybody more or less late',
    policy: { rounding: strict },
    events: day('09:01', '16:59'),
    days: { '2026-05-04': { expected: 480, worked: 460, late: 1, early: 1 } },
  },
  {
    name: 'a session that rounding turns round counts nothing',
    policy: { rounding: strict },
    events: day('09:01', '09:08'),
    days: { '2026-05-04': { expected: 480, late: 1, early: 472 } },
  },
  {
    name: 'sessions that rounding makes overlap do not count twice',
    policy: { rounding: { kind: 'punches', minutes: 15, in: 'down', out: 'up' } },
    events: [...day('09:00', '12:08'), ...day('12:10', '17:00')],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'rounding follows the wall clock, also half an hour off',
    zone: 'Asia/Kolkata',
    policy: { rounding: { kind: 'punches', minutes: 60, in: 'nearest', out: 'nearest' } },
    events: day('09:10', '17:40'),
    days: { '2026-05-04': { expected: 480, worked: 540, late: 10, overtime: 60 } },
  },
  {
    name: "the day's sum rounded down",
    policy: { rounding: { kind: 'day', minutes: 15, mode: 'down' } },
    events: day('09:00', '17:14'),
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: "half of the step rounds the day's sum up",
    policy: { rounding: { kind: 'day', minutes: 30, mode: 'nearest' } },
    events: day('09:00', '16:45'),
    days: { '2026-05-04': { expected: 480, worked: 480, early: 15 } },
  },
  // Overtime
  {
    name: 'overtime begins after the scheduled time',
    events: day('09:00', '18:00'),
    days: { '2026-05-04': { expected: 480, worked: 540, overtime: 60 } },
  },
  {
    name: 'less than the least overtime is none',
    policy: { overtime: { minMinutes: 30 } },
    events: [...day('09:00', '17:29'), '2026-05-05 09:00 in', '2026-05-05 17:30 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 509 },
      '2026-05-05': { expected: 480, worked: 510, overtime: 30 },
    },
  },
  {
    name: 'overtime in whole steps',
    policy: { overtime: { stepMinutes: 15 } },
    events: day('09:00', '17:44'),
    days: { '2026-05-04': { expected: 480, worked: 524, overtime: 30 } },
  },
  {
    name: 'overtime after fixed hours, whatever the schedule says',
    policy: { overtime: { dailyAfter: 480 } },
    pattern: everyDay(shifts('9-13')),
    events: [...day('09:00', '14:00'), '2026-05-05 09:00 in', '2026-05-05 18:00 out'],
    days: {
      '2026-05-04': { expected: 240, worked: 300 },
      '2026-05-05': { expected: 240, worked: 540, overtime: 60 },
    },
  },
  {
    name: 'no overtime by the day',
    policy: { overtime: { dailyAfter: null } },
    events: day('09:00', '21:00'),
    days: { '2026-05-04': { expected: 480, worked: 720 } },
  },
  {
    name: 'overtime by the week falls on the day on which the limit is passed',
    policy: { overtime: { dailyAfter: null, weeklyAfter: 2400 } },
    events: ['04', '05', '06', '07', '08'].flatMap((date) => [`2026-05-${date} 09:00 in`, `2026-05-${date} 18:00 out`]),
    days: {
      '2026-05-04': { expected: 480, worked: 540 },
      '2026-05-07': { expected: 480, worked: 540 },
      '2026-05-08': { expected: 480, worked: 540, overtime: 300 },
    },
  },
  {
    name: 'what is overtime by the day does not count again by the week',
    policy: { overtime: { dailyAfter: 480, weeklyAfter: 2400 } },
    events: [
      ...['04', '05', '06', '07', '08'].flatMap((date) => [`2026-05-${date} 09:00 in`, `2026-05-${date} 19:00 out`]),
      '2026-05-09 09:00 in',
      '2026-05-09 14:00 out',
    ],
    days: {
      '2026-05-08': { expected: 480, worked: 600, overtime: 120 },
      '2026-05-09': { worked: 300, overtime: 300, flags: ['worked-off-day'] },
    },
  },
  {
    name: 'overtime by the week in whole steps',
    policy: { overtime: { dailyAfter: null, weeklyAfter: 2400, stepMinutes: 15 } },
    events: ['04', '05', '06', '07', '08'].flatMap((date) => [
      `2026-05-${date} 09:00 in`,
      `2026-05-${date} ${date === '08' ? '17:37' : '17:00'} out`,
    ]),
    days: { '2026-05-08': { expected: 480, worked: 517, overtime: 30 } },
  },
  {
    name: 'less than the least is none by the week either',
    policy: { overtime: { dailyAfter: null, weeklyAfter: 2400, minMinutes: 30, stepMinutes: 15 } },
    events: ['04', '05', '06', '07', '08'].flatMap((date) => [
      `2026-05-${date} 09:00 in`,
      `2026-05-${date} ${date === '08' ? '17:07' : '17:00'} out`,
    ]),
    days: { '2026-05-08': { expected: 480, worked: 487 } },
  },
  {
    name: 'a week that begins on Monday holds Saturday and Sunday',
    policy: { overtime: { dailyAfter: null, weeklyAfter: 600 } },
    pattern: null,
    events: ['09', '10'].flatMap((date) => [`2026-05-${date} 09:00 in`, `2026-05-${date} 19:00 out`]),
    days: { '2026-05-09': { worked: 600 }, '2026-05-10': { worked: 600, overtime: 600 } },
  },
  {
    name: 'a week that begins on Sunday parts them',
    policy: { overtime: { dailyAfter: null, weeklyAfter: 600 }, weekStart: 7 },
    pattern: null,
    events: ['09', '10'].flatMap((date) => [`2026-05-${date} 09:00 in`, `2026-05-${date} 19:00 out`]),
    days: { '2026-05-09': { worked: 600 }, '2026-05-10': { worked: 600 } },
  },
]

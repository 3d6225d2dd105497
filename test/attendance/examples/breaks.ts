import { type Example, shifts, workWeek } from './example.ts'

const day = (from: string, to: string) => [`2026-05-04 ${from} in`, `2026-05-04 ${to} out`]
const office = workWeek(shifts('9-17/60'))

/** The break that a shift has of its own: 9 to 17 with an hour off is seven hours of work. 2026-05-04 is a Monday. */
export const shiftBreaks: readonly Example[] = [
  {
    name: 'a break that nobody checked out for is deducted',
    pattern: office,
    events: day('09:00', '17:00'),
    days: { '2026-05-04': { expected: 420, worked: 420, deducted: 60 } },
  },
  {
    name: 'one that was taken is not deducted again',
    pattern: office,
    events: [...day('09:00', '12:00'), ...day('13:00', '17:00')],
    days: { '2026-05-04': { expected: 420, worked: 420, break: 60 } },
  },
  {
    name: 'of one that was short, the rest is',
    pattern: office,
    events: [...day('09:00', '12:00'), ...day('12:40', '17:00')],
    days: { '2026-05-04': { expected: 420, worked: 420, break: 40, deducted: 20 } },
  },
  {
    name: 'one that was long is not given back',
    pattern: office,
    events: [...day('09:00', '12:00'), ...day('13:30', '17:00')],
    days: { '2026-05-04': { expected: 420, worked: 390, break: 90 } },
  },
  {
    name: 'whoever goes after half of the work owes none',
    pattern: office,
    events: day('09:00', '12:30'),
    days: { '2026-05-04': { expected: 420, worked: 210, early: 270 } },
  },
  {
    name: 'a little more than half of it costs no more than what is over',
    pattern: office,
    events: day('09:00', '12:50'),
    days: { '2026-05-04': { expected: 420, worked: 210, deducted: 20, early: 250 } },
  },
  {
    name: 'what is longer counts: the break of the shift or the one that is owed',
    pattern: workWeek(shifts('9-17/15')),
    policy: { breaks: { required: [{ afterMinutes: 360, minutes: 30 }] } },
    events: day('09:00', '17:00'),
    days: { '2026-05-04': { expected: 465, worked: 450, deducted: 30, flags: ['break-deducted'] } },
  },
  {
    name: 'not both',
    pattern: workWeek(shifts('8-17/60')),
    policy: { breaks: { required: [{ afterMinutes: 360, minutes: 60 }] } },
    events: day('07:00', '16:00'),
    days: { '2026-05-04': { expected: 480, worked: 480, deducted: 60, early: 60 } },
  },
  {
    name: 'so many minutes of it are paid',
    pattern: office,
    policy: { breaks: { paidMinutes: 15 } },
    events: [...day('09:00', '12:00'), ...day('13:15', '17:00')],
    days: { '2026-05-04': { expected: 420, worked: 420, break: 60 } },
  },
  {
    name: 'each of two shifts has its own, and the time between them is neither',
    pattern: workWeek(shifts('9-13/15', '15-19/15')),
    events: [...day('09:00', '11:00'), ...day('11:15', '13:00'), ...day('15:00', '19:00')],
    days: { '2026-05-04': { expected: 450, worked: 450, break: 15, deducted: 15 } },
  },
  {
    name: 'what is paid of them is paid once a day',
    pattern: workWeek(shifts('9-13/15', '15-19/15')),
    policy: { breaks: { paidMinutes: 10 } },
    events: ['09:00-11:00', '11:15-13:00', '15:00-17:00', '17:15-19:00'].flatMap((text) => {
      const [from, to] = text.split('-') as [string, string]
      return day(from, to)
    }),
    days: { '2026-05-04': { expected: 450, worked: 450, break: 20, deducted: 10 } },
  },
  {
    name: 'through both shifts without a break',
    pattern: workWeek(shifts('8-12/10', '13-17/10')),
    events: day('08:00', '17:00'),
    days: { '2026-05-04': { expected: 460, worked: 520, deducted: 20, overtime: 60 } },
  },
  {
    name: 'after a forgotten check-out at lunch nothing is deducted on top',
    pattern: office,
    events: ['2026-05-04 09:00 in', ...day('13:00', '17:30')],
    days: { '2026-05-04': { expected: 420, worked: 270, flags: ['missing-out'] } },
  },
  {
    name: 'on a holiday no shift is expected, and no break of one',
    pattern: office,
    holidays: ['2026-05-04'],
    events: day('09:00', '17:00'),
    days: { '2026-05-04': { worked: 480, overtime: 480, flags: ['worked-holiday'] } },
  },
  {
    name: 'a policy can leave it out',
    pattern: office,
    policy: { breaks: { deductShiftBreaks: false } },
    events: day('09:00', '17:00'),
    days: { '2026-05-04': { expected: 420, worked: 480, overtime: 60 } },
  },
  {
    name: 'a break in a night in which the clocks change',
    // Berlin, 29 March: 22:00 to 06:00 is seven hours.
    pattern: { kind: 'weekly', days: Array.from({ length: 7 }, () => shifts('22-30/30')) },
    events: ['2026-03-28 22:00 in', '2026-03-29 06:00 out'],
    days: { '2026-03-28': { expected: 390, worked: 390, deducted: 30 } },
  },
  {
    name: 'and in the other direction',
    // 25 October: 22:00 to 06:00 is nine hours.
    pattern: { kind: 'weekly', days: Array.from({ length: 7 }, () => shifts('22-30/30')) },
    events: ['2026-10-24 22:00 in', '2026-10-25 06:00 out'],
    days: { '2026-10-24': { expected: 510, worked: 510, deducted: 30 } },
  },
  {
    name: 'half of a night in which the clocks change is half of its work',
    // 28 March: 22:00 to 01:15 is worked, the break ends at 01:45, and 06:00 is three hours and a quarter after that.
    leave: { from: '2026-03-28', to: '2026-03-28', part: 'first-half' },
    pattern: { kind: 'weekly', days: Array.from({ length: 7 }, () => shifts('22-30/30')) },
    events: ['2026-03-29 01:50 in', '2026-03-29 06:00 out'],
    days: { '2026-03-28': { expected: 195, worked: 190, late: 5, leave: 195 } },
  },
  {
    name: 'two shifts on the morning of an hour that comes twice',
    // 25 October: 01:00 to 04:00 is four hours.
    pattern: { kind: 'weekly', days: Array.from({ length: 7 }, () => shifts('1-4/15', '6-9')) },
    events: ['2026-10-25 01:00 in', '2026-10-25 04:00 out', '2026-10-25 06:10 in', '2026-10-25 09:00 out'],
    days: { '2026-10-25': { expected: 405, worked: 395, deducted: 15, late: 10 } },
  },
  {
    name: 'June of an office of 154 hours, without a check-out at lunch',
    pattern: office,
    events: june().flatMap((date) => [`${date} 09:00 in`, `${date} 17:00 out`]),
    days: Object.fromEntries(june().map((date) => [date, { expected: 420, worked: 420, deducted: 60 }])),
  },
]

/** The 22 days from Monday to Friday of June 2026. */
function june(): string[] {
  const dates = Array.from({ length: 30 }, (_, index) => `2026-06-${String(index + 1).padStart(2, '0')}`)
  return dates.filter((date) => ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()))
}

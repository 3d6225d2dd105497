import { type Example, shifts, workWeek } from './example.ts'

const day = (from: string, to: string) => [`2026-05-04 ${from} in`, `2026-05-04 ${to} out`]
const two = workWeek(shifts('9-13', '15-19'))
const three = workWeek(shifts('6-9', '11-14', '16-19'))
const german = { required: [{ afterMinutes: 360, minutes: 30 }] }

/** Days of several shifts: each is judged, and the time between them is rest. 2026-05-04 is a Monday. */
export const splitShifts: readonly Example[] = [
  {
    name: 'an hour between two shifts is the break that is owed',
    pattern: workWeek(shifts('8-12', '13-17')),
    policy: { breaks: { required: [{ afterMinutes: 360, minutes: 60 }] } },
    events: [...day('08:00', '12:00'), ...day('13:00', '18:00')],
    days: { '2026-05-04': { expected: 480, worked: 540, overtime: 60 } },
  },
  {
    name: 'four hours off between lunch and dinner are rest enough',
    pattern: workWeek(shifts('10-14', '18-22')),
    policy: { breaks: german },
    events: [...day('10:00', '14:00'), ...day('18:00', '22:00')],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'rest that is shorter than the break owed makes up so much of it',
    pattern: workWeek(shifts('8-12', '12:20-16:20')),
    policy: { breaks: german },
    events: [...day('08:00', '12:00'), ...day('12:20', '16:20')],
    days: { '2026-05-04': { expected: 480, worked: 470, deducted: 10, flags: ['break-deducted'] } },
  },
  {
    name: 'rest between shifts is neither a break nor paid like one',
    pattern: two,
    policy: { breaks: { paidMinutes: 15 } },
    events: [...day('09:00', '13:00'), ...day('15:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'back late for the second shift is late',
    pattern: two,
    events: [...day('09:00', '13:00'), ...day('16:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 420, late: 60 } },
  },
  {
    name: 'gone early from the first and late for the second',
    pattern: two,
    events: [...day('09:00', '12:30'), ...day('15:20', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 430, late: 20, early: 30 } },
  },
  {
    name: 'the grace holds for each of them',
    pattern: two,
    policy: { graceLateMinutes: 10, graceEarlyMinutes: 5 },
    events: [...day('09:10', '12:55'), ...day('15:11', '18:55')],
    days: { '2026-05-04': { expected: 480, worked: 449, late: 11 } },
  },
  {
    name: 'whoever comes back before the second shift was only early from the first',
    pattern: two,
    events: [...day('09:00', '12:30'), ...day('14:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 510, early: 30, overtime: 30 } },
  },
  {
    name: 'out at the very beginning of the second shift',
    pattern: two,
    events: [...day('09:00', '15:00'), ...day('15:20', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 580, late: 20, overtime: 100 } },
  },
  {
    name: 'back at the very end of the first shift',
    pattern: two,
    events: [...day('09:00', '12:30'), ...day('13:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 570, early: 30, overtime: 90 } },
  },
  {
    name: 'outside for a moment around the end of the last shift is a break',
    pattern: two,
    events: [...day('09:00', '13:00'), ...day('15:00', '18:30'), ...day('19:30', '20:00')],
    days: { '2026-05-04': { expected: 480, worked: 480, break: 60 } },
  },
  {
    name: 'and around the beginning of the first',
    pattern: two,
    events: [...day('08:00', '08:30'), ...day('09:20', '13:00'), ...day('15:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 490, break: 50, overtime: 10 } },
  },
  {
    name: 'a break within a shift is a break',
    pattern: two,
    events: [...day('09:00', '10:00'), ...day('10:20', '13:00'), ...day('15:00', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 460, break: 20 } },
  },
  {
    name: 'whoever does not come back is absent from the second shift',
    pattern: two,
    events: day('09:00', '13:00'),
    days: { '2026-05-04': { expected: 480, worked: 240, absent: 240 } },
  },
  {
    name: 'but not before it is over',
    pattern: two,
    events: day('09:00', '12:00'),
    now: '2026-05-04 18:59',
    days: { '2026-05-04': { expected: 480, worked: 180, early: 60 } },
  },
  {
    name: 'and early from the first only once that is over',
    pattern: two,
    events: day('09:00', '12:00'),
    now: '2026-05-04 12:59',
    days: { '2026-05-04': { expected: 480, worked: 180 } },
  },
  {
    name: 'whoever comes to the second only is absent from the first',
    pattern: two,
    events: day('15:10', '19:00'),
    days: { '2026-05-04': { expected: 480, worked: 230, late: 10, absent: 240 } },
  },
  {
    name: 'a middle shift that was missed is absence, not a break',
    pattern: three,
    events: [...day('06:00', '09:00'), ...day('16:00', '19:00')],
    days: { '2026-05-04': { expected: 540, worked: 360, absent: 180 } },
  },
  {
    name: 'absence from a shift does not count its break',
    pattern: workWeek(shifts('9-13/15', '15-19/15')),
    events: day('09:00', '13:00'),
    days: { '2026-05-04': { expected: 450, worked: 225, deducted: 15, absent: 225 } },
  },
  {
    name: 'a forgotten check-out says nothing about the rest of the day',
    pattern: two,
    events: ['2026-05-04 09:00 in', ...day('15:30', '19:00')],
    days: { '2026-05-04': { expected: 480, worked: 210, flags: ['missing-out'] } },
  },
  {
    name: 'work between two shifts and at neither',
    pattern: two,
    events: day('13:30', '14:30'),
    days: { '2026-05-04': { expected: 480, worked: 60, absent: 480 } },
  },
]

import { type Example, everyDay, off, shifts } from './example.ts'

const nights = everyDay(shifts('22-30'))
const newYork = 'America/New_York'

/**
 * Night shifts and the changes of the clock in 2026. Berlin: 29 March 02:00 becomes 03:00 (01:00Z), 25 October 03:00
 * becomes 02:00 (01:00Z). New York: 8 March 02:00 becomes 03:00 (07:00Z), 1 November 02:00 becomes 01:00 (06:00Z).
 */
export const nightShifts: readonly Example[] = [
  {
    name: 'a night belongs to the day on which it begins',
    pattern: nights,
    events: ['2026-05-04 22:00 in', '2026-05-05 06:00 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 480 },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'two nights in a row are two days',
    pattern: nights,
    events: ['2026-05-04 21:55 in', '2026-05-05 06:00 out', '2026-05-05 22:20 in', '2026-05-06 05:50 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 485, overtime: 5 },
      '2026-05-05': { expected: 480, worked: 450, late: 20, early: 10 },
    },
  },
  {
    name: 'overtime in the morning belongs to the night',
    pattern: nights,
    events: ['2026-05-04 22:00 in', '2026-05-05 07:30 out'],
    days: { '2026-05-04': { expected: 480, worked: 570, overtime: 90 } },
  },
  {
    name: 'a break after the ordinary day boundary belongs to the night',
    pattern: nights,
    events: ['2026-05-04 22:00 in', '2026-05-05 04:30 out', '2026-05-05 05:00 in', '2026-05-05 06:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 450, break: 30 } },
  },
  {
    name: 'up to four hours after the night a check-in still belongs to it',
    pattern: nights,
    events: ['2026-05-05 09:59 in', '2026-05-05 10:30 out'],
    days: { '2026-05-04': { expected: 480, worked: 31, late: 480 } },
  },
  {
    name: 'from then on to the next day',
    pattern: nights,
    events: ['2026-05-05 10:00 in', '2026-05-05 10:30 out'],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-05': { expected: 480, worked: 30, early: 480 },
    },
  },
  {
    name: 'a day shift after a night parts the time between them in two',
    // The night ends at 06:00 and the day shift begins at 10:00: the boundary lies two hours from each, at 08:00.
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('22-30'), shifts('10-18'), off] },
    events: ['2026-05-04 22:00 in', '2026-05-05 07:59 out', '2026-05-05 08:00 in', '2026-05-05 18:00 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 599, overtime: 119 },
      '2026-05-05': { expected: 480, worked: 600, overtime: 120 },
    },
  },
  {
    name: 'a shorter time between them too',
    // From 06:00 to 08:00: the boundary lies at 07:00.
    pattern: { kind: 'rotating', anchor: '2026-05-04', days: [shifts('22-30'), shifts('8-16'), off] },
    events: [
      '2026-05-04 22:00 in',
      '2026-05-05 06:00 out',
      '2026-05-05 06:30 in',
      '2026-05-05 06:45 out',
      '2026-05-05 07:00 in',
      '2026-05-05 16:00 out',
    ],
    days: {
      '2026-05-04': { expected: 480, worked: 495, break: 30, overtime: 15 },
      '2026-05-05': { expected: 480, worked: 540, overtime: 60 },
    },
  },
  {
    name: 'Berlin, spring: the night is an hour shorter',
    pattern: nights,
    events: ['2026-03-28 22:00 in', '2026-03-29 06:00 out'],
    days: { '2026-03-28': { expected: 420, worked: 420 } },
  },
  {
    name: 'Berlin, autumn: the night is an hour longer',
    pattern: nights,
    events: ['2026-10-24 22:00 in', '2026-10-25 06:00 out'],
    days: { '2026-10-24': { expected: 540, worked: 540 } },
  },
  {
    name: 'New York, spring: the night is an hour shorter',
    zone: newYork,
    pattern: nights,
    events: ['2026-03-07 22:00 in', '2026-03-08 06:00 out'],
    days: { '2026-03-07': { expected: 420, worked: 420 } },
  },
  {
    name: 'New York, autumn: the night is an hour longer',
    zone: newYork,
    pattern: nights,
    events: ['2026-10-31 22:00 in', '2026-11-01 06:00 out'],
    days: { '2026-10-31': { expected: 540, worked: 540 } },
  },
  {
    name: 'Berlin, autumn: leaving at the first half past two',
    // 20:00Z to 00:30Z is 4 h 30 min; the shift ends at 05:00Z.
    pattern: nights,
    events: ['2026-10-24 22:00 in', '2026-10-25T00:30Z out'],
    days: { '2026-10-24': { expected: 540, worked: 270, early: 270 } },
  },
  {
    name: 'Berlin, autumn: leaving at the second half past two',
    pattern: nights,
    events: ['2026-10-24 22:00 in', '2026-10-25T01:30Z out'],
    days: { '2026-10-24': { expected: 540, worked: 330, early: 210 } },
  },
  {
    name: 'Berlin, spring: arriving after the hour that is left out',
    // 03:10 is 01:10Z; the shift began at 21:00Z and ends at 04:00Z.
    pattern: nights,
    events: ['2026-03-29 03:10 in', '2026-03-29 06:00 out'],
    days: { '2026-03-28': { expected: 420, worked: 170, late: 250 } },
  },
  {
    name: 'Berlin, autumn: a break over the change lasts as long as it lasts',
    // 00:00Z to 01:30Z: on the wall from two to half past two.
    pattern: nights,
    events: ['2026-10-24 22:00 in', '2026-10-25T00:00Z out', '2026-10-25T01:30Z in', '2026-10-25 06:00 out'],
    days: { '2026-10-24': { expected: 540, worked: 450, break: 90 } },
  },
  {
    name: 'New York, autumn: the second half past one comes after the first',
    // The shift ends at the first 01:30 (05:30Z); 02:00Z is 22:00 on the wall. Out at the second one, 06:30Z.
    zone: newYork,
    pattern: everyDay(shifts('22-25:30')),
    events: ['2026-10-31 22:00 in', '2026-11-01T06:30Z out'],
    days: { '2026-10-31': { expected: 210, worked: 270, overtime: 60 } },
  },
  {
    name: 'New York, spring: late into the shortened night',
    // 04:00 is 08:00Z; the shift runs from 03:00Z to 10:00Z.
    zone: newYork,
    pattern: nights,
    events: ['2026-03-08 04:00 in', '2026-03-08 06:00 out'],
    days: { '2026-03-07': { expected: 420, worked: 120, late: 300 } },
  },
  {
    name: 'a shift that begins in the hour left out begins as much later',
    // 02:30 does not exist: it is taken as 03:30 (01:30Z); 10:30 is 08:30Z.
    pattern: everyDay(shifts('2:30-10:30')),
    events: ['2026-03-29 03:30 in', '2026-03-29 10:30 out'],
    days: { '2026-03-29': { expected: 420, worked: 420 } },
  },
  {
    name: 'a duty of a whole day over the change in spring has 23 hours',
    policy: { maxSessionMinutes: 1500 },
    pattern: { kind: 'rotating', anchor: '2026-03-28', days: [shifts('8-32'), off] },
    events: ['2026-03-28 08:00 in', '2026-03-29 08:00 out'],
    days: { '2026-03-28': { expected: 1380, worked: 1380 }, '2026-03-29': { status: 'off' } },
  },
  {
    name: 'a duty of a whole day over the change in autumn has 25 hours',
    policy: { maxSessionMinutes: 1500 },
    pattern: { kind: 'rotating', anchor: '2026-10-24', days: [shifts('8-32'), off] },
    events: ['2026-10-24 08:00 in', '2026-10-25 08:00 out'],
    days: { '2026-10-24': { expected: 1500, worked: 1500 }, '2026-10-25': { status: 'off' } },
  },
  {
    name: 'the day boundary is on the wall clock on the day of the change',
    pattern: null,
    events: ['2026-03-29 03:59 in', '2026-03-29 05:00 out', '2026-10-25 03:59 in', '2026-10-25 05:00 out'],
    days: {
      '2026-03-28': { worked: 61 },
      '2026-03-29': { status: 'free' },
      '2026-10-24': { worked: 61 },
      '2026-10-25': { status: 'free' },
    },
  },
  {
    name: 'a change of half an hour',
    // Lord Howe: 5 April 02:00 becomes 01:30, 4 October 02:00 becomes 02:30.
    zone: 'Australia/Lord_Howe',
    pattern: nights,
    events: ['2026-04-04 22:00 in', '2026-04-05 06:00 out', '2026-10-03 22:00 in', '2026-10-04 06:00 out'],
    days: { '2026-04-04': { expected: 510, worked: 510 }, '2026-10-03': { expected: 450, worked: 450 } },
  },
  {
    name: 'a zone without changes',
    zone: 'Asia/Tokyo',
    pattern: nights,
    events: ['2026-03-28 22:00 in', '2026-03-29 06:00 out'],
    days: { '2026-03-28': { expected: 480, worked: 480 } },
  },
  {
    name: 'a night into the leap day and one out of it',
    pattern: nights,
    events: ['2028-02-28 22:00 in', '2028-02-29 06:00 out', '2028-02-29 22:00 in', '2028-03-01 06:00 out'],
    days: { '2028-02-28': { expected: 480, worked: 480 }, '2028-02-29': { expected: 480, worked: 480 } },
  },
]

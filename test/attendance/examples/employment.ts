import { type Example, everyDay, shifts } from './example.ts'

/** First and last days of work: Monday 4 May 2026 is a working day from 9:00 to 17:00. */
export const employment: readonly Example[] = [
  {
    name: 'nothing is expected before the first day, and all of it on that day',
    employments: [{ joined: '2026-05-05', left: null }],
    events: ['2026-05-06 09:00 in', '2026-05-06 17:00 out'],
    days: {
      '2026-05-04': { status: 'not-employed' },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-06': { expected: 480, worked: 480 },
    },
  },
  {
    name: 'the last day is worked, the next one is not',
    employments: [{ joined: null, left: '2026-05-05' }],
    events: ['2026-05-04 09:30 in', '2026-05-04 17:00 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 450, late: 30 },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-06': { status: 'not-employed' },
    },
  },
  {
    name: 'whoever is hired again is expected in neither the gap nor the time before',
    employments: [
      { joined: '2026-05-04', left: '2026-05-05' },
      { joined: '2026-05-07', left: null },
    ],
    events: [],
    days: {
      '2026-05-01': { status: 'not-employed' },
      '2026-05-04': { status: 'absent', expected: 480, absent: 480 },
      '2026-05-06': { status: 'not-employed' },
      '2026-05-07': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'holidays and leave outside are nobody’s',
    employments: [{ joined: '2026-05-06', left: null }],
    holidays: ['2026-05-04'],
    leave: { from: '2026-05-05', to: '2026-05-06' },
    events: [],
    days: {
      '2026-05-04': { status: 'not-employed' },
      '2026-05-05': { status: 'not-employed' },
      '2026-05-06': { status: 'leave', leave: 480 },
    },
  },
  {
    name: 'entries outside count, and somebody has to look at them',
    employments: [{ joined: '2026-05-05', left: null }],
    events: ['2026-05-04 09:00 in', '2026-05-04 12:00 out'],
    days: { '2026-05-04': { worked: 180, flags: ['worked-not-employed'] } },
  },
  {
    name: 'the last night shift ends in its own day, also where it lasts into the time of the next one',
    pattern: everyDay(shifts('22-30')),
    employments: [{ joined: null, left: '2026-05-05' }],
    events: ['2026-05-05 22:00 in', '2026-05-06 06:10 out'],
    days: {
      '2026-05-05': { expected: 480, worked: 490, overtime: 10 },
      '2026-05-06': { status: 'not-employed' },
    },
  },
  {
    name: 'who stays on after the last day did not begin another one',
    pattern: everyDay(shifts('6-14')),
    employments: [{ joined: null, left: '2026-05-05' }],
    events: ['2026-05-05 21:00 in', '2026-05-06 08:00 out'],
    days: {
      '2026-05-05': { expected: 480, worked: 660, absent: 0, late: 480, overtime: 180 },
      '2026-05-06': { status: 'not-employed' },
    },
  },
  {
    name: 'who comes early on the first day works on that day',
    pattern: everyDay(shifts('6-14')),
    employments: [{ joined: '2026-05-05', left: null }],
    events: ['2026-05-05 03:55 in', '2026-05-05 14:00 out'],
    days: {
      '2026-05-04': { status: 'not-employed' },
      '2026-05-05': { expected: 480, worked: 605, overtime: 125 },
    },
  },
]

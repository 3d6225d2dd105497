import type { Example } from './example.ts'

/** Which entries belong together, and to which day. 2026-05-04 is a Monday. */
export const pairing: readonly Example[] = [
  {
    name: 'a whole day',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'two sessions and the break between them',
    events: ['2026-05-04 09:00 in', '2026-05-04 12:00 out', '2026-05-04 13:00 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 420, break: 60 } },
  },
  {
    name: 'three sessions, two breaks',
    events: [
      '2026-05-04 09:00 in',
      '2026-05-04 11:00 out',
      '2026-05-04 11:15 in',
      '2026-05-04 13:00 out',
      '2026-05-04 14:00 in',
      '2026-05-04 18:00 out',
    ],
    days: { '2026-05-04': { expected: 480, worked: 465, break: 75 } },
  },
  {
    name: 'events in any order',
    events: ['2026-05-04 17:00 out', '2026-05-04 09:00 in'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'seconds are cut off at both ends',
    events: ['2026-05-04 09:00:59 in', '2026-05-04 17:00:59 out'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'one second before the end is a minute early',
    events: ['2026-05-04 08:59:59 in', '2026-05-04 16:59:59 out'],
    days: { '2026-05-04': { expected: 480, worked: 480, early: 1 } },
  },
  {
    name: 'a check-in repeated within five minutes is the same passage, the first counts',
    events: ['2026-05-04 09:00 in', '2026-05-04 09:05 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'a second check-in after that leaves the first one open',
    events: ['2026-05-04 09:00 in', '2026-05-04 09:06 in', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 474, flags: ['missing-out'] } },
  },
  {
    name: 'a check-out repeated within five minutes is the same passage, the last counts',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out', '2026-05-04 17:05 out'],
    days: { '2026-05-04': { expected: 480, worked: 485, overtime: 5 } },
  },
  {
    name: 'a second check-out after that has no check-in',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out', '2026-05-04 17:06 out'],
    days: { '2026-05-04': { expected: 480, worked: 480, flags: ['missing-in'] } },
  },
  {
    name: 'a forgotten check-out counts nothing and is flagged',
    events: ['2026-05-04 09:00 in'],
    days: { '2026-05-04': { expected: 480, flags: ['missing-out'] } },
  },
  {
    name: 'somebody who is still in is not flagged',
    events: ['2026-05-04 09:00 in'],
    now: '2026-05-04 15:00',
    days: { '2026-05-04': { expected: 480 } },
  },
  {
    name: 'sixteen hours after the check-in the check-out is not yet forgotten',
    events: ['2026-05-04 09:00 in'],
    now: '2026-05-05 01:00',
    days: { '2026-05-04': { expected: 480 } },
  },
  {
    name: 'a minute later it is',
    events: ['2026-05-04 09:00 in'],
    now: '2026-05-05 01:01',
    days: { '2026-05-04': { expected: 480, flags: ['missing-out'] } },
  },
  {
    name: 'a forgotten check-in counts nothing and says nothing about being late',
    events: ['2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, flags: ['missing-in'] } },
  },
  {
    name: 'a forgotten check-out does not touch the next day',
    events: ['2026-05-04 09:00 in', '2026-05-05 09:00 in', '2026-05-05 17:00 out'],
    days: {
      '2026-05-04': { expected: 480, flags: ['missing-out'] },
      '2026-05-05': { expected: 480, worked: 480 },
    },
  },
  {
    name: 'a check-out exactly at the longest session still closes it',
    events: ['2026-05-04 09:00 in', '2026-05-05 01:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 960, overtime: 480 } },
  },
  {
    name: 'a check-out later than the longest session closes nothing',
    events: ['2026-05-04 09:00 in', '2026-05-05 01:01 out'],
    days: { '2026-05-04': { expected: 480, flags: ['missing-in', 'missing-out'] } },
  },
  {
    name: 'work past midnight belongs to the day on which it began',
    events: ['2026-05-04 14:00 in', '2026-05-05 00:30 out'],
    days: {
      '2026-05-04': { expected: 480, worked: 630, late: 300, overtime: 150 },
      '2026-05-05': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'a check-in just before the day boundary belongs to the day before',
    pattern: null,
    events: ['2026-05-05 03:59 in', '2026-05-05 05:00 out'],
    days: { '2026-05-04': { worked: 61 }, '2026-05-05': { status: 'free' } },
  },
  {
    name: 'a check-in on the day boundary belongs to the new day',
    pattern: null,
    events: ['2026-05-05 04:00 in', '2026-05-05 05:00 out'],
    days: { '2026-05-04': { status: 'free' }, '2026-05-05': { worked: 60 } },
  },
  {
    name: 'the day boundary can be set',
    pattern: null,
    policy: { dayBoundary: 0 },
    events: ['2026-05-05 00:10 in', '2026-05-05 01:00 out'],
    days: { '2026-05-04': { status: 'free' }, '2026-05-05': { worked: 50 } },
  },
  {
    name: 'a moved clock marks the day',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out !'],
    days: { '2026-05-04': { expected: 480, worked: 480, flags: ['clock-moved'] } },
  },
  {
    name: 'a check-out that was added closes the session and is shown',
    events: ['2026-05-04 09:00 in', 'add 2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 480, flags: ['corrected'] } },
  },
  {
    name: 'a check that was taken out does not count and is shown',
    events: ['2026-05-04 09:00 in', '2026-05-04 12:00 out', 'void 2', '2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 480, flags: ['corrected'] } },
  },
  {
    name: 'a check that was moved counts at its new time',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out', 'move 2 2026-05-04 16:30 out'],
    days: { '2026-05-04': { expected: 480, worked: 450, early: 30, flags: ['corrected'] } },
  },
  {
    name: 'a check that was moved to another day is shown on both',
    events: [
      '2026-05-04 09:00 in',
      '2026-05-04 17:00 out',
      'move 1 2026-05-05 09:00 in',
      'move 2 2026-05-05 17:00 out',
    ],
    days: {
      '2026-05-04': { status: 'absent', expected: 480, absent: 480, flags: ['corrected'] },
      '2026-05-05': { expected: 480, worked: 480, flags: ['corrected'] },
      '2026-05-06': { status: 'absent', expected: 480, absent: 480 },
    },
  },
  {
    name: 'the last of two moves counts',
    events: [
      '2026-05-04 09:00 in',
      '2026-05-04 17:00 out',
      'move 2 2026-05-04 16:30 out',
      'move 2 2026-05-04 17:20 out',
    ],
    days: { '2026-05-04': { expected: 480, worked: 500, overtime: 20, flags: ['corrected'] } },
  },
  {
    name: 'a move that was taken back leaves the check as it was',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out', 'move 2 2026-05-04 16:30 out', 'void 3'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'a void that was taken back leaves the check as it was',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 out', 'void 2', 'void 3'],
    days: { '2026-05-04': { expected: 480, worked: 480 } },
  },
  {
    name: 'an addition that was taken back leaves nothing',
    events: ['2026-05-04 09:00 in', 'add 2026-05-04 17:00 out', 'void 2'],
    days: { '2026-05-04': { expected: 480, flags: ['missing-out'] } },
  },
  {
    name: 'a wrong direction is put right by a move in place',
    events: ['2026-05-04 09:00 in', '2026-05-04 17:00 in', 'move 2 2026-05-04 17:00 out'],
    days: { '2026-05-04': { expected: 480, worked: 480, flags: ['corrected'] } },
  },
]

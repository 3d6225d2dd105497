import { describe, expect, test } from 'vitest'
import { shiftBreaks } from './examples/breaks.ts'
import { calendar } from './examples/calendar.ts'
import { earlyBirds } from './examples/early-birds.ts'
import { employment } from './examples/employment.ts'
import { type Example, type Expected, rowsOf } from './examples/example.ts'
import { nightShifts } from './examples/nights.ts'
import { pairing } from './examples/pairing.ts'
import { rules } from './examples/rules.ts'
import { splitShifts } from './examples/split.ts'

/** Written by hand from the rules in docs/attendance.md; every figure of every row is compared. */
const topics: Readonly<Record<string, readonly Example[]>> = {
  pairing,
  rules,
  calendar,
  'night shifts': nightShifts,
  'split shifts': splitShifts,
  'breaks of shifts': shiftBreaks,
  'early birds': earlyBirds,
  employment,
}

const nothing: Required<Expected> = {
  status: 'worked',
  expected: 0,
  worked: 0,
  break: 0,
  deducted: 0,
  late: 0,
  early: 0,
  overtime: 0,
  absent: 0,
  leave: 0,
  flags: [],
}

describe.each(Object.entries(topics))('%s', (_topic, examples) => {
  test.each(examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const wanted = Object.entries(example.days).map(([date, row]) => [date, { ...nothing, ...row }])
    expect(rowsOf(example)).toEqual(Object.fromEntries(wanted))
  })
})

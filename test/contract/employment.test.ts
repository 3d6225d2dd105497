import { expect, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import {
  beginEmployment,
  type Employment,
  Employments,
  endEmployment,
  standingOn,
  uniteEmployments,
  worksBetween,
} from '../../main/contract/employment.ts'

const date = (text: string) => text as LocalDate

/** `2026-01-05..2026-02-01`; an end may be left out. */
function days(...texts: readonly string[]): Employment[] {
  return texts.map((text) => {
    const [joined = '', left = ''] = text.split('..')
    return { joined: (joined || null) as LocalDate | null, left: (left || null) as LocalDate | null }
  })
}

test.each([
  ['2026-01-04', { kind: 'coming', from: '2026-01-05' }],
  ['2026-01-05', { kind: 'active' }],
  ['2026-02-01', { kind: 'active' }],
  ['2026-02-02', { kind: 'coming', from: '2026-04-01' }],
  ['2026-04-01', { kind: 'active' }],
  ['2026-05-01', { kind: 'left', on: '2026-04-30' }],
] as const)('somebody hired twice, on %s', (on, standing) => {
  expect(standingOn(days('2026-01-05..2026-02-01', '2026-04-01..2026-04-30'), date(on))).toEqual(standing)
})

test('without dates everybody works here on all days', () => {
  for (const on of ['0001-01-01', '2026-05-01', '9999-12-31']) {
    expect(standingOn(days('..'), date(on))).toEqual({ kind: 'active' })
  }
})

test('a range has days of work when it touches an employment', () => {
  const twice = days('2026-01-05..2026-02-01', '2026-04-01..')
  const works = (from: string, to: string) => worksBetween(twice, date(from), date(to))
  expect([
    works('2026-01-01', '2026-01-04'),
    works('2026-01-01', '2026-01-05'),
    works('2026-02-01', '2026-03-31'),
    works('2026-02-02', '2026-03-31'),
    works('2030-01-01', '2030-01-01'),
  ]).toEqual([false, true, true, false, true])
})

test('employments are sorted, and refused where they overlap or end before they begin', () => {
  expect(Employments.parse(days('2026-04-01..', '2026-01-05..2026-03-31'))).toEqual(
    days('2026-01-05..2026-03-31', '2026-04-01..'),
  )
  for (const wrong of [
    days('2026-01-05..2026-04-01', '2026-04-01..'),
    days('2026-01-05..', '2026-04-01..'),
    days('..2026-04-01', '..2026-05-01'),
    days('2026-04-02..2026-04-01'),
    [],
  ]) {
    expect(Employments.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  }
})

test.each([
  [days('2026-01-05..2026-02-01'), days('2026-04-01..'), days('2026-01-05..2026-02-01', '2026-04-01..')],
  [days('2026-04-01..'), days('2026-01-05..2026-03-31'), days('2026-01-05..')],
  [days('2026-01-05..2026-06-30'), days('2026-02-01..2026-03-31'), days('2026-01-05..2026-06-30')],
  [days('2026-01-05..'), days('..2026-02-01'), days('..')],
  [days('..'), days('2026-02-01..2026-03-31'), days('..')],
])('those of two entries of one person are the days of either: %j and %j', (one, other, both) => {
  expect(uniteEmployments(one, other)).toEqual(both)
  expect(uniteEmployments(other, one)).toEqual(both)
})

test('the last one ends; another one begins after it, or the first day of it is corrected', () => {
  const left = endEmployment(days('2026-01-05..'), date('2026-05-29'))
  expect(left).toEqual(days('2026-01-05..2026-05-29'))
  expect(endEmployment(left, date('2026-05-31'))).toEqual(days('2026-01-05..2026-05-31'))
  expect(beginEmployment(left, date('2026-09-01'))).toEqual(days('2026-01-05..2026-05-29', '2026-09-01..'))
  expect(beginEmployment(left, date('2026-01-12'))).toEqual(days('2026-01-12..2026-05-29'))
  expect(beginEmployment(days('..'), date('2026-01-12'))).toEqual(days('2026-01-12..'))
})

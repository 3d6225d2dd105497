import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import { findErrors, readTexts, toTexts } from '../../../../renderer/features/people/employment.ts'
import { filterByState } from '../../../../renderer/features/people/state-filter.tsx'

const text = (joined: string, left: string) => ({ joined, left })

test.each([
  [[text('', '')], [null]],
  [[text('2026-05-01', '2026-05-01')], [null]],
  [[text('2026-05-02', '2026-05-01')], ['ends-before']],
  [
    [text('', ''), text('2026-06-01', '')],
    ['goes-on', null],
  ],
  [
    [text('', '2026-05-31'), text('2026-06-01', '')],
    [null, null],
  ],
  [
    [text('', '2026-06-01'), text('2026-06-01', '')],
    [null, 'overlaps'],
  ],
  [
    [text('', '2026-06-01'), text('', '')],
    [null, 'overlaps'],
  ],
] as const)('what is wrong with %j', (texts, errors) => {
  expect(findErrors(texts)).toEqual(errors)
})

test('empty fields are no limits', () => {
  const employments = [{ joined: null, left: '2026-05-31' as LocalDate }]
  expect(toTexts(employments)).toEqual([text('', '2026-05-31')])
  expect(readTexts(toTexts(employments))).toEqual(employments)
})

test('the list shows who works here, who starts later, who has left, or everybody', () => {
  const date = (value: string | null) => value as LocalDate | null
  const people = [
    { employments: [{ joined: date(null), left: date('2026-06-01') }] },
    { employments: [{ joined: date('2026-06-02'), left: date(null) }] },
    { employments: [{ joined: date(null), left: date('2026-05-31') }] },
  ]
  const shown = (state: 'active' | 'coming' | 'left' | 'all') =>
    filterByState(people, state, '2026-06-01' as LocalDate).map((person) => people.indexOf(person))
  expect([shown('active'), shown('coming'), shown('left'), shown('all')]).toEqual([[0], [1], [2], [0, 1, 2]])
})

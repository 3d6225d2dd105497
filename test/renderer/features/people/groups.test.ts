import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import {
  beginOf,
  changeGroups,
  countGroups,
  formerGroups,
  readGroups,
} from '../../../../renderer/features/people/groups.ts'
import { walkTo } from '../../../../renderer/features/people/walk.ts'

test('keys walk through a list and stop at its ends', () => {
  expect(walkTo('ArrowDown', 0, 3)).toBe(1)
  expect(walkTo('ArrowDown', 2, 3)).toBe(2)
  expect(walkTo('ArrowUp', 0, 3)).toBe(0)
  expect(walkTo('PageDown', 4, 300)).toBe(14)
  expect(walkTo('PageUp', 4, 300)).toBe(0)
  expect(walkTo('End', 4, 300)).toBe(299)
  expect(walkTo('Home', 4, 300)).toBe(0)
  expect([walkTo('a', 4, 300), walkTo('ArrowDown', 0, 0)]).toEqual([null, null])
})

const people = [{ groups: ['Research', 'Night'] }, { groups: ['Research'] }, { groups: [] }]

test('groups are counted among the marked people', () => {
  expect([...countGroups(people)]).toEqual([
    ['Research', 2],
    ['Night', 1],
  ])
})

test('groups are added and taken away, the others stay in their order', () => {
  const changes = new Map([
    ['Day', true],
    ['Research', true],
    ['Night', false],
  ])
  expect(people.map(({ groups }) => changeGroups(groups, changes))).toEqual([
    ['Research', 'Day'],
    ['Research', 'Day'],
    ['Day', 'Research'],
  ])
  expect(changeGroups(['A'], new Map())).toEqual(['A'])
})

const date = (text: string) => text as LocalDate

test('groups are read with the commas of any language', () => {
  expect(readGroups(' Lab, Night，夜勤、Lab,, ')).toEqual(['Lab', 'Night', '夜勤'])
  expect(readGroups(' , ')).toEqual([])
})

test('groups hold from today without a word, from another day or from ever on when it is said', () => {
  expect(beginOf('2026-06-02', date('2026-06-02'))).toEqual({})
  expect(beginOf('2026-05-01', date('2026-06-02'))).toEqual({ groupsFrom: '2026-05-01' })
  expect(beginOf('', date('2026-06-02'))).toEqual({ groupsFrom: null })
})

test('former groups end on the day before the next ones, newest first', () => {
  const memberships = [
    { from: null, groups: ['Lab'] },
    { from: date('2026-05-01'), groups: [] },
    { from: date('2026-06-02'), groups: ['Night'] },
  ]
  expect(formerGroups(memberships)).toEqual([
    { groups: [], until: '2026-06-01' },
    { groups: ['Lab'], until: '2026-04-30' },
  ])
  expect(formerGroups(memberships.slice(0, 1))).toEqual([])
})

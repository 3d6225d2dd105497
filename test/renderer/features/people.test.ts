import { expect, test } from 'vitest'
import { changeGroups, countGroups } from '../../../renderer/features/people/groups.ts'
import { walkTo } from '../../../renderer/features/people/walk.ts'

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

import { expect, test } from 'vitest'
import type { PersonId } from '../../main/contract/entities.ts'
import { findDistinctions } from '../../main/contract/namesakes.ts'

function person(id: number, name: string, employeeNumber: string | null = null, groups: string[] = []) {
  return { id: id as PersonId, name, employeeNumber, groups }
}

function distinctions(...people: ReturnType<typeof person>[]) {
  return Object.fromEntries(findDistinctions(people))
}

test('nobody whose name is their own needs more than the name', () => {
  expect(distinctions(person(1, 'Li Wei', '007'), person(2, 'Li Wen', '008'))).toEqual({})
})

test('the employee number tells namesakes apart, however the name is written', () => {
  expect(distinctions(person(1, 'Li Wei', '007'), person(2, 'LI WEI', '008'), person(3, 'Ｌi Wei', '9'))).toEqual({
    1: '007',
    2: '008',
    3: '9',
  })
})

test('without a number the groups do, where nobody of that name has the same', () => {
  expect(
    distinctions(
      person(1, 'Li Wei', null, ['Sales', 'Berlin']),
      person(2, 'Li Wei', null, ['Berlin']),
      person(3, 'Li Wei', '007', ['Lab']),
    ),
  ).toEqual({ 1: 'Berlin, Sales', 2: 'Berlin', 3: '007' })
})

test('the id is the last resort', () => {
  expect(
    distinctions(
      person(1, 'Li Wei', null, ['Sales']),
      person(2, 'Li Wei', null, ['Sales']),
      person(3, 'Li Wei'),
      person(4, 'Li Wei'),
    ),
  ).toEqual({ 1: '#1', 2: '#2', 3: '#3', 4: '#4' })
})

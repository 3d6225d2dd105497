import { expect, test } from 'vitest'
import { check } from './scratch.ts'
import { createStation } from './sharing/office.ts'

const draftOf = (name: string) => ({
  ...{ name, employeeNumber: null, groups: [] },
  employments: [{ joined: null, left: null }],
})

function stationWithThree() {
  const { store } = createStation(1)
  const people = ['Ada', 'Grace', 'Mary'].map((name) => store.people.create(draftOf(name)))
  return { store, ada: people[0]! }
}

const numbersIn = (store: ReturnType<typeof stationWithThree>['store']) =>
  store.sharing.listOutgoing(100).map(({ number, fields }) => [number, fields?.name])

test('what was handed over is known from the numbers that are left, and when none is', () => {
  const { store } = createStation(1)
  expect(store.sharedNumbers.readHandedOver()).toBe(0)
  store.people.create(draftOf('Ada'))
  store.people.create(draftOf('Grace'))
  expect(store.sharedNumbers.readHandedOver()).toBe(0)
  store.sharing.noteHandedOver(1)
  expect(store.sharedNumbers.readHandedOver()).toBe(1)
  store.sharing.noteHandedOver(2)
  expect(store.sharedNumbers.readHandedOver()).toBe(2)
})

test('only entries are counted as entries', () => {
  const { store, ada } = stationWithThree()
  expect(store.sharedNumbers.countWaitingEntries()).toBe(0)
  store.events.record(check(ada, 0))
  expect(store.sharedNumbers.countWaitingEntries()).toBe(1)
  expect(store.sharing.countWaiting()).toBe(4)
})

test('after a backup what waits goes on behind the numbers that are taken, in its order and without a hole', () => {
  const { store } = stationWithThree()
  store.sharing.noteHandedOver(1)
  store.sharedNumbers.numberAfter(10, false)
  expect(numbersIn(store)).toEqual([
    [11, 'Grace'],
    [12, 'Mary'],
  ])
  store.people.create(draftOf('Zoe'))
  expect(numbersIn(store).at(-1)).toEqual([13, 'Zoe'])
  expect(store.sharedNumbers.readHandedOver()).toBe(10)
})

test('numbers that are higher already stay, and where nothing waits the next one goes on', () => {
  const { store } = stationWithThree()
  store.sharing.noteHandedOver(2)
  store.sharedNumbers.numberAfter(1, false)
  expect(numbersIn(store)).toEqual([[3, 'Mary']])
  store.sharing.noteHandedOver(3)
  store.sharedNumbers.numberAfter(7, false)
  store.people.create(draftOf('Zoe'))
  expect(numbersIn(store)).toEqual([[8, 'Zoe']])
})

test('what an office has lost goes over once more, all that is here, under new numbers', () => {
  const { store } = stationWithThree()
  store.sharing.noteHandedOver(3)
  store.sharedNumbers.numberAfter(3, true)
  expect(numbersIn(store)).toEqual([
    [4, 'Ada'],
    [5, 'Grace'],
    [6, 'Mary'],
  ])
})

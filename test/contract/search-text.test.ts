import { expect, test } from 'vitest'
import { matchesPerson, wordsOf } from '../../main/contract/search-text.ts'

test.each([
  ['Fernández', 'fernandez'],
  ['Fernandez', 'FERNÁNDEZ'],
  ['Łukasz Żółć', 'zolc luk'],
  ['Jörg Weiß', 'weiss jorg'],
  ['Ｙａｍａｄａ 太郎', 'yamada'],
  ['李伟', '伟'],
])('%s is found by %s', (name, query) => {
  expect(matchesPerson({ name, employeeNumber: null }, query)).toBe(true)
})

test('every word must be in the name', () => {
  expect(matchesPerson({ name: 'Ada Lovelace', employeeNumber: null }, 'ada byron')).toBe(false)
})

test('an employee number is found by its beginning, and nobody is left out by an empty query', () => {
  const person = { name: 'Ada', employeeNumber: 'A007' }
  expect(matchesPerson(person, ' a00')).toBe(true)
  expect(matchesPerson(person, '007')).toBe(false)
  expect(matchesPerson(person, '  ')).toBe(true)
  expect(wordsOf('  ')).toEqual([])
})

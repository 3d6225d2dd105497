import { expect, test } from 'vitest'
import type { PersonId } from '../../main/contract/entities.ts'
import { type Found, openDirectory } from '../../main/enrolment/directory.ts'

const enrolled = (...people: [name: string, employeeNumber: string | null][]) =>
  openDirectory(people.map(([name, employeeNumber], index) => ({ id: (index + 1) as PersonId, name, employeeNumber })))

const idOf = (found: Found) => (found.kind === 'found' ? (found.person?.id ?? null) : found.code)

test('a number means one person, and a name alone the one who has it', () => {
  const directory = enrolled(['Ada', '7'], ['Li Wei', '8'], ['Li Wei', '9'])
  expect(idOf(directory.find({ name: 'Ada', employeeNumber: null }))).toBe(1)
  expect(idOf(directory.find({ name: 'Li Wei', employeeNumber: '9' }))).toBe(3)
  expect(idOf(directory.find({ name: 'Bo', employeeNumber: null }))).toBeNull()
  expect(idOf(directory.find({ name: 'Ada', employeeNumber: '10' }))).toBeNull()
  expect(directory.find({ name: 'Bo', employeeNumber: '7' })).toMatchObject({
    kind: 'unclear',
    code: 'employee-number-taken',
  })
  expect(directory.find({ name: 'Li Wei', employeeNumber: null })).toMatchObject({
    ...{ kind: 'unclear', code: 'name-unclear' },
    message: expect.stringContaining('2 people'),
  })
})

test('a name is the same however its accents are encoded', () => {
  const directory = enrolled(['Zo\u00eb', null], ['Ame\u0301lie', '7'])
  expect(idOf(directory.find({ name: 'Zoe\u0308', employeeNumber: null }))).toBe(1)
  expect(idOf(directory.find({ name: 'Am\u00e9lie', employeeNumber: '7' }))).toBe(2)
})

test('blanks make no other name, and a number of the other case no other person beside the right name', () => {
  const directory = enrolled(['John Doe', 'E17'], ['Ada', 'x1'], ['Bo', 'X1'])
  expect(idOf(directory.find({ name: ' John \u00a0Doe', employeeNumber: 'e17 ' }))).toBe(1)
  expect(idOf(directory.find({ name: 'Bo', employeeNumber: 'X1' }))).toBe(3)
  expect(idOf(directory.find({ name: 'Carol', employeeNumber: 'e17' }))).toBeNull()
})

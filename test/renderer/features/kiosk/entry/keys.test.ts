import { expect, test } from 'vitest'
import { beginsWord, layers } from '../../../../../renderer/features/kiosk/entry/keys.ts'

test('a word of a name begins with a capital by itself', () => {
  expect(['', 'Ada ', 'Anna-', "O'"].map(beginsWord)).toEqual([true, true, true, true])
  expect(['A', 'Ada L', '王'].map(beginsWord)).toEqual([false, false, false])
})

test('every letter is on the keyboard once, ten to a row at most', () => {
  const letters = [...layers.letters, ...layers.accents].join('')
  expect(new Set(letters).size).toBe(letters.length)
  for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789'-äöüßéñøłčż") expect(letters).toContain(letter)
  for (const row of [...layers.letters, ...layers.accents]) expect(row.length).toBeLessThanOrEqual(10)
})

import { expect, test } from 'vitest'
import {
  beginsName,
  beginsWord,
  isEnough,
  layers,
  nextCharacters,
} from '../../../../../renderer/features/kiosk/entry/keys.ts'

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

test('the characters that continue a name are offered, and no more of it', () => {
  const names = ['王小明', '王芳', '李小龙', 'Ada Lovelace', '佐藤 美咲']
  expect(new Set(nextCharacters(names, '', 'zh'))).toEqual(new Set(['王', '李', '佐']))
  expect(new Set(nextCharacters(names, '王', 'zh'))).toEqual(new Set(['小', '芳']))
  expect(nextCharacters(names, '王小', 'zh')).toEqual(['明'])
  expect(nextCharacters(names, '王小明', 'zh')).toEqual([])
  // Latin letters lead nowhere, so all beginnings are there again.
  expect(nextCharacters(names, 'ad', 'zh')).toHaveLength(3)
})

test('a name is found by the beginning of any of its words, without case and accents, once enough was typed', () => {
  expect(
    ['so', 'Lindstrom', 'ann', 'annika sö'].map((typed) => beginsName('Annika Sörensen-Lindström', typed)),
  ).toEqual([true, true, true, true])
  expect(['nnika', 'rensen', 'x'].some((typed) => beginsName('Annika Sörensen-Lindström', typed))).toBe(false)
  expect(beginsName('王小明', '王')).toBe(true)
  expect(['', ' a ', 'a'].some(isEnough)).toBe(false)
  expect(['an', '王', 'ö2'].every(isEnough)).toBe(true)
})

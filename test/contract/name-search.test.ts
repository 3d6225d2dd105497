import { expect, test } from 'vitest'
import { beginsName, isEnough, nextCharacters } from '../../main/contract/name-search.ts'

test('the characters that continue a name are offered, and no more of it', () => {
  const names = ['王小明', '王芳', '李小龙', 'Ada Lovelace', '佐藤 美咲']
  expect(new Set(nextCharacters(names, ''))).toEqual(new Set(['王', '李', '佐']))
  expect(new Set(nextCharacters(names, '王'))).toEqual(new Set(['小', '芳']))
  expect(nextCharacters(names, '王小')).toEqual(['明'])
  expect(nextCharacters(names, '王小明')).toEqual([])
  // Latin letters lead nowhere, so all beginnings are there again.
  expect(nextCharacters(names, 'ad')).toHaveLength(3)
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

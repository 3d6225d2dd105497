import { describe, expect, test } from 'vitest'
import { grammarOf } from '../../../renderer/messages/grammar.ts'

describe('counting', () => {
  const { plural, numeral, list } = grammarOf('en')
  const photos = { one: '# photo', other: '# photos' }

  test('takes the form of the number and writes it as the language does', () => {
    expect([0, 1, 2, 1204].map((number) => plural(number, photos))).toEqual([
      '0 photos',
      '1 photo',
      '2 photos',
      '1,204 photos',
    ])
    expect(numeral(1_234_567)).toBe('1,234,567')
  })

  test('a phrase may leave the number out', () => {
    expect(plural(1, { one: 'Yesterday', other: '# days ago' })).toBe('Yesterday')
  })

  test('a language without plurals has one form', () => {
    expect([1, 2].map((number) => grammarOf('ja').plural(number, { other: '# 枚' }))).toEqual(['1 枚', '2 枚'])
  })

  test('numbers are written as the language writes them', () => {
    expect(grammarOf('de').plural(12_345, { one: '# Foto', other: '# Fotos' })).toBe('12.345 Fotos')
    expect(grammarOf('es').plural(12_345, { one: '# foto', other: '# fotos' })).toBe('12.345 fotos')
  })

  test('lists end as the language ends them', () => {
    expect(list(['a', 'b', 'c'])).toBe('a, b and c')
    expect(grammarOf('de').list(['a', 'b', 'c'])).toBe('a, b und c')
    expect(grammarOf('es').list(['a', 'b'])).toBe('a y b')
    expect(grammarOf('zh').list(['甲', '乙', '丙'])).toBe('甲、乙和丙')
  })
})

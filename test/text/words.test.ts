import { expect, test } from 'vitest'
import { escapeMarkup } from '../../main/text/markup.ts'
import { count, kilobytes, megabytes, percent } from '../../main/text/words.ts'

test('counts one thing, several, and what has a plural of its own', () => {
  expect([count(1, 'photo'), count(0, 'photo'), count(2, 'entry', 'entries')]).toEqual([
    '1 photo',
    '0 photos',
    '2 entries',
  ])
})

test('shares and bytes', () => {
  expect(percent(0.12345)).toBe('12.35 %')
  expect(kilobytes(1025)).toBe('2 kB')
  expect(megabytes(1500.4 * 2 ** 20)).toBe('1,500 MB')
  expect(megabytes(1, Math.ceil)).toBe('1 MB')
})

test('text is never markup', () => {
  expect(escapeMarkup('<a href="x">&amp;')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;amp;')
})

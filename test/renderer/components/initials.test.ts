import { expect, test } from 'vitest'
import { initials } from '../../../renderer/components/initials.ts'

test.each([
  ['Ada Lovelace', 'AL'],
  ['Maria del Carmen Fernández', 'MF'],
  ['王小明', '王'],
  ['佐藤 美咲', '佐美'],
  ['  zoë ', 'Z'],
])('the initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

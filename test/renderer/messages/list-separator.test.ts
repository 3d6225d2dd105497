import { expect, test } from 'vitest'
import { listSeparator } from '../../../renderer/messages/list-separator.ts'

test('cells are separated by semicolons where the comma is the decimal sign', () => {
  const separators = ['de-DE', 'fr', 'pt-BR', 'en-US', 'zh-CN', 'ja', 'de-CH'].map(listSeparator)
  expect(separators).toEqual([';', ';', ';', ',', ',', ',', ','])
})

import { expect, test } from 'vitest'
import { toEntrySearchText, toSearchFields } from '../../main/store/search-fields.ts'

// Where this changes, `rules` in search-fields.ts must be raised: everybody of before would count as damaged.
test('people are found by name, number and groups, without case and accents', () => {
  expect(toSearchFields('Zoë Weiß', '007', ['Design', 'Été'])).toEqual({
    search: 'zoe weiss\n007\ndesign\nete',
    sortName: 'zoe weiss',
  })
  expect(toSearchFields('王小明', null, [])).toEqual({ search: '王小明\n', sortName: '王小明' })
  expect(toEntrySearchText('Zoë', null)).toBe('zoe\n')
})

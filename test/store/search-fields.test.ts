import { expect, test } from 'vitest'
import { toEntrySearchText, toSearchFields } from '../../main/store/search-fields.ts'

// Where this changes, `rules` in search-fields.ts must change too: everybody of before would count as damaged.
test('people are found by name, number and groups, without case and accents', () => {
  expect(toSearchFields({ name: 'Zoë Weiß', employeeNumber: '007', groups: ['Design', 'Été'] })).toEqual({
    search: 'zoe weiss\n007\ndesign\nete',
    sortName: 'zoe weiss',
  })
  expect(toSearchFields({ name: '王小明', groups: [] })).toEqual({ search: '王小明\n', sortName: '王小明' })
  expect(toEntrySearchText('Zoë', null)).toBe('zoe\n')
})

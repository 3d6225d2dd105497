import { expect, test } from 'vitest'
import { AttendanceRules, type Policy, standardPolicy } from '../../../main/contract/attendance-rules.ts'
import { languageCodes } from '../../../main/contract/languages.ts'
import { loadMessages } from '../../../renderer/messages/catalogue.ts'
import { policyLabel } from '../../../renderer/messages/policy-label.ts'

test.each(languageCodes)('no two figures of a day have the same label in %s', async (language) => {
  const { timesheet } = await loadMessages(language)
  const { plan, expected, worked, breaks, deducted, late, early, overtime, absent, leave } = timesheet
  const labels = [plan, expected, worked, breaks, deducted, late, early, overtime, absent, leave]
  expect(new Set(labels).size).toBe(labels.length)
})

test.each([
  ['en', 'Standard'],
  ['zh', '标准'],
  ['ja', '標準'],
] as const)('in %s the rules that nobody has renamed are called %s', async (language, name) => {
  const words = await loadMessages(language)
  const { policies } = AttendanceRules.parse({ policies: [{ ...standardPolicy, zone: 'UTC' }] })
  expect(policyLabel(policies[0]!, words)).toBe(name)
  expect(policyLabel({ ...policies[0]!, name: 'Early shift' }, words)).toBe('Early shift')
  expect(policyLabel({ id: 'other' as Policy['id'], name: 'Standard' }, words)).toBe('Standard')
})

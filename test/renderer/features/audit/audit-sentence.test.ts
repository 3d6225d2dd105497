import { describe, expect, test } from 'vitest'
import { type AuditEntry, auditActions } from '../../../../main/contract/audit.ts'
import type { Instant } from '../../../../main/contract/entities.ts'
import { languageCodes } from '../../../../main/contract/languages.ts'
import { type KnownNames, sentenceOf, subjectOf } from '../../../../renderer/features/audit/audit-sentence.ts'
import { loadMessages } from '../../../../renderer/messages/catalogue.ts'
import { messages as english } from '../../../../renderer/messages/en/index.ts'

const names: KnownNames = { people: new Map([[7, 'Bo']]), accounts: new Map([[2, 'Ada']]) }
const entry = (action: string, subject: string): AuditEntry => ({
  ...{ id: 1, at: 0 as Instant, actor: 'Eve', via: 'window', details: {}, action, subject },
})

describe.each(languageCodes)('in %s', async (language) => {
  const words = await loadMessages(language)

  test('every action that is written is a sentence with its actor in it', () => {
    for (const action of Object.keys(auditActions)) {
      const said = sentenceOf(entry(action, 'person 7'), words, names)
      // Nobody knows which program it was.
      if (action !== 'token.refuse') expect(said, action).toContain('Eve')
      expect(said, action).not.toContain('person 7')
      expect(said.startsWith(`Eve: ${action},`), action).toBe(false)
    }
    expect(sentenceOf(entry('person.erase', 'person 7'), words, names)).toContain('Bo')
  })

  test('what has no number has words', () => {
    expect(subjectOf('account unknown', words.audit, names)).toBe(words.audit.unknownAccount)
    expect(subjectOf('installation', words.audit, names)).toBe(words.audit.allKiosks)
    expect(subjectOf('unknown number', words.audit, names)).toBe(words.audit.unknownNumber)
  })
})

test.each([
  ['person 7', 'Bo'],
  ['person 8', 'person 8'],
  ['account 2', 'Ada'],
  ['imported photo 3', 'imported photo 3'],
  ['kiosk Back door 2', 'kiosk Back door 2'],
  ['event 12', 'entry 12'],
  ['moon 1', 'moon 1'],
  ['constructor 1', 'constructor 1'],
])('%s is said as %s', (subject, said) => {
  expect(subjectOf(subject, english.audit, names)).toBe(said)
})

test('what no version before knew is shown as it is', () => {
  expect(sentenceOf(entry('moon.land', 'moon 1'), english, names)).toBe('Eve: moon.land, moon 1')
  expect(sentenceOf(entry('toString', 'moon 1'), english, names)).toBe('Eve: toString, moon 1')
})

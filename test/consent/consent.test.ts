import { expect, test } from 'vitest'
import { consentStateOf, mayEnrol, mayMatch, type NewestConsent } from '../../main/consent/consent.ts'
import { hashText, textsOf } from '../../main/consent/text.ts'
import { consentLanguages, defaultConsentPolicy } from '../../main/contract/consent.ts'
import type { Instant } from '../../main/contract/entities.ts'

const given: NewestConsent = { kind: 'given', textVersion: 3, guardian: null }

test.each([
  ['nothing was recorded', null, false, 'missing'],
  ['it was given to the text in use', given, false, 'valid'],
  ['it was given to an older text', { ...given, textVersion: 2 }, false, 'outdated'],
  ['it was refused', { ...given, kind: 'refused' as const }, false, 'refused'],
  ['it was withdrawn', { ...given, kind: 'withdrawn' as const, textVersion: 0 }, false, 'withdrawn'],
  ['a guardian should have signed', given, true, 'guardian-missing'],
  ['a guardian signed', { ...given, guardian: 'Bo' }, true, 'valid'],
])('when %s, the state says so', (_, newest, guardianSigns, state) => {
  expect(consentStateOf(newest, { minTextVersion: 3 }, guardianSigns)).toBe(state)
})

test('only a valid consent lets faces be enrolled where it is the basis; elsewhere it does not matter', () => {
  const states = ['valid', 'outdated', 'guardian-missing', 'missing', 'refused', 'withdrawn'] as const
  expect(states.filter((state) => mayEnrol(state, { basis: 'consent' }))).toEqual(['valid'])
  expect(states.filter((state) => mayEnrol(state, { basis: 'other' }))).toEqual(states)
  expect(states.filter((state) => mayEnrol(state, { basis: 'undecided' }))).toEqual(states)
})

test('people enrolled before are matched until the time of grace is over, unless they said no', () => {
  const policy = { basis: 'consent', graceUntil: 1_000 as Instant } as const
  const states = ['valid', 'outdated', 'guardian-missing', 'missing', 'refused', 'withdrawn'] as const
  expect(states.filter((state) => mayMatch(state, policy, 999))).toEqual(['valid', 'outdated', 'missing'])
  expect(states.filter((state) => mayMatch(state, policy, 1_000))).toEqual(['valid'])
  expect(states.filter((state) => mayMatch(state, { basis: 'consent', graceUntil: null }, 0))).toEqual(['valid'])
})

test('each language has a text of its own that names the operator, and what the office wrote takes its place', () => {
  const shipped = textsOf({ ...defaultConsentPolicy, operator: 'Lovelace & Co' })
  expect(new Set(consentLanguages.map((language) => shipped[language].body)).size).toBe(5)
  for (const language of consentLanguages) {
    expect(shipped[language].body).toContain('Lovelace & Co')
    expect(shipped[language].body).not.toMatch(/[{}]/)
  }
  const unnamed = textsOf(defaultConsentPolicy)
  for (const language of consentLanguages) expect(unnamed[language].body).not.toMatch(/[{}]/)
  const own = { title: 'Ours', body: 'Yes or no?' }
  expect(hashText(own)).toBe('8085d69f16f3c396b263f929d664310c2c3e1c4aee830b5eb157a7e3368e8773')
  expect(textsOf({ ...defaultConsentPolicy, texts: { ja: own } })).toMatchObject({
    ja: own,
    en: shipped.en && unnamed.en,
  })
})

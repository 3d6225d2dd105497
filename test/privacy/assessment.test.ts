import { describe, expect, test } from 'vitest'
import { access } from '../../main/contract/access.ts'
import { consentLanguages } from '../../main/contract/consent.ts'
import type { PrivacyPage } from '../../main/contract/privacy.ts'
import { roles } from '../../main/contract/roles.ts'
import { assessmentPage } from '../../main/privacy/assessment.ts'
import type { AssessmentFacts } from '../../main/privacy/facts.ts'
import { privacyWords } from '../../main/privacy/words.ts'
import { plainFacts, recipients } from './facts.ts'

const facts: AssessmentFacts = {
  ...plainFacts,
  recipients: Object.values(recipients),
  version: '1.2.3',
  licence: 'Apache-2.0',
  processor: 'CPU',
  templates: 12,
  keyBesideData: true,
  errors: {
    ...{ threshold: 0.512, people: 5, templates: 12, pairs: 40, ownPairs: 9, reference: 'some people elsewhere' },
    ...{ strangersNamed: 0.0101, pairsConfused: 0.00021, missed: 0.034 },
  },
}
const words = privacyWords.en
const partOf = (page: PrivacyPage, name: keyof typeof words.parts) =>
  page.parts.find(({ title }) => title === words.parts[name])!
const page = (change: Partial<AssessmentFacts> = {}) => assessmentPage({ ...facts, ...change }, 'en')

test('errors are told as they were worked out here, with what they rest on', () => {
  expect(partOf(page(), 'errors').paragraphs).toEqual([
    expect.stringContaining('12 photos of 5 people who are enrolled here, in 40 pairs'),
    'A stranger in front of the camera is named as somebody who is enrolled: 1%',
    'Two different people are taken for one, for each pair compared: 0.021%',
    'Somebody who is enrolled is not recognised at a look: 3.4%',
    expect.stringContaining('some people elsewhere'),
    words.errors.field,
  ])
})

test('where there are too few people it says so instead of a figure', () => {
  const few = { ...facts.errors, people: 1, pairs: 0, ownPairs: 0, reference: null }
  const { paragraphs } = partOf(
    page({ errors: { ...few, strangersNamed: null, pairsConfused: null, missed: null } }),
    'errors',
  )
  expect(paragraphs.slice(1)).toEqual([words.errors.tooFew, words.errors.tooFewOfOne, words.errors.field])
})

test('who may do what is the table that the engine holds calls to', () => {
  const { head, rows } = partOf(page(), 'access').table!
  expect(head).toEqual([words.labels.what, ...roles.map((role) => words.roles[role])])
  const row = (name: string) => rows.find(([title]) => title === name)!.slice(1)
  const marks = (allowed: readonly string[]) => roles.map((role) => (allowed.includes(role) ? '✓' : '–'))
  expect(row('Read the audit log')).toEqual(marks(['owner', 'auditor']))
  expect(row('Erase people')).toEqual(marks(access['people.erase'].roles))
  expect(rows.every((cells) => cells[1] === '✓')).toBe(true)
})

test('whoever assesses is told the paths of folders, the key and each recipient', () => {
  const text = JSON.stringify(page())
  for (const said of [
    '/mnt/heads',
    '/mnt/backups',
    'payroll.example:8443',
    words.keyBesideData(true),
    '1.2.3',
    '0.512',
  ])
    expect(text).toContain(said)
})

test('the rules of the country are listed with their state, and broken ones are asked about first', () => {
  expect(partOf(page(), 'rules').paragraphs).toEqual([words.noCountry])
  const french = page({ policy: { ...facts.policy, country: 'FR', basis: 'consent' } })
  const rows = partOf(french, 'rules').table!.rows
  expect(rows[0]).toEqual([
    expect.stringContaining('No working time by face'),
    'Not kept',
    expect.stringContaining('2019-001'),
    '2026-11',
  ])
  const open = partOf(french, 'open').table!.rows
  expect(open[0]![0]).toContain('No working time by face')
  expect(open).toHaveLength(words.open.length + 1)
})

describe.each(consentLanguages)('in %s', (language) => {
  test('every chapter has something in it, and nothing is undefined', () => {
    const made = assessmentPage({ ...facts, policy: { ...facts.policy, country: 'EU' } }, language)
    for (const { title, paragraphs, table } of made.parts) {
      expect(title.length).toBeGreaterThan(1)
      expect(paragraphs.length + (table?.rows.length ?? 0), title).toBeGreaterThan(0)
      const widths = new Set(
        [...(table?.rows ?? []), ...(table?.head.length ? [table.head] : [])].map((row) => row.length),
      )
      expect(widths.size, title).toBeLessThanOrEqual(1)
    }
    expect(JSON.stringify(made)).not.toMatch(/undefined|NaN|\[object/)
    expect(new Set(made.parts.map(({ title }) => title)).size).toBe(made.parts.length)
  })
})

import { describe, expect, test } from 'vitest'
import { ConsentPolicy, consentLanguages } from '../../main/contract/consent.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { standardKiosk } from '../../main/contract/kiosks.ts'
import type { PrivacyPage } from '../../main/contract/privacy.ts'
import { type datedKinds, RetentionDays } from '../../main/contract/retention.ts'
import { defaultSettings, Settings } from '../../main/contract/settings.ts'
import { categories, categoryOf } from '../../main/privacy/categories.ts'
import { publicPage } from '../../main/privacy/documents.ts'
import type { PrivacyFacts } from '../../main/privacy/facts.ts'
import { privacyWords } from '../../main/privacy/words.ts'
import { plainFacts, recipients } from './facts.ts'

const textOf = (page: PrivacyPage) => JSON.stringify(page)
const notice = (change: Partial<PrivacyFacts> = {}, language: (typeof consentLanguages)[number] = 'en') =>
  textOf(publicPage('notice', { ...plainFacts, ...change }, language))
const withSettings = (change: Partial<Settings>) => ({ settings: { ...defaultSettings, ...change } })
const withPolicy = (change: Partial<ConsentPolicy>) => ({ policy: { ...plainFacts.policy, ...change } })

/** Settings that the notice need not tell, and why. */
const untold: { readonly [K in keyof Settings]?: string } = {
  threshold: 'how recognition works; the assessment tells it',
  thresholdVersion: 'counts changes',
  promise: 'how recognition works',
  margin: 'how recognition works',
  enrolmentQuality: 'how recognition works',
  probeQuality: 'how recognition works',
  cooldownSeconds: 'how entries are made',
  askMinutes: 'how entries are made',
  liveness: 'how recognition works; the assessment tells it',
  challenge: 'how recognition works',
  direction: 'how entries are made',
  kiosk: 'the name of the main kiosk, which is among the kiosks',
  mirror: 'how the picture is shown',
  camera: 'which camera it is',
  turnedCameras: 'how cameras are mounted',
  theme: 'looks',
  language: 'looks',
  clock: 'looks',
  sounds: 'looks',
  provider: 'which processor of this computer computes',
  restPort: 'programs that have a token are told of, at whichever port',
  signOutMinutes: 'about those who use the screens',
  backupFolder: 'is a recipient',
  headFolder: 'is a recipient',
}

/** Another value for each setting that is told. */
const others: Partial<Settings> = {
  visitorDays: 7,
  retention: { ...defaultSettings.retention, leavers: 9 },
  backupMinute: 60,
  asksForLooks: false,
  exportDays: 17,
}

test.each(Object.keys(Settings.shape) as (keyof Settings)[])('the setting %s is told, or need not be', (name) => {
  if (untold[name] !== undefined) return
  expect(others[name], 'give another value').toBeDefined()
  const plain = notice(withSettings({ exportDays: null }))
  expect(notice(withSettings({ exportDays: null, [name]: others[name] }))).not.toBe(plain)
})

describe.each(consentLanguages)('in %s', (language) => {
  test.each(Object.keys(RetentionDays.shape))('how long is told for %s', (kind) => {
    const settings = { ...defaultSettings, retention: { ...defaultSettings.retention, [kind]: 317 } }
    for (const document of ['notice', 'retention'] as const) {
      const { parts } = publicPage(document, { ...plainFacts, settings }, language)
      const rows = parts.find(({ title }) => title === privacyWords[language].parts.retention)!.table!.rows
      expect(rows.filter((row) => row[1]!.includes('317'))).toEqual([
        [privacyWords[language].retention[kind as (typeof datedKinds)[number]], expect.any(String)],
      ])
    }
  })

  test('every recipient is named with what it gets, and the public is told no paths', () => {
    const all = Object.values(recipients)
    const page = publicPage('notice', { ...plainFacts, recipients: all }, language)
    const part = page.parts.find(({ title }) => title === privacyWords[language].parts.recipients)!
    expect(part.table!.rows).toHaveLength(all.length)
    expect(part.table!.rows.every((row) => row.every((cell) => cell.length > 5))).toBe(true)
    const text = textOf(page)
    for (const named of ['payroll.example:8443', 'Door opener', 'Office login (login.example)']) {
      expect(text).toContain(named)
    }
    expect(text).not.toContain('/mnt')
    expect(text).toContain(privacyWords[language].recipients.scopes['people:consent'])
    expect(notice({}, language)).toContain(privacyWords[language].recipients.none)
  })

  test('nothing is left undefined or empty', () => {
    const text = notice({ ...withPolicy({ basis: 'consent' }), recipients: Object.values(recipients) }, language)
    expect(text).not.toMatch(/undefined|\[object|NaN|""/)
  })
})

test('who is responsible is told, and what is missing is said to be', () => {
  const { unstated } = privacyWords.en
  expect(notice().split(unstated)).toHaveLength(4)
  const text = notice(
    withPolicy({
      operator: 'Acme GmbH',
      address: 'Hauptstraße 1\n10115 Berlin',
      contact: 'privacy@acme.example',
      noticeUrl: 'https://acme.example/faces',
    }),
  )
  expect(text).not.toContain(unstated)
  for (const said of ['Acme GmbH', 'Hauptstraße 1\\n10115 Berlin', 'https://acme.example/faces']) {
    expect(text).toContain(said)
  }
  expect(text).toContain('For all of this, contact: privacy@acme.example')
})

test('the basis is told as it is, with the time of grace while it lasts', () => {
  const { bases } = privacyWords.en
  expect(notice()).toContain(bases.undecided)
  expect(notice(withPolicy({ basis: 'other', otherBasis: 'Works agreement 7' }))).toContain(
    'A law or an agreement: Works agreement 7',
  )
  const consent = withPolicy({ basis: 'consent', graceUntil: (plainFacts.made + 86_400_000) as Instant })
  expect(notice(consent)).toContain('1 December 2026 at 08:00')
  expect(notice({ ...consent, made: (plainFacts.made + 2 * 86_400_000) as Instant })).not.toContain(
    '1 December 2026 at 08:00',
  )
  expect(notice(consent)).toContain(privacyWords.en.withdraw)
})

test('strangers are told what becomes of their faces; none are kept where consent is the basis', () => {
  const kept = withSettings({ visitorDays: 7 })
  expect(notice(kept)).toContain('are kept for 7 days, encrypted')
  expect(notice({ ...kept, ...withPolicy({ basis: 'consent' }) })).toContain('are not kept.')
})

test('guests are told how long their entry stays, where they can sign in', () => {
  expect(notice()).toContain('Their entry stays until the office erases it.')
  expect(notice(withSettings({ retention: { ...defaultSettings.retention, guests: 1 } }))).toContain(
    'Their entry is erased 1 day after they left.',
  )
  const kiosks = [{ ...standardKiosk('Gate'), guests: false }]
  expect(notice({ kiosks })).toContain('Visitors do not sign in at the kiosks here.')
})

test('which kiosks take a PIN is told', () => {
  const gate = { ...standardKiosk('Gate'), pin: 'off' as const }
  expect(notice()).toContain('Every kiosk takes a PIN')
  expect(notice({ kiosks: [standardKiosk('Front door'), gate] })).toContain('instead of your face: Front door.')
  expect(notice({ kiosks: [gate] })).toContain('No kiosk here takes a PIN.')
})

test('a policy of before has none of the new details', () => {
  expect(ConsentPolicy.parse({ basis: 'consent', operator: 'Acme' })).toMatchObject({
    ...{ address: '', contact: '', noticeUrl: null, country: null },
  })
})

test('each section of what is handed out belongs to something that the notice tells', () => {
  expect(new Set(Object.values(categoryOf))).toEqual(new Set(categories))
})

test('looks that wait for the office are told where kiosks ask for them, with how long they wait', () => {
  const { kept, keeping } = privacyWords.en
  expect(notice()).toContain(keeping.looks(14))
  expect(notice(withSettings({ asksForLooks: false }))).not.toContain(kept.looks)
})

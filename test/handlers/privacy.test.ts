import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { consentLanguages } from '../../main/contract/consent.ts'
import { countries } from '../../main/contract/countries.ts'
import { standardKiosk } from '../../main/contract/kiosks.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'

const kiosk = { actor: 'Front door', via: 'kiosk', role: 'kiosk' } as const

async function setPolicy(app: App, change: Record<string, unknown>) {
  const { version, policy } = await app.call('consent.policy', {})
  return app.call('consent.setPolicy', { version, policy: { ...policy, ...change } })
}

const choose = async (app: App, country: (typeof countries)[number] | null) =>
  app.call('privacy.choose', { country, version: (await app.call('consent.policy', {})).version })

const stateOf = async (app: App, id: string) =>
  (await app.call('privacy.rules', {})).rules.find((rule) => rule.id === id)?.state

test('a kiosk reads the notice as the settings are now', async () => {
  const app = await openApp()
  const text = async () => JSON.stringify(await app.call('privacy.notice', { language: 'de' }, kiosk))
  expect(await text()).toContain('Bitte fragen Sie im Büro nach.')
  await setPolicy(app, { operator: 'Acme GmbH', address: 'Hauptstraße 1\n10115 Berlin', contact: 'dsb@acme.example' })
  await app.call('settings.set', { retention: { leavers: 12, unseen: null, guests: 3, requests: null } })
  await app.call('webhooks.add', { url: 'https://payroll.example/in?secret=7', kinds: ['check'] })
  await app.call('rest.createToken', { name: 'Door opener', scopes: ['events:read'] })
  await app.call('rest.createToken', { name: 'Long gone', scopes: ['events:read'], expiresAt: 1 as never })
  for (const said of [
    'Acme GmbH',
    'dsb@acme.example',
    'Nach 12 Tagen',
    'Nach 3 Tagen',
    'payroll.example',
    'Door opener',
  ])
    expect(await text()).toContain(said)
  expect(await text()).not.toMatch(/secret|Long gone/)
})

test('the page to print is one file that loads nothing, and the log says who made it', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await setPolicy(app, { operator: '<b>Acme</b>', address: 'One\nTwo' })
  const written = await app.call('privacy.write', { document: 'retention', language: 'ja' })
  if (written.kind !== 'written') throw new Error('It was not written.')
  expect(written.fileName).toMatch(/^rollcall-retention-ja-\d{4}-\d\d-\d\d\.html$/)
  const html = readFileSync(join(dataFolder, 'exports', written.fileName), 'utf8')
  expect(html).toContain('<html lang="ja-JP">')
  expect(html).toContain("default-src 'none'")
  expect(html).toContain('&lt;b&gt;Acme&lt;/b&gt;')
  expect(html).toContain('<h2>保存期間</h2>')
  expect(html).not.toMatch(/<script|<link|src=|href=/)
  const { entries } = await app.call('audit.list', { action: 'privacy.export' })
  expect(entries).toMatchObject([{ details: { document: 'retention', language: 'ja' } }])
})

describe('the rules of a country', () => {
  test.each(countries)('of %s have words in every language, a source and a date', async (country) => {
    const app = await openApp()
    for (const language of consentLanguages) {
      const { rules, chosen } = await app.call('privacy.rules', { country, language })
      expect(chosen).toBeNull()
      expect(rules.length).toBeGreaterThan(2)
      for (const { title, text, source, checked } of rules) {
        expect([title, text, source].every((said) => said.length > 3)).toBe(true)
        expect(checked).toMatch(/^\d{4}-\d\d$/)
      }
    }
  })

  test('Illinois asks for consent, three years at most and a public policy; what is set is listed before', async () => {
    const app = await openApp()
    await app.call('settings.set', {
      visitorDays: 7,
      retention: { leavers: 2000, unseen: null, guests: 5, requests: null },
    })
    const before = await app.call('privacy.rules', { country: 'US-IL' })
    expect(before.changes.map(({ setting, before: was, after }) => [setting, was, after])).toEqual([
      ['Legal basis', 'Not decided', 'Consent'],
      ['Photos of people who have left', 'Erased after 2000 days', 'Erased at once'],
      ['Photos of people not seen', 'No end is set', 'Erased after 1095 days'],
      ['Keep unknown visitors', 'For 7 days', 'No'],
    ])
    expect(await choose(app, 'US-IL')).toMatchObject({ changes: 4 })
    expect(await app.call('settings.get', {})).toMatchObject({
      visitorDays: 0,
      retention: { leavers: 0, unseen: 1095, guests: 5, requests: null },
    })
    expect((await app.call('consent.policy', {})).policy).toMatchObject({ basis: 'consent', country: 'US-IL' })
    const after = await app.call('privacy.rules', {})
    expect(after.changes).toEqual([])
    expect(after.rules.map(({ id, state }) => [id, state])).toEqual([
      ['consent-first', 'kept'],
      ['public-policy', 'broken'],
      ['three-years', 'kept'],
      ['strangers-not-kept', 'kept'],
    ])
    const { entries } = await app.call('audit.list', { action: 'privacy.choose' })
    expect(entries).toMatchObject([{ details: { country: 'US-IL', changes: 4 } }])
  })

  test('settings that break a rule later are found; the office’s own shorter days stay', async () => {
    const app = await openApp()
    await app.call('settings.set', { retention: { leavers: 3, unseen: 90, guests: null, requests: null } })
    await choose(app, 'US-IL')
    expect((await app.call('settings.get', {})).retention).toMatchObject({ leavers: 3, unseen: 90 })
    expect(await stateOf(app, 'three-years')).toBe('kept')
    await app.call('settings.set', { retention: { leavers: 3, unseen: 1096, guests: null, requests: null } })
    expect(await stateOf(app, 'three-years')).toBe('broken')
    await setPolicy(app, { basis: 'undecided' })
    expect(await stateOf(app, 'consent-first')).toBe('broken')
    expect((await app.call('consent.policy', {})).policy.country).toBe('US-IL')
    expect(await choose(app, null)).toMatchObject({ changes: 0 })
    expect(await app.call('privacy.rules', {})).toMatchObject({ country: null, rules: [] })
  })

  test('France excludes working time by face whatever is set, Spain doubts consent, China wants another way', async () => {
    const app = await openApp()
    await app.call('kiosks.set', { kiosks: [{ ...standardKiosk('Gate'), pin: 'off' }], version: 0 })
    await choose(app, 'FR')
    expect(await stateOf(app, 'no-working-time')).toBe('broken')
    expect((await app.call('kiosks.list', {})).kiosks).toMatchObject([{ name: 'Gate', pin: 'number' }])
    await setPolicy(app, { basis: 'consent' })
    await choose(app, 'ES')
    expect(await stateOf(app, 'consent-doubtful')).toBe('broken')
    await setPolicy(app, { basis: 'other', otherBasis: 'Ley 1' })
    expect(await stateOf(app, 'consent-doubtful')).toBe('office')
    const { rules } = await app.call('privacy.rules', { country: 'CN', language: 'zh' })
    expect(rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['consent-first', 'other-way', 'on-device', 'guardians', 'filing']),
    )
  })

  test('a list of changes that is no longer true is not confirmed', async () => {
    const app = await openApp()
    const { version } = await app.call('privacy.rules', { country: 'CN' })
    await setPolicy(app, { operator: 'Acme' })
    await expect(app.call('privacy.choose', { country: 'CN', version })).rejects.toMatchObject({
      reason: 'changed-meanwhile',
    })
    expect((await app.call('consent.policy', {})).policy.basis).toBe('undecided')
  })
})

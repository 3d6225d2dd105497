import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import { hashText } from '../../main/consent/text.ts'
import { defaultConsentPolicy } from '../../main/contract/consent.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { askConsent, missing, signed } from '../helpers/consent.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { openScriptedKiosk } from '../helpers/scripted-kiosk.ts'

const day = 86_400_000
async function actionsOf(app: App, action: string) {
  const { entries } = await app.call('audit.list', { action })
  return entries.map(({ subject, details }) => ({ subject, ...details }))
}

test('until an office decides, everything is as before', async () => {
  const app = await openApp()
  expect((await app.call('consent.policy', {})).policy).toEqual(defaultConsentPolicy)
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  expect(await app.call('enrol.photo', { personId, photo: await jpeg(ada) })).toMatchObject({ kind: 'enrolled' })
  expect(await app.call('consent.get', { personId })).toEqual({ state: 'missing', guardianSigns: false, records: [] })
})

test('no photo of somebody without consent is enrolled or looked at, by whichever way', async () => {
  const app = await openApp()
  await askConsent(app)
  const photo = await jpeg(ada)
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await expect(app.call('enrol.photo', { personId, photo })).rejects.toMatchObject(missing)
  await expect(app.call('enrol.inspect', { personId, photo })).rejects.toMatchObject(missing)
  await expect(app.call('enrol.newPerson', { name: 'Grace', photo })).rejects.toMatchObject(missing)
  const refused = { ...signed, kind: 'refused' } as const
  await expect(app.call('enrol.newPerson', { name: 'Grace', photo, consent: refused })).rejects.toMatchObject(missing)
  expect((await app.call('people.list', {})).people.map(({ name, templates }) => [name, templates])).toEqual([
    ['Ada', 0],
  ])

  expect(await app.call('enrol.newPerson', { name: 'Grace', photo, consent: signed })).toMatchObject({
    kind: 'enrolled',
  })
  await app.call('consent.record', { personId, ...signed })
  expect(await app.call('enrol.photo', { personId, photo: await jpeg(stranger) })).toMatchObject({ kind: 'enrolled' })
})

test('a statement says what was read, by whom, who saw it and how, and is never changed', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  await askConsent(app, { operator: 'Lovelace & Co' })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const signature = new Uint8Array([137, 80, 78, 71])
  const hr = { actor: 'Grace', via: 'window', role: 'hr' } as const
  const after = await app.call(
    'consent.record',
    { personId, ...signed, language: 'ja', alternative: 'pin', signature },
    hr,
  )
  const { texts } = await app.call('consent.policy', {})
  expect(texts.ja.body).toContain('Lovelace & Co')
  expect(after).toMatchObject({
    state: 'valid',
    records: [
      {
        kind: 'given',
        at: clock.now(),
        text: { version: 2, language: 'ja', hash: expect.stringMatching(/^[\da-f]{64}$/) },
        ...{ name: 'Ada L.', guardian: null, witness: 'Grace', place: 'window', paper: null, hasSignature: true },
        alternative: 'pin',
      },
    ],
  })
  const { picture } = await app.call('consent.signature', { id: after.records[0]!.id })
  expect(Buffer.from(picture!)).toEqual(Buffer.from(signature))
  expect(await actionsOf(app, 'consent.record')).toEqual([
    { subject: `person ${personId}`, kind: 'given', consent: 1, paper: false },
  ])
})

test('withdrawing erases templates, photos and imported ones at once; hours go on, and nothing is recognised', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await askConsent(app)
  const seen = async () => (await app.call('search.photo', { photo: await jpeg(adaAgain) })).faces[0]!.candidates.length
  expect(await seen()).toBe(1)
  const answer = await app.call('consent.withdraw', { personId, alternative: 'pin' })
  expect(answer).toMatchObject({ templates: 1, record: { kind: 'withdrawn', alternative: 'pin', text: null } })
  expect(await seen()).toBe(0)
  expect(await app.call('people.get', { id: personId })).toMatchObject({ person: { templates: 0 } })
  expect(await app.call('consent.get', { personId })).toMatchObject({ state: 'withdrawn' })
  await expect(app.call('enrol.photo', { personId, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
  expect(await actionsOf(app, 'consent.withdraw')).toMatchObject([{ templates: 1, kind: 'withdrawn' }])
})

test('who was enrolled before is recognised for thirty days, and then not until they consent', async () => {
  const kiosk = await openScriptedKiosk(['Ada', 'Grace'], { zone: () => 'UTC' })
  const { app, clock, people } = kiosk
  await app.call('settings.set', { liveness: 'off', cooldownSeconds: 0, askMinutes: 0 })
  let track = 0
  const decision = async () => {
    track += 1
    let last = await kiosk.see([{ track, like: [0.9, 0], sure: true, quality: 90 }])
    for (let frame = 0; frame < 5; frame++) last = await kiosk.see([{ track, like: [0.9, 0], sure: true, quality: 90 }])
    const { state } = last.faces[0]!
    return state.kind === 'decided' ? state.decision.kind : state.kind
  }
  const { policy } = await askConsent(app)
  expect(policy.graceUntil).toBe(clock.now() + 30 * day)
  expect(await decision()).toBe('known')
  clock.set(30 * day)
  expect(await decision()).toBe('unknown')
  await app.call('consent.record', { personId: people[0]!, ...signed })
  expect(await decision()).toBe('known')
  expect(
    (await app.call('consent.list', {})).people.map(({ person, state, photos }) => [person.name, state, photos]),
  ).toEqual([
    ['Grace', 'missing', 1],
    ['Ada', 'valid', 1],
  ])
})

test('a new text asks again: who agreed to the old one is recognised for the time of grace, and enrolled no more', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  await askConsent(app, { graceDays: 10 })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('consent.record', { personId, ...signed })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  clock.set(60 * day)
  const { policy } = await askConsent(app, { texts: { en: { title: 'New', body: 'We changed our minds.' } } })
  expect(policy).toMatchObject({ textVersion: 2, minTextVersion: 2, graceUntil: clock.now() + 10 * day })
  expect(await app.call('consent.get', { personId })).toMatchObject({ state: 'outdated' })
  const seen = async () => (await app.call('search.photo', { photo: await jpeg(adaAgain) })).faces[0]!.candidates.length
  expect(await seen()).toBe(1)
  await expect(app.call('enrol.photo', { personId, photo: await jpeg(stranger) })).rejects.toMatchObject(missing)
  await expect(app.call('consent.record', { personId, ...signed, textVersion: 1 })).rejects.toMatchObject({
    reason: 'changed-meanwhile',
  })
  clock.set(10 * day)
  expect(await seen()).toBe(0)
})

test('a paper is recorded with the text that it carries, also an earlier one', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  await askConsent(app, { operator: 'Acme' })
  clock.set(day)
  await askConsent(app, { texts: { en: { title: 'New', body: 'We changed our minds.' } } })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const { textVersions, texts } = await app.call('consent.policy', { textVersion: 2 })
  expect(textVersions).toEqual([
    { version: 1, since: null },
    { version: 2, since: clock.now() - day },
    { version: 3, since: clock.now() },
  ])
  expect(texts.en.body).toContain('If you agree, Acme makes')
  const paper = { personId, ...signed, paper: '2026-05-04' }
  const after = await app.call('consent.record', { ...paper, textVersion: 2 })
  expect(after).toMatchObject({
    state: 'outdated',
    records: [{ text: { version: 2, hash: hashText(texts.en) }, paper: '2026-05-04' }],
  })
  await expect(app.call('consent.record', { ...paper, textVersion: 4 })).rejects.toMatchObject({
    reason: 'malformed-request',
  })
  await expect(app.call('consent.record', { personId, ...signed, textVersion: 2 })).rejects.toMatchObject({
    reason: 'changed-meanwhile',
  })
  expect(await app.call('consent.record', paper)).toMatchObject({
    state: 'valid',
    records: [{ text: { version: 3 } }, {}],
  })

  const table = Buffer.from('name,date,text_version\nAda,2026-05-03,1\nAda,2026-05-02,9\nAda,2026-05-01,x\n')
  const { rows } = await app.call('consent.importPapers', { table, file: 'papers.csv', language: 'en' })
  expect(rows.map(({ outcome }) => outcome)).toEqual(['recorded', 'invalid', 'invalid'])
  expect((await app.call('consent.get', { personId })).records[0]).toMatchObject({ text: { version: 1 } })
})

test('a guardian’s signature is necessary where it was asked for', async () => {
  const app = await openApp()
  await askConsent(app)
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('consent.setGuardian', { personId, guardianSigns: true })
  expect(await app.call('consent.record', { personId, ...signed })).toMatchObject({ state: 'guardian-missing' })
  await expect(app.call('enrol.photo', { personId, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
  expect(await app.call('consent.record', { personId, ...signed, guardian: 'Annabella' })).toMatchObject({
    state: 'valid',
    records: [{ guardian: 'Annabella' }, { guardian: null }],
  })
})

test('a code from the office lets somebody sign at a kiosk, once and for a day', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  await app.call('kiosks.set', { version: 0, kiosks: [{ name: 'Lobby' }] })
  await askConsent(app)
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const door = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const { code } = await app.call('consent.ask', { personId }, { actor: 'Grace', via: 'window', role: 'hr' })
  expect(code).toMatch(/^\d{6}$/)
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  expect(await door.call('consent.asked', { code: other, kiosk: 'Lobby' })).toEqual({ kind: 'wrong' })
  const asked = await door.call('consent.asked', { code, kiosk: 'Lobby' })
  expect(asked).toMatchObject({ kind: 'asked', name: 'Ada', guardianSigns: false, textVersion: 1 })
  await expect(door.call('consent.asked', { code, kiosk: 'Elsewhere' })).rejects.toMatchObject({
    reason: 'role-forbids',
  })
  expect(await door.call('consent.sign', { code, kiosk: 'Lobby', ...signed, textVersion: 1 })).toEqual({
    kind: 'signed',
  })
  expect(await app.call('consent.get', { personId })).toMatchObject({
    state: 'valid',
    records: [{ witness: 'Grace', place: 'Lobby', name: 'Ada L.' }],
  })
  expect(await door.call('consent.sign', { code, kiosk: 'Lobby', ...signed })).toEqual({ kind: 'wrong' })

  const { code: late } = await app.call('consent.ask', { personId })
  clock.set(day)
  expect(await door.call('consent.asked', { code: late, kiosk: 'Lobby' })).toEqual({ kind: 'wrong' })
})

test('codes are not guessed: after ten wrong ones a kiosk takes none for a while', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const { code } = await app.call('consent.ask', { personId })
  const guess = (number: number) => app.call('consent.asked', { code: String(number).padStart(6, '0'), kiosk: 'Lobby' })
  const wrong = Array.from({ length: 12 }, (_, at) => (Number(code) + 1 + at) % 1_000_000)
  const answers = []
  for (const number of wrong) answers.push((await guess(number)).kind)
  expect(answers.slice(0, 10)).toEqual(Array(10).fill('wrong'))
  expect(answers.slice(11)).toEqual(['locked'])
  expect(await guess(Number(code))).toMatchObject({ kind: 'locked' })
})

test('codes are not guessed by naming another kiosk each time', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const { code } = await app.call('consent.ask', { personId })
  const answers = []
  for (let at = 1; at <= 32; at++) {
    const wrong = String((Number(code) + at) % 1_000_000).padStart(6, '0')
    answers.push((await app.call('consent.asked', { code: wrong, kiosk: `Door ${at}` })).kind)
  }
  expect(answers.slice(0, 30)).toEqual(Array(30).fill('wrong'))
  expect(answers.at(-1)).toBe('locked')
})

test('imported photos wait, sealed and not looked at, until there is a consent; then they are taken', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock })
  await askConsent(app, { holdDays: 5 })
  const files = { 'Ada/1.jpg': await jpeg(ada), 'Max/1.jpg': await jpeg(stranger) }
  await app.call('imports.begin', {
    source: 'staff',
    files: Object.entries(files).map(([path, { length }]) => ({ path, bytes: length })),
    list: null,
  })
  for (const { id, path } of (await app.call('imports.missing', {})).photos)
    await app.call('imports.hand', { id, photo: files[path as keyof typeof files] })
  const counts = async () => (await app.call('imports.progress', {})).progress!.counts
  await vi.waitUntil(async () => (await counts()).held === 2, { timeout: 30_000 })
  const { people } = await app.call('people.list', {})
  expect(people.map(({ name, templates }) => [name, templates])).toEqual([
    ['Ada', 0],
    ['Max', 0],
  ])
  await app.call('consent.record', { personId: people[0]!.id, ...signed })
  await vi.waitUntil(async () => (await counts()).taken === 1, { timeout: 30_000 })
  expect(await counts()).toMatchObject({ held: 1, taken: 1 })
  expect((await app.call('consent.list', {})).people).toMatchObject([
    { person: { name: 'Max' }, state: 'missing', held: 1 },
    { person: { name: 'Ada' }, state: 'valid', photos: 1, held: 0 },
  ])
  expect(await app.call('consent.withdraw', { personId: people[1]!.id })).toMatchObject({ templates: 0, held: 1 })
})

test('two entries of one person: the later statement counts for both, and each has its own again when they are parted', async () => {
  const app = await openApp()
  await askConsent(app)
  const create = async (name: string) => (await app.call('people.create', { name })).id
  const [kept, gone] = [await create('Ada'), await create('Ada L.')] as [PersonId, PersonId]
  await app.call('consent.record', { personId: gone, ...signed })
  await app.call('people.merge', { kept, gone })
  expect(await app.call('consent.get', { personId: kept })).toMatchObject({ state: 'valid' })
  const { merges } = await app.call('people.merges', {})
  await app.call('people.unmerge', { merge: merges[0]!.id })
  expect(await app.call('consent.get', { personId: kept })).toMatchObject({ state: 'missing', records: [] })
  expect(await app.call('consent.get', { personId: gone })).toMatchObject({ state: 'valid', records: [{ id: 1 }] })
})

test('a consent that another program wrote or changed does not count, nor does a policy that it opened', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await askConsent(app, { graceDays: 0 })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const { id: other } = await app.call('people.create', { name: 'Grace' })
  await app.call('consent.record', { personId, ...signed, kind: 'refused' })
  await app.close()
  const database = new Sqlite(join(dataFolder, 'rollcall.db'))
  database.exec(`
    update consents set kind = 'given';
    insert into consents (person_id, kind, at, text_version, language, name, witness, place, alternative)
      values (${other}, 'given', 1, 1, 'en', 'x', 'x', 'x', 'none');
    update documents set value = replace(value, '"consent"', '"other"') where key = 'consent'`)
  database.close()
  const later = await openApp({ dataFolder })
  expect((await later.call('consent.policy', {})).policy).toMatchObject({ basis: 'consent' })
  for (const id of [personId, other]) {
    expect(await later.call('consent.get', { personId: id })).toMatchObject({ state: 'missing', records: [] })
    await expect(later.call('enrol.photo', { personId: id, photo: await jpeg(ada) })).rejects.toMatchObject(missing)
  }
})

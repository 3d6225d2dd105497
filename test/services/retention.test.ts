import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import type { RetentionDays } from '../../main/contract/retention.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { findText } from '../helpers/find-text.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'
import { check } from '../store/scratch.ts'

const day = 86_400_000
const kept = defaultSettings.retention
const door = 'Front door'

async function enterByHand(app: App, personId: PersonId, at: number) {
  const draft = { personId, action: 'add', corrects: null, direction: 'in', zone: 'UTC', reason: 'x' } as const
  await app.call('attendance.correct', { draft: { ...draft, at: at as Instant }, actor: 'HR' })
}

async function office() {
  const clock = stoppedClock()
  const dataFolder = scratchFolder()
  const app = await openApp({ ...clock, dataFolder, zone: () => 'UTC' })
  const [here, away] = await Promise.all(
    ['Ada', 'Eve'].map(async (name) => (await app.call('people.create', { name })).id),
  )
  await app.call('enrol.photo', { personId: here!, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: away!, photo: await jpeg(stranger) })
  const templates = async () =>
    Object.fromEntries((await app.call('people.list', {})).people.map((person) => [person.name, person.templates]))
  return { app, clock, dataFolder, here: here!, away: away!, templates }
}

test('by itself nothing is due, and nothing goes', async () => {
  const { app, clock, templates } = await office()
  clock.advance(4000 * day)
  expect(await app.call('retention.preview', {})).toMatchObject({ findings: [] })
  expect(await app.call('retention.run', {})).toMatchObject({ findings: [] })
  expect(await templates()).toEqual({ Ada: 1, Eve: 1 })
  expect((await app.call('audit.list', { action: 'retention.run' })).entries).toEqual([])
})

test('photos of people who have not been seen go, with a certificate; those of others stay', async () => {
  const { app, clock, here, away, templates } = await office()
  clock.advance(90 * day)
  await enterByHand(app, here, clock.now() - day)
  const days = { ...kept, unseen: 90 }
  // They were enrolled ninety days ago, not longer.
  expect(await app.call('retention.preview', { days })).toMatchObject({ findings: [] })
  clock.advance(1)
  const findings = [{ kind: 'unseen', count: 1, from: expect.any(Number), to: expect.any(Number) }]
  expect(await app.call('retention.preview', { days })).toEqual({ findings, clockTrusted: true })
  expect(await templates()).toEqual({ Ada: 1, Eve: 1 })
  await app.call('settings.set', { retention: days })
  await expect.poll(templates).toEqual({ Ada: 1, Eve: 0 })
  const { entries } = await app.call('audit.list', {})
  const [certificate] = entries.filter(({ action }) => action === 'retention.run')
  expect(certificate).toMatchObject({
    via: 'app',
    details: {
      removed: [{ kind: 'unseen', count: 1, days: 90 }],
      left: 0,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  })
  expect(entries.filter(({ action }) => action === 'template.erase')).toMatchObject([
    { details: { person: away, reason: 'unseen' } },
  ])
  expect(await app.call('retention.preview', {})).toMatchObject({ findings: [] })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('guests and decided requests go, so that no file holds a word of them; those that wait stay', async () => {
  const { app, clock, dataFolder, here } = await office()
  const signIn = async (name: string) => (await app.call('guests.signIn', { name, hostId: here, kiosk: door })).id
  const gone = await signIn('Quillfeather Zephyrine')
  await app.call('guests.signOut', { id: gone })
  await signIn('Still Inside')
  const ask = async (reason: string) => {
    const draft = { personId: here, action: 'add', corrects: null, direction: 'in', zone: 'UTC', reason } as const
    const asked = await app.call('attendance.request', {
      draft: { ...draft, at: (clock.now() - 3_600_000) as Instant },
      requestedBy: 'Ada',
    })
    if (asked.kind !== 'requested') throw new Error(asked.kind)
    return asked.request.id
  }
  const declined = await ask('appointment with an oncologist')
  await app.call('attendance.decide', { request: declined, approve: false, note: 'not on that day', actor: 'HR' })
  await ask('waits for an answer')
  clock.advance(31 * day)
  await app.call('settings.set', { retention: { ...kept, guests: 30, requests: 30 } })
  await expect
    .poll(async () => (await app.call('guests.list', {})).guests.map(({ name }) => name))
    .toEqual(['Still Inside'])
  expect((await app.call('attendance.requests', { waiting: false })).requests).toHaveLength(1)
  const { entries } = await app.call('audit.list', { action: 'retention.run' })
  expect(entries).toMatchObject([
    {
      details: {
        removed: [
          { kind: 'guests', count: 1 },
          { kind: 'requests', count: 1 },
        ],
        left: 0,
      },
    },
  ])
  await expect.poll(() => findText(dataFolder, 'Zephyrine')).toEqual([])
  expect(findText(dataFolder, 'oncologist')).toEqual([])
  expect(findText(dataFolder, 'not on that day')).toEqual([])
  expect(findText(dataFolder, 'Still Inside')).not.toEqual([])
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('while the clock cannot be trusted nothing goes, and it is said', async () => {
  const { app, clock, away, templates } = await office()
  await app.call('people.update', { id: away, employments: [{ joined: null, left: '2026-12-31' as LocalDate }] })
  await app.call('settings.set', { retention: { ...kept, leavers: 0 } })
  clock.set(366 * day)
  expect(await app.call('retention.preview', {})).toMatchObject({
    findings: [{ kind: 'leavers', count: 1 }],
    clockTrusted: false,
  })
  expect(await app.call('retention.run', {})).toEqual({ findings: [], clockTrusted: false })
  expect(await templates()).toEqual({ Ada: 1, Eve: 1 })
})

test('unknown visitors, undecided photos, what webhooks did not take, and exports go by their days, with a certificate', async () => {
  const { app, clock, dataFolder } = await office()
  const then = clock.now()
  const days = { ...kept, reviews: 30, deliveries: 30 }
  await app.call('settings.set', { visitorDays: 30 })
  await app.close()
  const database = new Sqlite(join(dataFolder, 'rollcall.db'))
  database.exec(`
    insert into visitors (seen_at, kiosk, model, quality, embedding, photo) values
      (${then}, 'Lobby', 'm', 1, x'00', x'00'), (${then + 20 * day}, 'Lobby', 'm', 1, x'00', x'00');
    insert into imports (id, source, started_at, state) values (1, 'staff', ${then}, 'finished'), (2, 'more', ${then + 20 * day}, 'finished');
    insert into import_photos (id, import_id, path, bytes, name, state) values
      (7, 1, 'a.jpg', 3, 'Quillfeather', 'review'), (8, 2, 'b.jpg', 3, 'Bo', 'review'), (9, 1, 'c.jpg', 3, 'Cy', 'taken');
    insert into event_people (id, person_id, name, search) values (1, 1, 'Ada', 'ada');
    insert into webhooks (id, url, kinds, secret, created_at) values (1, 'https://a.example', '["check"]', x'00', ${then});
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', 1, 1, 'in', ${then}, 'UTC', ${then}, 'pin', 'Lobby'), ('check', 1, 1, 'out', ${then}, 'UTC', ${then}, 'pin', 'Lobby');
    update webhook_outbox set next_at = null, stopped = 'gone' where event_id = 1`)
  database.close()
  const put = (folder: string, name: string, at: number) => {
    mkdirSync(join(dataFolder, folder), { recursive: true })
    writeFileSync(join(dataFolder, folder, name), 'x')
    utimesSync(join(dataFolder, folder, name), at / 1000, at / 1000)
  }
  for (const name of ['7.sealed', '8.sealed']) put('imports', name, then)
  put('exports', 'rollcall-person-1-2026-05-04.zip', then)
  put('exports', 'rollcall-days-2026-05-24.csv', then + 20 * day)
  put('exports', 'mine.csv', then)
  const later = await openApp({ ...clock, dataFolder, zone: () => 'UTC' })
  clock.advance(31 * day)
  await later.call('retention.run', {})
  const count = (sql: string) => {
    const read = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
    const { count: found } = read.prepare(`select count(*) as count from ${sql}`).get() as { count: number }
    read.close()
    return found
  }
  expect(count('visitors')).toBe(1)
  const due = async (wanted: RetentionDays = days) =>
    (await later.call('retention.preview', { days: wanted })).findings.map((found) => [found.kind, found.count])
  expect(await due(kept)).toEqual([])
  expect(await due()).toEqual([
    ['reviews', 1],
    ['deliveries', 1],
  ])
  await later.call('settings.set', { retention: days, exportDays: 30 })
  await expect.poll(() => due()).toEqual([])
  expect([count('import_photos'), count('webhook_outbox'), count('events')]).toEqual([2, 1, 2])
  await expect.poll(() => readdirSync(join(dataFolder, 'imports'))).toEqual(['8.sealed'])
  expect(readdirSync(join(dataFolder, 'exports')).toSorted()).toEqual(['mine.csv', 'rollcall-days-2026-05-24.csv'])
  const { entries } = await later.call('audit.list', { action: 'retention.run' })
  const removed = entries.flatMap(({ details }) => details.removed as { kind: string; count: number; days: number }[])
  expect(removed.map((each) => [each.kind, each.count, each.days]).toSorted()).toEqual([
    ['deliveries', 1, 30],
    ['exports', 1, 30],
    ['reviews', 1, 30],
    ['visitors', 1, 30],
  ])
  await expect.poll(() => findText(dataFolder, 'Quillfeather')).toEqual([])
})

test('a new office begins with limits; one with people keeps everything until it chooses', async () => {
  const begun = await openApp()
  await begun.call('accounts.begin', { mode: 'machine' })
  expect(await begun.call('settings.get', {})).toMatchObject({
    retention: { leavers: 30, unseen: 365, guests: 30, requests: 365, reviews: 30, deliveries: 30, evidence: 365 },
    ...{ visitorDays: 0, exportDays: 30 },
  })
  const before = await openApp()
  await before.call('people.create', { name: 'Ada' })
  await before.call('accounts.begin', { mode: 'machine' })
  expect(await before.call('settings.get', {})).toMatchObject({ retention: kept, exportDays: null })
  const chosen = await openApp()
  await chosen.call('settings.set', { retention: { ...kept, guests: 7 } })
  await chosen.call('accounts.begin', { mode: 'machine' })
  expect(await chosen.call('settings.get', {})).toMatchObject({ retention: { ...kept, guests: 7 }, exportDays: null })
})

/** Runs what an auditor runs. */
async function verify(...words: string[]): Promise<string> {
  const script = new URL('../../scripts/rollcall-verify.mjs', import.meta.url).pathname
  const run = promisify(execFile)(process.execPath, [script, ...words])
  return await run.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  )
}

test('entries go by whole months; timesheets say so, and the records hold, also against a head of before', async () => {
  const { app, clock, dataFolder, here } = await office()
  await app.call('people.update', { id: here, employments: [{ joined: null, left: null }] })
  await enterByHand(app, here, clock.now() - 3_600_000)
  await enterByHand(app, here, clock.now())
  const head = join(dataFolder, 'may.json')
  writeFileSync(head, JSON.stringify(await app.call('records.head', {})))
  clock.advance(120 * day)
  await enterByHand(app, here, clock.now())
  const days = { ...kept, events: 62 }
  expect((await app.call('retention.preview', { days: { ...days, unseen: 365 } })).findings).toEqual([])
  expect((await app.call('retention.preview', { days })).findings).toMatchObject([{ kind: 'events', count: 2 }])
  await app.call('settings.set', { retention: days })
  const left = async () => (await app.call('events.list', {})).events.map(({ id }) => id)
  await expect.poll(left).toEqual([3])

  const statuses = async (month: string, last: number) => {
    const dates = { from: `2026-${month}-01` as LocalDate, to: `2026-${month}-${last}` as LocalDate }
    const { days, totals } = await app.call('attendance.timesheet', { personId: here, dates })
    return [[...new Set(days.map(({ status }) => status))], totals.workedMinutes]
  }
  expect(await statuses('05', 31)).toEqual([['erased'], 0])
  expect(await statuses('06', 30)).toEqual([['erased'], 0])
  expect(await statuses('07', 31)).toEqual([['free'], 0])
  const draft = { personId: here, action: 'add', corrects: null, direction: 'in', zone: 'UTC', reason: 'x' } as const
  const late = { draft: { ...draft, at: Date.UTC(2026, 4, 6, 8) as Instant }, actor: 'HR' }
  expect(await app.call('attendance.correct', late)).toEqual({ kind: 'refused', reason: 'entries-erased' })

  const [certificate] = (await app.call('audit.list', { action: 'retention.run' })).entries
  expect(certificate).toMatchObject({
    details: {
      removed: [{ kind: 'events', count: 2, days: 62, to: Date.UTC(2026, 4, 4, 7, 30) }],
      left: 0,
      gaps: [['events', 1, 2, '', expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(Number)]],
    },
  })
  expect(await app.call('retention.preview', {})).toMatchObject({ findings: [] })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])

  const written = await app.call('records.export', {})
  if (written.kind !== 'written') throw new Error(written.kind)
  const said = await verify(written.path, '--head', head)
  expect(said).toContain('ok   2 rows of them were erased because of their age, as the audit log certifies')
  expect(said).not.toContain('FAIL')
  const text = readFileSync(written.path, 'utf8')
  expect(text).toContain('{"erased":["events",1,2,"",')
  for (const change of [
    text.replace(/\{"erased".*\n/, ''),
    text.replace('["events",1,2,"",', '["events",1,1,"",'),
    text.replace(/\{"record":\["events",3.*\n/, ''),
  ]) {
    writeFileSync(written.path, change)
    expect(await verify(written.path)).toContain('FAIL')
  }
})

test('lines of the audit log go by whole months; those that prove other records stay, and all of it holds', async () => {
  const { app, clock, dataFolder, here, away } = await office()
  await app.call('people.merge', { kept: here, gone: away })
  await enterByHand(app, here, clock.now())
  const head = join(dataFolder, 'may.json')
  writeFileSync(head, JSON.stringify(await app.call('records.head', {})))
  const actions = async () => (await app.call('audit.list', {})).entries.map(({ action }) => action).toReversed()
  const before = await actions()
  expect(before).toEqual(expect.arrayContaining(['template.add', 'person.merge', 'attendance.correct']))
  clock.advance(400 * day)
  await enterByHand(app, here, clock.now())
  const days = { ...kept, audit: 365 }
  const due = before.length - 1
  // The merge stays.
  expect((await app.call('retention.preview', { days })).findings).toMatchObject([{ kind: 'audit', count: due }])
  await app.call('settings.set', { retention: days })
  await expect.poll(actions).toEqual(['person.merge', 'attendance.correct', 'settings.set', 'retention.run'])
  const [certificate] = (await app.call('audit.list', { action: 'retention.run' })).entries
  expect(certificate).toMatchObject({ details: { removed: [{ kind: 'audit', count: due, days: 365 }], left: 0 } })
  expect(await app.call('retention.preview', {})).toMatchObject({ findings: [] })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])

  const written = await app.call('records.export', {})
  if (written.kind !== 'written') throw new Error(written.kind)
  const said = await verify(written.path, '--head', head)
  expect(said).toContain(`ok   ${due} rows of them were erased because of their age, as the audit log certifies`)
  expect(said).not.toContain('FAIL')
  const text = readFileSync(written.path, 'utf8')
  for (const change of [
    text.replace(/\{"erased".*\n/, ''),
    text.replace(/\{"record":\["audit",\d+,\d+,"[^"]*","person.merge".*\n/, ''),
    text.replace(/\{"record":\["audit",\d+,\d+,"[^"]*","retention.run".*\n/, ''),
  ]) {
    expect(change).not.toBe(text)
    writeFileSync(written.path, change)
    expect(await verify(written.path)).toContain('FAIL')
  }
})

/** Has somebody recognised, as the kiosk writes it down. @returns the figures, as SQLite stores them */
function recognise(dataFolder: string, person: { id: PersonId; name: string }, times: readonly number[]): Buffer[] {
  const vault = openVault({ kind: 'file', path: join(dataFolder, 'key') })
  const store = openStore({ file: join(dataFolder, 'rollcall.db'), vault, now: () => times.at(-1)! })
  const figures = { similarity: 0.71234567891, liveness: 0.91234567891, quality: 81.1234567891 }
  for (const at of times) store.events.record({ ...check(person, at), ...figures })
  store.close()
  return Object.values(figures).map((figure) => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(figure)
    return bytes
  })
}

test('figures of entries go by whole months from every file; the entries stay, and all of it holds', async () => {
  const { app: first, clock, dataFolder, here } = await office()
  await first.close()
  const start = clock.now()
  const pieces = recognise(dataFolder, { id: here, name: 'Ada' }, [start, start + 1000])
  const app = await openApp({ ...clock, dataFolder, zone: () => 'UTC' })
  clock.advance(90 * day)
  const list = async () =>
    (await app.call('events.list', {})).events.map(({ at, similarity }) => [at, similarity]).toReversed()
  expect(await list()).toEqual([start, start + 1000].map((at) => [at, 0.71234567891]))
  const days = { ...kept, evidence: 31 }
  expect((await app.call('retention.preview', { days })).findings).toMatchObject([
    { kind: 'evidence', count: 2, from: start, to: start + 1000 },
  ])
  await app.call('settings.set', { retention: days })
  await expect.poll(list).toEqual([
    [start, null],
    [start + 1000, null],
  ])
  const [certificate] = (await app.call('audit.list', { action: 'retention.run' })).entries
  expect(certificate).toMatchObject({
    details: {
      removed: [{ kind: 'evidence', count: 2, days: 31 }],
      left: 0,
      gaps: [['evidence', 1, 2, '', expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(Number)]],
    },
  })
  expect(await app.call('retention.preview', {})).toMatchObject({ findings: [] })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
  const holding = () =>
    readdirSync(dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => pieces.some((piece) => readFileSync(file).includes(piece)))
  await expect.poll(holding).toEqual([])
})

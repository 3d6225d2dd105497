import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { findText } from '../helpers/find-text.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'

const day = 86_400_000
const kept = { leavers: null, unseen: null, guests: null, requests: null }
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

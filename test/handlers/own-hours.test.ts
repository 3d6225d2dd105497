import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import type { Employment } from '../../main/contract/employment.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { openScriptedKiosk } from '../helpers/scripted-kiosk.ts'
import { tamper } from '../store/scratch.ts'

const day = 86_400_000
const always: Employment[] = [{ joined: null, left: null }]
const pin = { by: 'pin', employeeNumber: '7', pin: '482913' } as const
const here = { kiosk: 'Lobby', shown: pin }

/** Eight hours a day from Monday to Friday are planned, in UTC. */
const rules = {
  policies: [{ id: 'office', name: 'Office', zone: 'UTC' }],
  schedules: [
    {
      ...{ id: 'week', name: 'Week' },
      pattern: {
        kind: 'weekly',
        days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday < 6 ? { kind: 'hours', minutes: 480 } : { kind: 'off' })),
      },
    },
  ],
  assignments: [{ target: { kind: 'everyone' }, schedule: 'week' }],
} as Input<'attendance.rules.set'>['rules']

/** Wednesday, 6 May 2026, at a kiosk in the lobby. */
async function office(dataFolder = scratchFolder()) {
  const clock = stoppedClock(Date.UTC(2026, 4, 6, 7))
  const app = await openApp({ now: clock.now, steady: clock.steady, zone: () => 'UTC', dataFolder })
  await app.call('attendance.rules.set', { version: 0, rules })
  await app.call('kiosks.set', { version: 0, kiosks: [{ name: 'Lobby' }, { name: 'Gate' }] })
  return { app, clock, door: app.connect({ via: 'kiosk', kiosk: 'Lobby' }) }
}

async function hire(app: App, name: string, employeeNumber: string, digits: string, employments = always) {
  const { id } = await app.call('people.create', { name, employeeNumber, employments })
  await app.call('pin.set', { personId: id, pin: digits })
  return id
}

const enter = (app: App, personId: PersonId, at: string, direction: 'in' | 'out') =>
  app.call('attendance.correct', {
    actor: 'HR',
    draft: {
      ...{ personId, action: 'add', corrects: null, direction, zone: 'UTC', reason: 'Paper' },
      at: Date.parse(`${at}Z`) as Instant,
    },
  })

async function work(app: App, personId: PersonId, date: string, from = '08:00', to: string | null = '16:30') {
  await enter(app, personId, `${date}T${from}`, 'in')
  if (to !== null) await enter(app, personId, `${date}T${to}`, 'out')
}

/** Ada, who worked on two days of April and two of May; that of 5 May has no end. */
async function ada(dataFolder?: string) {
  const { app, clock, door } = await office(dataFolder)
  const personId = await hire(app, 'Ada', '7', '482913', [{ joined: '2026-04-29' as never, left: null }])
  await work(app, personId, '2026-04-29')
  await work(app, personId, '2026-04-30', '08:00', '15:45')
  await work(app, personId, '2026-05-04')
  await work(app, personId, '2026-05-05', '08:00', null)
  return { app, clock, door, personId }
}

async function open(door: Pick<App, 'call'>) {
  const opened = await door.call('hours.open', here)
  if (opened.kind !== 'known') throw new Error(opened.kind)
  return { kiosk: 'Lobby', pass: opened.pass }
}

const expired = { reason: 'question-expired' }

test('who joined in the middle of a month sees its days from then on, with worked time, balance and open questions', async () => {
  const { app, door, personId } = await ada()
  expect(await door.call('hours.open', here)).toEqual({
    ...{ kind: 'known', pass: expect.stringMatching(/^[0-9a-f]{32}$/), seconds: 180 },
    ...{ person: { id: personId, name: 'Ada' }, language: null },
  })
  const [may, april] = (await door.call('hours.get', await open(door))).months
  expect(april!.days.map(({ date, status, workedMinutes }) => [date, status, workedMinutes])).toEqual([
    ['2026-04-29', 'worked', 510],
    ['2026-04-30', 'worked', 465],
  ])
  expect(april).toMatchObject({
    ...{ month: '2026-04', workedMinutes: 975, isFinished: true, confirmation: null },
    balance: { minutes: 975 - 960, through: '2026-04-30' },
  })
  // 1 May was a Friday on which she did not come; 6 May is not over.
  expect(may).toMatchObject({
    ...{ month: '2026-05', workedMinutes: 510, isFinished: false },
    balance: { minutes: 510 - 3 * 480, through: '2026-05-05' },
  })
  expect(may!.days.map(({ date }) => date)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `2026-05-0${number}`))
  expect(may!.days[4]).toMatchObject({ flags: ['missing-out', 'corrected'], isRequested: false })
  expect(may!.days[3]!.sessions).toEqual([
    { running: false, in: Date.UTC(2026, 4, 4, 8), out: Date.UTC(2026, 4, 4, 16, 30) },
  ])

  const at = Date.UTC(2026, 4, 5, 17) as Instant
  const draft = {
    action: 'add',
    corrects: null,
    direction: 'out',
    at,
    zone: 'UTC',
    reason: 'Forgot',
    personId,
  } as const
  await door.call('attendance.request', { draft, requestedBy: 'Ada' })
  const again = (await door.call('hours.get', await open(door))).months[0]!
  expect(again.days.map(({ isRequested }) => isRequested)).toEqual([false, false, false, false, true, false])
  expect((await app.call('audit.list', { action: 'hours.view' })).entries[0]).toMatchObject({
    ...{ actor: 'Lobby', via: 'kiosk', subject: `person ${personId}` },
  })
})

test('an office without a plan shows no balance', async () => {
  const { app, door } = await ada()
  await app.call('attendance.rules.set', { version: 1, rules: { ...rules, schedules: [], assignments: [] } })
  const { months } = await door.call('hours.get', await open(door))
  expect(months.map(({ balance }) => balance)).toEqual([null, null])
})

test('a month that is over is confirmed once, shown to the office, and told apart from what was corrected since', async () => {
  const { app, door, personId, clock } = await ada()
  const pass = await open(door)
  const [may, april] = (await door.call('hours.get', pass)).months
  const { digest } = april!
  expect(await door.call('hours.confirm', { ...pass, month: '2026-05', digest: may!.digest })).toEqual({ kind: 'open' })
  expect(await door.call('hours.confirm', { ...pass, month: '2026-04', digest: may!.digest })).toEqual({
    kind: 'changed',
  })
  const confirmation = {
    ...{ month: '2026-04', at: clock.now(), kiosk: 'Lobby', workedMinutes: 975, changed: false },
  }
  expect(await door.call('hours.confirm', { ...pass, month: '2026-04', digest })).toEqual({
    ...{ kind: 'confirmed', confirmation },
  })
  expect((await door.call('hours.get', pass)).months[1]!.confirmation).toEqual(confirmation)
  const person = { id: personId, name: 'Ada', employeeNumber: '7' }
  expect(await app.call('hours.list', { month: '2026-04' })).toEqual({
    people: [{ person, confirmation, workedMinutes: 975 }],
  })
  expect((await app.call('audit.list', { action: 'hours.confirm' })).entries).toMatchObject([
    { actor: 'Lobby', via: 'kiosk', subject: `person ${personId}`, details: { month: '2026-04', digest } },
  ])

  await enter(app, personId, '2026-04-30T16:45', 'in')
  await enter(app, personId, '2026-04-30T17:00', 'out')
  expect((await app.call('hours.list', { month: '2026-04' })).people).toEqual([
    { person, confirmation: { ...confirmation, changed: true }, workedMinutes: 990 },
  ])
  const later = await door.call('hours.get', pass)
  expect(later.months[1]!.confirmation).toEqual({ ...confirmation, changed: true })
  await door.call('hours.confirm', { ...pass, month: '2026-04', digest: later.months[1]!.digest })
  expect((await app.call('hours.list', { month: '2026-04' })).people).toMatchObject([
    { confirmation: { workedMinutes: 990, changed: false } },
  ])
})

test('an export of a whole month has its confirmations, one of other days has none', async () => {
  const { app, door } = await ada()
  const pass = await open(door)
  const { digest } = (await door.call('hours.get', pass)).months[1]!
  await door.call('hours.confirm', { ...pass, month: '2026-04', digest })
  const totals = async (from: string, to: string) => {
    const dates = { from: from as never, to: to as never }
    const order = { task: 'export', what: 'totals', format: 'json', scope: { kind: 'everyone' }, dates } as const
    const written = await app.call('attendance.export', order)
    if (written.kind !== 'written') throw new Error(written.kind)
    return (JSON.parse(readFileSync(written.path, 'utf8')) as object[])[0]
  }
  expect(await totals('2026-04-01', '2026-04-30')).toMatchObject({
    ...{ worked_minutes: 975, confirmed: '2026-05-06T07:00:00+00:00', changed_since: false },
  })
  expect(await totals('2026-04-01', '2026-05-31')).toMatchObject({ confirmed: null, changed_since: null })
})

test('a month with a forgotten entry is confirmed when that is settled, and not before', async () => {
  const { app, door, personId, clock } = await ada()
  clock.advance(28 * day)
  const pass = await open(door)
  const may = async () => (await door.call('hours.get', pass)).months[1]!
  const { digest } = await may()
  expect(await door.call('hours.confirm', { ...pass, month: '2026-05', digest })).toEqual({ kind: 'open' })
  await enter(app, personId, '2026-05-05T16:30', 'out')
  const settled = await may()
  expect(settled).toMatchObject({ month: '2026-05', isFinished: true, workedMinutes: 1020 })
  expect(await door.call('hours.confirm', { ...pass, month: '2026-05', digest: settled.digest })).toMatchObject({
    kind: 'confirmed',
  })
})

test('a pass is for one kiosk and one person, for three minutes, until the kiosk gives it back or asks again', async () => {
  const { app, door, clock } = await ada()
  await hire(app, 'Grace', '8', '771204')
  const gate = app.connect({ via: 'kiosk', kiosk: 'Gate' })
  const first = await open(door)
  await expect(gate.call('hours.get', first)).rejects.toMatchObject({ reason: 'role-forbids' })
  await expect(gate.call('hours.get', { ...first, kiosk: 'Gate' })).rejects.toMatchObject(expired)
  await expect(door.call('hours.get', { ...first, pass: first.pass.replace(/./, 'x') })).rejects.toMatchObject(expired)
  const second = await door.call('hours.open', { ...here, shown: { by: 'pin', employeeNumber: '8', pin: '771204' } })
  expect(second).toMatchObject({ person: { name: 'Grace' } })
  await expect(door.call('hours.get', first), 'of whoever was before').rejects.toMatchObject(expired)

  const third = await open(door)
  clock.advance(179_000)
  expect((await door.call('hours.get', third)).months).toHaveLength(2)
  clock.advance(1_000)
  await expect(door.call('hours.get', third)).rejects.toMatchObject(expired)

  const fourth = await open(door)
  await door.call('hours.close', fourth)
  await expect(door.call('hours.confirm', { ...fourth, month: '2026-04', digest: '' })).rejects.toMatchObject(expired)

  const fifth = await open(door)
  await app.call('pin.set', { personId: second.kind === 'known' ? second.person.id : (0 as never) })
  await expect(door.call('hours.get', fifth), 'when a PIN has changed').rejects.toMatchObject(expired)
})

test('wrong PINs count as at check-in, the right PIN of somebody else opens nothing, and a kiosk may offer no hours', async () => {
  const { app, door } = await ada()
  await hire(app, 'Grace', '8', '771204')
  const guess = (digits: string) => door.call('hours.open', { kiosk: 'Lobby', shown: { ...pin, pin: digits } })
  expect(await guess('771204')).toEqual({ kind: 'wrong' })
  for (let wrong = 0; wrong < 4; wrong++) expect(await guess('111111')).toEqual({ kind: 'wrong' })
  expect(await guess('482913')).toMatchObject({ kind: 'locked' })
  expect((await app.call('audit.list', { action: 'pin.locked' })).entries).toHaveLength(1)

  await app.call('kiosks.set', { version: 1, kiosks: [{ name: 'Lobby', hours: false }, { name: 'Gate' }] })
  expect(await guess('482913')).toEqual({ kind: 'off' })
})

test('who left long ago sees nothing, who left this month what they worked, and who begins later nothing yet', async () => {
  const { app, door } = await office()
  const asked = async (employeeNumber: string, digits: string) =>
    door.call('hours.open', { kiosk: 'Lobby', shown: { by: 'pin', employeeNumber, pin: digits } })
  await hire(app, 'Gone', '1', '111112', [{ joined: null, left: '2026-02-27' as never }])
  await hire(app, 'Leaver', '2', '111113', [{ joined: null, left: '2026-05-04' as never }])
  await hire(app, 'Comer', '3', '111114', [{ joined: '2026-06-01' as never, left: null }])
  expect(await asked('1', '111112')).toEqual({ kind: 'left', on: '2026-02-27' })
  expect(await asked('3', '111114')).toEqual({ kind: 'coming', from: '2026-06-01' })
  const leaver = await asked('2', '111113')
  if (leaver.kind !== 'known') throw new Error(leaver.kind)
  const { months } = await door.call('hours.get', { kiosk: 'Lobby', pass: leaver.pass })
  expect(months.map(({ month, days }) => [month, days.at(-1)!.date])).toEqual([
    ['2026-05', '2026-05-04'],
    ['2026-04', '2026-04-30'],
  ])
})

test('a face and a PIN are enough without a number, and whoever else the camera sees is shown nothing', async () => {
  const { app, people, see } = await openScriptedKiosk(['Ada', 'Grace'])
  const [ada, grace] = people
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0, kiosk: 'Lobby' })
  await app.call('people.update', { id: ada!, employments: always })
  await app.call('pin.set', { personId: ada!, pin: '482913' })
  await app.call('pin.set', { personId: grace!, pin: '771204' })
  const door = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  const look = async (track: number, like: number[], ended: number[] = []) => {
    for (let frame = 0; frame < 8; frame++) await see([{ track, like, quality: 90 }], { kiosk: 'Lobby', ended })
  }
  const by = (track: number, digits: string) =>
    door.call('hours.open', { kiosk: 'Lobby', shown: { by: 'face', track, pin: digits } })

  await expect(by(1, '482913'), 'nobody is there').rejects.toMatchObject(expired)
  await look(1, [0.9, 0])
  expect(await by(1, '771204'), 'the PIN of somebody else').toEqual({ kind: 'wrong' })
  const opened = await by(1, '482913')
  if (opened.kind !== 'known') throw new Error(opened.kind)
  expect(opened.person.name).toBe('Ada')
  const pass = { kiosk: 'Lobby', pass: opened.pass }
  await see([], { kiosk: 'Lobby' })
  expect((await door.call('hours.get', pass)).months.length).toBeGreaterThan(0)

  await look(2, [0, 0.9], [1])
  await expect(door.call('hours.get', pass)).rejects.toMatchObject(expired)
  expect(
    await door.call('hours.open', { kiosk: 'Lobby', shown: { by: 'pin', employeeNumber: null, pin: '482913' } }),
  ).toEqual({ kind: 'off' })
  await app.call('people.update', { id: ada!, employeeNumber: '7' })
  expect(await door.call('hours.open', here), 'by her number, when Grace stands there').toEqual({ kind: 'seen-other' })
})

test('confirmations follow their person: merged and separated again, erased with them', async () => {
  const { app, door, personId } = await ada()
  const pass = await open(door)
  const { digest } = (await door.call('hours.get', pass)).months[1]!
  await door.call('hours.confirm', { ...pass, month: '2026-04', digest })
  const grace = await hire(app, 'Grace', '8', '771204')
  const listed = async () =>
    (await app.call('hours.list', { month: '2026-04' })).people.map(({ person, confirmation }) => [
      person.id,
      confirmation.changed,
    ])
  const { id: merge } = await app.call('people.merge', { kept: grace, gone: personId })
  expect((await listed()).map(([id]) => id)).toEqual([grace])
  await app.call('people.unmerge', { merge })
  expect(await listed()).toEqual([[personId, false]])
  await app.call('people.erase', { id: personId })
  expect(await listed()).toEqual([])
})

test('a confirmation that somebody changed in the file does not count', async () => {
  const dataFolder = scratchFolder()
  const { app, door } = await ada(dataFolder)
  const pass = await open(door)
  const { digest } = (await door.call('hours.get', pass)).months[1]!
  await door.call('hours.confirm', { ...pass, month: '2026-04', digest })
  await app.close()
  const listed = async () => (await (await openApp({ dataFolder })).call('hours.list', { month: '2026-04' })).people
  expect(await listed()).toHaveLength(1)
  tamper(join(dataFolder, 'rollcall.db'), 'update hour_confirmations set worked_minutes = 900')
  expect(await listed()).toEqual([])
})

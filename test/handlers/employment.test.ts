import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import type { Person } from '../../main/contract/people.ts'
import { readExport } from '../../renderer/client/read-export.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'
import { askConsent, signed } from '../helpers/consent.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'
import { openScriptedKiosk, type ScriptedKiosk, type Sighting } from '../helpers/scripted-kiosk.ts'

const date = (text: string) => text as LocalDate
const since = (joined: string | null, left: string | null = null) => ({
  joined: joined === null ? null : date(joined),
  left: left === null ? null : date(left),
})
const keptForEver = { leavers: null, unseen: null, guests: null, requests: null, events: null }
const day = 86_400_000
const zone = () => 'UTC'
const june = { from: date('2026-06-01'), to: date('2026-06-30') }

/** Monday to Friday of the dates from `first` to `last`, in June 2026, which begins on a Monday. */
const workdays = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (each) => each % 7 !== 6 && each % 7 !== 0,
  )

async function openOffice(): Promise<App> {
  const app = await openApp({ now: () => Date.UTC(2026, 6, 10, 12), zone })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const shift = { kind: 'shifts' as const, shifts: [{ name: '', start: 540, end: 1020, breakMinutes: 0 }] }
  const off = { kind: 'off' as const }
  const days = [shift, shift, shift, shift, shift, off, off]
  const week = { id: 'week', name: 'Week', pattern: { kind: 'weekly' as const, days } }
  const assignment = { target: { kind: 'everyone' as const }, schedule: 'week', from: null, to: null, policy: null }
  await app.call('attendance.rules.set', {
    rules: { ...rules, schedules: [week as never], assignments: [assignment as never] },
    version,
  })
  return app
}

async function work(app: App, personId: PersonId, days: readonly number[], from = 9): Promise<void> {
  for (const each of days) {
    for (const [direction, hour] of [
      ['in', from],
      ['out', 17],
    ] as const) {
      const at = (Date.UTC(2026, 5, each) + hour * 3_600_000) as Instant
      const draft = { personId, action: 'add' as const, corrects: null, direction, at, zone: 'UTC', reason: 'x' }
      await app.call('attendance.correct', { draft, actor: 'HR' })
    }
  }
}

async function totals(
  app: App,
): Promise<Record<string, { expected: number; worked: number; absent: number; late: number }>> {
  const { people } = await app.call('attendance.group', { scope: { kind: 'everyone' }, dates: june })
  return Object.fromEntries(
    people.map(({ person, totals: { expectedMinutes, workedMinutes, absentMinutes, lateMinutes } }) => [
      person.name,
      { expected: expectedMinutes, worked: workedMinutes, absent: absentMinutes, late: lateMinutes },
    ]),
  )
}

test('June: one joined, one left, one was hired again, one is two entries of one person, one withdrew', async () => {
  const app = await openOffice()
  const add = (name: string, ...employments: Person['employments']) => app.call('people.create', { name, employments })
  const stays = await add('Stays', since(null))
  const joins = await add('Joins', since('2026-06-15'))
  const leaves = await add('Leaves', since('2025-01-01', '2026-06-10'))
  const again = await add('Again', since('2025-01-01', '2026-06-05'), since('2026-06-22'))
  const kept = await add('Twice', since('2026-06-01', '2026-06-12'))
  const gone = await add('Twice B.', since('2026-06-10', '2026-06-19'))
  const withdraws = await add('Withdraws', since(null))
  await askConsent(app)
  await app.call('consent.record', { personId: withdraws.id, ...signed })
  await add('Former', since(null, '2026-03-31'))
  await add('Later', since('2026-07-01'))
  await work(app, stays.id, workdays(1, 30))
  await work(app, joins.id, workdays(15, 30))
  await work(app, leaves.id, [1, 2, 4, 5, 8, 9, 10])
  await work(app, again.id, workdays(1, 5))
  await work(app, again.id, [22], 9.5)
  await work(app, again.id, [23, 24, 25, 26, 29, 30])
  await work(app, kept.id, workdays(1, 12))
  await work(app, gone.id, workdays(15, 19))
  await work(app, withdraws.id, workdays(1, 12))
  await app.call('consent.withdraw', { personId: withdraws.id, alternative: 'pin' })
  // Hours go on; the last two days are missing.
  await work(app, withdraws.id, workdays(15, 26))
  const others = {
    Stays: { expected: 22 * 480, worked: 22 * 480, absent: 0, late: 0 },
    Joins: { expected: 12 * 480, worked: 12 * 480, absent: 0, late: 0 },
    Leaves: { expected: 8 * 480, worked: 7 * 480, absent: 480, late: 0 },
    Again: { expected: 12 * 480, worked: 12 * 480 - 30, absent: 0, late: 30 },
    Withdraws: { expected: 22 * 480, worked: 20 * 480, absent: 2 * 480, late: 0 },
  }
  const apart = {
    ...others,
    Twice: { expected: 10 * 480, worked: 10 * 480, absent: 0, late: 0 },
    'Twice B.': { expected: 8 * 480, worked: 5 * 480, absent: 3 * 480, late: 0 },
  }
  expect(await totals(app)).toEqual(apart)
  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  expect((await app.call('people.get', { id: kept.id })).person.employments).toEqual([
    since('2026-06-01', '2026-06-19'),
  ])
  expect(await totals(app)).toEqual({
    ...others,
    Twice: { expected: 15 * 480, worked: 15 * 480, absent: 0, late: 0 },
  })
  const order = { task: 'x', what: 'totals' as const, format: 'csv' as const, dates: june }
  const made = await app.call('attendance.export', { ...order, scope: { kind: 'everyone' } })
  if (made.kind !== 'written') throw new Error('nothing was written')
  const text = await new Blob([...(await readExport(app, made.fileName))]).text()
  expect(
    text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(',').slice(0, 4).join()),
  ).toEqual([
    'person,employee_number,expected_minutes,worked_minutes',
    `Again,,5760,5730`,
    `Joins,,5760,5760`,
    `Leaves,,3840,3360`,
    `Stays,,10560,10560`,
    `Twice,,7200,7200`,
    `Withdraws,,10560,9600`,
  ])
  expect(await app.call('people.unmerge', { merge: merge.id })).toMatchObject({ kind: 'unmerged' })
  expect(await totals(app)).toEqual(apart)
  // The figures of the settled days are kept: other dates must throw them away.
  await app.call('people.update', { id: joins.id, employments: [since('2026-06-22')] })
  const { Joins } = await totals(app)
  expect(Joins).toEqual({ expected: 7 * 480, worked: 12 * 480, absent: 0, late: 0 })
  const sheet = await app.call('attendance.timesheet', { personId: joins.id, dates: june })
  expect(sheet.days[14]).toMatchObject({
    date: '2026-06-15',
    status: 'worked',
    flags: ['corrected', 'worked-not-employed'],
  })
  expect(sheet.days[12]).toMatchObject({ date: '2026-06-13', status: 'not-employed', expectedMinutes: 0 })
})

test('whoever has entries stays in the sheet of a month in which they did not work here', async () => {
  const app = await openOffice()
  const { id } = await app.call('people.create', { name: 'Ada', employments: [since(null, '2026-05-31')] })
  expect(await totals(app)).toEqual({})
  await work(app, id, [3])
  expect(await totals(app)).toEqual({ Ada: { expected: 0, worked: 480, absent: 0, late: 0 } })
})

test('somebody new works here from today on, unless the dates are given', async () => {
  const app = await openOffice()
  const { people, today } = await app.call('people.list', {})
  expect({ people, today }).toEqual({ people: [], today: '2026-07-10' })
  const ada = await app.call('people.create', { name: 'Ada' })
  expect(ada.employments).toEqual([since('2026-07-10')])
  expect((await app.call('people.create', { name: 'Eve', employments: [since(null)] })).employments).toEqual([
    since(null),
  ])
})

test('people are listed by where they stand today', async () => {
  const app = await openOffice()
  for (const [name, joined, left] of [
    ['Active', null, null],
    ['Last day', '2026-01-01', '2026-07-10'],
    ['Left', '2026-01-01', '2026-07-09'],
    ['Coming', '2026-07-11', null],
  ] as const) {
    await app.call('people.create', { name, employments: [since(joined, left)] })
  }
  await app.call('people.create', { name: 'Again', employments: [since(null, '2026-01-31'), since('2026-09-01')] })
  const names = async (state: 'active' | 'coming' | 'left' | null, query = '') => {
    const { people, total } = await app.call('people.list', { state, query })
    expect(total).toBe(people.length)
    return people.map(({ name }) => name)
  }
  expect(await names('active')).toEqual(['Active', 'Last day'])
  expect(await names('coming')).toEqual(['Again', 'Coming'])
  expect(await names('left')).toEqual(['Left'])
  expect(await names(null)).toHaveLength(5)
  expect(await names('active', 'l')).toEqual(['Last day'])
  const onBoard = await app.call('attendance.today', { group: null })
  expect(onBoard.people.map(({ person }) => person.name)).toEqual(['Active', 'Last day'])
})

test('dates that contradict themselves are refused', async () => {
  const app = await openOffice()
  const { id } = await app.call('people.create', { name: 'Ada' })
  for (const employments of [
    [since('2026-02-01', '2026-01-31')],
    [since('2026-01-01'), since('2026-02-01')],
    [since(null, '2026-03-01'), since('2026-03-01')],
    [],
  ]) {
    await expect(app.call('people.update', { id, employments })).rejects.toMatchObject({ code: 'invalid-input' })
  }
  const given = [since('2026-05-01'), since('2025-01-01', '2025-12-31')]
  expect((await app.call('people.update', { id, employments: given })).employments).toEqual([...given].reverse())
  const { entries } = await app.call('audit.list', { action: 'person.update' })
  expect(entries[0]).toMatchObject({
    subject: `person ${id}`,
    details: { fields: ['employments'], employments: [...given].reverse() },
  })
})

/** Nobody is called unknown at the first sight. */
async function seeOften(see: ScriptedKiosk['see'], face: Sighting) {
  for (let frames = 0; frames < 9; frames += 1) await see([face])
  return see([face])
}

test('the kiosk knows people on their last day and no longer, while it runs', async () => {
  const { app, see, clock, people } = await openScriptedKiosk(['Ada', 'Eve'], { zone })
  const [id] = people as [PersonId]
  await app.call('people.update', { id, employments: [since('2026-01-01', '2026-05-04')] })
  expect((await see([{ track: 1, like: [0.7] }])).events).toMatchObject([{ person: { name: 'Ada' } }])
  // 3:30 on the fifth still belongs to the day before.
  clock.advance(20 * 3_600_000)
  const late = await see([{ track: 2, like: [0.7] }], { ended: [1] })
  expect(late.faces).toMatchObject([{ state: { decision: { kind: 'known' } } }])
  clock.advance(3_600_000)
  const next = await seeOften(see, { track: 3, like: [0.7, 0.2] })
  expect(next.events).toEqual([])
  expect(next.faces).toMatchObject([
    { state: { decision: { kind: 'unknown' } }, attendance: null, candidates: [{ person: { name: 'Eve' } }] },
  ])
  const { checks } = await app.call('system.doctor', {})
  expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).not.toContain('index')
  // Hired again, they are known at once.
  const again = [since('2026-01-01', '2026-05-04'), since('2026-05-05')]
  await app.call('people.update', { id, employments: again })
  expect((await see([{ track: 4, like: [0.7] }], { ended: [3] })).faces).toMatchObject([
    { state: { decision: { kind: 'known', person: { id } } } },
  ])
})

test('whoever has left stands in nobody’s way', async () => {
  const { see, app, people } = await openScriptedKiosk(['Ada', 'Eve'], { zone })
  const both = { like: [0.7, 0.69] }
  expect((await seeOften(see, { track: 1, ...both })).faces).toMatchObject([
    { state: { decision: { kind: 'ambiguous' } } },
  ])
  await app.call('people.update', { id: people[0]!, employments: [since(null, '2026-05-03')] })
  const { events } = await see([{ track: 2, ...both }], { ended: [1] })
  expect(events).toMatchObject([{ person: { name: 'Eve' }, runnerUp: null }])
})

test('whoever starts later is told when, and checked in from that day on', async () => {
  const { see, app, clock, people } = await openScriptedKiosk(['Ada'], { zone })
  await app.call('people.update', { id: people[0]!, employments: [since('2026-05-05')] })
  const early = await see([{ track: 1, like: [0.7] }])
  expect(early.events).toEqual([])
  expect(early.faces).toMatchObject([{ attendance: { kind: 'coming', from: '2026-05-05' } }])
  clock.advance(day)
  expect((await see([{ track: 2, like: [0.7] }], { ended: [1] })).events).toMatchObject([{ direction: 'in' }])
})

test('a PIN says that somebody has left, or starts later, and writes nothing', async () => {
  const { app, clock, people } = await openScriptedKiosk(['Ada'], { zone })
  const id = people[0]!
  await app.call('people.update', { id, employeeNumber: '7', employments: [since('2026-05-05', '2026-05-06')] })
  await app.call('pin.set', { personId: id, pin: '123456' })
  const entered = { kiosk: 'Front door', employeeNumber: '7', pin: '123456' }
  const coming = { kind: 'coming', from: '2026-05-05' }
  const left = { kind: 'left', on: '2026-05-06' }
  expect(await app.call('pin.check', entered)).toMatchObject({ kind: 'known', outcome: coming })
  expect(await app.call('pin.identify', entered)).toEqual(coming)
  clock.advance(day)
  expect(await app.call('pin.check', entered)).toMatchObject({ outcome: { kind: 'recorded' } })
  expect(await app.call('pin.identify', entered)).toMatchObject({ kind: 'known' })
  clock.advance(2 * day)
  expect(await app.call('pin.check', entered)).toMatchObject({ kind: 'known', outcome: left })
  expect(await app.call('pin.identify', entered)).toEqual(left)
  expect((await app.call('events.list', {})).total).toBe(1)
  const { hosts } = await app.call('guests.hosts', { query: 'Ada' })
  expect(hosts).toEqual([])
})

test('nobody gets photos after they have left', async () => {
  const app = await openApp({ zone })
  const { id } = await app.call('people.create', { name: 'Ada', employments: [since(null, '2020-01-31')] })
  const photo = await jpeg(ada)
  await expect(app.call('enrol.photo', { personId: id, photo })).rejects.toMatchObject({
    code: 'not-allowed',
    reason: 'person-left',
  })
  await app.call('people.update', { id, employments: [since('2019-01-01', '2020-01-31'), since('2999-01-01')] })
  expect(await app.call('enrol.photo', { personId: id, photo })).toMatchObject({ kind: 'enrolled' })
})

test('photos of people who have left go at once where that is set, and not before', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock, zone, shell: 'web' })
  const people = await Promise.all(
    ['Ada', 'Eve'].map((name) => app.call('people.create', { name, employments: [since(null)] })),
  )
  const [leaves, stays] = people.map(({ id }) => id) as [PersonId, PersonId]
  await app.call('enrol.photo', { personId: leaves, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: stays, photo: await jpeg(stranger) })
  const templates = async () =>
    Object.fromEntries((await app.call('people.list', {})).people.map((person) => [person.name, person.templates]))
  await app.call('people.update', { id: leaves, employments: [since(null, '2026-05-03')] })
  expect(await templates()).toEqual({ Ada: 1, Eve: 1 })
  await app.call('settings.set', { retention: { ...keptForEver, leavers: 7 } })
  expect(await templates()).toEqual({ Ada: 1, Eve: 1 })
  await app.call('settings.set', { retention: { ...keptForEver, leavers: 0 } })
  expect(await templates()).toEqual({ Ada: 0, Eve: 1 })
  expect((await app.call('audit.list', { action: 'template.erase' })).entries).toMatchObject([
    { via: 'app', details: { person: leaves, reason: 'left' } },
  ])
  expect((await app.call('people.get', { id: leaves })).person.name).toBe('Ada')
  // A night shift of the last day, which lasts into the next, is not over.
  clock.advance(18 * 3_600_000)
  await app.call('people.update', { id: stays, employments: [since(null, '2026-05-04')] })
  expect(await templates()).toEqual({ Ada: 0, Eve: 1 })
  clock.advance(3 * 3_600_000)
  await app.call('people.update', { id: stays, name: 'Eve' })
  expect(await templates()).toEqual({ Ada: 0, Eve: 0 })
})

test('a clock that was set forward erases nobody', async () => {
  const clock = stoppedClock()
  const app = await openApp({ ...clock, zone, shell: 'web' })
  const { id } = await app.call('people.create', { name: 'Ada', employments: [since(null, '2026-12-31')] })
  await app.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  await app.call('settings.set', { retention: { ...keptForEver, leavers: 0 } })
  clock.set(366 * day)
  await app.call('people.update', { id, name: 'Ada L.' })
  expect((await app.call('people.get', { id })).templates).toHaveLength(1)
})

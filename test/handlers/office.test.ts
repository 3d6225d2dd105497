import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { AttendanceRules, LocalDate } from '../../main/contract/attendance-rules.ts'
import { everyDay } from '../../main/contract/employment.ts'
import { EventId, type Instant, type PersonId } from '../../main/contract/entities.ts'
import { type CorrectionDraft, needsCheck } from '../../main/contract/timesheets.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'

const zone = 'Europe/Berlin'
const day = 86_400_000
const hour = 3_600_000
const dates = (from: string, to: string) => ({ from: LocalDate.parse(from), to: LocalDate.parse(to) })
const everyone = { kind: 'everyone' as const }

const shift = { kind: 'shifts', shifts: [{ start: 540, end: 1020, breakMinutes: 30 }] }
const off = { kind: 'off' }

function rulesWith(change: Record<string, unknown> = {}, more: Record<string, unknown> = {}): AttendanceRules {
  return AttendanceRules.parse({
    policies: [{ id: 'office', name: 'Office', zone, ...change }],
    schedules: [
      { id: 'week', name: 'Week', pattern: { kind: 'weekly', days: [shift, shift, shift, shift, shift, off, off] } },
    ],
    assignments: [{ target: { kind: 'everyone' }, schedule: 'week' }],
    ...more,
  })
}

async function openOffice(at: string) {
  const clock = stoppedClock(Date.parse(at))
  const dataFolder = scratchFolder()
  const app = await openApp({ now: clock.now, steady: clock.steady, dataFolder })
  await app.call('attendance.rules.set', { rules: rulesWith(), version: 0 })
  const add = async (name: string, employeeNumber: string | null = null, groups: string[] = []) =>
    (await app.call('people.create', { name, employeeNumber, groups, employments: [...everyDay] })).id
  return { app, clock, add, dataFolder }
}

function draft(personId: PersonId, at: string, direction: 'in' | 'out'): CorrectionDraft {
  const instant = Date.parse(at) as Instant
  return { personId, action: 'add', corrects: null, direction, at: instant, zone, reason: 'forgot' }
}

async function enter(app: App, personId: PersonId, at: string, direction: 'in' | 'out') {
  const outcome = await app.call('attendance.correct', { draft: draft(personId, at, direction), actor: 'chief' })
  if (outcome.kind !== 'corrected') throw new Error(outcome.reason)
  return outcome.event
}

/** What a group's view must be: everybody's own timesheet, added up. */
async function expectSums(app: App, range: ReturnType<typeof dates>) {
  const { people } = await app.call('people.list', {})
  const group = await app.call('attendance.group', { scope: everyone, dates: range })
  for (const { person, totals, daysToCheck } of group.people) {
    const sheet = await app.call('attendance.timesheet', { personId: person.id, dates: range })
    expect(totals, person.name).toEqual(sheet.totals)
    expect(daysToCheck).toBe(sheet.days.filter(needsCheck).length)
  }
  expect(group.people).toHaveLength(people.length)
  const worked = group.days.reduce((sum, { totals }) => sum + totals.workedMinutes, 0)
  expect(worked).toBe(group.totals.workedMinutes)
  return group
}

describe("a group's days, kept in the database", () => {
  test('are right whatever happens after they were kept', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T08:00:00Z')
    const ada = await add('Ada')
    const eve = await add('Eve', null, ['Night'])
    const may = dates('2026-05-01', '2026-05-31')
    for (const date of ['2026-05-04', '2026-05-05', '2026-05-18', '2026-05-19']) {
      await enter(app, ada, `${date}T07:10:00Z`, 'in')
      await enter(app, ada, `${date}T15:00:00Z`, 'out')
      await enter(app, eve, `${date}T07:00:00Z`, 'in')
    }
    const first = await expectSums(app, may)
    expect(first.people.map(({ totals }) => totals.workedMinutes)).toEqual([4 * 440, 0])
    expect(first.people.map(({ totals }) => totals.lateMinutes)).toEqual([40, 0])
    // All entries were added by hand; to check are those that lack one.
    expect(first.people.map(({ daysToCheck }) => daysToCheck)).toEqual([0, 4])

    // A correction of a day that was kept, and its reverse.
    const leaving = await enter(app, eve, '2026-05-05T15:00:00Z', 'out')
    expect((await expectSums(app, may)).people[1]!.totals.workedMinutes).toBe(450)
    const reverse = { ...draft(eve, '2026-05-05T15:00:00Z', 'out'), action: 'void' as const, corrects: leaving.id }
    await app.call('attendance.correct', { draft: reverse, actor: 'chief' })
    expect((await expectSums(app, may)).people[1]!.totals.workedMinutes).toBe(0)

    // Time passes: what was open is judged; the next month begins.
    clock.advance(14 * day)
    await expectSums(app, may)
    await expectSums(app, dates('2026-05-15', '2026-06-10'))

    // Another rule for everybody, a leave for one, another group.
    const { version } = await app.call('attendance.rules.get', {})
    const leaves = [{ personId: ada, from: '2026-05-06', to: '2026-05-08', name: 'Vacation' }]
    await app.call('attendance.rules.set', { rules: rulesWith({ graceLateMinutes: 15 }, { leaves }), version })
    const changed = await expectSums(app, may)
    expect(changed.people[0]!.totals).toMatchObject({ lateMinutes: 0, leaveMinutes: 3 * 450 })
    const back = rulesWith({ graceLateMinutes: 15 })
    await app.call('attendance.rules.set', { rules: back, version: version + 1 })
    expect((await expectSums(app, may)).people[0]!.totals.leaveMinutes).toBe(0)
    const night = { target: { kind: 'group', group: 'Night' }, policy: 'office', schedule: null, from: null, to: null }
    const grouped = AttendanceRules.parse({ ...back, assignments: [...back.assignments, night] })
    await app.call('attendance.rules.set', { rules: grouped, version: version + 2 })
    await expectSums(app, may)
    await app.call('people.update', { id: eve, groups: [] })
    await expectSums(app, may)
  })

  test('follow entries that come in late, over a weekly limit', async () => {
    const { app, clock, add } = await openOffice('2026-06-03T08:00:00Z')
    const weekly = rulesWith({ overtime: { dailyAfter: null, weeklyAfter: 1200 } })
    await app.call('attendance.rules.set', { rules: weekly, version: 1 })
    const ada = await add('Ada')
    // Monday to Thursday of a week that lies across two months.
    for (const date of ['2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30', '2026-05-01']) {
      await enter(app, ada, `${date}T07:00:00Z`, 'in')
      if (date !== '2026-04-29') await enter(app, ada, `${date}T15:00:00Z`, 'out')
    }
    const range = dates('2026-04-01', '2026-05-31')
    expect((await expectSums(app, range)).totals.overtimeMinutes).toBe(4 * 450 - 1200)
    await enter(app, ada, '2026-04-29T15:00:00Z', 'out')
    expect((await expectSums(app, range)).totals.overtimeMinutes).toBe(5 * 450 - 1200)
    clock.advance(hour)
    await expectSums(app, dates('2026-05-01', '2026-05-31'))
  })

  test('rules are replaced only from what was read, and keep their history', async () => {
    const { app } = await openOffice('2026-05-20T08:00:00Z')
    await expect(app.call('attendance.rules.set', { rules: rulesWith(), version: 0 })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'changed-meanwhile',
    })
    const missing = rulesWith({}, { schedules: [] })
    await expect(app.call('attendance.rules.set', { rules: missing, version: 1 })).rejects.toMatchObject({
      ...{ code: 'not-found', reason: 'rule-gone' },
    })
    expect((await app.call('attendance.rules.get', {})).version).toBe(1)
  })
})

test('Today: in, late, absent, on leave', async () => {
  const { app, clock, add } = await openOffice('2026-05-20T07:30:00Z')
  const ada = await add('Ada')
  await add('Eve')
  const states = async () => (await app.call('attendance.today', {})).people.map(({ presence }) => presence.kind)
  expect(await states()).toEqual(['late', 'late'])
  await enter(app, ada, '2026-05-20T07:20:00Z', 'in')
  expect(await states()).toEqual(['in', 'late'])
  clock.advance(8 * hour)
  expect(await states()).toEqual(['in', 'absent'])
})

test('Today is the working day, which ends in the night', async () => {
  const { app, clock, add } = await openOffice('2026-05-20T20:00:00Z')
  const today = async () => (await app.call('attendance.today', {})).date
  expect(await today()).toBeNull()
  await add('Ada')
  expect(await today()).toBe('2026-05-20')
  // 01:00 in Berlin; the day ends at 04:00.
  clock.advance(3 * hour)
  expect(await today()).toBe('2026-05-20')
  clock.advance(4 * hour)
  expect(await today()).toBe('2026-05-21')
})

describe('a request from the kiosk', () => {
  test('does nothing until it is approved, and is decided once', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    const ada = await add('Ada')
    await enter(app, ada, '2026-05-20T07:00:00Z', 'in')
    const wanted = draft(ada, '2026-05-20T15:00:00Z', 'out')
    const asked = await app.call('attendance.request', { draft: wanted, requestedBy: 'Ada, Front door' })
    if (asked.kind !== 'requested') throw new Error(asked.reason)
    const worked = async () =>
      (await app.call('attendance.timesheet', { personId: ada, dates: dates('2026-05-20', '2026-05-20') })).totals
        .workedMinutes
    expect(await worked()).toBe(0)
    const waiting = await app.call('attendance.requests', {})
    expect(waiting.requests).toMatchObject([{ person: { name: 'Ada' }, state: { kind: 'waiting' } }])

    const decision = { request: asked.request.id, approve: true, actor: 'chief' }
    const decided = await app.call('attendance.decide', decision)
    expect(decided).toMatchObject({ kind: 'decided', request: { state: { kind: 'approved', by: 'chief' } } })
    expect(await worked()).toBe(450)
    await expect(app.call('attendance.decide', decision)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'request-decided',
    })
    expect(await worked()).toBe(450)
    expect((await app.call('attendance.requests', {})).requests).toEqual([])
    const { events } = await app.call('events.list', {})
    expect(events.filter(({ kind }) => kind === 'correction')).toHaveLength(2)
  })

  test('that makes no sense is refused, with the reason', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    const ada = await add('Ada')
    const refused = async (change: Partial<CorrectionDraft>) => {
      const wrong = { ...draft(ada, '2026-05-20T15:00:00Z', 'out'), ...change }
      const outcome = await app.call('attendance.request', { draft: wrong, requestedBy: 'Ada' })
      return outcome.kind === 'refused' ? outcome.reason : outcome.kind
    }
    expect(await refused({ at: Date.parse('2026-05-20T19:00:00Z') as Instant })).toBe('in-the-future')
    expect(await refused({ action: 'void', corrects: EventId.parse(7) })).toBe('nothing-to-correct')
    await enter(app, ada, '2026-05-20T15:00:00Z', 'out')
    expect(await refused({})).toBe('changes-nothing')
    // Another second of the same minute is the same entry, another direction or minute is not.
    expect(await refused({ at: Date.parse('2026-05-20T15:00:59Z') as Instant })).toBe('changes-nothing')
    expect(await refused({ at: Date.parse('2026-05-20T15:01:00Z') as Instant })).toBe('requested')
    expect(await refused({ direction: 'in' })).toBe('requested')
  })
})

describe('without a face', () => {
  const kiosk = 'Front door'

  test('number and PIN check in and out by the same rules', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada', '1001')
    const { pin } = await app.call('pin.set', { personId: ada })
    expect(pin).toMatch(/^\d{6}$/)
    const entered = { kiosk, employeeNumber: '1001', pin }
    expect(await app.call('pin.check', entered)).toMatchObject({
      kind: 'known',
      outcome: { kind: 'recorded', event: { direction: 'in', method: 'pin', similarity: null } },
    })
    expect(await app.call('pin.check', entered)).toMatchObject({ outcome: { kind: 'cooldown', direction: 'in' } })
    clock.advance(hour)
    expect(await app.call('pin.check', entered)).toMatchObject({ outcome: { event: { direction: 'out' } } })
    expect(await app.call('pin.check', { ...entered, employeeNumber: '9' })).toEqual({ kind: 'wrong' })
    expect(await app.call('pin.check', { ...entered, employeeNumber: null })).toEqual({ kind: 'off' })
    expect((await app.call('events.list', {})).total).toBe(2)
  })

  test('who came in a moment ago is asked before being checked out, and may stay', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada', '1001')
    const { pin } = await app.call('pin.set', { personId: ada })
    const entered = { kiosk, employeeNumber: '1001', pin }
    await app.call('pin.check', entered)
    clock.advance(10 * 60_000)
    const asked = { kind: 'known', outcome: { kind: 'ask', direction: 'out', early: true } }
    expect(await app.call('pin.check', entered)).toMatchObject(asked)
    expect(await app.call('pin.check', { ...entered, direction: 'in' })).toMatchObject({
      outcome: { kind: 'cooldown', direction: 'in', at: clock.now() - 10 * 60_000 },
    })
    expect((await app.call('events.list', {})).total).toBe(1)
    expect(await app.call('pin.check', { ...entered, direction: 'out' })).toMatchObject({
      outcome: { kind: 'recorded', event: { direction: 'out' } },
    })
    clock.advance(hour)
    await app.call('pin.check', entered)
    clock.advance(10 * 60_000)
    await app.call('settings.set', { askMinutes: 0 })
    expect(await app.call('pin.check', entered)).toMatchObject({ outcome: { event: { direction: 'out' } } })
  })

  test('wrong PINs lock, longer every time, also many at once; the right one is refused too', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada', '1001')
    const { pin } = await app.call('pin.set', { personId: ada, pin: '482913' })
    const tried = (guess: string) => app.call('pin.check', { kiosk, employeeNumber: '1001', pin: guess })
    const kinds = (await Promise.all(Array.from({ length: 8 }, (_, index) => tried(`00000${index}`)))).map(
      ({ kind }) => kind,
    )
    expect(kinds.toSorted()).toEqual([...Array(3).fill('locked'), ...Array(5).fill('wrong')])
    expect(await tried(pin)).toEqual({ kind: 'locked', until: clock.now() + 60_000 })
    clock.advance(60_000)
    expect(await tried('000000')).toEqual({ kind: 'wrong' })
    expect(await tried(pin)).toEqual({ kind: 'locked', until: clock.now() + 120_000 })
    await app.call('pin.unlock', { personId: ada })
    expect(await tried(pin)).toMatchObject({ kind: 'known' })
  })

  test('a PIN alone names one person; nobody is given a PIN that somebody has', async () => {
    const { app, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada')
    const eve = await add('Eve')
    await app.call('kiosks.set', { kiosks: [{ name: kiosk, pin: 'alone' }], version: 0 })
    await app.call('pin.set', { personId: ada, pin: '48291364' })
    await expect(app.call('pin.set', { personId: eve, pin: '48291364' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'pin-unusable',
    })
    await app.call('pin.set', { personId: eve, pin: '4829' })
    expect(await app.call('pin.identify', { kiosk, pin: '48291364' })).toMatchObject({ person: { name: 'Ada' } })
    expect(await app.call('pin.identify', { kiosk, pin: '4829' })).toEqual({ kind: 'short' })
    expect((await app.call('events.list', {})).total).toBe(0)
    await app.call('pin.remove', { personId: ada })
    expect(await app.call('pin.identify', { kiosk, pin: '48291364' })).toEqual({ kind: 'wrong' })
  })

  test('each kiosk has its own direction, and one may ask', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada', '1001')
    const { pin } = await app.call('pin.set', { personId: ada })
    const kiosks = [
      { name: 'Exit', direction: 'out' as const },
      { name: 'Yard', direction: 'ask' as const },
    ]
    await app.call('kiosks.set', { kiosks, version: 0 })
    const at = (name: string) => ({ kiosk: name, employeeNumber: '1001', pin })
    expect(await app.call('pin.check', at('exit'))).toMatchObject({ outcome: { event: { direction: 'out' } } })
    clock.advance(hour)
    expect(await app.call('pin.check', at('Yard'))).toMatchObject({ outcome: { kind: 'ask', direction: 'in' } })
    const answered = await app.call('pin.check', { ...at('Yard'), direction: 'out' })
    expect(answered).toMatchObject({ outcome: { kind: 'recorded', event: { direction: 'out', kiosk: 'Yard' } } })
    const twice = { kiosks: [{ name: 'A' }, { name: 'a ' }], version: 1 }
    await expect(app.call('kiosks.set', twice)).rejects.toMatchObject({ code: 'conflict', reason: 'kiosk-name-taken' })
  })

  test('guests come and go with a host and leave no entry', async () => {
    const { app, clock, add } = await openOffice('2026-05-20T07:00:00Z')
    const ada = await add('Ada')
    const guest = await app.call('guests.signIn', { name: 'Grace', company: 'Navy', hostId: ada, kiosk })
    expect(guest).toMatchObject({ host: { name: 'Ada' }, leftAt: null })
    clock.advance(hour)
    await app.call('guests.signOut', { id: guest.id })
    clock.advance(hour)
    expect((await app.call('guests.signOut', { id: guest.id })).leftAt).toBe(clock.now() - hour)
    expect((await app.call('guests.list', { present: true })).guests).toEqual([])
    expect((await app.call('events.list', {})).total).toBe(0)
    clock.advance(31 * day)
    expect(await app.call('guests.forget', { days: 30 })).toEqual({ forgotten: 1 })
    expect((await app.call('guests.list', {})).guests).toEqual([])
  })
})

describe('exports', () => {
  test('are written into their folder, read in pieces, and audited', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    const ada = await add('=Ada', '1001')
    await enter(app, ada, '2026-05-20T07:00:00Z', 'in')
    await enter(app, ada, '2026-05-20T15:00:00Z', 'out')
    const order = { task: 'x', what: 'days' as const, scope: everyone, dates: dates('2026-05-18', '2026-05-20') }
    const told: number[] = []
    app.subscribe((topic, message) => {
      if (topic === 'progress') told.push((message as { done: number }).done)
    })
    const csv = await app.call('attendance.export', { ...order, format: 'csv' })
    if (csv.kind !== 'written') throw new Error(csv.kind)
    const text = readFileSync(csv.path, 'utf8')
    expect(csv).toMatchObject({ fileName: 'rollcall-days-2026-05-18-2026-05-20.csv', rows: 3, skipped: 0 })
    expect(text.startsWith('\uFEFFperson,')).toBe(true)
    expect(text).toContain("'=Ada,1001,2026-05-20,worked")
    expect(told.at(-1)).toBe(1000)
    const piece = await app.call('attendance.readExport', { fileName: csv.fileName, offset: 3 })
    expect(Buffer.from(piece.bytes).toString()).toBe(text.slice(1))
    expect(piece.total).toBe(csv.bytes)
    // Whoever read it to its end has it.
    expect(existsSync(csv.path)).toBe(false)
    const first = await app.call('attendance.export', { ...order, format: 'csv' })
    expect(first).toMatchObject({ fileName: csv.fileName })
    const again = await app.call('attendance.export', { ...order, format: 'csv' })
    expect(again).toMatchObject({ fileName: 'rollcall-days-2026-05-18-2026-05-20 (2).csv' })
    for (const fileName of ['', '../rollcall.db', '..', '.', 'other.csv']) {
      await expect(app.call('attendance.readExport', { fileName })).rejects.toMatchObject({ code: 'file-not-found' })
    }
    for (const format of ['json', 'xlsx', 'html', 'frappe', 'odoo'] as const) {
      for (const what of ['events', 'days', 'totals'] as const) {
        expect(await app.call('attendance.export', { ...order, what, format })).toMatchObject({ kind: 'written' })
      }
    }
    const odoo = await app.call('attendance.export', { ...order, format: 'odoo' })
    if (odoo.kind !== 'written') throw new Error(odoo.kind)
    expect(readFileSync(odoo.path, 'utf8')).toContain('\n=Ada,2026-05-20 09:00:00,2026-05-20 17:00:00')
  })

  test('for Odoo go by number where people share a name, and are refused by name', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    const [li] = [await add('Li Wei', '1001', ['Lab']), await add('Li Wei', '1002')]
    await enter(app, li!, '2026-05-20T07:00:00Z', 'in')
    await enter(app, li!, '2026-05-20T15:00:00Z', 'out')
    const lab = { kind: 'group' as const, group: 'Lab' }
    const order = { task: 'x', what: 'days' as const, format: 'odoo' as const, scope: lab }
    const range = dates('2026-05-18', '2026-05-20')
    const byName = app.call('attendance.export', { ...order, dates: range })
    await expect(byName).rejects.toMatchObject({ code: 'names-not-unique', details: { names: ['Li Wei'] } })
    const byNumber = await app.call('attendance.export', { ...order, dates: range, odooEmployee: 'external-id' })
    if (byNumber.kind !== 'written') throw new Error(byNumber.kind)
    expect(readFileSync(byNumber.path, 'utf8')).toBe(
      'employee_id/id,check_in,check_out\r\n1001,2026-05-20 09:00:00,2026-05-20 17:00:00\r\n',
    )
    await add('Ada', '1003', ['Solo'])
    const solo = { ...order, scope: { kind: 'group' as const, group: 'Solo' }, dates: range }
    expect(await app.call('attendance.export', solo)).toMatchObject({ kind: 'written', rows: 0 })
  })

  test('are separated by semicolons where that is asked for, timesheets and the log alike', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    await enter(app, await add('Ada; B', '1001'), '2026-05-20T07:00:00Z', 'in')
    const range = dates('2026-05-20', '2026-05-20')
    const order = { task: 'x', what: 'totals' as const, format: 'csv' as const, scope: everyone, dates: range }
    const sums = await app.call('attendance.export', { ...order, separator: ';' as const })
    if (sums.kind !== 'written') throw new Error(sums.kind)
    expect(readFileSync(sums.path, 'utf8')).toContain('\r\n"Ada; B";1001;450;0;')
    const log = await app.call('events.export', { task: 'y', format: 'csv', separator: ';' })
    if (log.kind !== 'written') throw new Error(log.kind)
    expect(readFileSync(log.path, 'utf8')).toContain('\r\n1;correction;"Ada; B";1001;in;')
  })

  test('one that is cancelled leaves nothing behind', async () => {
    const { app, add } = await openOffice('2026-05-20T18:00:00Z')
    for (let index = 0; index < 40; index++) await add(`Person ${index}`)
    const order = { task: 'long', what: 'days' as const, format: 'odoo' as const, scope: everyone }
    const begun = new Promise<void>((resolve) => app.subscribe((topic) => topic === 'progress' && resolve()))
    const writing = app.call('attendance.export', { ...order, dates: dates('2020-01-01', '2026-05-20') })
    await begun
    await app.call('attendance.cancelExport', { task: 'long' })
    expect(await writing).toEqual({ kind: 'cancelled' })
    const finished = await app.call('attendance.export', { ...order, dates: dates('2026-05-20', '2026-05-20') })
    expect(finished).toMatchObject({ kind: 'written' })
  })
})

test('who was there when: arrivals by time, presence over the week', async () => {
  const { app, add } = await openOffice('2026-05-20T18:00:00Z')
  const ada = await add('Ada')
  await enter(app, ada, '2026-05-20T07:05:00Z', 'in')
  await enter(app, ada, '2026-05-20T09:35:00Z', 'out')
  const range = dates('2026-05-11', '2026-05-24')
  const { arrivals, presence } = await app.call('attendance.rhythm', { scope: everyone, dates: range })
  expect(arrivals).toHaveLength(96)
  expect(arrivals[36]).toBe(1)
  // Wednesdays: one of two.
  expect(presence.slice(48 + 9, 48 + 12).map((share) => share * 2 * 60)).toEqual(
    [55, 60, 35].map((minutes) => expect.closeTo(minutes, 6)),
  )
})

test('saved filters of the log are kept as a whole', async () => {
  const { app } = await openOffice('2026-05-20T18:00:00Z')
  const filters = [{ name: 'PINs', days: 7, filter: { method: 'pin' as const } }]
  expect(await app.call('attendance.filters.set', { filters, version: 0 })).toMatchObject({ version: 1 })
  expect((await app.call('attendance.filters.get', {})).filters).toMatchObject([{ name: 'PINs', days: 7 }])
})

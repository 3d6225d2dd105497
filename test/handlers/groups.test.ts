import { describe, expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { AttendanceRules, type LocalDate } from '../../main/contract/attendance-rules.ts'
import { everyDay } from '../../main/contract/employment.ts'
import type { Instant, PersonId } from '../../main/contract/entities.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'

const zone = 'Europe/Berlin'
const dates = (from: string, to: string) => ({ from: from as LocalDate, to: to as LocalDate })
const may = dates('2026-05-01', '2026-05-31')
const june = dates('2026-06-01', '2026-06-30')
const early = { kind: 'group', group: 'Early' } as const

/** Early begins at 6, Late at 9; everybody works until three hours after noon. */
const rules = AttendanceRules.parse({
  policies: [{ id: 'office', name: 'Office', zone }],
  schedules: ['Early', 'Late'].map((id) => ({
    id,
    name: id,
    pattern: {
      kind: 'weekly',
      days: Array(7).fill({ kind: 'shifts', shifts: [{ start: id === 'Early' ? 360 : 540, end: 900 }] }),
    },
  })),
  assignments: ['Early', 'Late'].map((group) => ({ target: { kind: 'group', group }, schedule: group })),
})

async function openOffice(at: string) {
  const clock = stoppedClock(Date.parse(at))
  const app = await openApp({ now: clock.now, steady: clock.steady, dataFolder: scratchFolder() })
  await app.call('attendance.rules.set', { rules, version: 0 })
  const add = async (name: string, groups: string[]) =>
    (await app.call('people.create', { name, groups, employments: [...everyDay] })).id
  return { app, clock, add }
}

/** 9 to 15 in Berlin. */
async function work(app: App, personId: PersonId, date: string) {
  for (const [direction, hour] of [
    ['in', '07'],
    ['out', '13'],
  ] as const) {
    const at = Date.parse(`${date}T${hour}:00:00Z`) as Instant
    const draft = { personId, action: 'add' as const, corrects: null, direction, at, zone, reason: 'forgot' }
    await app.call('attendance.correct', { draft, actor: 'chief' })
  }
}

async function lateOn(app: App, personId: PersonId, date: string) {
  const sheet = await app.call('attendance.timesheet', { personId, dates: dates(date, date) })
  return sheet.totals.lateMinutes
}

async function sheetOf(app: App, scope: typeof early | { kind: 'group'; group: string }, range: typeof may) {
  const { people } = await app.call('attendance.group', { scope, dates: range })
  return people.map(({ person, totals }) => [person.name, totals.lateMinutes])
}

describe('somebody who changes groups', () => {
  test('keeps the past: it is judged by the groups of then, also where months were worked out before', async () => {
    const { app, clock, add } = await openOffice('2026-06-02T08:00:00Z')
    const ada = await add('Ada', ['Late'])
    const eve = await add('Eve', ['Early'])
    for (const person of [ada, eve]) for (const date of ['2026-05-04', '2026-06-01']) await work(app, person, date)
    const everyone = { kind: 'everyone' } as const
    const before = await app.call('attendance.group', { scope: everyone, dates: may })
    expect(before.people.map(({ totals }) => totals.lateMinutes)).toEqual([0, 180])

    await app.call('people.update', { id: ada, groups: ['Early'] })
    clock.advance(14 * 86_400_000)
    await work(app, ada, '2026-06-02')

    expect(await app.call('attendance.group', { scope: everyone, dates: may })).toEqual(before)
    expect([await lateOn(app, ada, '2026-05-04'), await lateOn(app, ada, '2026-06-01')]).toEqual([0, 0])
    expect(await lateOn(app, ada, '2026-06-02')).toBe(180)
    const { people } = await app.call('attendance.group', { scope: everyone, dates: june })
    expect(people.map(({ totals }) => totals.lateMinutes)).toEqual([180, 180])
  })

  test("is on a group's sheet for the days on the last of which they were in it", async () => {
    const { app, add } = await openOffice('2026-06-02T08:00:00Z')
    const ada = await add('Ada', ['Late'])
    await work(app, ada, '2026-05-04')
    await app.call('people.update', { id: ada, groups: ['Early'] })
    expect(await sheetOf(app, { kind: 'group', group: 'Late' }, may)).toEqual([['Ada', 0]])
    expect(await sheetOf(app, early, may)).toEqual([])
    expect(await sheetOf(app, { kind: 'group', group: 'Late' }, june)).toEqual([])
    expect(await sheetOf(app, early, june)).toEqual([['Ada', 0]])
    expect((await app.call('attendance.today', { group: 'Early' })).people).toMatchObject([{ groups: ['Early'] }])
    expect((await app.call('attendance.today', { group: 'Late' })).people).toEqual([])
  })

  test("does so from the office's own day on, or from the day that is said, at latest today", async () => {
    // Half past midnight in Berlin, still the first of June in UTC.
    const { app, add } = await openOffice('2026-06-01T22:30:00Z')
    const ada = await add('Ada', ['Late'])
    const memberships = async () => (await app.call('people.get', { id: ada })).memberships
    await app.call('people.update', { id: ada, name: 'Ada L.', groups: ['Early'] })
    const always = { from: null, groups: ['Late'] }
    expect(await memberships()).toEqual([always, { from: '2026-06-02', groups: ['Early'] }])

    // The same groups again say nothing new, unless a day is given.
    await app.call('people.update', { id: ada, name: 'Ada', groups: ['Early'] })
    expect(await memberships()).toHaveLength(2)
    await app.call('people.update', { id: ada, groups: ['Early'], groupsFrom: '2026-05-10' as LocalDate })
    expect(await memberships()).toEqual([always, { from: '2026-05-10', groups: ['Early'] }])
    const tomorrow = { id: ada, name: 'Eve', groups: ['Late'], groupsFrom: '2026-06-03' as LocalDate }
    await expect(app.call('people.update', tomorrow)).rejects.toMatchObject({
      code: 'not-allowed',
      reason: 'groups-in-future',
    })
    expect((await app.call('people.get', { id: ada })).person).toMatchObject({ name: 'Ada', groups: ['Early'] })
    await app.call('people.update', { id: ada, groups: ['Early', 'Lab'], groupsFrom: null })
    expect(await memberships()).toEqual([{ from: null, groups: ['Early', 'Lab'] }])
  })

  test('has the whole history again when a merge is taken back; it is gone with an erasure', async () => {
    const { app, add } = await openOffice('2026-06-02T08:00:00Z')
    const kept = await add('Ada', ['Late'])
    const gone = await add('Ada L.', ['Late'])
    await work(app, gone, '2026-05-04')
    await app.call('people.update', { id: gone, groups: ['Early'], groupsFrom: '2026-05-04' as LocalDate })
    const { memberships } = await app.call('people.get', { id: gone })
    const merge = await app.call('people.merge', { kept, gone })
    expect(await lateOn(app, kept, '2026-05-04')).toBe(0)

    await app.call('people.unmerge', { merge: merge.id })
    expect((await app.call('people.get', { id: gone })).memberships).toEqual(memberships)
    expect((await app.call('people.get', { id: kept })).memberships).toEqual([{ from: null, groups: ['Late'] }])
    expect(await lateOn(app, gone, '2026-05-04')).toBe(180)

    await app.call('people.erase', { id: gone })
    await expect(app.call('people.get', { id: gone })).rejects.toMatchObject({ code: 'person-not-found' })
  })
})

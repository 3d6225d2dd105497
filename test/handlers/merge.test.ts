import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import { everyDay } from '../../main/contract/employment.ts'
import type { EventId, Instant, PersonId } from '../../main/contract/entities.ts'
import type { Person } from '../../main/contract/people.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

async function unmerge(app: App, merge: number): Promise<Person> {
  const answer = await app.call('people.unmerge', { merge })
  if (answer.kind !== 'unmerged') throw new Error('nothing should be asked')
  return answer.person
}

test('a merge joins the templates of two entries, and is taken back without loss', async () => {
  const app = await openApp()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Ada L.', employeeNumber: '7', groups: ['Design'] })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(stranger) })
  const who = async () => (await app.call('search.photo', { photo: await jpeg(stranger) })).faces[0]!.candidates[0]

  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  expect(await who()).toMatchObject({ person: { id: kept.id, name: 'Ada' } })
  expect((await app.call('people.list', {})).people).toMatchObject([{ id: kept.id, templates: 2 }])

  const back = await unmerge(app, merge.id)
  expect(back).toEqual({ ...gone, templates: 1, portrait: back.portrait })
  expect(await who()).toMatchObject({ person: { id: back.id } })
  expect((await app.call('people.get', { id: kept.id })).templates).toHaveLength(1)
  expect((await app.call('people.merges', {})).merges).toEqual([])
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('what was enrolled after a merge stays where it is', async () => {
  const app = await openApp()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(ada) })
  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(adaAgain) })

  const back = await unmerge(app, merge.id)

  expect(back.templates).toBe(1)
  expect((await app.call('people.get', { id: kept.id })).templates).toHaveLength(1)
  await expect(app.call('people.unmerge', { merge: merge.id })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'merge-undone',
  })
})

test('photos added since that look like whoever returns, and not like the kept one, are asked about', async () => {
  const app = await openApp()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(stranger) })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(ada) })
  const enrolled = async () =>
    (await app.call('people.list', {})).people.map(({ name, templates }) => `${name} ${templates}`)
  for (const [photosSince, after] of [
    ['leave', ['Ada 2', 'Grace 1']],
    ['move', ['Ada 1', 'Grace 2']],
  ] as const) {
    const { id: merge } = await app.call('people.merge', { kept: kept.id, gone: gone.id })
    const added = await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(adaAgain) })
    if (added.kind !== 'enrolled') throw new Error('the photo should be taken')
    const { id } = added.template
    const asked = await app.call('people.unmerge', { merge })
    expect(asked).toEqual({ kind: 'asked', photos: [id] })
    expect(await enrolled()).toEqual(['Ada 3'])
    expect(await app.call('people.unmerge', { merge, photosSince })).toMatchObject({ kind: 'unmerged' })
    expect(await enrolled()).toEqual(after)
    if (photosSince === 'leave') await app.call('people.eraseTemplate', { id })
  }
})

test('whether the photos of two people can be of one is said before they are merged', async () => {
  const app = await openApp()
  const people: PersonId[] = []
  for (const photo of [ada, adaAgain, stranger, null]) {
    const { id } = await app.call('people.create', { name: 'Ada' })
    if (photo !== null) {
      await app.call('enrol.photo', { personId: id, photo: await jpeg(photo), allowDuplicate: true })
    }
    people.push(id)
  }
  const [first, same, other, none] = people as [PersonId, PersonId, PersonId, PersonId]
  const between = (second: PersonId) => app.call('people.similarity', { first, second })
  expect(await between(same)).toMatchObject({ alike: true, similarity: expect.closeTo(0.7, 0) })
  const different = await between(other)
  expect(different.alike).toBe(false)
  expect(different.similarity).toBeLessThan(0.28)
  expect(await between(none)).toEqual({ alike: true, similarity: null })
})

test('people nearer than the threshold are named on either side, by their closest photos', async () => {
  const app = await openApp()
  const first = await app.call('people.create', { name: 'Ada' })
  const second = await app.call('people.create', { name: 'Grace' })
  const third = await app.call('people.create', { name: 'Max' })
  await app.call('enrol.photo', { personId: first.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: second.id, photo: await jpeg(adaAgain), allowDuplicate: true })
  await app.call('enrol.photo', { personId: third.id, photo: await jpeg(stranger) })
  const named = async (id: typeof first.id) =>
    (await app.call('people.lookAlikes', { id })).candidates.map(({ person }) => person.name)

  expect(await Promise.all([first, second, third].map(({ id }) => named(id)))).toEqual([['Grace'], ['Ada'], []])
  await app.call('settings.set', { threshold: 0.99 })
  expect(await named(first.id)).toEqual([])
})

const monday = { from: '2026-05-04' as LocalDate, to: '2026-05-10' as LocalDate }
const instant = (day: number, hour: number) => Date.UTC(2026, 4, day, hour) as Instant

/** Somebody with a shift typed in, from `from` until `to` on a day of May 2026. */
async function work(app: App, person: Person, day: number, from: number, to: number): Promise<EventId[]> {
  const ids: EventId[] = []
  for (const [direction, hour] of [
    ['in', from],
    ['out', to],
  ] as const) {
    const draft = {
      personId: person.id,
      action: 'add' as const,
      corrects: null,
      direction,
      at: instant(day, hour),
      zone: 'UTC',
      reason: 'forgotten',
    }
    const outcome = await app.call('attendance.correct', { draft, actor: 'HR' })
    if (outcome.kind !== 'corrected') throw new Error(outcome.reason)
    ids.push(outcome.event.id)
  }
  return ids
}

/** Worked minutes of everybody, by id. */
async function minutes(app: App): Promise<Record<number, number>> {
  const { people } = await app.call('attendance.group', { scope: { kind: 'everyone' }, dates: monday })
  return Object.fromEntries(people.map(({ person, totals }) => [person.id, totals.workedMinutes]))
}

const openOffice = () => openApp({ now: () => Date.UTC(2026, 4, 29), zone: () => 'UTC' })

test('hours follow a merge, and come back under the same number when it is taken back', async () => {
  const app = await openOffice()
  const kept = await app.call('people.create', { name: 'Ada', employeeNumber: '1' })
  const gone = await app.call('people.create', { name: 'Ada L.' })
  await work(app, kept, 4, 8, 15)
  const [, out] = await work(app, gone, 5, 8, 13)
  expect(await minutes(app)).toEqual({ [kept.id]: 420, [gone.id]: 300 })

  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  expect(await minutes(app)).toEqual({ [kept.id]: 720 })
  const files = { task: 'x', what: 'totals', scope: { kind: 'everyone' }, dates: monday } as const
  expect(await app.call('attendance.export', { ...files, format: 'frappe' })).toMatchObject({ rows: 4, skipped: 0 })
  expect(await app.call('attendance.export', { ...files, format: 'odoo' })).toMatchObject({ rows: 2, skipped: 0 })

  // Longer by an hour on the gone person's day, and a day of the kept person's own.
  const moved = {
    personId: kept.id,
    action: 'move' as const,
    corrects: out!,
    direction: 'out' as const,
    at: instant(5, 14),
    zone: 'UTC',
    reason: 'stayed',
  }
  expect(await app.call('attendance.correct', { draft: moved, actor: 'HR' })).toMatchObject({ kind: 'corrected' })
  await work(app, kept, 6, 8, 9)
  expect(await minutes(app)).toEqual({ [kept.id]: 840 })

  const back = await unmerge(app, merge.id)
  expect(back).toMatchObject({ id: gone.id, name: 'Ada L.', createdAt: gone.createdAt })
  expect(await minutes(app)).toEqual({ [kept.id]: 480, [gone.id]: 360 })
  const log = await app.call('events.list', { personId: gone.id })
  expect(log.events).toHaveLength(3)
  // What was moved once can be corrected as before.
  const draft = { ...moved, personId: gone.id, corrects: log.events[0]!.id, at: instant(5, 12) }
  expect(await app.call('attendance.correct', { draft, actor: 'HR' })).toMatchObject({ kind: 'corrected' })
  expect(await minutes(app)).toEqual({ [kept.id]: 480, [gone.id]: 240 })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test.each([
  ['the outer one first', [1, 0]],
  ['the inner one first', [0, 1]],
])('a merge inside of a merge is taken back, %s', async (_, order) => {
  const app = await openOffice()
  const [ada, grace, max] = await Promise.all(
    ['Ada', 'Grace', 'Max'].map((name) => app.call('people.create', { name, employments: [...everyDay] })),
  )
  await work(app, ada!, 4, 8, 9)
  await work(app, grace!, 5, 8, 10)
  await work(app, max!, 6, 8, 12)
  await app.call('pin.set', { personId: ada!.id, pin: '314159' })
  const before = await minutes(app)
  const merges = [await app.call('people.merge', { kept: grace!.id, gone: ada!.id })]
  expect(await minutes(app)).toEqual({ [grace!.id]: 180, [max!.id]: 240 })
  merges.push(await app.call('people.merge', { kept: max!.id, gone: grace!.id }))
  expect(await minutes(app)).toEqual({ [max!.id]: 420 })
  expect(await holders(app)).toEqual([max!.id])
  for (const index of order) await app.call('people.unmerge', { merge: merges[index]!.id })
  expect(await minutes(app)).toEqual(before)
  expect(await holders(app)).toEqual([ada!.id])
})

test('who came back and is merged anew stays, whatever older merge is taken back', async () => {
  const app = await openOffice()
  const [ada, grace, max] = await Promise.all(
    ['Ada', 'Grace', 'Max'].map((name) => app.call('people.create', { name, employments: [...everyDay] })),
  )
  await work(app, ada!, 4, 8, 9)
  await work(app, grace!, 5, 8, 10)
  const inner = await app.call('people.merge', { kept: grace!.id, gone: ada!.id })
  const outer = await app.call('people.merge', { kept: max!.id, gone: grace!.id })
  await app.call('people.unmerge', { merge: inner.id })
  const again = await app.call('people.merge', { kept: max!.id, gone: ada!.id })
  await app.call('people.unmerge', { merge: outer.id })
  expect(await minutes(app)).toEqual({ [grace!.id]: 120, [max!.id]: 60 })
  await app.call('people.unmerge', { merge: again.id })
  expect(await minutes(app)).toEqual({ [ada!.id]: 60, [grace!.id]: 120, [max!.id]: 0 })
})

const holders = async (app: App) => (await app.call('pin.list', {})).pins.map(({ person }) => person.id)

test('PIN, requests, guests, leaves and assignments go with the person and come back', async () => {
  const app = await openOffice()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Ada L.' })
  const [entry] = await work(app, gone, 5, 8, 13)
  await app.call('pin.set', { personId: gone.id, pin: '271828' })
  const draft = { personId: gone.id, action: 'void' as const, corrects: entry!, direction: 'in' as const }
  const asked = { ...draft, at: instant(5, 8), zone: 'UTC', reason: 'not me' }
  await app.call('attendance.request', { draft: asked, requestedBy: 'Ada' })
  await app.call('guests.signIn', { name: 'Max', company: '', hostId: gone.id, kiosk: 'Front door' })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const dates = { from: '2026-05-07' as LocalDate, to: '2026-05-08' as LocalDate }
  const target = { kind: 'person' as const, personId: gone.id }
  const policy = rules.policies[0]!.id
  await app.call('attendance.rules.set', {
    version,
    rules: {
      ...rules,
      leaves: [{ personId: gone.id, ...dates, name: 'Vacation' }],
      assignments: [{ target, policy }],
    },
  })
  const owners = async () => {
    const { rules } = await app.call('attendance.rules.get', {})
    const { requests } = await app.call('attendance.requests', { waiting: true })
    const { guests } = await app.call('guests.list', { present: true })
    return {
      pin: await holders(app),
      requests: requests.map(({ draft, person }) => [draft.personId, person.id]),
      guests: guests.map(({ host }) => host.id),
      leaves: rules.leaves.map(({ personId }) => personId),
      assignments: rules.assignments.map((each) => each.target.kind === 'person' && each.target.personId),
    }
  }
  const all = (id: PersonId) => ({
    pin: [id],
    requests: [[id, id]],
    guests: [id],
    leaves: [id],
    assignments: [id],
  })
  expect(await owners()).toEqual(all(gone.id))
  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  expect(await owners()).toEqual(all(kept.id))
  await app.call('people.unmerge', { merge: merge.id })
  expect(await owners()).toEqual(all(gone.id))
})

test('a PIN that waits in a merge comes back, unless somebody else has taken it meanwhile', async () => {
  const app = await openOffice()
  const [kept, gone, other] = await Promise.all(
    ['Ada', 'Ada L.', 'Max'].map((name) => app.call('people.create', { name, employments: [...everyDay] })),
  )
  await app.call('pin.set', { personId: kept!.id, pin: '111222' })
  await app.call('pin.set', { personId: gone!.id, pin: '333444' })
  const merge = await app.call('people.merge', { kept: kept!.id, gone: gone!.id })
  expect(await holders(app)).toEqual([kept!.id])
  await app.call('people.unmerge', { merge: merge.id })
  expect((await holders(app)).toSorted()).toEqual([kept!.id, gone!.id])

  const again = await app.call('people.merge', { kept: kept!.id, gone: gone!.id })
  await app.call('pin.set', { personId: other!.id, pin: '333444' })
  await app.call('people.unmerge', { merge: again.id })
  expect((await holders(app)).toSorted()).toEqual([kept!.id, other!.id])
})

test('erasing the kept person takes the leaves of the other out of former rules too', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Ada L.' })
  const { rules, version } = await app.call('attendance.rules.get', {})
  const dates = { from: '2026-05-07' as LocalDate, to: '2026-05-08' as LocalDate }
  const leaves = [{ personId: gone.id, ...dates, name: 'Sick leave' }]
  await app.call('attendance.rules.set', { version, rules: { ...rules, leaves } })
  await app.call('people.merge', { kept: kept.id, gone: gone.id })
  await app.call('people.erase', { id: kept.id })
  const database = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
  const values = database.prepare("select value from documents where key = 'attendance-rules'").all()
  database.close()
  expect(values.length).toBeGreaterThan(1)
  expect(JSON.stringify(values)).not.toContain('Sick leave')
})

test('open days are worked out anew when as many entries as before came from somebody else', async () => {
  const app = await openApp({ now: () => Date.UTC(2026, 4, 5, 16), zone: () => 'UTC' })
  const [early, late, kept] = await Promise.all(
    ['Ada L.', 'A. Lovelace', 'Ada'].map((name) => app.call('people.create', { name, employments: [...everyDay] })),
  )
  const enter = (person: Person, hour: number, direction: 'in' | 'out') => {
    const draft = { personId: person.id, action: 'add' as const, corrects: null, direction, at: instant(5, hour) }
    return app.call('attendance.correct', { draft: { ...draft, zone: 'UTC', reason: 'forgotten' }, actor: 'HR' })
  }
  await enter(early!, 8, 'in')
  await enter(late!, 10, 'in')
  await enter(kept!, 15, 'out')
  const merge = await app.call('people.merge', { kept: kept!.id, gone: early!.id })
  expect((await minutes(app))[kept!.id]).toBe(420)
  await app.call('people.unmerge', { merge: merge.id })
  await app.call('people.merge', { kept: kept!.id, gone: late!.id })
  expect((await minutes(app))[kept!.id]).toBe(300)
})

test('two people are compared by their own photos that are most alike; without photos there is no figure', async () => {
  const app = await openApp()
  const [first, second, third, empty] = await Promise.all(
    ['Ada', 'Ada L.', 'Max', 'Grace'].map((name) => app.call('people.create', { name, employments: [...everyDay] })),
  )
  await app.call('enrol.photo', { personId: first!.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: second!.id, photo: await jpeg(adaAgain), allowDuplicate: true })
  await app.call('enrol.photo', { personId: third!.id, photo: await jpeg(stranger) })
  const between = async (a: Person, b: Person) =>
    (await app.call('people.similarity', { first: a.id, second: b.id })).similarity
  const same = await between(first!, second!)
  const { threshold } = await app.call('settings.get', {})
  expect(same).toBeGreaterThan(threshold)
  expect(await between(second!, first!)).toBeCloseTo(same!, 6)
  const others = await between(first!, third!)
  expect(others).toBeLessThan(threshold)
  expect(await between(first!, empty!)).toBeNull()
  await app.call('enrol.photo', {
    personId: third!.id,
    photo: await jpeg(adaAgain),
    allowDuplicate: true,
    allowUnlike: true,
  })
  expect(await between(first!, third!)).toBeCloseTo(same!, 6)
})

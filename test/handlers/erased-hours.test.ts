import { expect, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { EventId, Instant, PersonId } from '../../main/contract/entities.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { findText } from '../helpers/find-text.ts'

const week = { from: '2026-05-04' as LocalDate, to: '2026-05-10' as LocalDate }
const at = (day: number, hour: number) => Date.UTC(2026, 4, day, hour) as Instant

async function office() {
  const app = await openApp({ now: () => Date.UTC(2026, 4, 29), zone: () => 'UTC' })
  const ids = new Map<string, PersonId>()
  for (const name of ['Ada', 'Grace', 'Max']) {
    const { id } = await app.call('people.create', { name, employeeNumber: name, groups: ['Design'] })
    ids.set(name, id)
    for (const [direction, hour] of [
      ['in', 8],
      ['out', 16],
    ] as const) {
      await correct(name, { direction, at: at(5, hour) })
    }
  }
  async function correct(name: string, change: { direction?: 'in' | 'out'; at: Instant; corrects?: EventId }) {
    const { corrects = null, direction = 'in' } = change
    const action = corrects === null ? ('add' as const) : ('void' as const)
    const draft = { personId: ids.get(name)!, action, corrects, direction, at: change.at, zone: 'UTC', reason: 'x' }
    return app.call('attendance.correct', { draft, actor: 'HR' })
  }
  const order = { task: 'x', what: 'days' as const, scope: { kind: 'everyone' as const }, dates: week }
  return { app, ids, correct, order }
}

test('every export over everyone counts the entries of people who were erased', async () => {
  const { app, ids, correct, order } = await office()
  // Taken out before: nobody misses it.
  const { events } = await app.call('events.list', { personId: ids.get('Max')! })
  await correct('Max', { corrects: events[0]!.id, direction: 'out', at: events[0]!.at })
  for (const format of ['csv', 'frappe'] as const) {
    const leftOut = { people: 0, entries: 0 }
    expect(await app.call('attendance.export', { ...order, format })).toMatchObject({ leftOut })
  }
  await app.call('people.erase', { id: ids.get('Grace')! })
  await app.call('people.erase', { id: ids.get('Max')! })
  const leftOut = { people: 2, entries: 3 }
  for (const format of ['csv', 'json', 'xlsx', 'html', 'frappe', 'odoo'] as const) {
    for (const what of ['days', 'totals'] as const) {
      expect(await app.call('attendance.export', { ...order, what, format }), format).toMatchObject({ leftOut })
    }
  }
  const none = { leftOut: { people: 0, entries: 0 } }
  const later = { from: '2026-05-11' as LocalDate, to: '2026-05-17' as LocalDate }
  expect(await app.call('attendance.export', { ...order, dates: later, format: 'csv' })).toMatchObject(none)
  // The log has them all, and nobody expects a leaver's hours in the file of one person.
  expect(await app.call('attendance.export', { ...order, what: 'events', format: 'csv' })).toMatchObject({
    ...none,
    rows: 7,
  })
  const scope = { kind: 'person' as const, personId: ids.get('Ada')! }
  expect(await app.call('attendance.export', { ...order, scope, format: 'csv' })).toMatchObject(none)
})

test('an entry of somebody erased cannot be corrected, and the answer says why', async () => {
  const { app, ids, correct } = await office()
  const { events } = await app.call('events.list', { personId: ids.get('Max')! })
  await app.call('people.erase', { id: ids.get('Max')! })
  const [entry] = events
  const refused = { kind: 'refused', reason: 'person-erased' }
  expect(await correct('Max', { corrects: entry!.id, at: entry!.at })).toEqual(refused)
  expect(await correct('Max', { at: at(6, 8) })).toEqual(refused)
  const draft = { personId: 99 as PersonId, action: 'add' as const, corrects: null, direction: 'in' as const }
  const nobody = app.call('attendance.correct', {
    draft: { ...draft, at: at(6, 8), zone: 'UTC', reason: 'x' },
    actor: 'HR',
  })
  await expect(nobody).rejects.toMatchObject({ code: 'person-not-found' })
})

test('entries of somebody erased stay, and no file of the data holds the name or the number that was in them', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ now: () => Date.UTC(2026, 4, 29), zone: () => 'UTC', dataFolder })
  const person = await app.call('people.create', { name: 'Zephyrine Quillfeather', employeeNumber: 'QX-7719' })
  const draft = {
    personId: person.id,
    action: 'add',
    corrects: null,
    direction: 'in',
    zone: 'UTC',
    reason: 'x',
  } as const
  await app.call('attendance.correct', { draft: { ...draft, at: at(5, 8) }, actor: 'HR' })
  expect(findText(dataFolder, 'Quillfeather')).not.toEqual([])
  await app.call('people.erase', { id: person.id })
  const { events } = await app.call('events.list', {})
  expect(events).toMatchObject([{ person: { id: person.id, name: '' }, employeeNumber: null, at: at(5, 8) }])
  expect((await app.call('events.list', { query: 'Quillfeather' })).events).toEqual([])
  for (const text of ['Quillfeather', 'quillfeather', 'QX-7719', 'qx-7719'])
    expect(findText(dataFolder, text)).toEqual([])
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

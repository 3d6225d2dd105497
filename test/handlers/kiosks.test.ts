import { describe, expect, test } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import type { Frame } from '../../main/contract/frame.ts'
import { createRepeatCheck } from '../../main/services/repeats.ts'
import { openScriptedKiosk } from '../helpers/scripted-kiosk.ts'

const ada = { track: 1, like: [0.7, 0] }
const eve = { track: 2, like: [0, 0.7] }

describe('kiosks that were set up', () => {
  test('are found by name without regard to case and blanks; others go by the settings', async () => {
    const { app } = await openScriptedKiosk([])
    const { kiosks } = await app.call('kiosks.set', { kiosks: [{ name: 'Back  Door', direction: 'out' }], version: 0 })
    expect(kiosks).toMatchObject([{ name: 'Back Door', direction: 'out' }])
    expect(await app.call('kiosks.get', { name: 'back door' })).toMatchObject({ direction: 'out' })
    expect(await app.call('kiosks.get', { name: 'Gate' })).toMatchObject({ name: 'Gate', direction: 'settings' })
  })

  test('are replaced from the version that was read, each name once, and it is told', async () => {
    const { app } = await openScriptedKiosk([])
    const heard: unknown[] = []
    app.subscribe((topic, message) => heard.push([topic, message]))
    const twice = app.call('kiosks.set', { kiosks: [{ name: 'Gate' }, { name: 'GATE ' }], version: 0 })
    await expect(twice).rejects.toMatchObject({
      code: 'conflict',
      reason: 'kiosk-name-taken',
      message: expect.stringContaining('same name'),
    })
    expect(heard).toEqual([])
    await app.call('kiosks.set', { kiosks: [{ name: 'Gate' }, { name: 'Yard' }], version: 0 })
    expect(heard).toEqual([['kiosks.changed', {}]])
    const late = app.call('kiosks.set', { kiosks: [], version: 0 })
    await expect(late).rejects.toMatchObject({ code: 'conflict', reason: 'changed-meanwhile' })
    expect(await app.call('kiosks.list', {})).toMatchObject({
      kiosks: [{ name: 'Gate' }, { name: 'Yard' }],
      version: 1,
    })
  })

  test('decide the direction of what is written at them', async () => {
    const { app, see } = await openScriptedKiosk(['Ada', 'Eve'])
    await app.call('kiosks.set', { kiosks: [{ name: 'Exit', direction: 'out' }], version: 0 })
    expect((await see([ada], { kiosk: 'Exit' })).events).toMatchObject([{ direction: 'out', kiosk: 'Exit' }])
    expect((await see([eve])).events).toMatchObject([{ direction: 'in', kiosk: 'Front door' }])
  })
})

describe('the list at a kiosk', () => {
  test('has the newest entries as they stand, newest first, no more than wanted and none from before', async () => {
    const { app, see, clock } = await openScriptedKiosk(['Ada', 'Eve'])
    const start = clock.now() as Instant
    const first = (await see([ada])).events[0]!
    clock.advance(60_000)
    const second = (await see([eve])).events[0]!
    const entries = async (from: Instant, limit: number) =>
      (await app.call('kiosks.entries', { from, limit })).entries.map(({ event, person, direction }) => [
        event,
        person.name,
        direction,
      ])
    expect(await entries(start, 9)).toEqual([
      [second.id, 'Eve', 'in'],
      [first.id, 'Ada', 'in'],
    ])
    expect(await entries(start, 1)).toEqual([[second.id, 'Eve', 'in']])
    expect(await entries((start + 1) as Instant, 9)).toEqual([[second.id, 'Eve', 'in']])

    await app.call('kiosks.dispute', { event: second.id, wrong: 'person' })
    await app.call('kiosks.dispute', { event: first.id, wrong: 'direction' })
    expect(await entries(start, 9)).toEqual([[first.id, 'Ada', 'out']])
  })
})

describe('a check at a kiosk', () => {
  test('says why nothing is written: in the cooldown, or until somebody asked has answered', async () => {
    const { app, see, clock } = await openScriptedKiosk(['Ada'])
    const [event] = (await see([ada])).events
    const again = await see([{ ...ada, track: 5 }])
    expect(again.faces).toMatchObject([{ attendance: { kind: 'cooldown', direction: 'in', at: event!.at } }])
    // Within the hour it may be a passage: going is asked, staying writes nothing, and only once asked an answer
    // counts.
    clock.advance(10 * 60_000)
    const asked = await see([{ ...ada, track: 6 }])
    expect(asked.faces).toMatchObject([{ attendance: { kind: 'ask', direction: 'out', early: true } }])
    const stays = await app.call('kiosks.answer', { track: 6, direction: 'in' })
    expect(stays).toMatchObject({ kind: 'cooldown', direction: 'in', at: event!.at })
    expect((await app.call('events.list', {})).total).toBe(1)
    await see([{ ...ada, track: 7 }])
    expect(await app.call('kiosks.answer', { track: 7, direction: 'out' })).toMatchObject({
      event: { direction: 'out' },
    })
  })

  test('at a kiosk that asks goes either way, early or late', async () => {
    const { app, see, clock } = await openScriptedKiosk(['Ada'])
    await app.call('kiosks.set', { kiosks: [{ name: 'Front door', direction: 'ask' }], version: 0 })
    await see([ada])
    await app.call('kiosks.answer', { track: 1, direction: 'in' })
    clock.advance(10 * 60_000)
    expect((await see([{ ...ada, track: 2 }])).faces).toMatchObject([
      { attendance: { kind: 'ask', direction: 'out', early: false } },
    ])
    expect(await app.call('kiosks.answer', { track: 2, direction: 'in' })).toMatchObject({ event: { direction: 'in' } })
  })

  test('pairs a shift of a day and a half with its beginning, by the rules in force', async () => {
    const { app, see, clock } = await openScriptedKiosk(['Ada'])
    const { rules, version } = await app.call('attendance.rules.get', {})
    const long = rules.policies.map((policy) => ({ ...policy, maxSessionMinutes: 4 * 1440 }))
    await app.call('attendance.rules.set', { rules: { ...rules, policies: long }, version })
    await see([ada])
    clock.advance(3 * 86_400_000)
    expect((await see([{ ...ada, track: 2 }])).events).toMatchObject([{ direction: 'out' }])
  })
})

describe('a picture that stands still', () => {
  const frame = (fill: number, more: Partial<Frame> = {}): Frame => ({
    ...{ purpose: 'kiosk', width: 4, height: 16, sequence: 1, capturedAt: 1, kiosk: 'Door' },
    data: new Uint8Array(4 * 4 * 16).fill(fill),
    ...more,
  })

  test('is the same as the one before it, of the same camera', () => {
    const isRepeated = createRepeatCheck()
    expect([frame(1), frame(1), frame(2), frame(1)].map(isRepeated)).toEqual([false, true, false, false])
    expect([frame(5, { kiosk: 'Gate' }), frame(1), frame(5, { kiosk: 'Gate' })].map(isRepeated)).toEqual([
      false,
      true,
      true,
    ])
    expect([frame(7), frame(7, { purpose: 'enrol' }), frame(7)].map(isRepeated)).toEqual([false, false, true])
  })

  test('differs in any row that is looked at, and in its size', () => {
    const isRepeated = createRepeatCheck()
    const lower = frame(1)
    lower.data[4 * 4 * 8 + 15] = 9
    expect([frame(1), lower, frame(1)].map(isRepeated)).toEqual([false, false, false])
    expect(isRepeated(frame(1, { width: 16, height: 4 }))).toBe(false)
  })

  test('is remembered for sixteen cameras, those heard of last', () => {
    const isRepeated = createRepeatCheck()
    const all = Array.from({ length: 17 }, (_, index) => frame(1, { kiosk: `Door ${index}` }))
    for (const each of all) isRepeated(each)
    expect(isRepeated(all[1]!)).toBe(true)
    expect(isRepeated(all[0]!)).toBe(false)
  })
})

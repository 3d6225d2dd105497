import { describe, expect, test } from 'vitest'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { openScriptedKiosk } from '../helpers/scripted-kiosk.ts'

const ada = { track: 1, like: [0.7] }
const picture = { real: 0.02, cues: { frozen: 0, planar: 0 } }

describe('a face that may have changed its person', () => {
  test('is neither named nor checked in until it is sure again', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'])
    const unsure = await see([{ ...ada, sure: false }])
    expect(unsure.events).toEqual([])
    expect(unsure.faces).toMatchObject([{ state: { kind: 'looking' }, attendance: null }])
    expect((await app.call('events.list', {})).total).toBe(0)
    expect((await see([ada])).events).toMatchObject([{ person: { name: 'Ada' }, direction: 'in' }])
  })

  test('does not show what was written for it before, and takes no name from another face', async () => {
    const { see } = await openScriptedKiosk(['Ada'])
    await see([ada])
    // Somebody else's face is more like Ada, but may be anybody's.
    const both = await see([{ track: 1 }, { track: 2, like: [0.9], sure: false }])
    expect(both.faces).toMatchObject([
      { attendance: { kind: 'recorded' } },
      { state: { kind: 'looking' }, attendance: null },
    ])
    const hidden = await see([{ track: 1, sure: false }])
    expect(hidden.faces).toMatchObject([{ state: { kind: 'looking' }, attendance: null }])
    expect((await see([{ track: 1 }])).faces).toMatchObject([{ attendance: { kind: 'recorded', direction: 'in' } }])
  })
})

describe('somebody who does not stand at the kiosk', () => {
  const box = (width: number) => ({ x: 0, y: 0, width, height: width })

  test('is recognised behind another, and not checked in until they are as near', async () => {
    const { see, people } = await openScriptedKiosk(['Ada', 'Eve'])
    const eve = { track: 2, like: [0, 0.7] }
    const both = await see([
      { ...ada, box: box(4) },
      { ...eve, box: box(2) },
    ])
    expect(both.events).toMatchObject([{ person: { id: people[0] } }])
    expect(both.faces[1]).toMatchObject({ state: { kind: 'decided', decision: { kind: 'known' } }, attendance: null })
    expect(
      (
        await see([
          { ...ada, box: box(4) },
          { ...eve, box: box(3) },
        ])
      ).events,
    ).toMatchObject([{ person: { id: people[1] } }])
  })

  test('is checked in from as far away when nobody is nearer', async () => {
    const { see } = await openScriptedKiosk(['Ada'])
    expect((await see([{ ...ada, box: box(1) }])).events).toHaveLength(1)
  })

  test.each([
    ['reads', { yaw: 0, pitch: -50, roll: 0 }],
    ['talks to another', { yaw: 60, pitch: 0, roll: 0 }],
  ])('%s, and is checked in when they look up', async (_, pose) => {
    const { see } = await openScriptedKiosk(['Ada'])
    expect((await see([{ ...ada, pose }])).events).toEqual([])
    expect((await see([{ ...ada, pose: { ...pose, yaw: 10, pitch: -10 } }])).events).toHaveLength(1)
  })
})

describe('a visit', () => {
  test('writes one entry, whatever is seen of the face later', async () => {
    const { see, clock, app } = await openScriptedKiosk(['Ada'])
    const first = await see([ada])
    expect(first.events).toHaveLength(1)
    clock.advance(9 * 3_600_000)
    for (let count = 0; count < 3; count += 1) expect((await see([ada])).events).toEqual([])
    expect((await app.call('events.list', {})).total).toBe(1)
  })

  test('is forgotten when its track ends: nobody can answer for it any more', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'])
    await app.call('kiosks.set', { kiosks: [{ name: 'Front door', direction: 'ask' }], version: 0 })
    expect((await see([ada])).faces).toMatchObject([{ attendance: { kind: 'ask', direction: 'in', early: false } }])
    await see([], { ended: [1] })
    const answer = app.call('kiosks.answer', { track: 1, direction: 'in' })
    await expect(answer).rejects.toMatchObject({ code: 'conflict', reason: 'question-expired' })
    expect((await app.call('events.list', {})).total).toBe(0)
  })

  test('goes on while its face is out of the picture', async () => {
    const { see } = await openScriptedKiosk(['Ada'])
    await see([ada])
    await see([])
    expect((await see([{ track: 1 }])).faces).toMatchObject([{ attendance: { kind: 'recorded' } }])
  })

  test('writes nothing for frames of other purposes', async () => {
    const { see } = await openScriptedKiosk(['Ada'])
    for (const purpose of ['enrol', 'observe'] as const) {
      const { events, faces } = await see([ada], { purpose })
      expect(events).toEqual([])
      expect(faces).toMatchObject([{ state: { kind: 'decided' }, attendance: null }])
    }
  })

  test('has the evidence of its decision in its entry', async () => {
    const { see, people } = await openScriptedKiosk(['Ada', 'Eve'])
    const [event] = (await see([{ track: 7, like: [0.7, 0.3], quality: 66 }])).events
    expect(event).toMatchObject({
      ...{ track: 7, method: 'face', kiosk: 'Front door', threshold: 0.51, thresholdVersion: 1, metric: null },
      ...{ similarity: expect.closeTo(0.7, 2), liveness: 0.9, quality: 66 },
      runnerUp: { person: { id: people[1], name: 'Eve' }, similarity: expect.closeTo(0.3, 2) },
    })
  })
})

describe('how alive a face looked', () => {
  const early = { real: 0.9, cues: { frozen: null, planar: null } }
  const doubtful = { real: 0.02, cues: { frozen: 0, planar: 0 } }

  test('is required at a door that nobody has set otherwise', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'])
    expect(await app.call('settings.get', {})).toMatchObject({ liveness: 'required' })
    expect((await see([{ ...ada, liveness: early }])).events).toEqual([])
    const { events, faces } = await see([{ ...ada, liveness: doubtful }])
    expect(events).toEqual([])
    expect(faces).toMatchObject([{ attendance: { kind: 'not-live', why: 'picture' } }])
  })

  test('is told for each model in the entry, where several were asked', async () => {
    const { see, app } = await openScriptedKiosk(['Ada', 'Eve'])
    const models = [
      { model: 'fr_liveness', real: 0.93217 },
      { model: 'MiniFASNetV2', real: 0.9 },
    ]
    const liveness = { real: 0.9, cues: { frozen: 0, planar: 0 }, models }
    const [event] = (await see([{ ...ada, liveness }])).events
    const told = [{ model: 'fr_liveness', real: 0.932 }, models[1]]
    expect(event).toMatchObject({ liveness: 0.9, livenessModels: told })
    const [other] = (await see([{ track: 8, like: [0.2, 0.8] }])).events
    expect(other).toMatchObject({ liveness: 0.9, livenessModels: null })
    const { events } = await app.call('events.list', {})
    expect(events.map(({ livenessModels }) => livenessModels)).toEqual([null, told])
    const doubted = { ...liveness, real: 0.02, models: [models[0]!, { model: 'MiniFASNetV2', real: 0.02 }] }
    const kiosk = await openScriptedKiosk(['Ada'])
    const { events: none, faces } = await kiosk.see([{ ...ada, liveness: doubted }])
    expect([none, faces]).toMatchObject([[], [{ attendance: { kind: 'not-live', why: 'picture' } }]])
  })

  test('is waited for where it only advises, and stands out in Today afterwards', async () => {
    const { see, app, people } = await openScriptedKiosk(['Ada', 'Eve'])
    await app.call('settings.set', { liveness: 'advisory' })
    expect((await see([{ ...ada, liveness: early }])).events).toEqual([])
    expect((await see([{ ...ada, liveness: doubtful }])).events).toMatchObject([{ liveness: 0.02 }])
    expect((await see([{ track: 8, like: [0.2, 0.8] }])).events).toMatchObject([{ person: { id: people[1] } }])
    const { people: today } = await app.call('attendance.today', {})
    expect(today.map(({ person, doubtful: isDoubtful }) => [person.name, isDoubtful])).toEqual([
      ['Ada', true],
      ['Eve', false],
    ])
  })
})

describe('a face that is not alive', () => {
  const required = { liveness: 'required', challenge: false } as const

  test('is not checked in, and is as soon as it looks alive: no failure is final for a visit', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'])
    await app.call('settings.set', required)
    for (let count = 0; count < 2; count += 1) {
      const { events, faces } = await see([{ ...ada, liveness: picture }])
      expect(events).toEqual([])
      expect(faces).toMatchObject([{ attendance: { kind: 'not-live', why: 'picture' } }])
    }
    expect((await see([ada])).events).toMatchObject([{ direction: 'in' }])
  })

  test('that stands still is told so, and waits while too little was seen of it', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'])
    await app.call('settings.set', required)
    const still = await see([{ ...ada, liveness: { real: 0.9, cues: { frozen: 0.9, planar: 0 } } }])
    expect(still.faces).toMatchObject([{ attendance: { kind: 'not-live', why: 'still' } }])
    const early = await see([{ ...ada, liveness: { real: 0.9, cues: { frozen: null, planar: null } } }])
    expect(early.faces).toMatchObject([{ attendance: null }])
    expect(early.events).toEqual([])
  })

  test('is asked to blink, and passes by doing it', async () => {
    const { see, app } = await openScriptedKiosk(['Ada'], { random: () => 0 })
    await app.call('settings.set', { ...required, challenge: true })
    const events: AttendanceEvent[] = []
    const asked: unknown[] = []
    for (const eyesOpen of [1, 1, 0.1, 0.1, 1]) {
      const result = await see([{ ...ada, liveness: picture, eyesOpen }])
      events.push(...result.events)
      asked.push(result.faces[0]!.challenge)
    }
    expect(asked[0]).toEqual({ kind: 'blink', times: 1, done: 0 })
    expect(asked.at(-1)).toBeNull()
    expect(events).toMatchObject([{ person: { name: 'Ada' } }])
  })
})

describe('two faces of one name in a frame', () => {
  test('only the one that is more like the person keeps it', async () => {
    const { see } = await openScriptedKiosk(['Ada'])
    const { faces, events } = await see([
      { track: 1, like: [0.65] },
      { track: 2, like: [0.8] },
      { track: 3, like: [0.7] },
    ])
    expect(faces.map(({ state }) => state.kind)).toEqual(['looking', 'decided', 'looking'])
    expect(events).toMatchObject([{ track: 2 }])
  })

  test('of one likeness: the first keeps it; different people both keep theirs', async () => {
    const { see } = await openScriptedKiosk(['Ada', 'Eve'])
    const same = [
      { track: 1, like: [0.7, 0] },
      { track: 2, like: [0.7, 0] },
    ]
    expect((await see(same)).faces.map(({ state }) => state.kind)).toEqual(['decided', 'looking'])
    const { events } = await see([{ track: 1 }, { track: 3, like: [0, 0.7] }])
    expect(events).toMatchObject([{ person: { name: 'Eve' }, track: 3 }])
  })
})

describe('who is asked', () => {
  async function asked() {
    const kiosk = await openScriptedKiosk(['Ada'])
    await kiosk.app.call('kiosks.set', { kiosks: [{ name: 'Front door', direction: 'ask' }], version: 0 })
    const heard: AttendanceEvent[] = []
    kiosk.app.subscribe((topic, message) => {
      if (topic === 'event.recorded') heard.push(message as AttendanceEvent)
    })
    await kiosk.see([ada])
    return { ...kiosk, heard }
  }

  test('goes the way of the answer, which is announced, and counts once', async () => {
    const { app, see, heard } = await asked()
    expect(heard).toEqual([])
    const outcome = await app.call('kiosks.answer', { track: 1, direction: 'out' })
    expect(outcome).toMatchObject({ kind: 'recorded', event: { direction: 'out', person: { name: 'Ada' } } })
    expect(heard).toMatchObject([{ direction: 'out' }])
    expect((await see([{ track: 1 }])).faces).toMatchObject([{ attendance: { kind: 'recorded', direction: 'out' } }])
    const again = app.call('kiosks.answer', { track: 1, direction: 'in' })
    await expect(again).rejects.toMatchObject({ code: 'conflict', reason: 'question-expired' })
    expect((await app.call('events.list', {})).total).toBe(1)
  })

  test('is not answered for by the track of somebody who was never asked', async () => {
    const { app, see } = await asked()
    await see([{ track: 1 }, { track: 2, like: [0.1] }])
    for (const track of [2, 3]) {
      const answer = app.call('kiosks.answer', { track, direction: 'in' })
      await expect(answer).rejects.toMatchObject({ code: 'conflict', reason: 'question-expired' })
    }
  })

  test('and erased while standing there, leaves nothing to answer', async () => {
    const { app, see, people } = await asked()
    await app.call('people.erase', { id: people[0]! })
    const { faces } = await see([{ track: 1 }])
    expect(faces).toMatchObject([{ attendance: null }])
    expect(faces[0]!.state).not.toMatchObject({ decision: { kind: 'known' } })
    const answer = app.call('kiosks.answer', { track: 1, direction: 'in' })
    await expect(answer).rejects.toMatchObject({ code: 'conflict', reason: 'question-expired' })
  })
})

test('an entry that was denied begins the visit of its face anew, and no other', async () => {
  const { app, see } = await openScriptedKiosk(['Ada', 'Eve'])
  const { events } = await see([ada, { track: 2, like: [0, 0.7] }])
  await app.call('kiosks.dispute', { event: events[0]!.id, wrong: 'person' })
  const { faces } = await see([{ track: 1 }, { track: 2 }])
  expect(faces).toMatchObject([
    { state: { kind: 'looking' }, attendance: null },
    { attendance: { kind: 'recorded', event: events[1]!.id } },
  ])
})

test('people who are added or erased in view are known and unknown at once, without another embedding', async () => {
  const { app, see, people } = await openScriptedKiosk(['Ada', 'Eve'])
  await see([{ track: 1, like: [0.7, 0.6] }])
  await app.call('people.erase', { id: people[0]! })
  const { faces } = await see([{ track: 1 }])
  expect(faces[0]!.candidates.map(({ person }) => person.name)).toEqual(['Eve'])
})

import { describe, expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { EventId, type Instant } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import { openDoor, stoppedClock } from '../helpers/app.ts'
import { ada, adaAgain, blurredFrame, frame, frameOfTwo, jpeg, type Part, stranger } from '../helpers/pictures.ts'

let sequence = 0

/** Shows somebody for a while at five frames a second. */
async function show(app: App, part: Part, frames = 8): Promise<FrameResult[]> {
  const results: FrameResult[] = []
  for (let i = 0; i < frames; i++) results.push(await app.pushFrame(await frame(part, ++sequence)))
  return results
}

/** Nobody in front of the camera, for longer than a track waits. */
async function leave(app: App): Promise<void> {
  const wall: Part = { sample: 1, left: 0, top: 0, width: 200, height: 200 }
  await show(app, wall, 8)
}

async function enrolAda(app: App) {
  const person = await app.call('people.create', { name: 'Ada' })
  const reply = await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  expect(reply.kind).toBe('enrolled')
  return person
}

test('a person who stands there is named and checked in once', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  const heard: AttendanceEvent[] = []
  app.subscribe((topic, message) => {
    if (topic === 'event.recorded') heard.push(message as AttendanceEvent)
  })
  const person = await enrolAda(app)

  const results = await show(app, adaAgain)

  const events = results.flatMap((result) => result.events)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    kind: 'check',
    person: { id: person.id, name: 'Ada' },
    direction: 'in',
    at: clock.now(),
    method: 'face',
    kiosk: 'Front door',
    threshold: 0.51,
    thresholdVersion: 1,
  })
  expect(events[0]!.similarity).toBeGreaterThan(0.6)
  expect(heard).toEqual(events)
  expect((await app.call('events.list', {})).events).toEqual(events)
  expect(results.at(-1)!.faces[0]).toMatchObject({
    state: { kind: 'decided', decision: { kind: 'known' } },
    attendance: { kind: 'recorded', direction: 'in' },
  })
})

test('back within the cooldown nothing is written; later the person checks out', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  await enrolAda(app)
  await show(app, adaAgain)

  clock.advance(30_000)
  await leave(app)
  const tooSoon = await show(app, adaAgain)
  clock.advance(8 * 3_600_000)
  await leave(app)
  const evening = await show(app, adaAgain)

  expect(tooSoon.flatMap(({ events }) => events)).toEqual([])
  expect(tooSoon.at(-1)!.faces[0]!.attendance).toMatchObject({ kind: 'cooldown', direction: 'in' })
  expect(evening.flatMap(({ events }) => events)).toMatchObject([{ direction: 'out' }])
})

test('a picture that stands still decides nothing', async () => {
  const app = await openDoor()
  await enrolAda(app)
  // So high that one picture is not enough to name her.
  await app.call('settings.set', { threshold: 0.66 })
  const frozen = await frame(adaAgain, ++sequence)
  const results: FrameResult[] = []
  for (let i = 0; i < 12; i++) {
    const copy = frozen.slice()
    new DataView(copy.buffer).setFloat64(24, ++sequence * 200, true)
    results.push(await app.pushFrame(copy))
  }
  expect(results[0]!.faces).toHaveLength(1)
  expect(results.slice(1).flatMap(({ faces }) => faces)).toEqual([])
  expect((await app.call('events.list', {})).total).toBe(0)
  expect((await show(app, adaAgain)).flatMap(({ events }) => events)).toHaveLength(1)
})

test('a camera that sees nothing is said in the office', async () => {
  const app = await openDoor()
  const heard: unknown[] = []
  app.subscribe((topic, message) => heard.push([topic, message]))
  await app.call('kiosks.reportBlind', { kiosk: 'Side door', trouble: 'black' })
  expect(heard).toMatchObject([
    ['notice', { level: 'warning', code: 'kiosk-blind', details: { kiosk: 'Side door', trouble: 'black' } }],
  ])
})

test('a stranger stays unknown and leaves no event', async () => {
  const app = await openDoor()
  await enrolAda(app)

  const results = await show(app, stranger, 16)

  expect(results.at(-1)!.faces[0]!.state).toMatchObject({ kind: 'decided', decision: { kind: 'unknown' } })
  expect((await app.call('events.list', {})).total).toBe(0)
})

test('frames below the gate for searching are looked at, and nobody is searched for by them', async () => {
  const app = await openDoor()
  await enrolAda(app)
  const showBlurred = async () => {
    const results: FrameResult[] = []
    for (let i = 0; i < 8; i++) results.push(await app.pushFrame(await blurredFrame(adaAgain, 4, ++sequence)))
    return results
  }
  const last = (results: FrameResult[]) => results.at(-1)!.faces[0]!
  await app.call('settings.set', { probeQuality: 70 })
  const refused = await showBlurred()
  const { score } = last(refused).quality!
  expect(score).toBeGreaterThan(20)
  expect(score).toBeLessThan(70)
  expect(last(refused)).toMatchObject({ state: { kind: 'looking' }, candidates: [], attendance: null })
  expect((await app.call('events.list', {})).total).toBe(0)

  // Set while the same face stands there.
  await app.call('settings.set', { probeQuality: Math.floor(score) })
  const passed = await showBlurred()
  expect(last(passed).state).toMatchObject({ kind: 'decided', decision: { kind: 'known', person: { name: 'Ada' } } })
  expect((await app.call('events.list', {})).events).toMatchObject([{ quality: expect.closeTo(score, 0) }])
})

test('frames of other purposes never write events', async () => {
  const app = await openDoor()
  await enrolAda(app)
  for (let i = 0; i < 8; i++) {
    const result = await app.pushFrame(await frame(adaAgain, ++sequence, 'enrol'))
    expect(result.events).toEqual([])
    expect(result.faces[0]!.attendance).toBeNull()
  }
  expect((await app.call('events.list', {})).total).toBe(0)
})

test('a person enrolled meanwhile is recognised without a restart', async () => {
  const app = await openDoor()
  expect((await show(app, adaAgain)).flatMap(({ events }) => events)).toEqual([])
  await enrolAda(app)
  await leave(app)
  expect((await show(app, adaAgain)).flatMap(({ events }) => events)).toHaveLength(1)
})

test('"wrong person" takes the entry out, keeps the evidence, and holds the naming back for ten minutes', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  const person = await enrolAda(app)
  const [event] = (await show(app, adaAgain)).flatMap(({ events }) => events)

  const wrong = { event: event!.id, wrong: 'person' } as const
  const window = { actor: 'Back door', via: 'kiosk', role: 'kiosk' } as const
  const correction = await app.call('kiosks.dispute', wrong, window)
  const again = await app.call('kiosks.dispute', wrong)
  await leave(app)
  const afterwards = await show(app, adaAgain)

  expect(correction).toMatchObject({ kind: 'correction', action: 'void', corrects: event!.id, reason: 'not-me' })
  expect(again).toEqual(correction)
  // Whoever called, not what the entry says of its kiosk.
  const { entries } = await app.call('audit.list', { action: 'event' })
  const { role: _, ...caller } = window
  expect(entries).toMatchObject([{ ...caller, action: 'event.not-me', details: { kiosk: event!.kiosk } }])
  const log = await app.call('events.list', {})
  expect(log.events.map(({ id }) => id)).toEqual([correction.id, event!.id])
  expect(log.events[1]).toEqual(event)
  expect((await app.call('kiosks.entries', { from: 0 as Instant, limit: 5 })).entries).toEqual([])
  expect(afterwards.flatMap(({ events }) => events)).toEqual([])
  // Not a stranger: whoever it is may have been denied by somebody else, and is asked for the PIN.
  expect(afterwards.at(-1)!.faces[0]!.state).toMatchObject({
    decision: { kind: 'ambiguous', candidates: [{ person: { id: person.id } }] },
  })

  clock.advance(10 * 60_000 + 1)
  await leave(app)
  expect((await show(app, adaAgain)).flatMap(({ events }) => events)).toHaveLength(1)
})

describe('a naming that was denied', () => {
  async function denied() {
    const clock = stoppedClock()
    const app = await openDoor(clock)
    const person = await enrolAda(app)
    const [event] = (await show(app, adaAgain)).flatMap(({ events }) => events)
    await app.call('kiosks.dispute', { event: event!.id, wrong: 'person' })
    const recognised = async () => {
      await leave(app)
      return (await show(app, adaAgain)).at(-1)!.faces[0]!.attendance?.kind === 'recorded'
    }
    return { app, clock, person, event: event!.id, recognised }
  }

  test('is over when the person proves by PIN to be who they are', async () => {
    const { app, person, recognised } = await denied()
    await app.call('people.update', { id: person.id, name: 'Ada', employeeNumber: '1001', groups: [] })
    const { pin } = await app.call('pin.set', { personId: person.id })
    expect(await recognised()).toBe(false)
    await app.call('pin.identify', { kiosk: 'Front door', employeeNumber: '1001', pin: '000000' })
    expect(await recognised()).toBe(false)
    await app.call('pin.identify', { kiosk: 'Front door', employeeNumber: '1001', pin })
    expect(await recognised()).toBe(true)
  })

  test('is over when the office says so', async () => {
    const { app, event, recognised } = await denied()
    expect((await app.call('disputes.list', {})).disputes).toMatchObject([
      { event, person: { name: 'Ada' }, kiosk: 'Front door', verdict: 'open' },
    ])
    expect(await recognised()).toBe(false)
    await app.call('disputes.decide', { event, verdict: 'dismissed' })
    expect(await recognised()).toBe(true)
    expect((await app.call('disputes.list', {})).disputes).toMatchObject([{ event, verdict: 'dismissed' }])
  })

  test('upheld by the office, holds until it is dismissed or there are new photos', async () => {
    const { app, clock, person, event, recognised } = await denied()
    await app.call('disputes.decide', { event, verdict: 'upheld' })
    clock.advance(40 * 86_400_000)
    expect(await recognised()).toBe(false)
    expect((await app.call('disputes.list', {})).disputes).toMatchObject([{ event, verdict: 'upheld' }])
    await app.call('enrol.photo', { personId: person.id, photo: await jpeg(adaAgain) })
    expect(await recognised()).toBe(true)
  })

  test('cannot be decided where nobody denied anything', async () => {
    const app = await openDoor()
    const decision = { event: EventId.parse(7), verdict: 'upheld' } as const
    await expect(app.call('disputes.decide', decision)).rejects.toMatchObject({ code: 'event-not-found' })
  })
})

test('"wrong direction" turns the entry round, and the person goes on being known', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  const person = await enrolAda(app)
  const [event] = (await show(app, adaAgain)).flatMap(({ events }) => events)
  const wrong = { event: event!.id, wrong: 'direction' } as const
  const correction = await app.call('kiosks.dispute', wrong)
  expect(correction).toMatchObject({ action: 'move', corrects: event!.id, direction: 'out', at: event!.at })
  expect(await app.call('kiosks.dispute', wrong)).toEqual(correction)
  const { portrait } = (await app.call('people.get', { id: person.id })).person
  expect(portrait).not.toBeNull()
  expect((await app.call('kiosks.entries', { from: 0 as Instant, limit: 5 })).entries).toEqual([
    { event: event!.id, person: { id: person.id, name: 'Ada' }, portrait, direction: 'out', at: event!.at },
  ])
  expect((await app.call('disputes.list', {})).disputes).toEqual([])
  clock.advance(10 * 60_000)
  await leave(app)
  expect((await show(app, adaAgain)).flatMap(({ events }) => events)).toMatchObject([{ direction: 'in' }])
})

test('an old event is not changed at the kiosk', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  await enrolAda(app)
  const [event] = (await show(app, adaAgain)).flatMap(({ events }) => events)
  clock.advance(10 * 60_000)
  for (const wrong of ['person', 'direction'] as const) {
    const call = app.call('kiosks.dispute', { event: event!.id, wrong })
    await expect(call).rejects.toMatchObject({ code: 'not-allowed', reason: 'entry-final' })
  }
})

test('events after the clock was set are marked, and it is said', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  const notices: unknown[] = []
  app.subscribe((topic, message) => {
    if (topic === 'notice') notices.push(message)
  })
  await enrolAda(app)
  clock.set(-3_600_000)
  const [event] = (await show(app, adaAgain)).flatMap(({ events }) => events)
  expect(event).toMatchObject({ clockMoved: true, at: clock.now() })
  expect(notices).toMatchObject([{ code: 'clock-moved', details: { seconds: -3600 } }])
})

test('strangers are kept only when that is wanted, no longer than wanted, and can be enrolled', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  await enrolAda(app)
  await show(app, stranger, 16)
  expect((await app.call('visitors.list', {})).visitors).toEqual([])

  await app.call('settings.set', { visitorDays: 2 })
  await leave(app)
  await show(app, stranger, 16)
  await leave(app)
  const { visitors } = await app.call('visitors.list', {})
  expect(visitors).toMatchObject([{ seenAt: clock.now(), kiosk: 'Front door', nearest: { person: { name: 'Ada' } } }])
  expect([...visitors[0]!.photo.subarray(0, 2)]).toEqual([0xff, 0xd8])

  const guest = await app.call('people.create', { name: 'Grace' })
  await app.call('visitors.assign', { id: visitors[0]!.id, personId: guest.id })
  expect((await app.call('visitors.list', {})).visitors).toEqual([])
  expect((await show(app, stranger)).flatMap(({ events }) => events)).toMatchObject([{ person: { name: 'Grace' } }])
})

test('a stranger whose face is erased is gone, and the audit log says by whom', async () => {
  const app = await openDoor()
  await app.call('settings.set', { visitorDays: 2 })
  await show(app, stranger, 16)
  const [visitor] = (await app.call('visitors.list', {})).visitors
  await app.call('visitors.erase', { id: visitor!.id }, { actor: 'Grace', via: 'window', role: 'owner' })
  expect((await app.call('visitors.list', {})).visitors).toEqual([])
  const { entries } = await app.call('audit.list', { action: 'visitor' })
  expect(entries).toMatchObject([
    { actor: 'Grace', via: 'window', action: 'visitor.erase', subject: `visitor ${visitor!.id}` },
  ])
})

test('a stranger who looks like none of somebody’s photos is assigned to them only when that is confirmed', async () => {
  const app = await openDoor()
  const { id: personId } = await enrolAda(app)
  await app.call('settings.set', { visitorDays: 2 })
  await show(app, stranger, 16)
  const [visitor] = (await app.call('visitors.list', {})).visitors
  const { id } = visitor!
  expect(await app.call('visitors.assign', { id, personId })).toMatchObject({
    kind: 'refused',
    refusal: {
      code: 'unlike-own-photos',
      own: { photos: 1, similarity: expect.closeTo(visitor!.nearest!.similarity, 2) },
    },
  })
  expect((await app.call('visitors.list', {})).visitors).toHaveLength(1)
  expect(await app.call('visitors.assign', { id, personId, allowUnlike: true })).toMatchObject({
    kind: 'assigned',
    person: { id: personId, templates: 2 },
  })
  expect((await app.call('visitors.list', {})).visitors).toEqual([])
})

test('visitors are erased when their days are over', async () => {
  const clock = stoppedClock()
  const app = await openDoor(clock)
  await app.call('settings.set', { visitorDays: 2 })
  await show(app, stranger, 16)
  expect((await app.call('visitors.list', {})).visitors).toHaveLength(1)
  clock.advance(3 * 24 * 3_600_000)
  expect((await app.call('visitors.list', {})).visitors).toEqual([])
})

test('somebody who steps into another one’s place never bears their name', async () => {
  const app = await openDoor()
  await enrolAda(app)
  await show(app, adaAgain)
  // In the very next frame a stranger is where she was, a little aside as people are.
  const aside: Part = { ...stranger, left: stranger.left + 150, top: stranger.top + 100 }

  const results = await show(app, aside, 16)

  const names = results.flatMap(({ faces }) =>
    faces.map(({ state }) => (state.kind === 'decided' ? state.decision.kind : state.kind)),
  )
  expect(names).not.toContain('known')
  expect(names.at(-1)).toBe('unknown')
  expect(results.flatMap(({ events }) => events)).toEqual([])
})

test('one person shown twice is named once', async () => {
  const app = await openDoor()
  await enrolAda(app)
  for (let i = 0; i < 10; i++) {
    const { faces } = await app.pushFrame(await frameOfTwo(adaAgain, ++sequence))
    const named = faces.filter(({ state }) => state.kind === 'decided' && state.decision.kind === 'known')
    expect(named.length).toBeLessThanOrEqual(1)
  }
  expect((await app.call('events.list', {})).total).toBe(1)
})

import { spawn } from 'node:child_process'
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { verifySignature } from '../../main/attendance/webhook.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { silentLogger } from '../../main/log/logger.ts'
import { post, startWebhookSender, type WebhookSender } from '../../main/services/webhook-sender.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openApp } from '../helpers/app.ts'
import { addPerson, check, keyVault, scratchFolder } from '../store/scratch.ts'

interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real receiver that answers what the test wants: a status, or nothing at all. */
async function receiver() {
  const received: Received[] = []
  let behaviour: number | 'hang' = 200
  let answered: OutgoingHttpHeaders = {}
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body })
      if (behaviour !== 'hang') response.writeHead(behaviour, answered).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next: number | 'hang', headers: OutgoingHttpHeaders = {}) => {
      behaviour = next
      answered = headers
    },
  }
}

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`

function openOffice(file = join(scratchFolder(), 'rollcall.db')) {
  let time = Date.UTC(2026, 4, 4, 7)
  const store = openStore({ file, vault: keyVault(), now: () => time })
  onTestFinished(() => store.close())
  return {
    file,
    store,
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

/** A machine that does other things too takes its time; a mutant that gets nowhere need not have all of it. */
const soon = { timeout: process.env.MUTATION_TESTS === undefined ? 20_000 : 3_000 }

function startSender(office: ReturnType<typeof openOffice>): WebhookSender {
  const { store, now } = office
  const sender = startWebhookSender({ store, now, random: () => 0.5, timeoutMs: 1000 })
  onTestFinished(() => sender.close())
  return sender
}

function enter(store: Store) {
  const person = store.people.list('', 1).people[0] ?? addPerson(store, 'Ada')
  return store.events.record(check(person, 1000))
}

describe('a message', () => {
  const message = { id: 'test_1', body: '{"type":"test"}' }
  const now = Date.UTC(2026, 4, 4, 7)
  const send = (url: string, signal = AbortSignal.timeout(10_000)) =>
    post(url, message, { secret, head: null }, now, signal)

  test('is posted as JSON with its signature', async () => {
    const hook = await receiver()
    expect(await send(hook.url)).toEqual({ status: 200, retryAfter: null, error: null })
    const { headers, body } = hook.received[0]!
    expect(body).toBe(message.body)
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'test_1' })
    expect(verifySignature(headers as Record<string, string>, body, secret, now)).toBe(true)
  })

  test('comes back with what the receiver asks for, and follows nobody elsewhere', async () => {
    const [hook, elsewhere] = [await receiver(), await receiver()]
    hook.answer(429, { 'retry-after': '120' })
    expect(await send(hook.url)).toEqual({ status: 429, retryAfter: '120', error: null })
    hook.answer(307, { location: elsewhere.url })
    expect(await send(hook.url)).toMatchObject({ status: 307, error: null })
    expect(elsewhere.received).toEqual([])
  })

  test('that finds no receiver says of which kind that is, and nothing in the words of others', async () => {
    const { url } = await receiver()
    const code = (code: string) => new Error('fetch failed', { cause: Object.assign(new Error('words'), { code }) })
    const reasons = [code('ECONNREFUSED'), code('CERT_HAS_EXPIRED'), new Error('too late'), 'given up']
    const found = await Promise.all(reasons.map((reason) => send(url, AbortSignal.abort(reason))))
    expect(found).toEqual(
      ['unreachable', 'certificate', 'other', 'other'].map((error) => ({ status: null, retryAfter: null, error })),
    )
    expect(await send('http://127.0.0.1:10/', AbortSignal.timeout(1))).toMatchObject({
      error: expect.stringMatching(/^(too-slow|unreachable)$/),
    })
  })
})

test('an entry is delivered once, signed, and leaves the outbox', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { id } = office.store.webhooks.add(hook.url, secret)
  const event = enter(office.store)
  startSender(office)
  await vi.waitFor(() => expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }), soon)
  expect(hook.received).toHaveLength(1)
  const { headers, body } = hook.received[0]!
  expect(JSON.parse(body)).toMatchObject({ type: 'attendance.check', data: { id: event.id, direction: 'in' } })
  const flat = headers as Record<string, string>
  expect(verifySignature(flat, body, secret, office.now())).toBe(true)
  expect(verifySignature(flat, `${body} `, secret, office.now())).toBe(false)
})

test('a receiver that fails and hangs gets every entry when it recovers, with the same keys', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store } = office
  const { id } = store.webhooks.add(hook.url, secret)
  hook.answer(503)
  enter(store)
  const sender = startSender(office)
  await vi.waitFor(
    () => expect(store.webhooks.listDeliveries(id, 9)).toMatchObject([{ attempts: 1, lastStatus: 503, stopped: null }]),
    soon,
  )
  expect(store.webhooks.findNextDue(id)).toBe(office.now() + 30_000)

  hook.answer('hang')
  office.pass(31_000)
  sender.wake()
  // Recording goes on while a delivery hangs.
  await vi.waitFor(() => expect(hook.received).toHaveLength(2), soon)
  enter(store)
  expect(Math.max(...store.webhooks.listDeliveries(id, 9).map(({ attempts }) => attempts))).toBe(1)
  sender.wake()
  await vi.waitFor(
    () => expect(store.webhooks.listDeliveries(id, 9)).toMatchObject([{ attempts: 2 }, { attempts: 1 }]),
    soon,
  )
  expect(store.webhooks.listDeliveries(id, 1)[0]!.lastStatus).toBeNull()

  hook.answer(204)
  office.pass(150_000)
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 2 }), soon)
  const bodies = Map.groupBy(hook.received, (one) => one.id)
  expect([...bodies.values()].map((same) => new Set(same.map(({ body }) => body)).size)).toEqual([1, 1])
})

test('entries written while the clock was ahead are sent once it is right again', async () => {
  const { url, received, answer } = await receiver()
  const office = openOffice()
  const webhook = office.store.webhooks.add(url, secret)
  const year = 365 * 86_400_000
  office.pass(12 * year)
  answer(500)
  enter(office.store)
  let sender = startSender(office)
  await vi.waitFor(() => expect(received).toHaveLength(1), soon)
  await vi.waitFor(() => expect(office.store.webhooks.list()[0]!.lastFailure).toMatchObject({ status: 500 }), soon)
  await sender.close()
  // Never tried, an hour ahead.
  office.pass(-12 * year + 3_600_000)
  enter(office.store)
  office.pass(-3_600_000)
  answer(200)
  sender = startSender(office)
  await vi.waitFor(
    () => expect(office.store.webhooks.get(webhook.id)).toMatchObject({ waiting: 0, delivered: 2 }),
    soon,
  )
  await sender.close()
})

test('a receiver that hangs does not keep the others busy', async () => {
  const [hanging, taking] = [await receiver(), await receiver()]
  hanging.answer('hang')
  const office = openOffice()
  const { store } = office
  store.webhooks.add(hanging.url, secret)
  const { id } = store.webhooks.add(taking.url, secret)
  enter(store)
  let looked = 0
  const due = (...asked: Parameters<typeof store.webhooks.findDue>) => {
    looked += 1
    return store.webhooks.findDue(...asked)
  }
  const watched = { ...store, webhooks: { ...store.webhooks, findDue: due } }
  const sender = startWebhookSender({ store: watched, now: office.now, random: () => 0.5, timeoutMs: 5000 })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }), soon)
  expect(looked).toBe(3)
  // Whoever looked all the while would have looked more often than the next delivery needs.
  enter(store)
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 2 }), soon)
  await vi.waitFor(() => expect(looked).toBeGreaterThan(4), soon)
  expect(looked).toBe(5)
})

test('a receiver that wants nothing more is left alone, and entries wait for it', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { id } = office.store.webhooks.add(hook.url, secret)
  hook.answer(410)
  enter(office.store)
  const sender = startSender(office)
  await vi.waitFor(() => expect(office.store.webhooks.get(id)).toMatchObject({ active: false, stopped: 1 }), soon)
  enter(office.store)
  sender.wake()
  expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 1 })

  hook.answer(200)
  office.store.webhooks.update(id, { active: true })
  office.store.webhooks.retry(id)
  sender.wake()
  await vi.waitFor(
    () => expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 0, stopped: 0, delivered: 2 }),
    soon,
  )
})

test('a webhook that is paused gets nothing, though it was busy when it was paused', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store } = office
  const { id } = store.webhooks.add(hook.url, secret)
  hook.answer('hang')
  enter(store)
  enter(store)
  const sender = startSender(office)
  await vi.waitFor(() => expect(hook.received).toHaveLength(1), soon)
  store.webhooks.update(id, { active: false })
  hook.answer(200)
  // The first attempt comes to nothing; the second entry stays, and so does whatever is written from now on.
  await vi.waitFor(() => expect(store.webhooks.get(id).lastFailure).not.toBeNull(), soon)
  const beside = await receiver()
  store.webhooks.add(beside.url, secret)
  enter(store)
  sender.wake()
  office.pass(3_600_000)
  sender.wake()
  // Whoever is not paused has heard of it.
  await vi.waitFor(() => expect(beside.received).toHaveLength(1), soon)
  expect(hook.received).toHaveLength(1)
  expect(store.webhooks.get(id)).toMatchObject({ waiting: 3, delivered: 0 })

  store.webhooks.update(id, { active: true })
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 3 }), soon)
})

/** A log that remembers what it is told. */
function listener() {
  const logged: unknown[][] = []
  const on =
    (level: string) =>
    (...told: unknown[]) =>
      void logged.push([level, ...told])
  return { logged, logger: { ...silentLogger, error: on('error'), warn: on('warn'), info: on('info') } }
}

/** The milliseconds after which the sender looks at its webhooks again. */
function watchTimers() {
  const set = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => set.mockRestore())
  const calls = () => set.mock.calls as readonly (readonly unknown[])[]
  return (id: number) => calls().flatMap(([, delay, given]) => (given === id ? [delay] : []))
}

test('the next look is when the next entry is due, but in a minute at the latest', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store } = office
  const { id } = store.webhooks.add(hook.url, secret)
  const delays = watchTimers()
  hook.answer(500)
  enter(store)
  const sender = startSender(office)
  await vi.waitFor(() => expect(delays(id)).toEqual([30_000]), soon)
  office.pass(30_000)
  sender.wake()
  await vi.waitFor(() => expect(delays(id)).toEqual([30_000, 60_000]), soon)
  expect(store.webhooks.findNextDue(id)).toBe(office.now() + 120_000)
})

test('a disk that is full for a while loses nothing, and is tried again after a minute', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store, now } = office
  const { id } = store.webhooks.add(hook.url, secret)
  const delays = watchTimers()
  enter(store)
  let full = true
  const transaction: Store['transaction'] = (work) => {
    if (full) throw new Error('database or disk is full')
    return store.transaction(work)
  }
  const { logger, logged } = listener()
  const sender = startWebhookSender({ store: { ...store, transaction }, now, random: () => 0.5, logger })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(delays(id)).toEqual([60_000]), soon)
  expect(logged).toEqual([['error', 'task-failed', { task: 'webhooks', webhook: id, error: expect.any(Error) }]])
  expect(store.webhooks.get(id)).toMatchObject({ waiting: 1, delivered: 0 })
  full = false
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }), soon)
  const keys = hook.received.map((received) => received.id)
  expect(keys).toEqual([keys[0], keys[0]])
})

test('what is being sent when the sender closes was no attempt; from then on the store may be closed', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { id } = office.store.webhooks.add(hook.url, secret)
  hook.answer('hang')
  enter(office.store)
  const sender = startSender(office)
  await vi.waitFor(() => expect(hook.received).toHaveLength(1), soon)
  await sender.close()
  expect(office.store.webhooks.listDeliveries(id, 9)).toMatchObject([{ attempts: 0, lastError: null }])
  office.store.close()
  expect(() => sender.wake()).not.toThrow()
})

test('an attempt that fails is logged with its status or what kept it from one, and nothing of the entry', async () => {
  const hook = await receiver()
  const { store, now } = openOffice()
  const { id } = store.webhooks.add(hook.url, secret)
  // Nothing listens on this port.
  const { id: nobody } = store.webhooks.add('http://127.0.0.1:2/', secret)
  hook.answer(500)
  enter(store)
  const { logger, logged } = listener()
  const sender = startWebhookSender({ store, now, random: () => 0.5, logger })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(logged).toHaveLength(2), soon)
  expect(logged).toEqual(
    expect.arrayContaining([
      ['warn', 'delivery-failed', { webhook: id, status: 500 }],
      ['warn', 'delivery-failed', { webhook: nobody, end: 'unreachable' }],
    ]),
  )
  hook.answer(200)
  enter(store)
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id).delivered).toBe(1), soon)
  expect(logged.filter(([, , of]) => (of as { webhook: number }).webhook === id)).toHaveLength(1)
})

test('waits are whole milliseconds, whatever chance says; after the last of them the webhook stays active', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store, now } = office
  const { id } = store.webhooks.add(hook.url, secret)
  hook.answer(500)
  enter(store)
  const sender = startWebhookSender({ store, now, random: () => 0.123_456 })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(store.webhooks.findNextDue(id)).toBe(now() + 27_741), soon)
  for (let attempts = 2; attempts <= 11; attempts++) {
    office.pass(100_000_000)
    sender.wake()
    await vi.waitFor(() => expect(store.webhooks.listDeliveries(id, 1)).toMatchObject([{ attempts }]), soon)
  }
  expect(store.webhooks.listDeliveries(id, 1)).toMatchObject([{ nextAt: null, stopped: 'attempts-used-up' }])
  expect(store.webhooks.get(id)).toMatchObject({ active: true, waiting: 0, stopped: 1 })
})

test('what fails is said to whoever shows deliveries; a sender that is closed sends no more', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store, now } = office
  const { id } = store.webhooks.add(hook.url, secret)
  let changes = 0
  const changed = () => {
    changes += 1
  }
  enter(store)
  enter(store)
  const sender = startWebhookSender({ store, now, random: () => 0.5, timeoutMs: 1000, changed })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(store.webhooks.get(id).delivered).toBe(2), soon)
  await vi.waitFor(() => expect(changes).toBe(2), soon)
  await sender.close()
  enter(store)
  sender.wake()
  // What comes after it arrives, and it does not.
  await post(hook.url, { id: 'later', body: '{}' }, { secret, head: null }, now(), AbortSignal.timeout(10_000))
  expect(hook.received.slice(2).map(({ id }) => id)).toEqual(['later'])
  expect(store.webhooks.get(id)).toMatchObject({ waiting: 1, delivered: 2 })
})

test('a failed delivery is tried again by itself when its time has come', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { store } = office
  const { id } = store.webhooks.add(hook.url, secret)
  hook.answer(500)
  enter(store)
  // The clock runs, and half a minute is over at once.
  let passed = 0
  const sender = startWebhookSender({
    ...{ store, random: () => 0.5, timeoutMs: 1000 },
    now: () => office.now() + passed,
    changed: () => {
      hook.answer(200)
      passed = 29_950
    },
  })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(hook.received).toHaveLength(1), soon)
  await vi.waitFor(() => expect(store.webhooks.get(id).lastFailure).toEqual({ status: 500, error: null }), soon)
  passed = 30_000
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }), soon)
})

test('the newest failure stands beside what waits, with the kind of it', async () => {
  const office = openOffice()
  const { store } = office
  // Nothing listens on this port.
  const { id } = store.webhooks.add('http://127.0.0.1:2/', secret)
  enter(store)
  expect(store.webhooks.get(id)).toMatchObject({ waiting: 1, lastFailure: null })
  startSender(office)
  await vi.waitFor(
    () =>
      expect(store.webhooks.get(id)).toMatchObject({
        lastFailure: { status: null, error: 'unreachable' },
        nextAt: office.now() + 30_000,
      }),
    soon,
  )
})

test('a webhook is told of the kinds of entries that it asked for', async () => {
  const { store } = openOffice()
  const checks = store.webhooks.add('http://127.0.0.1:2/', secret, ['check'])
  const corrections = store.webhooks.add('http://127.0.0.1:2/', secret, ['correction'])
  const both = store.webhooks.add('http://127.0.0.1:2/', secret)
  enter(store)
  const waiting = () => [checks, corrections, both].map(({ id }) => store.webhooks.get(id).waiting)
  expect(waiting()).toEqual([1, 0, 1])
  store.webhooks.update(checks.id, { kinds: ['correction'] })
  enter(store)
  expect(waiting()).toEqual([1, 0, 2])
  expect(store.webhooks.get(checks.id).kinds).toEqual(['correction'])
})

test('a test is signed, answered at once and leaves the outbox alone; a renewed secret signs from then on', async () => {
  const hook = await receiver()
  const app = await openApp()
  const { webhook, secret: first } = await app.call('webhooks.add', { url: hook.url })
  expect(await app.call('webhooks.test', { id: webhook.id })).toEqual({ status: 200, error: null })
  const { secret: second } = await app.call('webhooks.renewSecret', { id: webhook.id })
  hook.answer(404)
  expect(await app.call('webhooks.test', { id: webhook.id })).toEqual({ status: 404, error: null })
  const signedBy = (index: number, key: string) => {
    const { headers, body } = hook.received[index]!
    return verifySignature(headers as Record<string, string>, body, key, Date.now())
  }
  expect([signedBy(0, first), signedBy(1, first), signedBy(1, second)]).toEqual([true, false, true])
  expect(JSON.parse(hook.received[0]!.body)).toMatchObject({ type: 'test', data: {} })
  expect(hook.received[0]!.id).not.toBe(hook.received[1]!.id)
  expect(await app.call('webhooks.list', {})).toMatchObject({ webhooks: [{ waiting: 0, delivered: 0 }] })
})

test.each(['send', 'discard'] as const)('what gathered while it was paused: %s', async (waiting) => {
  const hook = await receiver()
  const app = await openApp()
  const { webhook } = await app.call('webhooks.add', { url: hook.url })
  await app.call('webhooks.update', { id: webhook.id, active: false })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const add = (minutesAgo: number) =>
    app.call('attendance.correct', {
      draft: {
        action: 'add',
        corrects: null,
        personId,
        direction: 'in',
        at: (Date.now() - minutesAgo * 60_000) as Instant,
        zone: 'UTC',
        reason: 'forgotten',
      },
      actor: 'HR',
    })
  await add(60)
  await add(40)
  expect(await app.call('webhooks.list', {})).toMatchObject({ webhooks: [{ waiting: 2 }] })
  await app.call('webhooks.update', { id: webhook.id, active: true, waiting })
  await add(20)
  const all = waiting === 'send' ? 3 : 1
  await vi.waitFor(async () => {
    expect(await app.call('webhooks.list', {})).toMatchObject({ webhooks: [{ waiting: 0, delivered: all }] })
  }, soon)
  expect(hook.received).toHaveLength(all)
})

test('kill -9 while a delivery is in flight loses none and repeats with the same key', {
  timeout: 60_000,
}, async () => {
  const hook = await receiver()
  hook.answer('hang')
  const file = join(scratchFolder(), 'rollcall.db')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'webhook-child.ts'), file, hook.url, secret], {
    stdio: 'inherit',
  })
  await vi.waitFor(() => expect(hook.received.length).toBeGreaterThan(0), { timeout: 40_000 })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  hook.answer(200)

  const office = openOffice(file)
  const [webhook] = office.store.webhooks.list()
  expect(webhook!.waiting).toBe(3)
  startSender(office)
  await vi.waitFor(
    () => expect(office.store.webhooks.get(webhook!.id)).toMatchObject({ waiting: 0, delivered: 3 }),
    soon,
  )
  const keys = hook.received.map(({ id }) => id)
  expect(keys).toHaveLength(4)
  expect(keys[1]).toBe(keys[0])
  expect(new Set(keys).size).toBe(3)
})

import { spawn } from 'node:child_process'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { verifySignature } from '../../main/attendance/webhook.ts'
import { startWebhookSender, type WebhookSender } from '../../main/handlers/webhook-sender.ts'
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
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body })
      if (behaviour !== 'hang') response.writeHead(behaviour).end()
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
    answer: (next: number | 'hang') => {
      behaviour = next
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

/** A machine that does other things too takes its time. */
const soon = { timeout: 20_000 }

function startSender(office: ReturnType<typeof openOffice>): WebhookSender {
  const { store, now } = office
  const sender = startWebhookSender({ store, now, random: () => 0.5, patience: 1000 })
  onTestFinished(() => sender.close())
  return sender
}

function enter(store: Store) {
  const person = store.people.list('', 1).people[0] ?? addPerson(store, 'Ada')
  return store.events.record(check(person, 1000))
}

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
    () => expect(store.webhooks.deliveries(id, 9)).toMatchObject([{ attempts: 1, lastStatus: 503, stopped: null }]),
    soon,
  )
  expect(store.webhooks.nextDue(id)).toBe(office.now() + 30_000)

  hook.answer('hang')
  office.pass(31_000)
  sender.wake()
  // Recording goes on while a delivery hangs.
  await vi.waitFor(() => expect(hook.received).toHaveLength(2), soon)
  const start = performance.now()
  enter(store)
  expect(performance.now() - start).toBeLessThan(250)
  sender.wake()
  await vi.waitFor(
    () => expect(store.webhooks.deliveries(id, 9)).toMatchObject([{ attempts: 2 }, { attempts: 1 }]),
    soon,
  )
  expect(store.webhooks.deliveries(id, 1)[0]!.lastStatus).toBeNull()

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
  await vi.waitFor(() => expect(received).toHaveLength(1))
  await vi.waitFor(() => expect(office.store.webhooks.list()[0]!.lastFailure).toMatchObject({ status: 500 }))
  await sender.close()
  // Never tried, an hour ahead.
  office.pass(-12 * year + 3_600_000)
  enter(office.store)
  office.pass(-3_600_000)
  answer(200)
  sender = startSender(office)
  await vi.waitFor(() => expect(office.store.webhooks.get(webhook.id)).toMatchObject({ waiting: 0, delivered: 2 }))
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
  const due = (...asked: Parameters<typeof store.webhooks.due>) => {
    looked += 1
    return store.webhooks.due(...asked)
  }
  const watched = { ...store, webhooks: { ...store.webhooks, due } }
  const sender = startWebhookSender({ store: watched, now: office.now, random: () => 0.5, patience: 5000 })
  onTestFinished(() => sender.close())
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }), soon)
  await new Promise((passed) => setTimeout(passed, 200))
  expect(looked).toBe(3)
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

test('the newest failure stands beside what waits, in words that say why', async () => {
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
        lastFailure: { status: null, error: expect.stringMatching(/ECONNREFUSED/) },
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

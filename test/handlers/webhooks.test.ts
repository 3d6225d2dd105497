import { spawn } from 'node:child_process'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { verifySignature } from '../../main/attendance/webhook.ts'
import { startWebhookSender, type WebhookSender } from '../../main/handlers/webhook-sender.ts'
import { openStore, type Store } from '../../main/store/open.ts'
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

function startSender(office: ReturnType<typeof openOffice>): WebhookSender {
  const { store, now } = office
  const sender = startWebhookSender({ store, now, random: () => 0.5, patience: 300 })
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
  await vi.waitFor(() => expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 1 }))
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
  await vi.waitFor(() =>
    expect(store.webhooks.deliveries(id, 9)).toMatchObject([{ attempts: 1, lastStatus: 503, stopped: null }]),
  )
  expect(store.webhooks.nextDue()).toBe(office.now() + 30_000)

  hook.answer('hang')
  office.pass(31_000)
  sender.wake()
  // Recording goes on while a delivery hangs.
  await vi.waitFor(() => expect(hook.received).toHaveLength(2))
  const start = performance.now()
  enter(store)
  expect(performance.now() - start).toBeLessThan(250)
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.deliveries(id, 9)).toMatchObject([{ attempts: 2 }, { attempts: 1 }]))
  expect(store.webhooks.deliveries(id, 1)[0]!.lastStatus).toBeNull()

  hook.answer(204)
  office.pass(150_000)
  sender.wake()
  await vi.waitFor(() => expect(store.webhooks.get(id)).toMatchObject({ waiting: 0, delivered: 2 }))
  const bodies = Map.groupBy(hook.received, (one) => one.id)
  expect([...bodies.values()].map((same) => new Set(same.map(({ body }) => body)).size)).toEqual([1, 1])
})

test('a receiver that wants nothing more is left alone, and entries wait for it', async () => {
  const hook = await receiver()
  const office = openOffice()
  const { id } = office.store.webhooks.add(hook.url, secret)
  hook.answer(410)
  enter(office.store)
  const sender = startSender(office)
  await vi.waitFor(() => expect(office.store.webhooks.get(id)).toMatchObject({ active: false, stopped: 1 }))
  enter(office.store)
  sender.wake()
  expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 1 })

  hook.answer(200)
  office.store.webhooks.update(id, { active: true })
  office.store.webhooks.retry(id)
  sender.wake()
  await vi.waitFor(() => expect(office.store.webhooks.get(id)).toMatchObject({ waiting: 0, stopped: 0, delivered: 2 }))
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
  await vi.waitFor(() => expect(office.store.webhooks.get(webhook!.id)).toMatchObject({ waiting: 0, delivered: 3 }))
  const keys = hook.received.map(({ id }) => id)
  expect(keys).toHaveLength(4)
  expect(keys[1]).toBe(keys[0])
  expect(new Set(keys).size).toBe(3)
})

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decode, encode } from '@msgpack/msgpack'
import { expect, onTestFinished, test, vi } from 'vitest'
import { httpClient } from '../../../renderer/client/http.ts'

interface Seen {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Uint8Array
}

/** A server that answers every request with one reply. */
async function serverSaying(reply: unknown, type = 'application/msgpack') {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ path: request.url ?? '', headers: request.headers, body: new Uint8Array(Buffer.concat(chunks)) })
    response.writeHead(200, { 'content-type': type }).end(encode(reply))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { seen, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}

/** The browser's stream of events, driven by the test. */
function eventSource() {
  const target = new EventTarget()
  const opened: string[] = []
  return {
    opened,
    emit: (name: string, data?: unknown) =>
      target.dispatchEvent(
        data === undefined ? new Event(name) : new MessageEvent(name, { data: JSON.stringify(data) }),
      ),
    openEvents: (address: string) => {
      opened.push(address)
      return target as EventSource
    },
    openWindow: (address: string) => void opened.push(address),
    print: (page: string) => void opened.push(page),
    keepAwake: () => () => undefined,
  }
}

test('a call is MessagePack by POST and carries the header of the page', async () => {
  const server = await serverSaying({ ok: true, value: { photo: new Uint8Array([1, 2, 255]) } })
  const client = httpClient(server.base, { fetch, ...eventSource() })
  const answer = await client.call('enrol.photo', {
    personId: 7 as never,
    photo: new Uint8Array([9, 8]),
    allowDuplicate: undefined,
  })
  expect(answer).toEqual({ photo: new Uint8Array([1, 2, 255]) })
  const [request] = server.seen
  expect(request?.path).toBe('/api/call/enrol.photo')
  expect(request?.headers['x-rollcall']).toBe('1')
  expect(decode(request?.body ?? new Uint8Array())).toEqual({ personId: 7, photo: new Uint8Array([9, 8]) })
})

test('a frame goes as it is', async () => {
  const server = await serverSaying({ ok: true, value: { sequence: 4 } })
  const client = httpClient(server.base, { fetch, ...eventSource() })
  expect(await client.sendFrame(new Uint8Array([82, 76, 67, 70]))).toEqual({ sequence: 4 })
  expect(server.seen[0]?.path).toBe('/api/frame')
  expect([...(server.seen[0]?.body ?? [])]).toEqual([82, 76, 67, 70])
})

test('a failure becomes the error that it was', async () => {
  const error = { code: 'disk-full', message: 'The disk is full.', details: { free: 0 } }
  const server = await serverSaying({ ok: false, error })
  const client = httpClient(server.base, { fetch, ...eventSource() })
  await expect(client.call('settings.get', {})).rejects.toMatchObject({ name: 'AppError', ...error })
})

test('an engine that is away, or another server in its place, is engine-stopped', async () => {
  const server = await serverSaying('<html>', 'text/html')
  const client = httpClient(server.base, { fetch, ...eventSource() })
  await expect(client.call('settings.get', {})).rejects.toMatchObject({ code: 'engine-stopped' })
  server.stop()
  await expect(client.call('settings.get', {})).rejects.toMatchObject({ code: 'engine-stopped' })
})

test('announcements reach who listens to their topic, and nobody who has left', () => {
  const source = eventSource()
  const client = httpClient('http://127.0.0.1:1/', { fetch, ...source })
  const [people, events] = [vi.fn(), vi.fn()]
  const leave = client.subscribe('people.changed', people)
  client.subscribe('event.recorded', events)
  source.emit('message', { topic: 'people.changed', message: { personId: 3 } })
  leave()
  source.emit('message', { topic: 'people.changed', message: { personId: 4 } })
  expect(people.mock.calls).toEqual([[{ personId: 3 }]])
  expect(events).not.toHaveBeenCalled()
  expect(source.opened).toEqual(['http://127.0.0.1:1/api/events'])
})

test('a stream that was lost and is back tells that everything may be old, and the first opening does not', () => {
  const source = eventSource()
  const client = httpClient('http://127.0.0.1:1/', { fetch, ...source })
  const notices = vi.fn()
  client.subscribe('notice', notices)
  source.emit('open')
  expect(notices).not.toHaveBeenCalled()
  source.emit('error')
  source.emit('open')
  expect(notices.mock.calls.map(([notice]) => notice.code)).toEqual(['engine-restarted'])
})

test("a kiosk's window has its own address", async () => {
  const events = eventSource()
  await httpClient('http://127.0.0.1:9/', { fetch, ...events }).openKiosk('Back door')
  expect(events.opened).toEqual(['http://127.0.0.1:9/?kiosk=Back+door#/kiosk'])
})

test('a page to print is read whole, piece by piece', async () => {
  const whole = new TextEncoder().encode('<h1>王小明</h1>')
  const asked: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const input = decode(Buffer.concat(chunks)) as { fileName: string; offset: number }
    asked.push(input)
    // Pieces of 5 bytes cut letters in two.
    const value = { bytes: whole.subarray(input.offset, input.offset + 5), total: whole.length }
    response.writeHead(200, { 'content-type': 'application/msgpack' }).end(encode({ ok: true, value }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const events = eventSource()
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  expect(await httpClient(base, { fetch, ...events }).print('days.html')).toEqual({ kind: 'shown' })
  expect(events.opened).toEqual(['<h1>王小明</h1>'])
  expect(asked).toEqual([0, 5, 10, 15].map((offset) => ({ fileName: 'days.html', offset })))
})

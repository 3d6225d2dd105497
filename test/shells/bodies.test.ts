import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { createBodies, requestLimits } from '../../main/shells/web/body.ts'

const mebibyte = 1024 * 1024
const limit = 8 * mebibyte
const most = 4 * limit
const chunk = new Uint8Array(mebibyte)

/** Answers each body with its length, or with why there is none. */
async function startServer(maxMs?: number, work: () => Promise<void> = async () => undefined): Promise<Server> {
  const bodies = createBodies(limit)
  const server = createServer(requestLimits(maxMs), async (request, response) => {
    const body = await bodies.read(request, response)
    if (body.kind === 'gone') return
    if (body.kind === 'refused') return response.writeHead(body.status, { connection: 'close' }).end(body.why)
    await work()
    response.end(`${body.bytes.length} of ${body.bytes.buffer.byteLength}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return server
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Sends the beginning of a body that is never ended. */
async function holdBack(server: Server, declared: string, mebibytes: number): Promise<Socket> {
  const socket = connect(portOf(server), '127.0.0.1')
  socket.on('error', () => undefined).resume()
  onTestFinished(() => void socket.destroy())
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${declared}\r\n\r\n`)
  const chunked = declared.startsWith('transfer')
  for (let sent = 0; sent < mebibytes; sent++) {
    if (chunked) socket.write(`${chunk.length.toString(16)}\r\n`)
    socket.write(chunk)
    if (chunked) socket.write('\r\n')
  }
  return socket
}

async function send(server: Server, bytes: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${portOf(server)}`, { method: 'POST', body: new Uint8Array(bytes) })
  return `${response.status} ${await response.text()}`
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Without the pieces that were read from sockets and are no longer needed. */
function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

for (const declared of [`content-length: ${limit}`, 'transfer-encoding: chunked']) {
  test(`bodies that are held back (${declared}) take a fixed amount of memory, and nobody's turn`, async () => {
    const server = await startServer()
    const before = heldBytes()
    const sockets = await Promise.all(Array.from({ length: 40 }, () => holdBack(server, declared, 7)))
    for (let whole = 0; whole < 20; whole++) {
      expect(await send(server, 3 * mebibyte)).toBe(`200 ${3 * mebibyte} of ${3 * mebibyte}`)
    }
    // 280 MiB were sent; what was just read from the sockets is dropped a little later.
    await expect.poll(() => heldBytes() - before).toBeLessThan(most + 64 * mebibyte)
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => heldBytes() - before).toBeLessThan(64 * mebibyte)
  })
}

test('a body that does not come to its end is given up, and its connection is closed', async () => {
  const server = await startServer(300)
  const socket = await holdBack(server, `content-length: ${limit}`, 2)
  const begun = performance.now()
  await once(socket, 'close')
  expect(performance.now() - begun).toBeLessThan(5_000)
  expect(await send(server, 10)).toBe('200 10 of 10')
})

test('what is being answered keeps its room, and whoever finds none is told to come again', async () => {
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  let begun = 0
  const server = await startServer(undefined, () => {
    begun++
    return finished
  })
  const four = Array.from({ length: 4 }, () => send(server, limit))
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(4)
  expect(await send(server, limit)).toBe('503 Too much is being sent at once. Wait a moment and send it again.')
  finish()
  expect(await Promise.all(four)).toEqual(Array(4).fill(`200 ${limit} of ${limit}`))
  expect(await send(server, limit)).toBe(`200 ${limit} of ${limit}`)
})

test('a body of nothing is a whole one', async () => {
  expect(await send(await startServer(), 0)).toBe('200 0 of 0')
})

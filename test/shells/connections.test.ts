import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startRestServer } from '../../main/shells/rest/server.ts'
import { maxConnections } from '../../main/shells/web/body.ts'
import { openApp } from '../helpers/app.ts'

/** Opens a connection that says nothing. @returns whether the server has kept it */
function open(port: number): Promise<{ socket: Socket; kept: boolean }> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.on('error', () => resolve({ socket, kept: false }))
    socket.on('close', () => resolve({ socket, kept: false }))
    // Whoever is let in is answered; a server that is full closes the connection instead.
    socket.once('data', () => resolve({ socket, kept: true }))
    socket.write('GET /v1/people HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
  })
}

test('connections that are left open are limited, and one that ends makes room', async () => {
  const app = await openApp()
  const server = await startRestServer({ app, port: 0, version: '1.0.0' })
  onTestFinished(() => server.close())
  const all = await Promise.all(Array.from({ length: maxConnections + 6 }, () => open(server.port)))
  const kept = all.filter((each) => each.kept)
  expect(kept).toHaveLength(maxConnections)
  await new Promise((resolve) => kept[0]!.socket.on('close', resolve).destroy())
  await expect.poll(async () => (await open(server.port)).kept).toBe(true)
})

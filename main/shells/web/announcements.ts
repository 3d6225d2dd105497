import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connection } from '../../app.ts'

const heartbeatMilliseconds = 15_000
/** A page that falls behind by this much is disconnected; it connects again and reloads its data. */
const backlogBytes = 4 * 1024 * 1024

/**
 * Streams what a browser may hear as server-sent events, each `data: {"topic":…,"message":…}`, until the page goes
 * away. Heartbeats keep the connection and find a page that is gone.
 */
export function streamAnnouncements(
  connection: Pick<Connection, 'subscribe'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
  response.write('retry: 1000\n\n')
  const unsubscribe = connection.subscribe((topic, message) => {
    response.write(`data: ${JSON.stringify({ topic, message })}\n\n`)
    if (response.writableLength > backlogBytes) response.destroy()
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMilliseconds)
  request.socket.setTimeout(0)
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}

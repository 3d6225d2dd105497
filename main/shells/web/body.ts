import type { IncomingMessage } from 'node:http'

/** Largest body of a call or a frame: 4096 x 4096 RGBA pixels, the largest frame, and its header. */
export const bodyLimit = 64 * 1024 * 1024 + 1024

/** A client reads an answer only after it has sent its request; so long it gets to send what will be thrown away. */
const drainMilliseconds = 10_000

/**
 * The whole body in a buffer of its own (so that it can be handed to a worker), or null when it is longer than the
 * limit. Of a body that is too long no more than the limit is ever held: the rest is thrown away as it comes.
 */
export function readBody(request: IncomingMessage, limit = bodyLimit): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let length = 0
    let enough: NodeJS.Timeout | undefined
    const refuse = () => {
      chunks = []
      enough ??= setTimeout(() => resolve(null), drainMilliseconds)
    }
    if (Number(request.headers['content-length'] ?? 0) > limit) refuse()
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (enough !== undefined || length > limit) refuse()
      else chunks.push(chunk)
    })
    request.once('end', () => {
      clearTimeout(enough)
      resolve(enough === undefined ? joined(chunks, length) : null)
    })
    request.once('error', reject)
  })
}

function joined(chunks: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

import type { IncomingMessage } from 'node:http'

/** Largest body of a call or a frame: 4096 x 4096 RGBA pixels, the largest frame, and its header. */
export const bodyLimit = 64 * 1024 * 1024 + 1024

/**
 * The whole body in a buffer of its own (so that it can be handed to a worker), or null as soon as it is known to be
 * longer than the limit: from its declared length before a byte is read, otherwise from the bytes that came. What is
 * left of a refused body is thrown away unread.
 */
export async function readBody(request: IncomingMessage, limit = bodyLimit): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume()
    return null
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) {
      request.resume()
      return null
    }
    chunks.push(chunk)
  }
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

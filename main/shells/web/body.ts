import type { IncomingMessage, ServerResponse } from 'node:http'
import { maxPictureBytes } from '../../contract/limits.ts'

/** Bytes of the largest body of a call or a frame: a picture and what is said about it. */
export const bodyLimit = maxPictureBytes + 1024

/** Milliseconds in which a whole request must arrive; from this machine it takes less than one second. */
const maxRequestMs = 30_000

/** How long a client may go on sending a refused body: it reads the answer only after it has sent the request. */
const drainMs = 10_000

/** First size of the buffer for a body of unknown length; it is doubled as needed. */
const initialBytes = 64 * 1024

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The client left or took too long, so no answer is needed. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly status: 413 | 503; readonly why: string }

/** Reads the bodies of a server's requests within a fixed amount of memory. */
export interface Bodies {
  /**
   * Reads the whole body into a buffer of its own, which can be transferred to a worker. Its memory counts until the
   * response has been sent. When there is none left, the request that has been arriving for longest is dropped: a
   * normal one takes milliseconds, so only one that is held back is affected.
   */
  read(request: IncomingMessage, response: ServerResponse): Promise<Body>
}

/** One body that is arriving. */
interface Arrival {
  reserved: number
  giveWay(): void
}

/** Connections that a server holds at a time; the pages of a few windows need a dozen. */
export const maxConnections = 64

/** Time limits for `createServer`. */
export function requestLimits(maxMs = maxRequestMs) {
  return { requestTimeout: maxMs, headersTimeout: maxMs, connectionsCheckingInterval: Math.min(1_000, maxMs) }
}

/** @param limit largest body, in bytes @param maxBytes of all that are coming in or being answered, at least `limit` */
export function createBodies(limit: number, maxBytes = 4 * limit): Bodies {
  const arriving = new Set<Arrival>()
  const tooLong = `The request is larger than ${Math.floor(limit / 1024 / 1024)} MiB.`
  let reserved = 0

  /** @returns whether there is room now */
  function reserve(arrival: Arrival, bytes: number): boolean {
    const more = bytes - arrival.reserved
    for (const oldest of arriving) {
      if (reserved + more <= maxBytes) break
      if (oldest !== arrival) oldest.giveWay()
    }
    if (reserved + more > maxBytes) return false
    reserved += more
    arrival.reserved = bytes
    return true
  }

  function release(arrival: Arrival): void {
    arriving.delete(arrival)
    reserved -= arrival.reserved
    arrival.reserved = 0
  }

  function read(request: IncomingMessage, response: ServerResponse): Promise<Body> {
    return new Promise((resolve) => {
      let buffer = new ArrayBuffer(0)
      let length = 0
      let drained: NodeJS.Timeout | undefined
      const arrival: Arrival = { reserved: 0, giveWay: () => end(crowdedOut) }
      arriving.add(arrival)
      response.once('close', () => release(arrival))

      let ended = false
      function end(body: Body): void {
        if (ended) return
        ended = true
        clearTimeout(drained)
        request.off('data', take)
        request.resume()
        arriving.delete(arrival)
        if (body.kind !== 'whole') dropBytes()
        resolve(body)
      }

      /** Frees the memory now, and not when it is collected. */
      function dropBytes(): void {
        buffer.transfer(0)
        buffer = new ArrayBuffer(0)
        release(arrival)
      }

      function refuseLength(): void {
        if (drained !== undefined) return
        dropBytes()
        drained = setTimeout(end, drainMs, { kind: 'refused', status: 413, why: tooLong })
      }

      function makeRoom(bytes: number): boolean {
        if (bytes <= buffer.byteLength) return true
        const wanted = length === 0 && declared > 0 ? declared : Math.max(initialBytes, 2 * buffer.byteLength)
        const room = Math.min(limit, Math.max(wanted, bytes))
        if (!reserve(arrival, room)) return false
        buffer = buffer.transfer(room)
        return true
      }

      function take(chunk: Buffer): void {
        if (drained !== undefined) return
        const bytes = length + chunk.length
        if (bytes > limit) refuseLength()
        else if (!makeRoom(bytes)) end(crowdedOut)
        else {
          new Uint8Array(buffer).set(chunk, length)
          length = bytes
        }
      }

      const declared = Number(request.headers['content-length'] ?? 0)
      if (declared > limit) refuseLength()
      request.on('data', take)
      request.once('end', () => {
        if (drained !== undefined) end({ kind: 'refused', status: 413, why: tooLong })
        else end({ kind: 'whole', bytes: new Uint8Array(buffer.transfer(length)) })
      })
      request.once('error', () => end({ kind: 'gone' }))
      request.once('close', () => end({ kind: 'gone' }))
    })
  }

  return { read }
}

const crowdedOut: Body = {
  kind: 'refused',
  status: 503,
  why: 'Too much is being sent at once. Wait a moment and send it again.',
}

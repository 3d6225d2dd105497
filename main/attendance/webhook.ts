import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { AttendanceEvent } from '../contract/events.ts'

/** One delivery, ready to be sent; it stays the same, byte for byte, through every retry. */
export interface Delivery {
  /** Idempotency key: the same for every attempt, another for every event and endpoint. */
  readonly id: string
  readonly body: string
}

/** The result of one attempt; the status is null when no answer came in time. */
export interface Attempt {
  readonly status: number | null
  /** The answer's Retry-After header. */
  readonly retryAfter: string | null
}

export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly at: number }
  /** 410: the receiver wants nothing more; or every attempt failed. Shown to the user, never dropped silently. */
  | { readonly kind: 'stopped'; readonly reason: 'gone' | 'attempts-used-up' }

/** Signatures older or newer than this are refused, in seconds: a recorded request can not be replayed later. */
const toleranceSeconds = 300

/** Waits before the second, third, ... attempt, in seconds: half a minute at first, about three days in all. */
export const backOff = [30, 120, 600, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/**
 * The delivery of an event to an endpoint. The key is a digest, so it is the same after a crash.
 * @param installation names this installation for good, so that two offices may feed one receiver
 */
export function toDelivery(installation: string, endpoint: string, event: AttendanceEvent): Delivery {
  const digest = createHash('sha256')
    .update(JSON.stringify([installation, endpoint, event.id]))
    .digest('hex')
  const body = JSON.stringify({
    type: event.kind === 'check' ? 'attendance.check' : 'attendance.correction',
    timestamp: new Date(event.recordedAt).toISOString(),
    data: withoutEvidence(event),
  })
  return { id: `evt_${digest.slice(0, 32)}`, body }
}

/** What a receiver has no use for: how alike the face was, and to whom else. */
function withoutEvidence(event: AttendanceEvent): AttendanceEvent {
  const hidden = { similarity: null, runnerUp: null, threshold: null, liveness: null, quality: null }
  return { ...event, ...hidden, livenessModels: null }
}

/** A test message; each has a key of its own. */
export function createTestDelivery(random: Uint8Array, now: number): Delivery {
  return {
    id: `test_${Buffer.from(random).toString('hex')}`,
    body: JSON.stringify({ type: 'test', timestamp: new Date(now).toISOString(), data: {} }),
  }
}

/**
 * The headers of one attempt, as the Standard Webhooks specification (1.0) has them: HMAC-SHA256 over
 * `id.timestamp.body`, in base64. Receivers can check them with that specification's libraries.
 * @param secret `whsec_` and the key in base64
 * @param now milliseconds since the epoch
 */
export function signHeaders({ id, body }: Delivery, secret: string, now: number): Record<string, string> {
  const timestamp = Math.floor(now / 1000)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature(id, timestamp, body, secret)}`,
  }
}

/** Whether the headers were made with the secret for this body, not longer than five minutes ago. */
export function verifySignature(
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  secret: string,
  now: number,
): boolean {
  const id = headers['webhook-id']
  const timestamp = Number(headers['webhook-timestamp'])
  const given = headers['webhook-signature']
  if (!id || !given || !Number.isInteger(timestamp)) return false
  if (Math.abs(now / 1000 - timestamp) > toleranceSeconds) return false
  const wanted = Buffer.from(signature(id, timestamp, body, secret))
  return given.split(' ').some((part) => {
    const [version, value = ''] = part.split(',')
    const found = Buffer.from(value)
    return version === 'v1' && found.length === wanted.length && timingSafeEqual(found, wanted)
  })
}

/** A new secret from 32 random bytes. */
export function createWebhookSecret(random: Uint8Array): string {
  return `whsec_${Buffer.from(random).toString('base64')}`
}

/**
 * What to do after an attempt. Everything but 2xx and 410 is tried again: a redirect is not followed, since that would
 * hand the event to somebody the user did not name.
 * @param attempts made so far, this one included
 * @param random 0..1; spreads the waits by a tenth either way
 */
export function outcomeOf(attempt: Attempt, attempts: number, now: number, random: number): Outcome {
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'stopped', reason: 'gone' }
  const seconds = backOff[attempts - 1]
  if (seconds === undefined) return { kind: 'stopped', reason: 'attempts-used-up' }
  const wait = seconds * 1000 * (0.9 + 0.2 * random)
  return { kind: 'retry', at: now + Math.max(wait, retryAfter(attempt.retryAfter, now)) }
}

function signature(id: string, timestamp: number, body: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}

/**
 * Reads Retry-After, in seconds or as an HTTP date, as milliseconds; at most a day, so that no receiver can delay an
 * entry for ever.
 */
function retryAfter(header: string | null, now: number): number {
  if (header === null) return 0
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(0, wait), 86_400_000)
}

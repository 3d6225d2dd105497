import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  backOff,
  delivery,
  outcomeOf,
  signedHeaders,
  verifySignature,
  webhookSecret,
} from '../../main/attendance/webhook.ts'
import { check, local } from './build.ts'

const event = check(7, 'in', local('2026-05-04 09:00'))
const secret = webhookSecret(new Uint8Array(32).fill(5))
const now = Date.parse('2026-05-04T07:00:10Z')

describe('the key of a delivery', () => {
  test('is the same after a restart and another for every event, endpoint and installation', () => {
    const first = delivery('office', 'https://example.org/a', event)
    expect(delivery('office', 'https://example.org/a', { ...event })).toEqual(first)
    const others = [
      delivery('other', 'https://example.org/a', event),
      delivery('office', 'https://example.org/b', event),
      delivery('office', 'https://example.org/a', check(8, 'in', event.at)),
    ]
    expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4)
    expect(JSON.parse(first.body)).toMatchObject({
      type: 'attendance.check',
      timestamp: '2026-05-04T07:00:00.000Z',
      data: { id: 7, direction: 'in' },
    })
  })
})

describe('the signature', () => {
  const sent = delivery('office', 'https://example.org/a', event)
  const headers = signedHeaders(sent, secret, now)

  test('is HMAC-SHA256 of id, time and body', () => {
    const signed = `${sent.id}.${Math.floor(now / 1000)}.${sent.body}`
    const wanted = createHmac('sha256', new Uint8Array(32).fill(5)).update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${wanted}`)
  })

  test('agrees with the example of the Standard Webhooks specification', () => {
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }
    const made = signedHeaders(example, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 1_614_265_330_000)
    expect(made['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('holds for this body, secret and time, and for no other', () => {
    expect(verifySignature(headers, sent.body, secret, now + 299_000)).toBe(true)
    expect(verifySignature(headers, sent.body, secret, now + 302_000)).toBe(false)
    expect(verifySignature(headers, `${sent.body} `, secret, now)).toBe(false)
    expect(verifySignature(headers, sent.body, webhookSecret(new Uint8Array(32)), now)).toBe(false)
    expect(verifySignature({ ...headers, 'webhook-id': 'evt_0' }, sent.body, secret, now)).toBe(false)
    expect(verifySignature({}, sent.body, secret, now)).toBe(false)
  })
})

describe('after an attempt', () => {
  const answer = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter })

  test('2xx is the end', () => {
    expect(outcomeOf(answer(204), 1, now, 0.5)).toEqual({ kind: 'delivered' })
  })

  test.each([301, 400, 404, 429, 500, null])('%s is tried again', (status) => {
    expect(outcomeOf(answer(status), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 30_000 })
  })

  test('waits grow, a tenth to either side', () => {
    const waits = backOff.map((_, index) => outcomeOf(answer(500), index + 1, 0, 0.5))
    expect(waits).toEqual(backOff.map((seconds) => ({ kind: 'retry', at: seconds * 1000 })))
    expect(outcomeOf(answer(500), 1, 0, 0)).toEqual({ kind: 'retry', at: 27_000 })
  })

  test('the receiver may ask for a longer wait, up to a day', () => {
    expect(outcomeOf(answer(429, '3600'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 3_600_000 })
    const date = new Date(now + 7_200_000).toUTCString()
    expect(outcomeOf(answer(503, date), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 7_200_000 })
    expect(outcomeOf(answer(503, '9999999'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 86_400_000 })
    expect(outcomeOf(answer(503, 'soon'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 30_000 })
  })

  test('it stops when told to, and when all attempts are used up', () => {
    expect(outcomeOf(answer(410), 1, now, 0.5)).toEqual({ kind: 'stopped', reason: 'gone' })
    expect(outcomeOf(answer(500), backOff.length + 1, now, 0.5)).toEqual({
      kind: 'stopped',
      reason: 'attempts-used-up',
    })
  })
})

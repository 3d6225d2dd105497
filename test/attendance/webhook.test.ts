import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  backOff,
  createTestDelivery,
  createWebhookSecret,
  outcomeOf,
  signHeaders,
  toDelivery,
  verifySignature,
} from '../../main/attendance/webhook.ts'
import { check, correction, local } from './build.ts'

const event = check(7, 'in', local('2026-05-04 09:00'))
const secret = createWebhookSecret(new Uint8Array(32).fill(5))
const now = Date.parse('2026-05-04T07:00:10Z')

describe('the key of a delivery', () => {
  test('is the same after a restart and another for every event, endpoint and installation', () => {
    const first = toDelivery('office', 'https://example.org/a', event)
    expect(toDelivery('office', 'https://example.org/a', { ...event })).toEqual(first)
    expect(first.id).toMatch(/^evt_[0-9a-f]{32}$/)
    const others = [
      toDelivery('other', 'https://example.org/a', event),
      toDelivery('office', 'https://example.org/b', event),
      toDelivery('office', 'https://example.org/a', check(8, 'in', event.at)),
    ]
    expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4)
    expect(JSON.parse(first.body)).toMatchObject({
      type: 'attendance.check',
      timestamp: '2026-05-04T07:00:00.000Z',
      data: { id: 7, direction: 'in' },
    })
    expect(JSON.parse(toDelivery('office', '1', correction(9, 'void', 7, 'in', event.at)).body)).toMatchObject({
      type: 'attendance.correction',
      data: { id: 9, corrects: 7 },
    })
  })

  test('of a test is its own random number, and its body says only when', () => {
    expect(createTestDelivery(Uint8Array.of(1, 0xab), now)).toEqual({
      id: 'test_01ab',
      body: '{"type":"test","timestamp":"2026-05-04T07:00:10.000Z","data":{}}',
    })
  })
})

describe('the signature', () => {
  const sent = toDelivery('office', 'https://example.org/a', event)
  const headers = signHeaders(sent, secret, now)

  test('is HMAC-SHA256 of id, time and body', () => {
    const signed = `${sent.id}.${Math.floor(now / 1000)}.${sent.body}`
    const wanted = createHmac('sha256', new Uint8Array(32).fill(5)).update(signed).digest('base64')
    expect(headers).toEqual({
      'content-type': 'application/json',
      'webhook-id': sent.id,
      'webhook-timestamp': '1777878010',
      'webhook-signature': `v1,${wanted}`,
    })
  })

  test('agrees with the example of the Standard Webhooks specification', () => {
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }
    const made = signHeaders(example, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 1_614_265_330_000)
    expect(made['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('holds for this body, secret and time, and for no other', () => {
    const at = (time: number) => verifySignature(headers, sent.body, secret, time)
    expect([-301_000, -300_000, 300_000, 301_000].map((late) => at(now + late))).toEqual([false, true, true, false])
    expect(verifySignature(headers, `${sent.body} `, secret, now)).toBe(false)
    expect(verifySignature(headers, sent.body, createWebhookSecret(new Uint8Array(32)), now)).toBe(false)
    expect(verifySignature({ ...headers, 'webhook-id': 'evt_0' }, sent.body, secret, now)).toBe(false)
    expect(verifySignature({}, sent.body, secret, now)).toBe(false)
  })

  test('is found among others, as while a secret is renewed, and counts in version 1 only', () => {
    const given = (value: string) => verifySignature({ ...headers, 'webhook-signature': value }, sent.body, secret, now)
    const own = headers['webhook-signature']!
    expect(given(`v1,${Buffer.alloc(32).toString('base64')} ${own}`)).toBe(true)
    for (const other of ['v1', 'v1,', `v1,${own.slice(3, -4)}`, own.replace('v1', 'v2'), own.slice(3), ''])
      expect(given(other)).toBe(false)
  })

  test('says nothing where the id or the time is missing, or the time is no whole number', () => {
    const unsigned = (changed: Record<string, string>) => {
      const id = changed['webhook-id'] ?? sent.id
      const timestamp = changed['webhook-timestamp'] ?? headers['webhook-timestamp']!
      const code = createHmac('sha256', new Uint8Array(32).fill(5)).update(`${id}.${timestamp}.${sent.body}`)
      const signature = `v1,${code.digest('base64')}`
      return verifySignature({ ...headers, ...changed, 'webhook-signature': signature }, sent.body, secret, now)
    }
    expect(unsigned({})).toBe(true)
    expect(unsigned({ 'webhook-id': '' })).toBe(false)
    expect(unsigned({ 'webhook-timestamp': `${now / 1000 + 0.5}` })).toBe(false)
    expect(unsigned({ 'webhook-timestamp': 'NaN' })).toBe(false)
  })
})

describe('after an attempt', () => {
  const answer = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter })

  test.each([200, 204, 299])('%i is the end', (status) => {
    expect(outcomeOf(answer(status), 1, now, 0.5)).toEqual({ kind: 'delivered' })
  })

  test.each([199, 300, 301, 400, 404, 429, 500, null])('%s is tried again', (status) => {
    expect(outcomeOf(answer(status), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 30_000 })
  })

  test('waits grow, a tenth to either side', () => {
    const waits = backOff.map((_, index) => outcomeOf(answer(500), index + 1, 0, 0.5))
    expect(waits).toEqual(backOff.map((seconds) => ({ kind: 'retry', at: seconds * 1000 })))
    expect(outcomeOf(answer(500), 1, 0, 0)).toEqual({ kind: 'retry', at: 27_000 })
    expect(outcomeOf(answer(500), 1, 0, 1)).toEqual({ kind: 'retry', at: 33_000 })
    expect(backOff).toHaveLength(10)
    expect(backOff.reduce((sum, seconds) => sum + seconds, 0) / 86_400).toBeCloseTo(3.15, 2)
  })

  test('the receiver may ask for a longer wait, up to a day', () => {
    expect(outcomeOf(answer(429, '3600'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 3_600_000 })
    const date = new Date(now + 7_200_000).toUTCString()
    expect(outcomeOf(answer(503, date), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 7_200_000 })
    expect(outcomeOf(answer(503, '9999999'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 86_400_000 })
    expect(outcomeOf(answer(503, 'soon'), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 30_000 })
    expect(outcomeOf(answer(503, ' 60 '), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 60_000 })
    const past = new Date(now - 7_200_000).toUTCString()
    expect(outcomeOf(answer(503, past), 1, now, 0.5)).toEqual({ kind: 'retry', at: now + 30_000 })
  })

  test('it stops when told to, and when all attempts are used up', () => {
    expect(outcomeOf(answer(410), 1, now, 0.5)).toEqual({ kind: 'stopped', reason: 'gone' })
    expect(outcomeOf(answer(500), backOff.length + 1, now, 0.5)).toEqual({
      kind: 'stopped',
      reason: 'attempts-used-up',
    })
  })
})

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFormat, dayPart, startOfDay } from '../../../renderer/messages/format.ts'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

describe('days', () => {
  test('begin at local midnight, also on the days of 23 and 25 hours', () => {
    const winterBegins = Date.UTC(2026, 9, 25, 12)
    expect(new Date(startOfDay(winterBegins)).toISOString()).toBe('2026-10-24T22:00:00.000Z')
    expect(new Date(startOfDay(winterBegins, 1)).toISOString()).toBe('2026-10-25T23:00:00.000Z')
    const summerBegins = Date.UTC(2026, 2, 29, 12)
    expect(startOfDay(summerBegins, 1) - startOfDay(summerBegins)).toBe(23 * 3_600_000)
  })

  test('have a morning, an afternoon and an evening', () => {
    const at = (hour: number) => dayPart(new Date(2026, 6, 24, hour).getTime())
    expect([3, 4, 11, 12, 17, 18, 23].map(at)).toEqual([
      'evening',
      'morning',
      'morning',
      'afternoon',
      'afternoon',
      'evening',
      'evening',
    ])
  })
})

test('numbers and dates follow the language', () => {
  const at = new Date(2026, 6, 24, 9, 5).getTime()
  expect(createFormat('en-GB').day(at)).toBe('Friday, 24 July 2026')
  expect(createFormat('ja').day(at)).toBe('2026年7月24日金曜日')
  expect(createFormat('en-GB').time(at)).toBe('09:05')
  expect(createFormat('en-GB').percent(0.0024)).toBe('0.24%')
  expect(createFormat('en-GB').similarity(0.4)).toBe('0.40')
})

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFormat, dayPart, startOfDay, withClock } from '../../../renderer/messages/format.ts'

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
  expect(createFormat('de').day(at)).toBe('Freitag, 24. Juli 2026')
  expect(createFormat('es').day(at)).toBe('Viernes, 24 de julio de 2026')
  expect(createFormat('en-GB').dayAndTime(at)).toBe('Friday, 24 July 2026 at 09:05')
  expect(createFormat('zh-CN').dayAndTime(at)).toBe('2026年7月24日星期五 09:05')
  expect(createFormat('en-GB').time(at)).toBe('09:05')
  expect(createFormat('en-GB').percent(0.0024)).toBe('0.24%')
  expect(createFormat('en-GB').similarity(0.4)).toBe('0.40')
})

test('hours are counted to 12 or to 24 as somebody wishes, whatever their language does', () => {
  const evening = new Date(2026, 6, 24, 20, 46).getTime()
  const spaced = (text: string) => text.replace(/\s/, ' ')
  const american = createFormat(withClock('en-US', '24'))
  expect([american.time(evening), american.timeOfDay(485), american.hourOfDay(20)]).toEqual(['20:46', '08:05', '20'])
  const british = createFormat(withClock('en-GB', '12'))
  expect([british.time(evening), british.timeOfDay(485), british.hourOfDay(20)].map(spaced)).toEqual([
    '8:46 pm',
    '8:05 am',
    '8 pm',
  ])
  expect(createFormat(withClock('zh-CN', '12')).time(evening)).toBe('下午8:46')
  expect(createFormat(withClock('ja-JP', '12')).time(evening)).toBe('午後8:46')
  expect(createFormat(withClock('ja-JP', 'system')).timeOfDay(1500)).toBe('01:00')
  expect([0, 12 * 60].map(createFormat(withClock('en-US', '24')).timeOfDay)).toEqual(['00:00', '12:00'])
  expect([0, 12 * 60].map(createFormat(withClock('en-GB', '12')).timeOfDay).map(spaced)).toEqual([
    '12:00 am',
    '12:00 pm',
  ])
})

test('times of day have no leading zero where the hours are counted to twelve, and axes follow', () => {
  const evening = new Date(2026, 6, 24, 20, 46).getTime()
  const morning = new Date(2026, 6, 24, 8, 5).getTime()
  const american = createFormat('en-US')
  expect(american.time(evening)).toMatch(/^8:46\sPM$/)
  expect(american.time(morning)).toMatch(/^8:05\sAM$/)
  expect([0, 8, 20].map((hour) => american.hourOfDay(hour).replace(/\s/, ' '))).toEqual(['12 AM', '8 AM', '8 PM'])
  const british = createFormat('en-GB')
  expect([british.time(evening), british.time(morning)]).toEqual(['20:46', '08:05'])
  expect([0, 8, 20, 26].map(british.hourOfDay)).toEqual(['0', '8', '20', '2'])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import {
  dayValue,
  engineFilter,
  filterParameters,
  type LogFilter,
  parseFilter,
  readFilter,
  standardFilter,
  toSavedFilter,
} from '../../../../renderer/features/log/log-filter.ts'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

const now = Date.UTC(2026, 9, 27, 8)
const filter: LogFilter = { ...standardFilter(now), period: 'all', day: '2026-10-25', query: '  ada ' }
const days = (part: Partial<LogFilter>) => {
  const { from, to } = engineFilter({ ...filter, ...part }, now)
  return [from, to].map((at) => (at === null || at === undefined ? null : new Date(at).toISOString()))
}

test('periods begin and end at local midnight, across the end of summer time', () => {
  expect(days({ period: 'all' })).toEqual([null, null])
  expect(days({ period: 'today' })).toEqual(['2026-10-26T23:00:00.000Z', null])
  expect(days({ period: 'yesterday' })).toEqual(['2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z'])
  expect(days({ period: 'week' })).toEqual(['2026-10-20T22:00:00.000Z', null])
  expect(days({ period: 'month' })).toEqual(['2026-09-30T22:00:00.000Z', null])
  expect(days({ period: 'day' })).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
})

test('direction and query are passed on as the engine wants them', () => {
  expect(engineFilter(filter, now)).toMatchObject({ direction: null, query: 'ada' })
  expect(engineFilter({ ...filter, direction: 'out' }, now)).toMatchObject({ direction: 'out' })
})

test('what else the log is narrowed by is passed on, and nothing where nothing is chosen', () => {
  expect(engineFilter(filter, now)).toMatchObject({ kind: null, method: null, kiosk: null })
  expect(engineFilter({ ...filter, kind: 'correction', method: 'pin', kiosk: 'Gate' }, now)).toMatchObject({
    kind: 'correction',
    method: 'pin',
    kiosk: 'Gate',
  })
})

test('a saved filter of the last days moves on with the days', () => {
  const saved = toSavedFilter('mine', { ...filter, period: 'week', direction: 'out' }, now)
  expect(saved).toMatchObject({ days: 7, filter: { from: null, to: null, direction: 'out', query: 'ada' } })
  const later = now + 3 * 86_400_000
  expect(engineFilter(readFilter(saved, later), later)).toMatchObject({
    from: Date.UTC(2026, 9, 23, 22),
    direction: 'out',
  })
})

test('a saved filter of one day keeps its ends', () => {
  const saved = toSavedFilter('that day', { ...filter, period: 'day' }, now)
  const read = readFilter(saved, now + 50 * 86_400_000)
  expect(read.period).toBe('span')
  expect(engineFilter(read, now + 50 * 86_400_000)).toEqual(engineFilter({ ...filter, period: 'day' }, now))
})

test.each([14, 7, 1])('a filter of %i days is read and saved as it was', (days) => {
  const saved = { name: 'x', days, filter: engineFilter({ ...filter, period: 'all', kiosk: 'Gate' }, now) }
  expect(toSavedFilter('x', readFilter(saved, now), now)).toEqual(saved)
})

test('a day is written as date inputs write it', () => {
  expect(dayValue(Date.UTC(2026, 0, 4, 23, 30))).toBe('2026-01-05')
})

test('an address keeps every filter, and says nothing of what is as it is at first', () => {
  expect(parseFilter({}, now)).toEqual(standardFilter(now))
  const filters: Partial<LogFilter>[] = [
    { period: 'all', direction: 'in', kind: 'correction', method: 'pin', kiosk: 'Gate & yard', query: 'Ada' },
    { period: 'day', day: '2026-10-25' },
    { period: 'days', days: 30 },
    { period: 'span', from: 5 as Instant, to: 9 as Instant },
    { period: 'span', from: null, to: 9 as Instant },
  ]
  for (const part of filters) {
    const own = { ...standardFilter(now), ...part }
    const kept = Object.entries(filterParameters(own)).filter(([, value]) => value !== null)
    expect(parseFilter(Object.fromEntries(kept) as Record<string, string>, now)).toEqual(own)
  }
  const given = Object.values(filterParameters(standardFilter(now))).filter((value) => value !== null && value !== '')
  expect(given).toEqual([])
})

test('an address that says nonsense is as it is at first', () => {
  const nonsense = { period: 'toString', day: '1', days: '-3', from: '1e9', direction: 'up', kind: '', method: 'nose' }
  expect(parseFilter(nonsense, now)).toEqual(standardFilter(now))
})

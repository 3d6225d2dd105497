import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dayValue, engineFilter, type LogFilter } from '../../../renderer/features/log/filter.ts'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

const filter: LogFilter = { period: 'all', day: '2026-10-25', direction: 'both', query: '  ada ' }
const now = Date.UTC(2026, 9, 27, 8)
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

test('a day is written as date inputs write it', () => {
  expect(dayValue(Date.UTC(2026, 0, 4, 23, 30))).toBe('2026-01-05')
})

import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { outdate } from '../../../renderer/data/freshness.ts'

/** The answers that are old after a cause, of a client that has read all of these. */
async function oldAfter(cause: Parameters<typeof outdate>[1]): Promise<string[]> {
  const queries = new QueryClient()
  const read = ['attendance.today', 'kiosks.list', 'people.list', 'people.photo', 'thresholds.report', 'visitors.list']
  for (const method of read) queries.setQueryData([method, {}], {})
  await outdate(queries, cause)
  return read.filter((method) => queries.getQueryState([method, {}])?.isInvalidated)
}

describe('what makes answers old', () => {
  test('an announcement, but never a photo, which does not change', async () => {
    expect(await oldAfter('people.changed')).toEqual(['people.list', 'visitors.list'])
    expect(await oldAfter('event.recorded')).toEqual(['attendance.today'])
  })

  test('the one part of the office that an announcement names', async () => {
    expect(await oldAfter('kiosks.changed')).toEqual(['kiosks.list'])
    expect(await oldAfter('rules.changed')).toEqual(['attendance.today'])
    expect(await oldAfter('webhooks.changed')).toEqual([])
  })

  test('a change that is not announced', async () => {
    expect(await oldAfter('visitors.erase')).toEqual(['visitors.list'])
    expect(await oldAfter('thresholds.apply')).toEqual(['thresholds.report'])
  })

  test('every input of a method at once', async () => {
    const queries = new QueryClient()
    for (const query of ['', 'ann']) queries.setQueryData(['people.list', { query }], { people: [], total: 0 })
    await outdate(queries, 'people.changed')
    expect(queries.getQueryState(['people.list', { query: 'ann' }])?.isInvalidated).toBe(true)
  })
})

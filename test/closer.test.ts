import { expect, test } from 'vitest'
import { createCloser } from '../main/closer.ts'

/** Parts that note when they are closed, in the order of opening. */
function openParts(names: readonly string[], failing: readonly string[] = []) {
  const closed: string[] = []
  const closer = createCloser()
  for (const name of names) {
    closer.add({
      async close() {
        await Promise.resolve()
        closed.push(name)
        if (failing.includes(name)) throw new Error(name)
      },
    })
  }
  return { closer, closed }
}

test('what was opened last is closed first, and each is waited for', async () => {
  const { closer, closed } = openParts(['store', 'gallery', 'timer'])
  closer.add({})
  await closer.close()
  expect(closed).toEqual(['timer', 'gallery', 'store'])
})

test('a close that fails keeps no other from closing, and is told', async () => {
  const { closer, closed } = openParts(['store', 'gallery', 'timer'], ['gallery'])
  await expect(closer.close()).rejects.toThrow('gallery')
  expect(closed).toEqual(['timer', 'gallery', 'store'])
})

test('several failures are told together', async () => {
  const { closer } = openParts(['store', 'gallery', 'timer'], ['timer', 'store'])
  const error = await closer.close().catch((failure: unknown) => failure)
  expect(error).toBeInstanceOf(AggregateError)
  expect((error as AggregateError).errors.map(String)).toEqual(['Error: timer', 'Error: store'])
})

test('everything is closed once, also when it is asked for twice at a time', async () => {
  const { closer, closed } = openParts(['store', 'gallery'])
  await Promise.all([closer.close(), closer.close()])
  await closer.close()
  expect(closed).toEqual(['gallery', 'store'])
})

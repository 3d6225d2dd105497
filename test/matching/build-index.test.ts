import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { type BuildOptions, buildIndex } from '../../main/matching/build-index.ts'
import { loadHnswSync } from '../../main/matching/hnsw.ts'
import { scratchFolder } from '../helpers/app.ts'
import { clustered } from './people-like.ts'

const dimensions = 16
const { entries } = clustered(60, 1, dimensions)

function build(options: Partial<BuildOptions> = {}) {
  const file = join(scratchFolder(), 'graph')
  const progress: number[] = []
  const done = buildIndex({
    ...{ dimensions, capacity: entries.length, file },
    portions: [entries.slice(0, 40), entries.slice(40)],
    signal: new AbortController().signal,
    onProgress: (count) => progress.push(count),
    ...options,
  })
  return { file, progress, done }
}

test('every portion is in the graph, and how many are is said before each and at the end', async () => {
  const { file, progress, done } = build()
  await done
  expect(progress).toEqual([0, 40, 60])
  const owners = new Map(entries.map(({ templateId, personId }): [TemplateId, PersonId] => [templateId, personId]))
  const index = loadHnswSync(file, dimensions, owners)
  expect(index.size).toBe(60)
  for (const { vector, personId } of entries) expect(index.search(vector, 1)[0]).toMatchObject({ personId })
})

test('stopped on the way, there is no graph, and no more is read', async () => {
  const stop = new AbortController()
  let read = 0
  function* portions() {
    for (const entry of entries) {
      read += 1
      if (read === 3) stop.abort()
      yield [entry]
    }
  }
  const { file, progress, done } = build({ portions: portions(), signal: stop.signal })
  await expect(done).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(file)).toBe(false)
  expect([read, progress]).toEqual([3, [0, 1, 2]])
})

test('stopped before it began, it does not begin', async () => {
  const { file, progress, done } = build({ signal: AbortSignal.abort() })
  await expect(done).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(file)).toBe(false)
  expect(progress).toEqual([])
})

test('what fails while the gallery is read is said, and there is no graph', async () => {
  function* portions() {
    yield entries.slice(0, 10)
    throw new Error('the disk is gone')
  }
  const { file, done } = build({ portions: portions() })
  await expect(done).rejects.toThrow('the disk is gone')
  expect(existsSync(file)).toBe(false)
})

import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelId } from '../../main/contract/entities.ts'
import { createSearcher, type GallerySource, type Searcher } from '../../main/matching/searcher.ts'
import { dimensions, type Population } from './population.ts'

interface Times {
  readonly p50: number
  readonly p99: number
}

export interface Interruption {
  /** Milliseconds of one search before and while a graph is built. */
  readonly idle: Times
  readonly building: Times
  /** Milliseconds by which a search came later than it was due, at most. */
  readonly longest: number
}

/** Searches on while the same searcher has a graph built. */
export async function whileBuilding({ entries, mates }: Population): Promise<Interruption> {
  const source: GallerySource = {
    dimensions,
    revision: () => ({ number: 0, stamp: 'bench' }),
    count: () => entries.length,
    *embeddings() {
      for (let start = 0; start < entries.length; start += 1000) yield entries.slice(start, start + 1000)
    },
    embedding: () => null,
    owners: () => entries,
    changesSince: () => [],
  }
  const idle = await search(createSearcher(source), (searches) => searches < 1000)
  const building = createSearcher(source, {
    model: 'bench' as ModelId,
    place: null,
    scratch: tmpdir(),
    maxExact: 0,
    onState: () => undefined,
  })
  const during = await search(building, () => building.state.kind === 'building')
  await building.close()
  return { idle: idle.times, building: during.times, longest: during.longest }

  async function search(searcher: Searcher, goOn: (searches: number) => boolean) {
    const times: number[] = []
    let longest = 0
    while (goOn(times.length)) {
      const due = performance.now() + 1
      await sleep(1)
      const start = performance.now()
      searcher.search(mates[times.length % mates.length]!, 5)
      times.push(performance.now() - start)
      longest = Math.max(longest, start - due)
    }
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!
    return { times: { p50: at(0.5), p99: at(0.99) }, longest }
  }
}

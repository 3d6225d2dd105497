import { availableParallelism } from 'node:os'

/** One photo is read while another is looked at. */
export const photosPerWorker = 2

/** A worker for every core when there is work for it; each has its own models, some 100 MB. */
export function photoWorkersFor(photos: number): number {
  return Math.max(1, Math.min(availableParallelism(), 8, Math.floor(photos / photosPerWorker)))
}

/**
 * Works on the items in order, `limit` at a time, and gives the answers in the order of the items. The first failure
 * stops further items from being begun and is thrown.
 */
export async function concurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  let failed = false
  async function worker(): Promise<void> {
    while (next < items.length && !failed) {
      const index = next
      next += 1
      try {
        results[index] = await work(items[index]!, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}

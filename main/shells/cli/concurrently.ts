import { availableParallelism } from 'node:os'

/** Photos in work for each worker: one is read while another is analysed. */
export const photosPerWorker = 2

/** The number of workers: one for each core when there are photos for it. Each has its own models, some 100 MB. */
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

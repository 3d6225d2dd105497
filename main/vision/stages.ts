import type { Stage } from './vision.ts'

/** Adds up the time of a pipeline's stages, in the order in which they first began. */
export interface Stopwatch {
  measure<T>(name: string, task: () => Promise<T> | T): Promise<T>
  stages(): Stage[]
}

export function createStopwatch(now: () => number): Stopwatch {
  const spent = new Map<string, number>()

  async function measure<T>(name: string, task: () => Promise<T> | T): Promise<T> {
    const start = now()
    try {
      return await task()
    } finally {
      spent.set(name, (spent.get(name) ?? 0) + now() - start)
    }
  }

  return { measure, stages: () => [...spent].map(([name, milliseconds]) => ({ name, milliseconds })) }
}

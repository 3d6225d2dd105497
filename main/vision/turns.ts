/** Runs one task at a time; urgent ones go first. */
export type Turns = <T>(urgency: 'frame' | 'photo', task: () => Promise<T>) => Promise<T>

export function createTurns(): Turns {
  const waiting = { frame: [] as (() => void)[], photo: [] as (() => void)[] }
  let busy = false

  return async (urgency, task) => {
    if (busy) await new Promise<void>((resolve) => waiting[urgency].push(resolve))
    busy = true
    try {
      return await task()
    } finally {
      const next = waiting.frame.shift() ?? waiting.photo.shift()
      if (next === undefined) busy = false
      else next()
    }
  }
}

import { setInterval } from 'node:timers/promises'

/**
 * Does something again and again until a promise has settled, with pauses for everything else.
 * @returns how often
 */
export async function meanwhile(until: Promise<unknown>, pauseMs: number, work: () => void): Promise<number> {
  let settled = false
  const settle = () => {
    settled = true
  }
  until.then(settle, settle)
  let times = 0
  for await (const _ of setInterval(pauseMs)) {
    if (settled) break
    work()
    times += 1
  }
  return times
}

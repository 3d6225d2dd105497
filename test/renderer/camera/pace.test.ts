import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../main/contract/errors.ts'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { paceFrames } from '../../../renderer/camera/pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Frames for a while to an engine that takes so long for each. */
async function runFor(milliseconds: number, engine: () => Promise<FrameResult>) {
  const stop = new AbortController()
  const counts = { sent: 0, flying: 0, maxFlying: 0, results: 0, errors: [] as unknown[] }
  void paceFrames(
    {
      grab: async () => new Uint8Array(1),
      async send() {
        counts.sent += 1
        counts.flying += 1
        counts.maxFlying = Math.max(counts.maxFlying, counts.flying)
        try {
          return await engine()
        } finally {
          counts.flying -= 1
        }
      },
      onResult: () => void counts.results++,
      onError: (error) => void counts.errors.push(error),
      now: () => Date.now(),
      wait: (time) => new Promise((resolve) => setTimeout(resolve, time)),
    },
    stop.signal,
  )
  await vi.advanceTimersByTimeAsync(milliseconds)
  stop.abort()
  const at = { ...counts }
  await vi.advanceTimersByTimeAsync(5000)
  expect(counts.sent).toBe(at.sent)
  return at
}

const taking = (milliseconds: number) => () =>
  new Promise<FrameResult>((resolve) => setTimeout(resolve, milliseconds, {} as FrameResult))

test('a fast engine gets ten frames a second and no more', async () => {
  expect((await runFor(2050, taking(20))).sent).toBe(21)
})

test('a slow engine gets its next frame when it has answered, never a queue', async () => {
  const { sent, maxFlying } = await runFor(2050, taking(400))
  expect(maxFlying).toBe(1)
  expect(sent).toBe(6)
})

test('after a failure the engine gets a second, and then frames again', async () => {
  let calls = 0
  const { sent, errors, results } = await runFor(2050, async () => {
    calls += 1
    if (calls === 1) throw new AppError('engine-stopped', '')
    return {} as FrameResult
  })
  expect(errors).toMatchObject([{ code: 'engine-stopped' }])
  expect(sent).toBe(12)
  expect(results).toBe(11)
})

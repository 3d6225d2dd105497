import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchHeartbeat } from '../main/heartbeat.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('whatever stops answering is told once, and a slow start is waited for', () => {
  const onStall = vi.fn()
  let asked = 0
  let answers = false
  const heartbeat = watchHeartbeat({
    ask() {
      asked += 1
      if (answers) heartbeat.recordAnswer()
    },
    ...{ onStall, intervalMs: 100, maxUnanswered: 3 },
  })
  vi.advanceTimersByTime(10_000)
  expect(asked).toBe(100)
  expect(onStall).not.toHaveBeenCalled()
  answers = true
  vi.advanceTimersByTime(10_000)
  answers = false
  vi.advanceTimersByTime(300)
  expect(onStall).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(onStall).toHaveBeenCalledTimes(1)
})

test('one that is closed asks nothing more', () => {
  const ask = vi.fn()
  const onStall = vi.fn()
  const heartbeat = watchHeartbeat({ ask, onStall, intervalMs: 100, maxUnanswered: 1 })
  heartbeat.recordAnswer()
  heartbeat.close()
  vi.advanceTimersByTime(1_000)
  expect(ask).not.toHaveBeenCalled()
  expect(onStall).not.toHaveBeenCalled()
})

import { expect, test } from 'vitest'
import { createRestartPause } from '../../../main/shells/electron/restart-pause.ts'

test('an engine that works between its crashes is back within a second, however often it crashes', () => {
  const pause = createRestartPause()
  const waits = Array.from({ length: 100 }, () => pause.next(true, 50_000))
  expect(waits.slice(0, 4)).toEqual([250, 500, 1_000, 1_000])
  expect(Math.max(...waits)).toBe(1_000)
})

test('a machine on which none starts is left alone more and more, until one works', () => {
  const pause = createRestartPause()
  const waits = Array.from({ length: 10 }, () => pause.next(false, 100))
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  expect(pause.next(true, 5_000)).toBe(1_000)
  expect(pause.next(false, 61_000)).toBe(250)
})

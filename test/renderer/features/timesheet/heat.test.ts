import { expect, test } from 'vitest'
import { keyMinutes, shadeOf } from '../../../../renderer/features/timesheet/heat.ts'

test('a longer day is darker, up to ten hours', () => {
  const shares = [0, 60, 240, 360, 361, 480, 600].map((minutes) => shadeOf(minutes).share)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(new Set(shares).size).toBe(shares.length)
  expect([shadeOf(0).share, shadeOf(600).share, shadeOf(900).share]).toEqual([0, 1, 1])
  expect(keyMinutes).toEqual([0, 150, 300, 450, 600])
})

test('no day has a shade on which neither colour of writing is read', () => {
  for (let minutes = 0; minutes <= 720; minutes++) {
    const { share, strong } = shadeOf(minutes)
    expect(strong ? share >= 0.8 : share <= 0.55).toBe(true)
  }
})

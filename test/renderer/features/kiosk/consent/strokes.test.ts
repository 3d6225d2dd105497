import { expect, test } from 'vitest'
import { readingTime } from '../../../../../renderer/features/kiosk/consent/reading-time.ts'
import {
  extendLast,
  isSignature,
  pathOf,
  pointAt,
  type Stroke,
} from '../../../../../renderer/features/kiosk/consent/strokes.ts'

const line = (...points: [number, number][]): Stroke => points.map(([x, y]) => ({ x, y }))

test('a touch by mistake is no signature; several short lines together are', () => {
  expect(isSignature([])).toBe(false)
  expect(isSignature([line([1, 0.5])])).toBe(false)
  expect(isSignature([line([1, 0.5], [1.5, 0.5])])).toBe(false)
  expect(isSignature([line([1, 0.5], [1.5, 0.5]), line([2, 0.2], [2, 0.4])])).toBe(true)
})

test('a finger is where it is on a pad of any size, and never beside it', () => {
  const pad = { left: 100, top: 50, height: 200 }
  expect(pointAt({ clientX: 300, clientY: 150 }, pad)).toEqual({ x: 1, y: 0.5 })
  expect(pointAt({ clientX: 0, clientY: 999 }, pad)).toEqual({ x: 0, y: 1 })
  expect(pointAt({ clientX: 9999, clientY: 0 }, pad)).toEqual({ x: 3, y: 0 })
})

test('points go to the line that is being drawn', () => {
  const before = [line([0, 0]), line([1, 1])]
  expect(extendLast(before, line([2, 1], [2, 0]))).toEqual([line([0, 0]), line([1, 1], [2, 1], [2, 0])])
})

test('lines become a path: a dot, a straight line, and a curve that is rounded where it turns', () => {
  expect(pathOf([line([1, 0.5])], 100)).toBe('M100.0 50.0L100.0 50.0')
  expect(pathOf([line([0, 0], [1, 1])], 10)).toBe('M0.0 0.0L10.0 10.0')
  expect(pathOf([line([0, 0], [1, 0], [1, 1])], 10)).toBe('M0.0 0.0Q10.0 0.0 10.0 5.0L10.0 10.0')
  expect(pathOf([line([0, 0], [1, 1]), line([2, 0])], 10)).toBe('M0.0 0.0L10.0 10.0M20.0 0.0L20.0 0.0')
})

test('who reads has time: a page of Chinese a minute and a half, and never more than ten minutes', () => {
  expect(readingTime('字'.repeat(450))).toBe(90_000)
  expect(readingTime('x'.repeat(20_000))).toBe(600_000)
})

import { expect, test } from 'vitest'
import { createBitmap } from '../../main/vision/bitmap.ts'
import { unstretch } from '../../main/vision/unstretch.ts'

/** Grey pixels, opaque. */
function grey(width: number, levels: readonly number[]) {
  return createBitmap(
    width,
    levels.length / width,
    Uint8Array.from(levels.flatMap((level) => [level, level, level, 255])),
  )
}
const levelsOf = ({ data }: { readonly data: Uint8Array }) => Array.from(data).filter((_, at) => at % 4 === 1)

test('a picture twice as wide as it should be becomes half as wide, each pixel the mean of two', () => {
  const natural = unstretch(grey(4, [10, 20, 100, 200, 0, 255, 7, 7]), 1)
  expect([natural.width, natural.height]).toEqual([2, 2])
  expect(levelsOf(natural)).toEqual([15, 150, 128, 7])
})

test('a picture twice as tall becomes half as high', () => {
  const natural = unstretch(grey(2, [10, 20, 100, 200, 0, 255, 7, 7]), -1)
  expect([natural.width, natural.height]).toEqual([2, 2])
  expect(levelsOf(natural)).toEqual([55, 110, 4, 131])
})

test('pixels count by how much of them is covered', () => {
  // One and a half pixels each.
  expect(levelsOf(unstretch(grey(3, [30, 60, 90]), Math.log2(1.5)))).toEqual([40, 80])
})

test('keeps the colours apart, and a last row that is not filled', () => {
  const red = createBitmap(2, 1, Uint8Array.from([200, 10, 0, 255, 100, 30, 8, 255]))
  expect(Array.from(unstretch(red, 1).data)).toEqual([150, 20, 4, 255])
  expect(unstretch(grey(1, [1, 2, 3]), -0.01).height).toBe(3)
  expect(unstretch(grey(1, [5]), 3).width).toBe(1)
})

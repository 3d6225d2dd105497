import { describe, expect, test } from 'vitest'
import { alignedPoints, findAlignment } from '../../main/vision/align.ts'
import { containment, fitSimilarity, invert, overlap, transformPoint, zoomAbout } from '../../main/vision/geometry.ts'

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

describe('fitSimilarity', () => {
  test('finds a known rotation, scale and shift', () => {
    const truth = { a: 1.5 * Math.cos(0.4), b: 1.5 * Math.sin(0.4), tx: 20, ty: -7 }
    const from = [
      { x: 0, y: 0 },
      { x: 10, y: 3 },
      { x: -4, y: 9 },
    ]
    const fit = fitSimilarity(
      from,
      from.map((point) => transformPoint(truth, point)),
    )
    for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(fit?.[key]).toBeCloseTo(truth[key], 9)
  })

  test('is the least-squares answer where no exact one exists', () => {
    // Stretching x by 2 and y by 4 is best met by the scale (1*2 + 1*4)/2 = 3 on this symmetric cross.
    const from = [
      { x: 1, y: 0 },
      { x: -1, y: 0 },
      { x: 0, y: 1 },
      { x: 0, y: -1 },
    ]
    const to = from.map(({ x, y }) => ({ x: 2 * x + 5, y: 4 * y + 6 }))
    expect(fitSimilarity(from, to)).toEqual({ a: 3, b: 0, tx: 5, ty: 6 })
  })

  test('never mirrors: a reflected target collapses rather than flips', () => {
    const from = [
      { x: 1, y: 2 },
      { x: -1, y: 2 },
      { x: 0, y: -3 },
    ]
    const fit = fitSimilarity(
      from,
      from.map(({ x, y }) => ({ x: -x, y })),
    )
    expect(Math.hypot(fit!.a, fit!.b)).toBeLessThan(1)
  })

  test('has no answer for points that coincide', () => {
    const same = [
      { x: 4, y: 4 },
      { x: 4, y: 4 },
    ]
    expect(
      fitSimilarity(same, [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ]),
    ).toBeNull()
  })

  test('invert undoes', () => {
    const transform = { a: 0.3, b: -1.1, tx: 8, ty: 2 }
    const back = transformPoint(invert(transform), transformPoint(transform, { x: 13, y: -5 }))
    expect(back.x).toBeCloseTo(13, 9)
    expect(back.y).toBeCloseTo(-5, 9)
  })
})

test('alignment leads from the template to a face, also a rolled one', () => {
  const placed = { a: 2 * Math.cos(0.5), b: 2 * Math.sin(0.5), tx: 300, ty: 100 }
  const map = findAlignment(alignedPoints.map((point) => transformPoint(placed, point)))
  const nose = transformPoint(map!, alignedPoints[2]!)
  const expected = transformPoint(placed, alignedPoints[2]!)
  expect(nose.x).toBeCloseTo(expected.x, 6)
  expect(nose.y).toBeCloseTo(expected.y, 6)
  expect(findAlignment(alignedPoints.map(() => ({ x: 1, y: 1 })))).toBeNull()
})

test('overlap and containment', () => {
  expect(overlap(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBeCloseTo(50 / 150, 12)
  expect(overlap(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(0)
  expect(containment(box(0, 0, 100, 100), box(20, 20, 10, 10))).toBe(1)
  expect(containment(box(0, 0, 10, 10), box(8, 0, 4, 10))).toBeCloseTo(0.5, 12)
})

test('zooming keeps its middle and brings everything else nearer to it', () => {
  const transform = { a: 1.5, b: 0.5, tx: 20, ty: -7 }
  const middle = { x: 55, y: 40 }
  const zoomed = zoomAbout(transform, middle, 2)
  const [from, to] = [transformPoint(zoomed, middle), transformPoint(transform, middle)]
  expect([from.x, from.y]).toEqual([to.x, to.y])
  const half = transformPoint(transform, { x: 65, y: 41 })
  const whole = transformPoint(zoomed, { x: 75, y: 42 })
  expect(whole.x).toBeCloseTo(half.x, 9)
  expect(whole.y).toBeCloseTo(half.y, 9)
})

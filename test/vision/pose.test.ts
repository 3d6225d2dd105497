import { describe, expect, test } from 'vitest'
import { poseFromPoints } from '../../main/vision/pose.ts'

/** The five points of a face looking straight into the camera. */
const frontal = [
  { x: -50, y: -42 },
  { x: 50, y: -42 },
  { x: 0, y: 13 },
  { x: -39, y: 69 },
  { x: 39, y: 69 },
].map(({ x, y }) => ({ x: x + 300, y: y + 200 }))

const moved = (nose: { x: number; y: number }) =>
  frontal.map((point, index) => (index === 2 ? { x: point.x + nose.x, y: point.y + nose.y } : point))

describe('poseFromPoints', () => {
  test('straight ahead', () => {
    const { yaw, pitch, roll } = poseFromPoints(frontal)
    expect(Math.abs(yaw)).toBeLessThan(1)
    expect(Math.abs(pitch)).toBeLessThan(3)
    expect(Math.abs(roll)).toBeLessThan(1)
  })

  test('a nose further right in the picture is a turn to the right of the picture', () => {
    expect(poseFromPoints(moved({ x: 15, y: 0 })).yaw).toBeGreaterThan(10)
    expect(poseFromPoints(moved({ x: -15, y: 0 })).yaw).toBeLessThan(-10)
    expect(poseFromPoints(moved({ x: 25, y: 0 })).yaw).toBeGreaterThan(poseFromPoints(moved({ x: 15, y: 0 })).yaw)
  })

  test('a nose higher in the picture is a raised chin', () => {
    expect(poseFromPoints(moved({ x: 0, y: -12 })).pitch).toBeGreaterThan(8)
    expect(poseFromPoints(moved({ x: 0, y: 12 })).pitch).toBeLessThan(-8)
  })

  test('a rotation of the picture is roll and nothing else', () => {
    const angle = Math.PI / 6
    const rolled = frontal.map(({ x, y }) => ({
      x: x * Math.cos(angle) - y * Math.sin(angle),
      y: x * Math.sin(angle) + y * Math.cos(angle),
    }))
    expect(poseFromPoints(rolled).roll).toBeCloseTo(30, 5)
  })

  test('size does not matter', () => {
    const turned = moved({ x: 15, y: -5 })
    const small = poseFromPoints(turned.map(({ x, y }) => ({ x: x / 4, y: y / 4 })))
    expect(small.yaw).toBeCloseTo(poseFromPoints(turned).yaw, 6)
    expect(small.pitch).toBeCloseTo(poseFromPoints(turned).pitch, 6)
  })
})

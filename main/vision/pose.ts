import type { HeadPose, Point } from '../contract/entities.ts'

/**
 * A plain head in units of the distance between the eyes: x to the right of the picture, y down, z towards the camera.
 * Proportions are an average adult's (eyes 63 mm apart, nose tip 22 mm before the plane of eyes and mouth).
 */
const head = [
  { x: -0.5, y: -0.42, z: -0.17 },
  { x: 0.5, y: -0.42, z: -0.17 },
  { x: 0, y: 0.13, z: 0.29 },
  { x: -0.39, y: 0.69, z: -0.03 },
  { x: 0.39, y: 0.69, z: -0.03 },
] as const

/**
 * Estimates the head's pose from its five points under scaled orthography (DeMenthon and Davis, IJCV 15, 1995, first
 * step): the angles of the affine camera that best maps the plain head onto the points, made orthonormal.
 */
export function poseFromPoints(points: readonly Point[]): HeadPose {
  const mx = mean(points, (point) => point.x)
  const my = mean(points, (point) => point.y)
  const row = solve(points.map((point) => point.x - mx))
  const column = solve(points.map((point) => point.y - my))
  const scale = (Math.hypot(...row) + Math.hypot(...column)) / 2
  if (!(scale > 0)) return { yaw: 0, pitch: 0, roll: 0 }
  const [r0, r1, r2] = row
  const [c0, c1, c2] = column
  // The rotation's third column is where the nose points; its last entry follows from the first two rows.
  const noseX = r2 / scale
  const noseY = c2 / scale
  const noseZ = Math.max((r0 * c1 - r1 * c0) / scale ** 2, 1e-3)
  return {
    yaw: degrees(Math.atan2(noseX, noseZ)),
    pitch: degrees(Math.atan2(-noseY, Math.hypot(noseX, noseZ))),
    roll: degrees(Math.atan2(points[1]!.y - points[0]!.y, points[1]!.x - points[0]!.x)),
  }
}

type Triple = [number, number, number]

const pseudoInverse = invertHead()

/** Solves head . w = values by least squares. */
function solve(values: readonly number[]): Triple {
  const w: Triple = [0, 0, 0]
  for (let axis = 0; axis < 3; axis++) {
    for (let index = 0; index < values.length; index++) w[axis]! += pseudoInverse[axis]![index]! * values[index]!
  }
  return w
}

/**
 * Computes (H^T H)^-1 H^T for the centred head H. x is orthogonal to y and z by symmetry, so a 2 x 2 inverse will do.
 */
function invertHead(): readonly (readonly number[])[] {
  const my = mean(head, (point) => point.y)
  const mz = mean(head, (point) => point.z)
  const centred = head.map(({ x, y, z }) => ({ x, y: y - my, z: z - mz }))
  const sum = (of: (point: { x: number; y: number; z: number }) => number) =>
    centred.reduce((total, point) => total + of(point), 0)
  const xx = sum(({ x }) => x * x)
  const yy = sum(({ y }) => y * y)
  const yz = sum(({ y, z }) => y * z)
  const zz = sum(({ z }) => z * z)
  const determinant = yy * zz - yz * yz
  return [
    centred.map(({ x }) => x / xx),
    centred.map(({ y, z }) => (zz * y - yz * z) / determinant),
    centred.map(({ y, z }) => (yy * z - yz * y) / determinant),
  ]
}

function mean<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0) / items.length
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}

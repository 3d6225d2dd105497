import type { Box, Point } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import { centre, type Similarity2d } from './geometry.ts'
import type { Session } from './session.ts'
import { mirror, warp } from './tensor.ts'

/** The 68 points of the iBUG 300-W scheme in pixels of the bitmap: 136 numbers, x and y in turn. */
export type Landmarks = Float64Array

/** A square that the model sees, in pixels of the bitmap; `angle` in radians, clockwise in the picture. */
interface View {
  readonly middle: Point
  readonly side: number
  readonly angle: number
}

/** Places the square: the box's height as its side, moved down by 5 % of it, as measured best for UltraFace's boxes. */
function viewOf({ x, y, width, height }: Box): View {
  return { middle: { x: x + width / 2, y: y + 0.55 * height }, side: height, angle: 0 }
}

/** Finds the 68 points of a face from its box. */
export function findLandmarks(bitmap: Bitmap, box: Box, session: Session): Promise<Landmarks> {
  return findInView(bitmap, viewOf(box), session)
}

/**
 * Finds a face's five points as the mean of seven looks: as the box lies, and turned upright by what that showed, there
 * also mirrored and from four places nearby. docs/accuracy.md has what that is worth.
 */
export async function findPointsSteadily(bitmap: Bitmap, box: Box, session: Session): Promise<readonly Point[]> {
  const asItLies = viewOf(box)
  const first = await findInView(bitmap, asItLies, session)
  const upright = turnUpright(asItLies, first)
  const looks = [toFivePoints(first), toFivePoints(await findInView(bitmap, upright, session))]
  const [right, left, nose, mouthRight, mouthLeft] = toFivePoints(await findInView(bitmap, upright, session, true))
  looks.push([left!, right!, nose!, mouthLeft!, mouthRight!])
  for (const { dx, dy, zoom } of nearby) {
    const { x, y } = upright.middle
    const middle = { x: x + dx * upright.side, y: y + dy * upright.side }
    looks.push(toFivePoints(await findInView(bitmap, { ...upright, middle, side: zoom * upright.side }, session)))
  }
  return looks[0]!.map((_, index) => centre(looks.map((points) => points[index]!)))
}

/** Offsets of the four places, in sides of the square. */
const nearby = [
  { dx: 0.04, dy: 0, zoom: 1 },
  { dx: -0.04, dy: 0, zoom: 1 },
  { dx: 0, dy: 0.04, zoom: 1.04 },
  { dx: 0, dy: -0.04, zoom: 0.96 },
]

/** Turns the view with the line between the eyes, about the middle of the points. */
function turnUpright({ middle, side }: View, landmarks: Landmarks): View {
  const [left, right] = toFivePoints(landmarks)
  const angle = Math.atan2(right!.y - left!.y, right!.x - left!.x)
  const about = middleOf(landmarks)
  const [x, y] = [middle.x - about.x, middle.y - about.y]
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { middle: { x: about.x + cos * x - sin * y, y: about.y + sin * x + cos * y }, side, angle }
}

/** Finds the middle of the box around some points. */
function middleOf(points: Landmarks): Point {
  const half = (axis: number) => {
    const values = points.filter((_, at) => at % 2 === axis)
    return (Math.min(...values) + Math.max(...values)) / 2
  }
  return { x: half(0), y: half(1) }
}

/** Finds the 68 points in one view. @param mirrored shows the model the mirrored view; the points keep their meaning */
async function findInView(bitmap: Bitmap, view: View, session: Session, mirrored = false): Promise<Landmarks> {
  const { input } = session
  const toBitmap = fromView(view, input.width)
  warp(bitmap, toBitmap, input)
  if (mirrored) mirror(input)
  const output = (await session.run())('output')
  const { a, b, tx, ty } = toBitmap
  const points = new Float64Array(136)
  for (let at = 0; at < points.length; at += 2) {
    const x = (mirrored ? 1 - output[at]! : output[at]!) * input.width - 0.5
    const y = output[at + 1]! * input.width - 0.5
    points[at] = a * x - b * y + tx
    points[at + 1] = b * x + a * y + ty
  }
  return points
}

/** Maps the pixels of a picture of `pixels` x `pixels` to the bitmap's. */
function fromView({ middle, side, angle }: View, pixels: number): Similarity2d {
  const a = (side / pixels) * Math.cos(angle)
  const b = (side / pixels) * Math.sin(angle)
  const half = (pixels - 1) / 2
  return { a, b, tx: middle.x - 0.5 - a * half + b * half, ty: middle.y - 0.5 - b * half - a * half }
}

/** Reduces the 68 points to left eye, right eye, nose, left and right corner of the mouth, as seen in the picture. */
export function toFivePoints(landmarks: Landmarks): readonly Point[] {
  return [
    middleOfPoints(landmarks, 36, 42),
    middleOfPoints(landmarks, 42, 48),
    middleOfPoints(landmarks, 30, 31),
    middleOfPoints(landmarks, 48, 49),
    middleOfPoints(landmarks, 54, 55),
  ]
}

/** Computes the mean of the points from `from` up to before `to`. */
function middleOfPoints(landmarks: Landmarks, from: number, to: number): Point {
  let x = 0
  let y = 0
  for (let point = from; point < to; point++) {
    x += landmarks[2 * point]!
    y += landmarks[2 * point + 1]!
  }
  return { x: x / (to - from), y: y / (to - from) }
}

import type { Point } from '../contract/entities.ts'
import { distance } from './geometry.ts'

/** Where a face's points were a short while ago, oldest first. */
export type Sightings = readonly { readonly at: number; readonly points: readonly Point[] }[]

/** Milliseconds that are looked back at. */
const window = 1_500
/** Milliseconds and frames before anything is said. */
const minSpanMs = 1_000
const minFrames = 5
/**
 * Spread of the points in distances between the eyes. The points of a picture that stands still wander by the camera's
 * noise alone; people who stand sway by some millimetres (Winter, Gait & Posture 3, 1995), and one millimetre is 0.016
 * of the distance between their eyes. What noise does is measured by bench/attacks.ts.
 */
const surelyStill = 0.004
const surelyAlive = 0.012

/**
 * Adds a sighting and forgets the old ones; where frames are rare, as many are kept as it takes to judge.
 * @param at milliseconds, never decreasing
 */
export function look(sightings: Sightings, at: number, points: readonly Point[]): Sightings {
  const recent = sightings.filter((sighting) => at - sighting.at <= window).length
  return [...sightings.slice(-Math.max(recent, minFrames - 1)), { at, points }]
}

/** How surely nothing moves, 0..1; null while too little was seen. */
export function frozenCue(sightings: Sightings): number | null {
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (first === undefined || last === undefined) return null
  if (sightings.length < minFrames || last.at - first.at < minSpanMs) return null
  return 1 - Math.min(1, Math.max(0, (spread(sightings) - surelyStill) / (surelyAlive - surelyStill)))
}

/** Root mean square distance of the points from their mean places, in distances between the eyes. */
export function spread(sightings: Sightings): number {
  const count = sightings.length
  let squares = 0
  let values = 0
  let eyes = 0
  for (const { points } of sightings) eyes += distance(points[0]!, points[1]!) / count
  for (let index = 0; index < sightings[0]!.points.length; index++) {
    let x = 0
    let y = 0
    for (const { points } of sightings) {
      x += points[index]!.x / count
      y += points[index]!.y / count
    }
    for (const { points } of sightings) {
      squares += (points[index]!.x - x) ** 2 + (points[index]!.y - y) ** 2
      values++
    }
  }
  return Math.sqrt(squares / values) / eyes
}

import type { Point } from '../contract/entities.ts'
import { distance } from './geometry.ts'

/** Where a face's points were a short while ago, oldest first. */
export type Sightings = readonly { readonly at: number; readonly points: readonly Point[] }[]

/** Milliseconds that are looked back at. */
const windowMs = 1_500
/** Milliseconds and frames that it takes to judge. */
const minSpanMs = 1_000
const minFrames = 5
/**
 * How much the points of a still picture spread, in distances between the eyes, by the camera's noise alone (measured
 * by bench/attacks.ts). People who stand sway by some millimetres (Winter, Gait & Posture 3, 1995), and one millimetre
 * is 0.016 of the distance between their eyes.
 */
const surelyStill = 0.004
const surelyAlive = 0.012

/**
 * Adds a sighting and drops old ones, but keeps as many as it takes to judge where frames are rare.
 * @param at milliseconds, never decreasing
 */
export function addSighting(sightings: Sightings, at: number, points: readonly Point[]): Sightings {
  const recent = sightings.filter((sighting) => at - sighting.at <= windowMs).length
  return [...sightings.slice(-Math.max(recent, minFrames - 1)), { at, points }]
}

/** Tells how surely nothing moves, 0..1; null while too little was seen. */
export function cueOfStillness(sightings: Sightings): number | null {
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (first === undefined || last === undefined) return null
  if (sightings.length < minFrames || last.at - first.at < minSpanMs) return null
  return 1 - Math.min(1, Math.max(0, (measureSpread(sightings) - surelyStill) / (surelyAlive - surelyStill)))
}

/** Computes the root mean square distance of the points from their means, in distances between the eyes. */
export function measureSpread(sightings: Sightings): number {
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

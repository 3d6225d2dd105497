import type { Box, Liveness, Point } from '../contract/entities.ts'
import { addPlaneFrame, cueOfPlane, type PlaneEvidence } from './liveness-plane.ts'
import { addSighting, cueOfStillness, type Sightings } from './liveness-still.ts'
import type { SmallFrame } from './small-frame.ts'

/** What a track's frames say about whether it shows a living face. Immutable: every function here returns a new one. */
export interface LivenessEvidence {
  /** Quality-weighted sums over the frames that the passive model has judged. */
  readonly passive: { readonly sum: number; readonly weight: number }
  readonly sightings: Sightings
  readonly plane: PlaneEvidence | null
}

export const noLivenessEvidence: LivenessEvidence = { passive: { sum: 0, weight: 0 }, sightings: [], plane: null }

/**
 * Adds what every frame shows: where the face is and what moves, in pixels of the frame. Its small form may be
 * overwritten afterwards.
 */
export function addFrame(
  evidence: LivenessEvidence,
  frame: SmallFrame,
  at: number,
  box: Box,
  points: readonly Point[],
): LivenessEvidence {
  return {
    ...evidence,
    sightings: addSighting(evidence.sightings, at, points),
    plane: addPlaneFrame(evidence.plane, frame, at, box, points),
  }
}

/**
 * Adds the passive model's judgement of one frame.
 * @param real probability 0..1
 * @param quality 0..100; a better frame weighs more
 */
export function addPassive(evidence: LivenessEvidence, real: number, quality: number): LivenessEvidence {
  const { sum, weight } = evidence.passive
  const more = 1 + quality
  return { ...evidence, passive: { sum: sum + more * real, weight: weight + more } }
}

/**
 * Computes the track's liveness; null before the passive model has judged a frame. Each cue lowers the model's word.
 */
export function livenessOf({ passive, sightings, plane }: LivenessEvidence): Liveness | null {
  if (passive.weight === 0) return null
  const cues = { frozen: cueOfStillness(sightings), planar: cueOfPlane(plane) }
  const real = (passive.sum / passive.weight) * (1 - (cues.frozen ?? 0)) * (1 - (cues.planar ?? 0))
  return { real, cues }
}

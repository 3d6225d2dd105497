import type { Box, Liveness, Point } from '../contract/entities.ts'
import { type PlaneEvidence, planarCue, watchPlane } from './liveness-plane.ts'
import { frozenCue, look, type Sightings } from './liveness-still.ts'
import type { SmallFrame } from './small-frame.ts'

/** What a track's frames say about whether it shows a living face. A value: every function here makes a new one. */
export interface LivenessEvidence {
  /** Sums over the frames that the passive model has judged, weighted by quality. */
  readonly passive: { readonly sum: number; readonly weight: number }
  readonly sightings: Sightings
  readonly plane: PlaneEvidence | null
}

export const noLivenessEvidence: LivenessEvidence = { passive: { sum: 0, weight: 0 }, sightings: [], plane: null }

/**
 * Adds what every frame shows: where the face is and what moves. Box and points are in pixels of the frame, whose small
 * form may be written over afterwards.
 */
export function watch(
  evidence: LivenessEvidence,
  frame: SmallFrame,
  at: number,
  box: Box,
  points: readonly Point[],
): LivenessEvidence {
  return {
    ...evidence,
    sightings: look(evidence.sightings, at, points),
    plane: watchPlane(evidence.plane, frame, at, box, points),
  }
}

/**
 * Adds the passive model's judgement of one frame.
 * @param real probability 0..1 @param quality 0..100; a better frame weighs more
 */
export function addPassive(evidence: LivenessEvidence, real: number, quality: number): LivenessEvidence {
  const { sum, weight } = evidence.passive
  const more = 1 + quality
  return { ...evidence, passive: { sum: sum + more * real, weight: weight + more } }
}

/**
 * The track's liveness; null before the passive model has judged a frame. Each cue takes its part off the model's word.
 */
export function livenessOf({ passive, sightings, plane }: LivenessEvidence): Liveness | null {
  if (passive.weight === 0) return null
  const cues = { frozen: frozenCue(sightings), planar: planarCue(plane) }
  const real = (passive.sum / passive.weight) * (1 - (cues.frozen ?? 0)) * (1 - (cues.planar ?? 0))
  return { real, cues }
}

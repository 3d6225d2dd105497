import type { Box, Liveness, ModelOpinion, Point } from '../contract/entities.ts'
import { combineOpinions } from './liveness.ts'
import { addPlaneFrame, cueOfPlane, type PlaneEvidence } from './liveness-plane.ts'
import { addSighting, cueOfStillness, type Sightings } from './liveness-still.ts'
import type { SmallFrame } from './small-frame.ts'

/** What a track's frames say about whether it shows a living face. Immutable: every function here returns a new one. */
export interface LivenessEvidence {
  /** Quality-weighted sums over the frames that the passive models have judged: of all together, and of each. */
  readonly passive: { readonly sum: number; readonly weight: number; readonly models: readonly ModelOpinion[] }
  readonly sightings: Sightings
  readonly plane: PlaneEvidence | null
}

export const noLivenessEvidence: LivenessEvidence = {
  passive: { sum: 0, weight: 0, models: [] },
  sightings: [],
  plane: null,
}

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
 * Adds what the passive models say of one frame, which counts as the one says that finds it least real.
 * @param opinions of the same models for every frame of a track, at least one
 * @param quality 0..100; a better frame weighs more
 */
export function addPassive(
  evidence: LivenessEvidence,
  opinions: readonly ModelOpinion[],
  quality: number,
): LivenessEvidence {
  const { sum, weight, models } = evidence.passive
  const more = 1 + quality
  const sums = opinions.map(({ model, real }, index) => ({ model, real: (models[index]?.real ?? 0) + more * real }))
  const passive = { sum: sum + more * combineOpinions(opinions), weight: weight + more, models: sums }
  return { ...evidence, passive }
}

/**
 * Computes the track's liveness; null before a passive model has judged a frame. Each cue lowers the models' word.
 */
export function livenessOf({ passive, sightings, plane }: LivenessEvidence): Liveness | null {
  const { sum, weight, models } = passive
  if (weight === 0) return null
  const cues = { frozen: cueOfStillness(sightings), planar: cueOfPlane(plane) }
  const real = (sum / weight) * (1 - (cues.frozen ?? 0)) * (1 - (cues.planar ?? 0))
  if (models.length < 2) return { real, cues }
  return { real, cues, models: models.map(({ model, real: each }) => ({ model, real: each / weight })) }
}

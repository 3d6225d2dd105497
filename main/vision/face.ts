import type { Box, HeadPose, Point } from '../contract/entities.ts'
import type { Quality } from '../contract/quality.ts'
import { findAlignment } from './align.ts'
import type { Bitmap } from './bitmap.ts'
import type { Detection } from './detect/detection.ts'
import { measureEyes } from './eyes.ts'
import type { Similarity2d } from './geometry.ts'
import { findLandmarks, findPointsSteadily, toFivePoints } from './landmarks.ts'
import type { Models } from './models.ts'
import { poseFromPoints } from './pose.ts'
import { anyProportions, measureStretch } from './proportions.ts'
import { judgeQuality } from './quality.ts'
import type { Stopwatch } from './stages.ts'
import { type Plane, warp } from './tensor.ts'

/** A detected face with its points, ready to be embedded, in pixels of the bitmap. */
export interface LocatedFace {
  readonly box: Box
  readonly detection: number
  readonly points: readonly Point[]
  readonly pose: HeadPose
  /** Probability 0..1 that the eyes are open, of both together; null when the pack has no model for it. */
  readonly eyesOpen: number | null
  readonly quality: Quality
  /** See `measureStretch`; 0 in a frame. */
  readonly stretch: number
  /** The map from the aligned face's pixels to the bitmap's. */
  readonly toBitmap: Similarity2d
  /** The aligned face in the embedder's input, until its crops or another face overwrite it. */
  readonly aligned: Plane
}

/**
 * Finds a face's points, pose and quality.
 * @param scale photo pixels per bitmap pixel, 1 for frames
 * @param gain see `brighten`
 * @param care photos are looked at several times and may be stretched, frames are not
 * @returns null when the points cannot be a face's
 */
export async function locateFace(
  bitmap: Bitmap,
  { box, score, points: given }: Detection,
  scale: number,
  gain: number,
  care: 'photo' | 'frame',
  models: Models,
  { measure }: Stopwatch,
): Promise<LocatedFace | null> {
  const points = given ?? (await measure('landmarks', () => pointsOf(bitmap, box, care, models)))
  const toBitmap = findAlignment(points)
  if (toBitmap === null) return null
  const eyes = await measure('eyes', () => measureEyes(bitmap, points, models))
  const { input: aligned } = (await models.need('embedder')).session
  const { proportions = anyProportions } = (await models.need('detector')).model
  return measure('quality', () => {
    const pose = poseFromPoints(points)
    warp(bitmap, toBitmap, aligned)
    const { width, height } = bitmap
    const stretch = care === 'photo' ? measureStretch(box, points, proportions) : 0
    const quality = judgeQuality({
      face: aligned,
      box,
      detection: score,
      points,
      pose,
      eyesOpen: eyes?.lower ?? null,
      width,
      height,
      scale,
      gain,
      stretch,
    })
    return {
      box,
      detection: score,
      points,
      pose,
      eyesOpen: eyes?.together ?? null,
      quality,
      stretch,
      toBitmap,
      aligned,
    }
  })
}

async function pointsOf(bitmap: Bitmap, box: Box, care: 'photo' | 'frame', models: Models): Promise<readonly Point[]> {
  const { session } = await models.need('landmarks')
  if (care === 'photo') return findPointsSteadily(bitmap, box, session)
  return toFivePoints(await findLandmarks(bitmap, box, session))
}

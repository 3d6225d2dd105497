import type { Box, Point } from '../../contract/entities.ts'
import type { Session } from '../session.ts'

/**
 * A detected face in pixels: of the detector's input as a reader returns it, of the bitmap as `detect` does. `points`
 * are the five of `TrackedFace`; null when the detector finds none.
 */
export interface Detection {
  readonly box: Box
  readonly score: number
  readonly points: readonly Point[] | null
}

/**
 * Reads a detector's outputs.
 * @returns every face that scores at least `minScore`, in pixels of the input, before non-maximum suppression
 */
export type DetectionReader = (session: Session, minScore: number) => Promise<Detection[]>

import type { Box, Point } from '../../contract/entities.ts'
import type { Session } from '../session.ts'

/**
 * A face in pixels: of the detector's input as a reader gives it, of the bitmap as `detect` does. `points` are the five
 * of `TrackedFace`, null when the detector finds none.
 */
export interface Detection {
  readonly box: Box
  /** 0..1 */
  readonly score: number
  readonly points: readonly Point[] | null
}

/**
 * Reads a detector's outputs: every face scored at least `least`, in pixels of its input, not yet suppressed.
 */
export type DetectionReader = (session: Session, least: number) => Promise<Detection[]>

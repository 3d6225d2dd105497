import type { Box, HeadPose, Liveness, ModelId, Point } from '../contract/entities.ts'
import type { Frame } from '../contract/frame.ts'
import type { Prominence } from '../contract/prominence.ts'
import { defaultMinQualities, type Quality } from '../contract/quality.ts'
import type { Provider } from '../contract/system.ts'

/** A unit-length vector that represents a face, with its model: embeddings of two models are never compared. */
export interface Embedding {
  readonly model: ModelId
  readonly vector: Float32Array
}

/** One face of a photo. Box and points are in pixels of the upright photo. */
export interface PhotoFace {
  readonly box: Box
  readonly detection: number
  readonly points: readonly Point[]
  readonly pose: HeadPose
  readonly quality: Quality
  readonly liveness: Liveness | null
  readonly embedding: Embedding
  /** The aligned face as a JPEG of 112 x 112. */
  readonly crop: Uint8Array
}

export interface PhotoAnalysis {
  /** Width of the upright photo, in pixels. */
  readonly width: number
  readonly height: number
  /** Most prominent first. */
  readonly faces: readonly PhotoFace[]
  /** How many more faces were found than were asked for. */
  readonly others: number
  readonly stages: readonly Stage[]
}

export interface Stage {
  readonly name: string
  readonly milliseconds: number
}

/** One face of a camera frame. `embedding` is null in frames in which it was not embedded. */
export interface TrackedFace {
  readonly track: number
  /**
   * False when the track may have changed its person: the face jumped, or looked unlike before, and no embedding has
   * confirmed it since.
   */
  readonly sure: boolean
  readonly box: Box
  readonly detection: number
  readonly points: readonly Point[]
  readonly pose: HeadPose | null
  readonly quality: Quality | null
  /** Probability 0..1 that the eyes are open, of both together; null when the pack has no model for it. */
  readonly eyesOpen: number | null
  readonly liveness: Liveness | null
  readonly embedding: Embedding | null
  /** The aligned face as a JPEG of 112 x 112, from the third embedding of a track on. */
  readonly crop: Uint8Array | null
}

export interface FrameAnalysis {
  readonly faces: readonly TrackedFace[]
  /** Whether the frame is so dark that nobody can be recognised, even brightened. */
  readonly tooDark: boolean
  /** Tracks that ended with this frame. */
  readonly ended: readonly number[]
  readonly stages: readonly Stage[]
}

export interface PhotoOptions {
  /** Analyses only this many faces, the most prominent ones; all when null. */
  readonly largest: number | null
  /** What makes a face prominent; its size by default. */
  readonly prominence?: Prominence
  /** Whether to look for a covered mouth and nose, as photos that become templates need; false by default. */
  readonly cover?: boolean
  readonly liveness: boolean
}

export interface FrameOptions {
  /** Faces below this quality, 0..100, are not embedded. */
  readonly minQuality: number
}

export const defaultFrameOptions: FrameOptions = { minQuality: defaultMinQualities.probe }

export interface VisionInfo {
  readonly pack: { readonly name: string; readonly licence: string }
  readonly embedder: ModelId
  readonly dimensions: number
  readonly provider: Provider
  readonly models: readonly {
    readonly role: string
    readonly file: string
    readonly sha256: string
    readonly licence: string
  }[]
}

/**
 * Turns pixels into faces and embeddings, without any knowledge of people or storage. Every method runs off the
 * caller's thread.
 */
export interface Vision {
  /**
   * Analyses the bytes of a JPEG, PNG, WebP or HEIC file.
   * @throws AppError `not-an-image`, `image-truncated`, `image-too-large`, `image-too-small`
   */
  analysePhoto(photo: Uint8Array, options: PhotoOptions): Promise<PhotoAnalysis>
  /**
   * Analyses a camera frame, whose buffer is transferred and must not be used again. Each kiosk name and purpose has
   * its own tracker.
   * @param options `defaultFrameOptions` by default
   */
  analyseFrame(frame: Frame, options?: FrameOptions): Promise<FrameAnalysis>
  info(): Promise<VisionInfo>
  close(): Promise<void>
}

import type { Box, HeadPose, Liveness, ModelId, Point } from '../contract/entities.ts'
import type { Frame } from '../contract/frame.ts'
import type { Prominence } from '../contract/prominence.ts'
import { type Quality, qualityGates } from '../contract/quality.ts'
import type { Provider } from '../contract/system.ts'

/** A unit-length vector. Its model travels with it: embeddings of two models are never compared. */
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
  /** The aligned 112 x 112 face as JPEG. */
  readonly crop: Uint8Array
}

export interface PhotoAnalysis {
  /** Of the upright photo. */
  readonly width: number
  readonly height: number
  /** Most prominent first. */
  readonly faces: readonly PhotoFace[]
  /** How many more faces were found than those asked for. */
  readonly others: number
  readonly stages: readonly Stage[]
}

export interface Stage {
  readonly name: string
  readonly milliseconds: number
}

/** One face of a camera frame. `embedding` is there only in frames in which the face was embedded anew. */
export interface TrackedFace {
  readonly track: number
  /**
   * False when the track may have changed its person: the face jumped, or looked unlike before, and no embedding has
   * shown since that it is still the same one.
   */
  readonly sure: boolean
  readonly box: Box
  readonly detection: number
  readonly points: readonly Point[]
  readonly pose: HeadPose | null
  readonly quality: Quality | null
  /** Probability 0..1 that the eyes are open, by both together; null when the pack has no model for it. */
  readonly eyesOpen: number | null
  readonly liveness: Liveness | null
  readonly embedding: Embedding | null
  /** The aligned 112 x 112 face as JPEG; with the third embedding of a track and the later ones only. */
  readonly crop: Uint8Array | null
}

export interface FrameAnalysis {
  readonly faces: readonly TrackedFace[]
  /** The frame is so dark that nobody can be known in it, although dark frames are brightened. */
  readonly tooDark: boolean
  /** Tracks that ended with this frame. */
  readonly ended: readonly number[]
  readonly stages: readonly Stage[]
}

export interface PhotoOptions {
  /** Look closely at the n most prominent faces only; at all when null. */
  readonly largest: number | null
  /** What makes a face prominent; its size when undefined. */
  readonly prominence?: Prominence
  /** Look for a covered mouth and nose too, as photos that become templates need; false when undefined. */
  readonly cover?: boolean
  readonly liveness: boolean
}

export interface FrameOptions {
  /** Faces below this quality, 0..100, are not embedded. */
  readonly minQuality: number
}

export const defaultFrameOptions: FrameOptions = { minQuality: qualityGates.probe }

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

/** Pixels to faces and embeddings. Knows no people and no storage. Every method runs off the caller's thread. */
export interface Vision {
  /**
   * @param photo bytes of a JPEG, PNG, WebP or HEIC file
   * @throws AppError `not-an-image`, `image-truncated`, `image-too-large`, `image-too-small`
   */
  analysePhoto(photo: Uint8Array, options: PhotoOptions): Promise<PhotoAnalysis>
  /**
   * One tracker per kiosk name and purpose. The frame's buffer is handed over and must not be used again.
   * @param options `defaultFrameOptions` when left out
   */
  analyseFrame(frame: Frame, options?: FrameOptions): Promise<FrameAnalysis>
  info(): Promise<VisionInfo>
  close(): Promise<void>
}

import type { ErrorBody } from '../contract/errors.ts'
import type { Frame } from '../contract/frame.ts'
import type { ModelOptions } from './models.ts'
import type { FrameOptions, PhotoOptions } from './vision.ts'

/** What the vision worker is asked. */
export type Request =
  | { readonly id: number; readonly kind: 'photo'; readonly photo: Uint8Array; readonly options: PhotoOptions }
  | { readonly id: number; readonly kind: 'frame'; readonly frame: Frame; readonly options: FrameOptions }
  | { readonly id: number; readonly kind: 'info' }
  | { readonly id: number; readonly kind: 'close' }

/** What it answers; the first message has id 0 and says whether the models could be opened. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorBody }

/** The worker's `workerData`. */
export type WorkerData = ModelOptions

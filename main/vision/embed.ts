import type { ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { dot, norm } from '../numeric/vector.ts'
import { alignedSide } from './align.ts'
import type { Bitmap } from './bitmap.ts'
import { type Similarity2d, zoomAbout } from './geometry.ts'
import type { ModelOf } from './manifest.ts'
import type { Session } from './session.ts'
import { mirror, type Plane, warp } from './tensor.ts'
import type { Embedding } from './vision.ts'

/** Names the model that makes the embeddings: its file name and the beginning of its sha256. */
export function embedderId(model: ModelOf<'embedder'>): ModelId {
  return `${model.file.replace(/\.onnx$/, '')}-${model.sha256.slice(0, 12)}` as ModelId
}

/** How the embedder sees a face: `zoom` times as large as aligned, mirrored or not. */
interface Crop {
  readonly zoom: number
  readonly mirrored: boolean
}

/** A camera frame has little time, and a track has many frames. */
export const oneCrop: readonly Crop[] = [{ zoom: 1, mirrored: false }]
/** A photo is all there is of a face, and the mean of four crops errs less (docs/accuracy.md). */
export const fourCrops: readonly Crop[] = [
  ...oneCrop,
  { zoom: 1, mirrored: true },
  { zoom: 0.92, mirrored: false },
  { zoom: 1.08, mirrored: false },
]

export interface Embedded {
  readonly embedding: Embedding
  /** Length of the mean of the crops' unit embeddings, 0..1: 1 when they all agree. */
  readonly agreement: number
  /** The unit embedding of the face as aligned. */
  readonly asAligned: Float32Array
}

/**
 * Computes the unit embedding of a face that lies aligned in the session's input, as the normalised mean over its
 * crops. The input holds the last crop afterwards.
 * @param toBitmap from the aligned face's pixels to the bitmap's
 * @throws AppError `model-unsupported` when the model returns another number of values, or NaN
 */
export async function embed(
  bitmap: Bitmap,
  toBitmap: Similarity2d,
  crops: readonly Crop[],
  session: Session,
  model: ModelOf<'embedder'>,
): Promise<Embedded> {
  const sum = new Float32Array(model.dimensions)
  let first: Float32Array | null = null
  let asAligned = true
  for (const { zoom, mirrored } of crops) {
    if (zoom !== 1 || !asAligned) warp(bitmap, zoomAbout(toBitmap, middle, zoom), session.input)
    asAligned = zoom === 1 && !mirrored
    if (mirrored) mirror(session.input)
    const vector = unit((await session.run())(session.outputs[0]!), model)
    first ??= vector
    for (let index = 0; index < sum.length; index++) sum[index]! += vector[index]!
  }
  const embedding = { model: embedderId(model), vector: unit(sum, model) }
  return { embedding, agreement: norm(sum) / crops.length, asAligned: first ?? sum }
}

/**
 * Measures how much of an embedding is due to the lower half of the face, 0..1: what hiding it changes, as a share of
 * what hiding either half changes. A mask leaves little there to recognise anybody by, whatever its colour.
 * @param whole unit embedding of the face as aligned
 */
export async function measureLowerFace(
  bitmap: Bitmap,
  toBitmap: Similarity2d,
  whole: Float32Array,
  session: Session,
  model: ModelOf<'embedder'>,
): Promise<number> {
  const change = async (from: number, to: number) => {
    warp(bitmap, toBitmap, session.input)
    hideRows(session.input, from, to)
    const vector = unit((await session.run())(session.outputs[0]!), model)
    return 1 - dot(vector, whole)
  }
  const lower = await change(belowNose, alignedSide)
  const upper = await change(0, belowEyes)
  return lower / Math.max(1e-6, lower + upper)
}

/** Rows of an aligned face: the tip of the nose lies at 72, the eyes at 52. */
const belowNose = 72
const belowEyes = 62

/** Fills some rows with the plane's mean colour. */
function hideRows({ width, height, data }: Plane, from: number, to: number): void {
  const size = width * height
  for (let colour = 0; colour < data.length; colour += size) {
    const plane = data.subarray(colour, colour + size)
    plane.fill(plane.reduce((sum, value) => sum + value, 0) / size, from * width, to * width)
  }
}

const middle = { x: (alignedSide - 1) / 2, y: (alignedSide - 1) / 2 }

function unit(vector: Float32Array, model: ModelOf<'embedder'>): Float32Array {
  const length = norm(vector)
  if (vector.length === model.dimensions && length > 0 && Number.isFinite(length)) {
    return vector.map((value) => value / length)
  }
  throw new AppError(
    'model-unsupported',
    `${model.file} gave ${vector.length} values of length ${length}; ${model.dimensions} were expected.`,
  )
}

import type { ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Bitmap } from './bitmap.ts'
import type { Similarity2d } from './geometry.ts'
import type { ModelOf } from './manifest.ts'
import type { Session } from './session.ts'
import { warp } from './tensor.ts'
import type { Embedding } from './vision.ts'

/** Names the model that makes the embeddings: file name and the beginning of its sha256. */
export function embedderId(model: ModelOf<'embedder'>): ModelId {
  return `${model.file.replace(/\.onnx$/, '')}-${model.sha256.slice(0, 12)}` as ModelId
}

/**
 * The unit embedding of an aligned face.
 * @throws AppError `model-unsupported` when the model gives another number of values or no numbers at all.
 */
export async function embed(
  bitmap: Bitmap,
  toBitmap: Similarity2d,
  session: Session,
  model: ModelOf<'embedder'>,
): Promise<Embedding> {
  warp(bitmap, toBitmap, session.input)
  const output = (await session.run())(session.outputs[0]!)
  const length = Math.hypot(...output)
  if (output.length !== model.dimensions || !(length > 0) || !Number.isFinite(length)) {
    throw new AppError(
      'model-unsupported',
      `${model.file} gave ${output.length} values of length ${length}; ${model.dimensions} were expected.`,
    )
  }
  return { model: embedderId(model), vector: Float32Array.from(output, (value) => value / length) }
}

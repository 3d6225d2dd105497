import type { ModelOpinion } from '../contract/entities.ts'
import { toFaceJpeg } from './align.ts'
import type { Bitmap } from './bitmap.ts'
import { type Embedded, embed, type oneCrop } from './embed.ts'
import type { LocatedFace } from './face.ts'
import { passiveLiveness } from './liveness.ts'
import type { Models } from './models.ts'
import type { Stopwatch } from './stages.ts'

/** Asks every model whether a face is alive; empty without any. */
export function checkLiveness(
  bitmap: Bitmap,
  face: LocatedFace,
  models: Models,
  stopwatch: Stopwatch,
): Promise<ModelOpinion[]> {
  return stopwatch.measure('liveness', async () => {
    const opinions: ModelOpinion[] = []
    // One after the other: each has the processor to itself.
    for (const loaded of await models.listLiveness()) {
      const real = await passiveLiveness(bitmap, face.box, loaded)
      opinions.push({ model: loaded.model.file.replace(/\.onnx$/, ''), real })
    }
    return opinions
  })
}

export async function embedFace(
  bitmap: Bitmap,
  face: LocatedFace,
  crops: typeof oneCrop,
  models: Models,
  stopwatch: Stopwatch,
): Promise<Embedded> {
  const { session, model } = await models.need('embedder')
  return stopwatch.measure('embed', () => embed(bitmap, face.toBitmap, crops, session, model))
}

export function encodeCrop({ aligned }: LocatedFace, { measure }: Stopwatch): Promise<Uint8Array> {
  return measure('crop', () => toFaceJpeg(aligned))
}

import { toFaceJpeg } from './align.ts'
import type { Bitmap } from './bitmap.ts'
import { type Embedded, embed, type oneCrop } from './embed.ts'
import type { LocatedFace } from './face.ts'
import { passiveLiveness } from './liveness.ts'
import type { Models } from './models.ts'
import type { Stopwatch } from './stages.ts'

export async function checkLiveness(
  bitmap: Bitmap,
  face: LocatedFace,
  models: Models,
  stopwatch: Stopwatch,
): Promise<number | null> {
  const found = await models.find('liveness')
  return found && stopwatch.measure('liveness', () => passiveLiveness(bitmap, face.box, found.session))
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

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Frame } from '../../main/contract/frame.ts'
import type { Embedding } from '../../main/vision/vision.ts'

export const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url))

/** One of the six sample photos, 1920 pixels wide. */
export function sample(number: 1 | 2 | 3 | 4 | 5 | 6): Promise<Buffer> {
  return readFile(`${modelsFolder}/samples/sample${number}.jpg`)
}

export function similarity(a: Embedding, b: Embedding): number {
  return a.vector.reduce((sum, value, index) => sum + value * b.vector[index]!, 0)
}

/** A part of a photo as a 640 x 480 camera frame. */
export async function frameOf(
  photo: Buffer,
  part: { left: number; top: number; width: number; height: number },
  changes: Partial<Frame> = {},
): Promise<Frame> {
  const data = await sharp(photo).extract(part).resize(640, 480, { fit: 'fill' }).ensureAlpha().raw().toBuffer()
  return {
    purpose: 'kiosk',
    width: 640,
    height: 480,
    sequence: 0,
    capturedAt: 0,
    kiosk: 'door',
    data: new Uint8Array(data),
    ...changes,
  }
}

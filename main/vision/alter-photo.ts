import { loadSharp } from './sharp.ts'

/** How `alterPhoto` changes places: x is counted from the other side, and all is this much smaller. */
export const alteredScale = 0.5

/** Makes another photo of the same moment: mirrored, half as large, darker and compressed. */
export async function alterPhoto(photo: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp()
  const { width } = await sharp(photo).metadata()
  const small = await sharp(photo)
    .flop()
    .resize(Math.round(width * alteredScale))
    .modulate({ brightness: 0.7 })
    .jpeg({ quality: 70 })
    .toBuffer()
  return new Uint8Array(small)
}

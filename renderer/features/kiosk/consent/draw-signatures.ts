import { maxSignatureBytes } from '../../../../main/contract/consent.ts'
import { padWidth, pathOf, type Stroke } from './strokes.ts'

/** Height of a signature in the picture, in pixels; half of it where the picture would be too large. */
const height = 300

/** Draws signatures below each other, black on white, as a PNG picture of at most `maxSignatureBytes`. */
export async function drawSignatures(signatures: readonly (readonly Stroke[])[]): Promise<Uint8Array<ArrayBuffer>> {
  for (let scale = height; ; scale /= 2) {
    const picture = await drawAt(signatures, scale)
    if (picture.length <= maxSignatureBytes) return picture
  }
}

async function drawAt(signatures: readonly (readonly Stroke[])[], scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(padWidth * scale, signatures.length * scale)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.lineWidth = scale / 50
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const strokes of signatures) {
    context.stroke(new Path2D(pathOf(strokes, scale)))
    context.translate(0, scale)
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}

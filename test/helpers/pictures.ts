import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { encodeFrame, type FramePurpose } from '../../main/contract/frame.ts'
import { modelsFolder } from './app.ts'

/** A part of one of the sample photos, in its pixels. */
export interface Part {
  readonly sample: 1 | 2 | 3 | 4 | 5 | 6
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The same woman in two photos, and a man who is in neither. */
export const ada: Part = { sample: 3, left: 890, top: 50, width: 600, height: 600 }
export const adaAgain: Part = { sample: 1, left: 1270, top: 90, width: 600, height: 600 }
export const stranger: Part = { sample: 6, left: 60, top: 280, width: 600, height: 600 }

function cut({ sample, left, top, width, height }: Part) {
  return sharp(join(modelsFolder, 'samples', `sample${sample}.jpg`)).extract({ left, top, width, height })
}

export function jpeg(part: Part): Promise<Uint8Array> {
  return cut(part).jpeg({ quality: 92 }).toBuffer()
}

/** Out of focus: of a lower quality. @param sigma in pixels */
export function blurred(part: Part, sigma: number): Promise<Uint8Array> {
  return cut(part).blur(sigma).jpeg({ quality: 92 }).toBuffer()
}

/** Small, dim and a little blurred: nothing of it is bad enough to be refused alone. */
export function mediocre(part: Part): Promise<Uint8Array> {
  return cut(part).resize(150, 150).blur(1).linear(0.37, 0).jpeg({ quality: 92 }).toBuffer()
}

export async function frame(part: Part, sequence: number, purpose: FramePurpose = 'kiosk'): Promise<Uint8Array> {
  return framed(cut(part).resize(480, 480), sequence, purpose)
}

export async function blurredFrame(part: Part, sigma: number, sequence: number): Promise<Uint8Array> {
  return framed(cut(part).resize(480, 480).blur(sigma), sequence, 'kiosk')
}

/** The same face twice, side by side. */
export async function frameOfTwo(part: Part, sequence: number): Promise<Uint8Array> {
  const one = await cut(part).resize(480, 480).png().toBuffer()
  return framed(sharp(one).extend({ right: 480, extendWith: 'repeat' }), sequence, 'kiosk')
}

async function framed(picture: Sharp, sequence: number, purpose: FramePurpose): Promise<Uint8Array> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  // No camera gives the same picture twice; what differs here is an opacity, which nothing looks at.
  data[3] = sequence % 256
  return encodeFrame({
    purpose,
    width: info.width,
    height: info.height,
    sequence,
    capturedAt: sequence * 200,
    kiosk: 'Front door',
    data,
  })
}

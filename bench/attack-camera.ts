/**
 * A plain camera for made films: a display's fine structure as optics and pixels let it through, a Bayer sensor, JPEG.
 */
import sharp from 'sharp'
import type { Random } from '../main/numeric/random.ts'

/** RGB, three bytes a pixel. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Factor of the light at (x, y) of the frame in one of the channels red, green and blue. */
export type Light = (x: number, y: number, channel: number) => number

/** Shares of a display's pixel that one colour's stripe takes up, across and down. */
const stripe = { width: 0.28, height: 0.85 }
/** Share of its own square that a sensor's pixel gathers light from, across and down. */
const aperture = 0.95
const harmonics = 4

/**
 * A display's red, green and blue stripes as a camera sees them: their Fourier series, each term weakened by the optics
 * (Gaussian) and by the size of the sensor's pixels, and then sampled, which is where moiré comes from.
 * @param pitch display pixels per camera pixel @param angle radians @param blur standard deviation in camera pixels
 */
export function displayLight(pitch: number, angle: number, blur: number): Light {
  const waves: { readonly fx: number; readonly fy: number; readonly amplitude: number; readonly across: number }[] = []
  for (let across = 0; across <= harmonics; across++) {
    for (let down = -harmonics; down <= harmonics; down++) {
      if (across === 0 && down <= 0) continue
      const fx = pitch * (across * Math.cos(angle) + down * Math.sin(angle))
      const fy = pitch * (down * Math.cos(angle) - across * Math.sin(angle))
      const optics = Math.exp(-2 * (Math.PI * blur) ** 2 * (fx ** 2 + fy ** 2))
      const pixel = sinc(aperture * fx) * sinc(aperture * fy)
      const amplitude = 2 * sinc(across * stripe.width) * sinc(down * stripe.height) * optics * pixel
      if (Math.abs(amplitude) > 0.001) waves.push({ fx, fy, amplitude, across })
    }
  }
  return (x, y, channel) => {
    let light = 1
    for (const { fx, fy, amplitude, across } of waves) {
      light += amplitude * Math.cos(2 * Math.PI * (fx * x + fy * y - (across * channel) / 3))
    }
    return Math.max(0, light)
  }
}

/** Enough normal numbers that no two frames are like each other. */
let normals = new Float32Array(0)

/**
 * One frame as a webcam delivers it, RGBA: a red-green/green-blue mosaic with noise, the missing colours the mean of
 * their neighbours, JPEG with halved colour.
 * @param noise standard deviation, grey levels
 */
export async function photograph({ width, height, data }: Picture, noise: number, random: Random): Promise<Uint8Array> {
  if (normals.length === 0) normals = new Float32Array(1 << 20).map(() => random.normal())
  let next = random.below(normals.length)
  const mosaic = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      mosaic[at] = data[3 * at + colourAt(x, y)]! + noise * normals[next++ & (normals.length - 1)]!
    }
  }
  const pixels = new Uint8Array(3 * width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const up = y === 0 ? width : -width
    const down = y === height - 1 ? -width : width
    for (let x = 0; x < width; x++, at += 3) {
      const here = at / 3
      const [left, right] = [x === 0 ? here + 1 : here - 1, x === width - 1 ? here - 1 : here + 1]
      const beside = (mosaic[left]! + mosaic[right]!) / 2
      const above = (mosaic[here + up]! + mosaic[here + down]!) / 2
      const own = colourAt(x, y)
      if (own === 1) {
        pixels[at + (y & 1 ? 2 : 0)] = byte(beside)
        pixels[at + 1] = byte(mosaic[here]!)
        pixels[at + (y & 1 ? 0 : 2)] = byte(above)
      } else {
        pixels[at + own] = byte(mosaic[here]!)
        pixels[at + 1] = byte((beside + above) / 2)
        const corners = mosaic[left + up]! + mosaic[right + up]! + mosaic[left + down]! + mosaic[right + down]!
        pixels[at + 2 - own] = byte(corners / 4)
      }
    }
  }
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
  return new Uint8Array(await sharp(jpeg).ensureAlpha().raw().toBuffer())
}

/** The Bayer mosaic: 0 red, 1 green, 2 blue. */
function colourAt(x: number, y: number): number {
  return (x & 1) + (y & 1)
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

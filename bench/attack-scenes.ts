/** Films of living faces and of attacks, made from one photo each. All of them synthetic: nobody stood before a camera. */
import sharp from 'sharp'
import type { Box } from '../main/contract/entities.ts'
import type { Random } from '../main/metric/random.ts'

export const frameWidth = 640
export const frameHeight = 480
export const framesPerSecond = 6
export const seconds = 2

export const presentations = [
  'living: head sways before a still room',
  'living: hardly sways',
  'print held in the hand',
  'screen held in the hand',
  'print on a stand',
  'screen on a stand',
  'film of a living head on a screen on a stand',
  'print cut out around the head, held in the hand',
  'photo instead of the camera’s picture',
] as const
export type Presentation = (typeof presentations)[number]

export function isAttack(presentation: Presentation): boolean {
  return !presentation.startsWith('living')
}

/** RGB, three bytes a pixel. */
interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** What is held before the room: its middle in the frame, pixels a picture pixel, and turn in radians. */
interface Pose {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly angle: number
}

type Mask = (x: number, y: number) => number

/**
 * The frames of one presentation, RGBA.
 * @param face box of the face in the photo
 */
export async function* film(
  presentation: Presentation,
  photo: Buffer,
  face: Box,
  random: Random,
): AsyncGenerator<Uint8Array> {
  const picture = await load(photo)
  const room = clutter(random)
  const portrait = fill(picture)
  const grow = frameHeight / picture.height
  const head = headMask(face)
  const phase = 2 * Math.PI * random.next()
  const sway = (pixels: number, second: number) => ({
    x: pixels * Math.sin(2.1 * second + phase),
    y: 0.3 * pixels * Math.sin(3.3 * second + phase),
  })
  const printed = print(picture, random)
  const shown = screen(picture, random)
  const held = (second: number): Pose => {
    const { x, y } = sway(22, second)
    return { x: 320 + x, y: 240 + y, scale: 1.5, angle: 0.04 * Math.sin(1.7 * second + phase) }
  }
  const stand: Pose = { x: 320, y: 240, scale: 1.5, angle: 0.02 }
  const living = (second: number, pixels: number) => {
    const { x, y } = sway(pixels, second)
    return paste(portrait, picture, { x: 320 + x, y: 240 + y, scale: grow, angle: 0 }, head)
  }
  for (let index = 0; index < framesPerSecond * seconds; index++) {
    const second = index / framesPerSecond
    switch (presentation) {
      case 'living: head sways before a still room':
        yield withNoise(living(second, 14), 3, random)
        break
      case 'living: hardly sways':
        yield withNoise(living(second, 3), 3, random)
        break
      case 'print held in the hand':
        yield withNoise(paste(room, printed, held(second), whole), 3, random)
        break
      case 'screen held in the hand':
        yield withNoise(paste(room, shown, held(second), whole), 3, random)
        break
      case 'print on a stand':
        yield withNoise(paste(room, printed, stand, whole), 3, random)
        break
      case 'screen on a stand':
        yield withNoise(paste(room, shown, stand, whole), 3, random)
        break
      case 'film of a living head on a screen on a stand': {
        const scene = shrink(living(second, 14))
        yield withNoise(paste(room, screen(scene, random), { ...stand, scale: 1.2 }, whole), 3, random)
        break
      }
      case 'print cut out around the head, held in the hand':
        yield withNoise(paste(room, printed, held(second), head), 3, random)
        break
      case 'photo instead of the camera’s picture':
        yield portraitFrame(portrait)
        break
    }
  }
}

const whole: Mask = () => 1

/** Soft at its edge, from the hair to the chin. */
function headMask({ x, y, width, height }: Box): Mask {
  const [cx, cy] = [x + width / 2, y + 0.45 * height]
  return (px, py) => {
    const r = Math.hypot((px - cx) / (0.72 * width), (py - cy) / (0.72 * height))
    return Math.min(1, Math.max(0, (1.05 - r) / 0.1))
  }
}

async function load(photo: Buffer): Promise<Picture> {
  const { data, info } = await sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

/** The photo as high as the frame, its borders drawn out to the sides. */
function fill(picture: Picture): Picture {
  const data = new Uint8Array(3 * frameWidth * frameHeight)
  const scale = frameHeight / picture.height
  for (let y = 0; y < frameHeight; y++) {
    for (let x = 0; x < frameWidth; x++) {
      const px = Math.min(picture.width - 1.001, Math.max(0, (x - frameWidth / 2) / scale + picture.width / 2))
      const py = Math.min(picture.height - 1.001, y / scale)
      for (let channel = 0; channel < 3; channel++) {
        data[3 * (y * frameWidth + x) + channel] = sample(picture, px, py, channel)
      }
    }
  }
  return { width: frameWidth, height: frameHeight, data }
}

/** A room of shelves and boxes. */
function clutter(random: Random): Picture {
  const data = new Uint8Array(3 * frameWidth * frameHeight).fill(150)
  for (let thing = 0; thing < 120; thing++) {
    const [left, top] = [random.below(frameWidth), random.below(frameHeight)]
    const [right, bottom] = [left + 15 + random.below(90), top + 15 + random.below(90)]
    const colour = [random.below(220), random.below(220), random.below(220)]
    for (let y = top; y < Math.min(bottom, frameHeight); y++) {
      for (let x = left; x < Math.min(right, frameWidth); x++) data.set(colour, 3 * (y * frameWidth + x))
    }
  }
  return { width: frameWidth, height: frameHeight, data }
}

/** Ink on paper: less contrast and colour, a grain, a white border. */
function print(picture: Picture, random: Random): Picture {
  const data = new Uint8Array(picture.data.length)
  const border = 6
  for (let at = 0; at < data.length; at += 3) {
    const [x, y] = [(at / 3) % picture.width, Math.floor(at / 3 / picture.width)]
    const edge = Math.min(x, y, picture.width - 1 - x, picture.height - 1 - y) < border
    const [red, green, blue] = [picture.data[at]!, picture.data[at + 1]!, picture.data[at + 2]!]
    const grey = 0.299 * red + 0.587 * green + 0.114 * blue
    const grain = 4 * random.normal()
    const inked = (value: number, tint: number) => 35 + 0.72 * (grey + 0.75 * (value - grey)) * tint + grain
    data.set(edge ? [235, 233, 226] : [inked(red, 1.03), inked(green, 1), inked(blue, 0.92)].map(clamp), at)
  }
  return { ...picture, data }
}

/**
 * A display seen by a camera: red, green and blue stripes with dark lines between the rows, 1.7 to 2.3 display pixels to
 * a pixel of the picture and turned a little, so that the two grids beat; brighter, bluish, in a dark frame.
 */
function screen(picture: Picture, random: Random): Picture {
  const data = new Uint8Array(picture.data.length)
  const pitch = 1.7 + 0.6 * random.next()
  const angle = 0.06 * (random.next() - 0.5)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const samples = 6
  const bezel = 8
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const at = 3 * (y * picture.width + x)
      if (Math.min(x, y, picture.width - 1 - x, picture.height - 1 - y) < bezel) {
        data.fill(18, at, at + 3)
        continue
      }
      const light = [0, 0, 0]
      for (let sub = 0; sub < samples * samples; sub++) {
        const sx = x + ((sub % samples) + 0.5) / samples
        const sy = y + (Math.floor(sub / samples) + 0.5) / samples
        const column = pitch * (cos * sx - sin * sy)
        const row = pitch * (sin * sx + cos * sy)
        if (row - Math.floor(row) < 0.15) continue
        light[Math.floor(3 * (column - Math.floor(column)))]! += 1 / samples ** 2
      }
      const tint = [0.95, 1, 1.1]
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = clamp(12 + picture.data[at + channel]! * light[channel]! * 3.4 * tint[channel]!)
      }
    }
  }
  return { ...picture, data }
}

/** The middle square of a frame at half its size. */
function shrink(frame: Picture): Picture {
  const side = frameHeight / 2
  const data = new Uint8Array(3 * side * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const px = (frameWidth - frameHeight) / 2 + 2 * x
        data[3 * (y * side + x) + channel] = sample(frame, px + 0.5, 2 * y + 0.5, channel)
      }
    }
  }
  return { width: side, height: side, data }
}

/** A picture laid over a background. */
function paste(background: Picture, picture: Picture, { x, y, scale, angle }: Pose, mask: Mask): Picture {
  const data = new Uint8Array(background.data)
  const cos = Math.cos(angle) / scale
  const sin = Math.sin(angle) / scale
  for (let fy = 0; fy < frameHeight; fy++) {
    for (let fx = 0; fx < frameWidth; fx++) {
      const px = cos * (fx - x) + sin * (fy - y) + picture.width / 2
      const py = cos * (fy - y) - sin * (fx - x) + picture.height / 2
      if (px < 0 || py < 0 || px >= picture.width - 1 || py >= picture.height - 1) continue
      const opacity = mask(px, py)
      if (opacity === 0) continue
      const at = 3 * (fy * frameWidth + fx)
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = data[at + channel]! * (1 - opacity) + opacity * sample(picture, px, py, channel)
      }
    }
  }
  return { width: frameWidth, height: frameHeight, data }
}

function sample({ width, data }: Picture, x: number, y: number, channel: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - left, y - top]
  const at = 3 * (top * width + left) + channel
  const upper = data[at]! * (1 - fx) + data[at + 3]! * fx
  const lower = data[at + 3 * width]! * (1 - fx) + data[at + 3 * width + 3]! * fx
  return upper * (1 - fy) + lower * fy
}

function portraitFrame({ data }: Picture): Uint8Array {
  return rgba(data, () => 0)
}

/** Enough normal numbers that no two frames are like each other. */
let normals = new Float32Array(0)

function withNoise({ data }: Picture, deviation: number, random: Random): Uint8Array {
  if (normals.length === 0) normals = new Float32Array(1 << 20).map(() => random.normal())
  let at = random.below(normals.length)
  return rgba(data, () => deviation * normals[at++ & (normals.length - 1)]!)
}

function rgba(data: Uint8Array, noise: () => number): Uint8Array {
  const frame = new Uint8Array(4 * frameWidth * frameHeight).fill(255)
  for (let pixel = 0; pixel < frameWidth * frameHeight; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      frame[4 * pixel + channel] = clamp(data[3 * pixel + channel]! + noise())
    }
  }
  return frame
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}

/**
 * Films of living faces and of attacks, made from one photo each. All of them synthetic: nobody stood before a camera.
 */
import sharp from 'sharp'
import type { Box } from '../main/contract/entities.ts'
import type { Random } from '../main/numeric/random.ts'
import { displayLight, type Light, type Picture, photograph } from './attack-camera.ts'

export const frameWidth = 640
export const frameHeight = 480
export const framesPerSecond = 6
export const seconds = 2

export const presentations = [
  'living: head sways before a still room',
  'living: hardly sways',
  'living: hardly sways, twice as far away',
  'living: hardly sways, three times as far away',
  'print held in the hand',
  'screen held in the hand',
  'print on a stand',
  'print on a stand, twice as far away',
  'print on a stand, three times as far away',
  'screen on a stand',
  'film of a living head on a screen on a stand',
  'print cut out around the head, held in the hand',
  'photo instead of the camera’s picture',
] as const
export type Presentation = (typeof presentations)[number]

export function isAttack(presentation: Presentation): boolean {
  return !presentation.startsWith('living')
}

/** What is held before the room: its middle in the frame, pixels a picture pixel, and turn in radians. */
interface Pose {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly angle: number
}

type Mask = (x: number, y: number) => number

/** The frames of one presentation, RGBA. @param face box of the face in the photo */
export async function* film(
  presentation: Presentation,
  photo: Buffer,
  face: Box,
  random: Random,
): AsyncGenerator<Uint8Array> {
  const picture = await load(photo)
  const room = clutter(random)
  const grow = frameHeight / picture.height
  const portraits = [1, 2, 3].map((times) => fill(picture, grow / times))
  const head = headMask(face)
  const phase = 2 * Math.PI * random.next()
  const sway = (pixels: number, second: number) => ({
    x: pixels * Math.sin(2.1 * second + phase),
    y: 0.3 * pixels * Math.sin(3.3 * second + phase),
  })
  const printed = print(picture, random)
  const shown = screen(picture)
  const held = (second: number): Pose => {
    const { x, y } = sway(22, second)
    return { x: 320 + x, y: 240 + y, scale: 1.5, angle: 0.04 * Math.sin(1.7 * second + phase) }
  }
  const stand = (scale: number): Pose => ({ x: 320, y: 240, scale, angle: 0.02 })
  const living = (second: number, pixels: number, times = 1) => {
    const { x, y } = sway(pixels / times, second)
    return paste(portraits[times - 1]!, picture, { x: 320 + x, y: 240 + y, scale: grow / times, angle: 0 }, head)
  }
  const display = anyDisplay(random)
  const onScreen = (pose: Pose, content = shown) => paste(room, content, pose, whole, display(pose.angle))
  const sceneAt = (second: number): Picture => {
    switch (presentation) {
      case 'living: head sways before a still room':
        return living(second, 14)
      case 'living: hardly sways':
        return living(second, 3)
      case 'living: hardly sways, twice as far away':
        return living(second, 3, 2)
      case 'living: hardly sways, three times as far away':
        return living(second, 3, 3)
      case 'print held in the hand':
        return paste(room, printed, held(second), whole)
      case 'screen held in the hand':
        return onScreen(held(second))
      case 'print on a stand':
        return paste(room, printed, stand(1.5), whole)
      case 'print on a stand, twice as far away':
        return paste(room, printed, stand(0.96), whole)
      case 'print on a stand, three times as far away':
        return paste(room, printed, stand(0.64), whole)
      case 'screen on a stand':
        return onScreen(stand(1.5))
      case 'film of a living head on a screen on a stand':
        return onScreen(stand(1.2), screen(shrink(middleSquare(living(second, 14)), 2)))
      case 'print cut out around the head, held in the hand':
        return paste(room, printed, held(second), head)
      case 'photo instead of the camera’s picture':
        return portraits[0]!
    }
  }
  const still = presentation === 'photo instead of the camera’s picture'
  for (let index = 0; index < framesPerSecond * seconds; index++) {
    yield await photograph(sceneAt(index / framesPerSecond), still ? 0 : noise, random)
  }
}

/** Grey levels. */
const noise = 3

/**
 * A monitor, tablet or telephone: 1.5 to 5 display pixels to a pixel of a frame in which the face is as large as here,
 * and optics that blur by 0.3 to 0.8 of the frame's pixels.
 */
function anyDisplay(random: Random): (angle: number) => Light {
  const pitch = 1.5 * (5 / 1.5) ** random.next()
  const blur = 0.3 + 0.5 * random.next()
  const tilt = 0.2 * (random.next() - 0.5)
  return (angle) => displayLight(pitch, angle + tilt, blur)
}

/** From light to grey levels. */
const gamma = 2.2

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

/** The photo in the middle of the frame, its borders drawn out to the sides. */
function fill(picture: Picture, scale: number): Picture {
  const data = new Uint8Array(3 * frameWidth * frameHeight)
  for (let y = 0, at = 0; y < frameHeight; y++) {
    const py = within((y - frameHeight / 2) / scale + picture.height / 2, picture.height)
    for (let x = 0; x < frameWidth; x++) {
      const px = within((x - frameWidth / 2) / scale + picture.width / 2, picture.width)
      for (let channel = 0; channel < 3; channel++) data[at++] = sample(picture, px, py, channel)
    }
  }
  return { width: frameWidth, height: frameHeight, data }
}

function within(place: number, size: number): number {
  return Math.min(size - 1.001, Math.max(0, place))
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

/** On a display: bluish, its black lit by the room, in a dark frame. Its pixels come with the camera. */
function screen(picture: Picture): Picture {
  const data = new Uint8Array(picture.data.length)
  const bezel = 8
  const tint = [0.95, 1, 1.1]
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3)
    const [x, y] = [pixel % picture.width, Math.floor(pixel / picture.width)]
    const edge = Math.min(x, y, picture.width - 1 - x, picture.height - 1 - y) < bezel
    data[at] = edge ? 18 : clamp(12 + 0.95 * picture.data[at]! * tint[at % 3]!)
  }
  return { ...picture, data }
}

function middleSquare({ width, height, data }: Picture): Picture {
  const left = Math.floor((width - height) / 2)
  const rows = Array.from({ length: height }, (_, y) =>
    data.subarray(3 * (y * width + left), 3 * (y * width + left + height)),
  )
  return { width: height, height, data: new Uint8Array(Buffer.concat(rows)) }
}

/** A picture at a whole part of its size, each pixel the mean of those it takes the place of. */
function shrink(picture: Picture, times: number): Picture {
  const width = Math.floor(picture.width / times)
  const height = Math.floor(picture.height / times)
  const data = new Uint8Array(3 * width * height)
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3)
    const [left, top] = [times * (pixel % width), times * Math.floor(pixel / width)]
    let sum = 0
    for (let sub = 0; sub < times ** 2; sub++) {
      const [x, y] = [left + (sub % times), top + Math.floor(sub / times)]
      sum += picture.data[3 * (y * picture.width + x) + (at % 3)]!
    }
    data[at] = sum / times ** 2
  }
  return { width, height, data }
}

/** A picture laid over a background; `light` is what shines through it, around its middle. */
function paste(
  background: Picture,
  picture: Picture,
  { x, y, scale, angle }: Pose,
  mask: Mask,
  light: Light | null = null,
): Picture {
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
        const bright = light === null ? 1 : light(fx - x, fy - y, channel) ** (1 / gamma)
        const value = clamp(bright * sample(picture, px, py, channel))
        data[at + channel] = data[at + channel]! * (1 - opacity) + opacity * value
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

function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}

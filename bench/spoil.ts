/** What makes a photo useless as a template, done to good ones. */
import sharp from 'sharp'

export type Spoil = (photo: Buffer) => Promise<Buffer>

const stretched =
  (across: number, down: number): Spoil =>
  async (photo) => {
    const { width, height } = await sharp(photo).metadata()
    return sharp(photo)
      .resize(Math.round(width * across), Math.round(height * down), { fit: 'fill' })
      .png()
      .toBuffer()
  }
const turned =
  (angle: number): Spoil =>
  (photo) =>
    sharp(photo).rotate(angle).png().toBuffer()
const brightened =
  (gain: number, offset = 0): Spoil =>
  (photo) =>
    sharp(photo).linear(gain, offset).jpeg({ quality: 92 }).toBuffer()
const blurred =
  (sigma: number): Spoil =>
  (photo) =>
    sharp(photo).blur(sigma).jpeg({ quality: 92 }).toBuffer()
/** As a hand that shakes does, or a face that moves: each pixel the mean of those beside it. */
const moved =
  (pixels: number): Spoil =>
  (photo) =>
    sharp(photo)
      .convolve({ width: pixels, height: 3, kernel: alongMiddle(pixels) })
      .jpeg({ quality: 92 })
      .toBuffer()
/** As a thumbnail that was enlarged. */
const enlarged =
  (times: number): Spoil =>
  async (photo) => {
    const { width, height } = await sharp(photo).metadata()
    const small = await sharp(photo)
      .resize(Math.round(width / times), Math.round(height / times))
      .png()
      .toBuffer()
    return sharp(small).resize(width, height, { kernel: 'cubic' }).jpeg({ quality: 92 }).toBuffer()
  }
const then =
  (first: Spoil, second: Spoil): Spoil =>
  async (photo) =>
    second(await first(photo))

function alongMiddle(pixels: number): number[] {
  return Array.from({ length: 3 * pixels }, (_, at) => (at >= pixels && at < 2 * pixels ? 1 : 0))
}

/** By what is done; sizes of blur are in pixels of photos of 250, whose faces are some 100 wide. */
export const spoils: Readonly<Record<string, Spoil>> = {
  'one and a half times as wide': stretched(1.5, 1),
  'twice as wide': stretched(2, 1),
  'three times as wide': stretched(3, 1),
  'four times as wide': stretched(4, 1),
  'one and a half times as tall': stretched(1, 1.5),
  'twice as tall': stretched(1, 2),
  'three times as tall': stretched(1, 3),
  'four times as tall': stretched(1, 4),
  'twice as wide, on its side': then(stretched(2, 1), turned(90)),
  'twice as tall, on its side': then(stretched(1, 2), turned(270)),
  'overexposed, 2 times': brightened(2),
  'overexposed, 3 times': brightened(3),
  'overexposed, 4 times': brightened(4),
  'overexposed, 120 levels up': brightened(1, 120),
  'overexposed, 3 times, printed grey': then(brightened(3), brightened(0.85)),
  'blurred, sigma 2': blurred(2),
  'blurred, sigma 3': blurred(3),
  'blurred, sigma 4': blurred(4),
  'blurred, sigma 6': blurred(6),
  'moved by 11 pixels': moved(11),
  'moved by 21 pixels': moved(21),
  'enlarged 5 times': enlarged(5),
  'enlarged 8 times': enlarged(8),
  'turned by 90 degrees': turned(90),
  'turned by 180 degrees': turned(180),
  'turned by 270 degrees': turned(270),
}

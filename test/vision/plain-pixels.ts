import { type Bitmap, createBitmap, luma } from '../../main/vision/bitmap.ts'
import type { Similarity2d } from '../../main/vision/geometry.ts'
import type { PixelFormat } from '../../main/vision/tensor.ts'

/** What main/vision/pixel-kernel.ts computes, one number at a time and in double precision. */
export function plainWarp(
  bitmap: Bitmap,
  map: Similarity2d,
  width: number,
  height: number,
  { colour, mean, scale }: PixelFormat,
): Float32Array {
  const size = width * height
  const planes = new Float32Array((colour === 'grey' ? 1 : 3) * size)
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const [x, y] = [map.a * u - map.b * v + map.tx, map.b * u + map.a * v + map.ty]
      const [red, green, blue] = [0, 1, 2].map((channel) => plainColour(bitmap, x, y, channel)) as [
        number,
        number,
        number,
      ]
      const values =
        colour === 'grey'
          ? [luma.red * red + luma.green * green + luma.blue * blue]
          : colour === 'rgb'
            ? [red, green, blue]
            : [blue, green, red]
      for (const [plane, value] of values.entries()) planes[plane * size + v * width + u] = (value - mean) / scale
    }
  }
  return planes
}

/** Bilinear, black outside. */
function plainColour({ width, height, data }: Bitmap, x: number, y: number, channel: number): number {
  let sum = 0
  for (const row of [Math.floor(y), Math.floor(y) + 1]) {
    for (const column of [Math.floor(x), Math.floor(x) + 1]) {
      if (column < 0 || row < 0 || column >= width || row >= height) continue
      sum += (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * data[4 * (row * width + column) + channel]!
    }
  }
  return sum
}

/** Rounded means of two by two pixels, red, green and blue of each. */
export function plainHalf({ width, height, data }: Bitmap): number[] {
  const colours: number[] = []
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (column: number, row: number) => data[4 * (row * width + column) + channel]!
        colours.push(Math.floor((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) + 2) / 4))
      }
    }
  }
  return colours
}

/** Pixels that are the same in every run (Park and Miller's generator). */
export function randomBitmap(width: number, height: number): Bitmap {
  let state = width * 1_000 + height
  const data = Uint8Array.from({ length: 4 * width * height }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state & 255
  })
  return createBitmap(width, height, data)
}

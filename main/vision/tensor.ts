import { type Bitmap, luma } from './bitmap.ts'
import type { Similarity2d } from './geometry.ts'

/** How a model wants its pixels: (value - mean) / scale, planes in the order of `colour`. */
export interface PixelFormat {
  readonly colour: 'rgb' | 'bgr' | 'grey'
  readonly mean: number
  readonly scale: number
}

/** A model's input: `channels` planes of height x width floats, one buffer that is written again for every picture. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly format: PixelFormat
  readonly data: Float32Array
}

export function createPlane(width: number, height: number, format: PixelFormat): Plane {
  const channels = format.colour === 'grey' ? 1 : 3
  return { width, height, format, data: new Float32Array(channels * width * height) }
}

/**
 * Fills a plane from a bitmap: output pixel (u, v) takes the colour at `toBitmap`(u, v), bilinear, black outside.
 * Coordinates count pixels by their centres: (0, 0) is the centre of the first one. Where one output pixel covers more
 * than two bitmap pixels across, the mean of n x n samples is taken, so that shrinking does not alias.
 */
export function warp(bitmap: Bitmap, toBitmap: Similarity2d, plane: Plane): void {
  const { width, height, data, format } = plane
  const { colour, mean, scale } = format
  const size = width * height
  const step = Math.hypot(toBitmap.a, toBitmap.b)
  const samples = Math.max(1, Math.ceil(step / 2 - 1e-6))
  const weight = 1 / (samples * samples * scale)
  const offset = mean / scale
  const first = (1 / samples - 1) / 2
  const redPlane = colour === 'bgr' ? 2 * size : 0
  const bluePlane = colour === 'bgr' ? 0 : 2 * size
  const pixels = bitmap.data
  const stride = bitmap.width * 4
  const right = bitmap.width - 1
  const bottom = bitmap.height - 1

  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let j = 0; j < samples; j++) {
        const sv = v + first + j / samples
        for (let i = 0; i < samples; i++) {
          const su = u + first + i / samples
          const x = toBitmap.a * su - toBitmap.b * sv + toBitmap.tx
          const y = toBitmap.b * su + toBitmap.a * sv + toBitmap.ty
          if (x <= -1 || y <= -1 || x >= right + 1 || y >= bottom + 1) continue
          const left = Math.floor(x)
          const top = Math.floor(y)
          const fx = x - left
          const fy = y - top
          const at = top * stride + left * 4
          if (left >= 0 && top >= 0 && left < right && top < bottom) {
            const w11 = fx * fy
            const w10 = fx - w11
            const w01 = fy - w11
            const w00 = 1 - fx - w01
            red +=
              w00 * pixels[at]! + w10 * pixels[at + 4]! + w01 * pixels[at + stride]! + w11 * pixels[at + stride + 4]!
            green +=
              w00 * pixels[at + 1]! +
              w10 * pixels[at + 5]! +
              w01 * pixels[at + stride + 1]! +
              w11 * pixels[at + stride + 5]!
            blue +=
              w00 * pixels[at + 2]! +
              w10 * pixels[at + 6]! +
              w01 * pixels[at + stride + 2]! +
              w11 * pixels[at + stride + 6]!
          } else {
            for (let corner = 0; corner < 4; corner++) {
              const dx = corner & 1
              const dy = corner >> 1
              const cx = left + dx
              const cy = top + dy
              if (cx < 0 || cy < 0 || cx > right || cy > bottom) continue
              const w = (dx === 1 ? fx : 1 - fx) * (dy === 1 ? fy : 1 - fy)
              const from = cy * stride + cx * 4
              red += w * pixels[from]!
              green += w * pixels[from + 1]!
              blue += w * pixels[from + 2]!
            }
          }
        }
      }
      const to = v * width + u
      if (colour === 'grey') {
        data[to] = (luma.red * red + luma.green * green + luma.blue * blue) * weight - offset
      } else {
        data[redPlane + to] = red * weight - offset
        data[size + to] = green * weight - offset
        data[bluePlane + to] = blue * weight - offset
      }
    }
  }
}

/**
 * The map for `warp` that scales the rectangle with corner (x, y) by 1/`step` onto a plane's top left corner, both
 * measured in continuous coordinates, in which the first pixel covers 0..1.
 */
export function cropMap(x: number, y: number, step: number): Similarity2d {
  return { a: step, b: 0, tx: x + step / 2 - 0.5, ty: y + step / 2 - 0.5 }
}

import { type Bitmap, createBitmap } from './bitmap.ts'

/**
 * Copies a bitmap so that a face that is `2 ** stretch` times too wide becomes natural: narrower, or lower where
 * `stretch` is negative. Each pixel is the mean of those it covers.
 */
export function unstretch({ width, height, data }: Bitmap, stretch: number): Bitmap {
  const shorter = (side: number) => Math.max(1, Math.round(side / 2 ** Math.abs(stretch)))
  const [across, down] = stretch > 0 ? [shorter(width), height] : [width, shorter(height)]
  const shortened = new Uint8Array(4 * across * down)
  // Steps in bytes along the shortened side, and from one line to the next, before and after.
  const [lines, side, count] = stretch > 0 ? [height, width, across] : [width, height, down]
  const ratio = side / count
  const [step, line] = stretch > 0 ? [4, 4 * width] : [4 * width, 4]
  const [toStep, toLine] = stretch > 0 ? [4, 4 * across] : [4 * across, 4]
  for (let place = 0; place < count; place++) {
    const first = place * ratio
    const end = Math.min(first + ratio, side)
    for (let at = 0; at < lines; at++) {
      let [red, green, blue] = [0, 0, 0]
      for (let from = Math.floor(first); from < end; from++) {
        const part = Math.min(from + 1, end) - Math.max(from, first)
        const pixel = at * line + from * step
        red += part * data[pixel]!
        green += part * data[pixel + 1]!
        blue += part * data[pixel + 2]!
      }
      const to = at * toLine + place * toStep
      shortened[to] = red / ratio + 0.5
      shortened[to + 1] = green / ratio + 0.5
      shortened[to + 2] = blue / ratio + 0.5
      shortened[to + 3] = 255
    }
  }
  return createBitmap(across, down, shortened)
}

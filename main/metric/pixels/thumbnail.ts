/** Side of the images that the small embedder sees. */
export const thumbnailSide = 32

/**
 * Shrinks a face to a grey image of `thumbnailSide` pixels a side, values -1..1, from interleaved RGB or RGBA bytes of
 * a square face crop (112 x 112 as enrolment keeps it). Each pixel is the mean of the area it covers; luma as in ITU-R
 * BT.601.
 */
export function greyThumbnail(pixels: Uint8Array, side: number, channels: 3 | 4): Float64Array {
  const grey = new Float64Array(thumbnailSide ** 2)
  const scale = side / thumbnailSide
  for (let y = 0; y < thumbnailSide; y++) {
    for (let x = 0; x < thumbnailSide; x++) {
      let sum = 0
      let count = 0
      for (let v = Math.floor(y * scale); v < Math.max((y + 1) * scale, Math.floor(y * scale) + 1); v++) {
        for (let u = Math.floor(x * scale); u < Math.max((x + 1) * scale, Math.floor(x * scale) + 1); u++) {
          const at = (v * side + u) * channels
          sum += 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!
          count++
        }
      }
      grey[y * thumbnailSide + x] = sum / count / 127.5 - 1
    }
  }
  return grey
}

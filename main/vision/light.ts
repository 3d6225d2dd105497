import type { Bitmap } from './bitmap.ts'

/**
 * A picture whose bright end lies below this level is brightened until that end is white; that of ordinary photos lies
 * far above (`npm run bench accuracy`, docs/accuracy.md).
 */
const minBrightEnd = 110
/** Below this, a brightened picture has too few levels left to recognise anybody by (docs/accuracy.md). */
const minUsableBrightEnd = 12

/** Samples taken across, and as many down. */
const samples = 32
/** The share of samples that may be brighter than the bright end, such as a lamp or a lit sign. */
const lampShare = 0.01

/** How much light a picture was taken in. */
export interface Light {
  /** What the picture's values were multiplied by, at least 1. */
  readonly gain: number
  /** Whether even the brightened picture shows too little to recognise anybody by. */
  readonly tooDark: boolean
}

/** Stretches a dark picture in place so that its bright end becomes white; leaves any other as it is. */
export function brighten(bitmap: Bitmap): Light {
  const end = measureBrightEnd(bitmap)
  const tooDark = end < minUsableBrightEnd
  if (end >= minBrightEnd) return { gain: 1, tooDark }
  const gain = 255 / Math.max(1, end)
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => level * gain)
  const { data } = bitmap
  for (let at = 0; at < data.length; at++) data[at] = levels[data[at]!]!
  return { gain, tooDark }
}

/** Measures the level, 0..255, that one sample in a hundred exceeds in its brightest colour. */
export function measureBrightEnd({ width, height, words }: Bitmap): number {
  const [across, down] = [Math.min(samples, width), Math.min(samples, height)]
  counts.fill(0)
  for (let row = 0; row < down; row++) {
    const from = width * Math.floor(((row + 0.5) * height) / down)
    for (let column = 0; column < across; column++) {
      const word = words[from + Math.floor(((column + 0.5) * width) / across)]!
      counts[Math.max(word & 255, (word >> 8) & 255, (word >> 16) & 255)]!++
    }
  }
  let above = lampShare * across * down
  let level = 255
  while (level > 0 && above >= counts[level]!) above -= counts[level--]!
  return level
}

const counts = new Uint32Array(256)

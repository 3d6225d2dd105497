import type { Bitmap } from './bitmap.ts'

/**
 * A picture whose bright end lies below this is multiplied until that end is white (`npm run bench accuracy`,
 * docs/accuracy.md); that of ordinary photos lies far above.
 */
const darkBelow = 110
/** Below this the multiplied picture has too few levels left to know people by (docs/accuracy.md). */
const tooDarkBelow = 12

/** Samples taken across, and as many down. */
const places = 32
/** Share of the places that may be brighter than the bright end: a lamp, a lit sign. */
const lampShare = 0.01

/** How much light a picture was taken in. */
export interface Light {
  /** What its values were multiplied by, at least 1. */
  readonly gain: number
  /** Even what was multiplied shows too little to know anybody by. */
  readonly tooDark: boolean
}

/**
 * Stretches a dark picture in place so that its bright end becomes white; leaves any other as it is.
 */
export function brighten(bitmap: Bitmap): Light {
  const end = brightEnd(bitmap)
  const tooDark = end < tooDarkBelow
  if (end >= darkBelow) return { gain: 1, tooDark }
  const gain = 255 / Math.max(1, end)
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => level * gain)
  const { data } = bitmap
  for (let at = 0; at < data.length; at++) data[at] = levels[data[at]!]!
  return { gain, tooDark }
}

/** The level, 0..255, that a hundredth of the picture's places exceed in their brightest colour. */
export function brightEnd({ width, height, words }: Bitmap): number {
  const [across, down] = [Math.min(places, width), Math.min(places, height)]
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

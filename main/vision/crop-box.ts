import type { Box } from '../contract/entities.ts'
import type { Bitmap } from './bitmap.ts'
import { type Plane, placesOf } from './tensor.ts'

/**
 * Fills a plane in colour with a face's box, enlarged about its middle by `scale`, moved and shrunk to stay inside the
 * bitmap, and squeezed to the plane's sides. Each pixel is bilinear between four, without halving first: so the makers
 * of MiniFASNet cut the pictures that they trained on (Silent-Face-Anti-Spoofing, src/generate_patches.py, with
 * OpenCV's `INTER_LINEAR`).
 */
export function cropBox(bitmap: Bitmap, box: Box, scale: number, plane: Plane): void {
  const { left, top, width, height } = enlargeInside(box, scale, bitmap)
  const { format, data } = plane
  const columns = takePlaces(plane.width, left, width)
  const rows = takePlaces(plane.height, top, height)
  const { red, green, blue } = placesOf(format, plane.width * plane.height)
  const places = [red, green, blue]
  const { data: pixels, width: stride } = bitmap
  let at = 0
  for (const row of rows) {
    const [above, below] = [4 * row.first * stride, 4 * row.second * stride]
    for (const column of columns) {
      const [left, right] = [4 * column.first, 4 * column.second]
      for (let channel = 0; channel < 3; channel++) {
        const upper = mix(pixels[above + left + channel]!, pixels[above + right + channel]!, column.share)
        const lower = mix(pixels[below + left + channel]!, pixels[below + right + channel]!, column.share)
        data[places[channel]! + at] = (mix(upper, lower, row.share) - format.mean) / format.scale
      }
      at++
    }
  }
}

interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** In whole pixels. */
function enlargeInside(box: Box, wanted: number, { width, height }: Bitmap): Area {
  const scale = Math.min(wanted, (width - 1) / box.width, (height - 1) / box.height)
  const [across, down] = [box.width * scale, box.height * scale]
  const left = moveInside(box.x + box.width / 2 - across / 2, across, width)
  const top = moveInside(box.y + box.height / 2 - down / 2, down, height)
  const [x, y] = [Math.trunc(left), Math.trunc(top)]
  return { left: x, top: y, width: Math.trunc(left + across) - x + 1, height: Math.trunc(top + down) - y + 1 }
}

const moveInside = (start: number, length: number, whole: number) => Math.max(0, Math.min(start, whole - 1 - length))

/** Between which two pixels a place lies, and how near it is to the second one, 0..1. */
interface Between {
  readonly first: number
  readonly second: number
  readonly share: number
}

/** Spreads places evenly over some pixels, as far from either end as from each other. */
function takePlaces(count: number, start: number, length: number): Between[] {
  return Array.from({ length: count }, (_, index) => {
    const place = Math.max(0, Math.min(length - 1, ((index + 0.5) * length) / count - 0.5))
    const first = Math.min(Math.floor(place), Math.max(0, length - 2))
    return { first: start + first, second: start + Math.min(first + 1, length - 1), share: place - first }
  })
}

const mix = (one: number, other: number, share: number) => one + (other - one) * share

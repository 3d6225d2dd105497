import { type Memory, startModule } from '../wasm/module.ts'

/** Pixels in a memory, four bytes each, red first: addresses in bytes, multiples of 4; size in pixels. */
export interface PixelRows {
  readonly from: number
  /** Bytes from row to row. */
  readonly stride: number
  readonly width: number
  readonly height: number
}

/**
 * The places that are sampled, in 65536ths of a pixel from the first pixel: (`stepX`, `stepY`) leads to the next
 * column, (-`stepY`, `stepX`) to the next row. There is at least one column and one row.
 */
export interface Grid {
  readonly x: number
  readonly y: number
  readonly stepX: number
  readonly stepY: number
  readonly columns: number
  readonly rows: number
}

/** Where three planes of floats are written: addresses in bytes, multiples of 4. */
export interface ColourPlanes {
  /** Where the gains of red, green and blue lie; their offsets follow 16 bytes later. */
  readonly format: number
  readonly red: number
  readonly green: number
  readonly blue: number
  /** Bytes of each plane that are skipped after every row. */
  readonly skip: number
}

/**
 * Loops over the pixels of a memory. Written in pixel-kernel.wat; plain-pixel-kernel.ts specifies what they compute.
 */
export interface PixelKernel {
  /**
   * Writes to each of three planes 65536 times the bilinear colour, times the gain, minus the offset. Weights are the
   * upper eight bits of a fraction; outside is black.
   */
  colours(source: PixelRows, grid: Grid, to: ColourPlanes): void
  /** The same for an upright grid without places outside, whose columns are a multiple of four. */
  upright(source: PixelRows, grid: Grid, to: ColourPlanes): void
  /** The same for an upright grid of whole pixels, one apart, whose columns are a multiple of four. */
  pixels(source: PixelRows, grid: Grid, to: ColourPlanes): void
  /** Writes one plane without gaps, beginning at `grey`: the sum of the three colours, each with its own gain. */
  greys(source: PixelRows, grid: Grid, to: { readonly format: number; readonly grey: number }): void
  /**
   * Writes the rounded means of two by two pixels: `rows` rows of `width` pixels from `at` on, and up to 12 bytes
   * behind the last one.
   */
  halve(source: Pick<PixelRows, 'from' | 'stride'>, to: HalfRows): void
}

export interface HalfRows {
  readonly at: number
  readonly width: number
  readonly rows: number
}

/** Where the kernel looks for its 256 pairs of weights. */
const weights = 0
/** Memory from here on belongs to the caller. */
export const firstFree = 4096

/** Each function takes its numbers in the order of pixel-kernel.wat. */
type Compiled = Readonly<Record<keyof PixelKernel, (...words: number[]) => void>>

/**
 * Starts the compiled loops on a memory and writes their weights to its beginning; null where WebAssembly cannot start.
 */
export function startPixelKernel(memory: Memory): PixelKernel | null {
  const compiled = startModule<Compiled>('pixel-kernel', memory)
  if (compiled === null) return null
  for (let weight = 0; weight < 256; weight++) {
    const pair = [256 - weight, weight].flatMap((part) => [part, part, part, part])
    new Uint16Array(memory.buffer, weights + 16 * weight, 8).set(pair)
  }
  return {
    colours: (
      { from, stride, width, height },
      { x, y, stepX, stepY, columns, rows },
      { format, red, green, blue, skip },
    ) =>
      compiled.colours(from, stride, width, height, x, y, stepX, stepY, columns, rows, format, skip, red, green, blue),
    greys: ({ from, stride, width, height }, { x, y, stepX, stepY, columns, rows }, { format, grey }) =>
      compiled.greys(from, stride, width, height, x, y, stepX, stepY, columns, rows, format, grey),
    upright: ({ from, stride }, { x, y, stepX, columns, rows }, { format, red, green, blue, skip }) =>
      compiled.upright(from, stride, x, y, stepX, columns >> 2, rows, format, skip, red, green, blue),
    pixels: ({ from, stride }, { x, y, columns, rows }, { format, red, green, blue }) => {
      const first = from + (y >> 16) * stride + 4 * (x >> 16)
      compiled.pixels(first, stride, columns >> 2, rows, format, red, green, blue)
    },
    halve: ({ from, stride }, { at, width, rows }) => compiled.halve(from, stride, at, width, (width + 3) >> 2, rows),
  }
}

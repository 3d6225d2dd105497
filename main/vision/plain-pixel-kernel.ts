import type { Memory } from '../wasm/module.ts'
import type { ColourPlanes, Grid, PixelKernel, PixelRows } from './pixel-kernel.ts'

/**
 * Computes what pixel-kernel.wat computes, to the last bit, one number at a time: its specification, and its fallback
 * where WebAssembly cannot start.
 * @param memory must not grow
 */
export function createPlainPixelKernel({ buffer }: Memory): PixelKernel {
  const bytes = new Uint8Array(buffer)
  const floats = new Float32Array(buffer)
  const { fround } = Math

  /** Reads one colour of a pixel; 0 outside. */
  function level({ from, stride, width, height }: PixelRows, column: number, row: number, colour: number): number {
    if (column < 0 || row < 0 || column >= width || row >= height) return 0
    return bytes[from + row * stride + 4 * column + colour]!
  }

  /** Blends one colour at a place, times 65536, weighted by the upper eight bits of the place's fractions. */
  function blend(source: PixelRows, x: number, y: number, colour: number): number {
    const [column, row] = [x >> 16, y >> 16]
    const [across, down] = [(x >> 8) & 255, (y >> 8) & 255]
    const mixPixel = (at: number) =>
      (256 - down) * level(source, at, row, colour) + down * level(source, at, row + 1, colour)
    return (256 - across) * mixPixel(column) + across * mixPixel(column + 1)
  }

  /** Scales a value for the model in single precision: times the gain, minus the offset. */
  function scaleValue(value: number, format: number, colour: number): number {
    const at = format / 4 + colour
    return fround(fround(value * floats[at]!) - floats[at + 4]!)
  }

  /** Calls `write` with every place of a grid, row by row, and its number. */
  function eachPlace({ x, y, stepX, stepY, columns, rows }: Grid, write: Write): void {
    for (let row = 0, index = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, index++) {
        const placeX = (x + column * stepX - row * stepY) | 0
        const placeY = (y + column * stepY + row * stepX) | 0
        write(placeX, placeY, index, row)
      }
    }
  }

  function colours(source: PixelRows, grid: Grid, { format, red, green, blue, skip }: ColourPlanes): void {
    for (const [colour, plane] of [red, green, blue].entries()) {
      eachPlace(grid, (x, y, index, row) => {
        floats[(plane + row * skip) / 4 + index] = scaleValue(blend(source, x, y, colour), format, colour)
      })
    }
  }

  return {
    colours,
    upright: colours,
    pixels: colours,
    greys(source, grid, { format, grey }) {
      eachPlace(grid, (x, y, index) => {
        const part = (colour: number) => scaleValue(blend(source, x, y, colour), format, colour)
        floats[grey / 4 + index] = fround(part(0) + part(1)) + part(2)
      })
    },
    halve({ from, stride }, { at, width, rows }) {
      for (let row = 0, to = at; row < rows; row++) {
        for (let column = 0; column < 4 * width; column++, to++) {
          const first = from + 2 * row * stride + 8 * (column >> 2) + (column & 3)
          const below = first + stride
          bytes[to] = (bytes[first]! + bytes[first + 4]! + bytes[below]! + bytes[below + 4]! + 2) >> 2
        }
      }
    },
  }
}

type Write = (x: number, y: number, index: number, row: number) => void

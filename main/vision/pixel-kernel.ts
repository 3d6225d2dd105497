import {
  assemble,
  type Code,
  call,
  choose,
  define,
  f32,
  f32x4,
  i8x16,
  i16x8,
  i32,
  i32x4,
  type Memory,
  repeat,
  type Type,
  type Variable,
  v128,
} from '../wasm/assembler.ts'

/** Pixels and places that are sampled; addresses and strides in bytes, multiples of 4. */
type Sampling = [
  ...[from: number, stride: number, width: number, height: number],
  ...[x: number, y: number, stepX: number, stepY: number, columns: number, rows: number, format: number],
]

/**
 * Loops over the pixels of a memory, four bytes each, red first. At `format` lie the gains of red, green and blue, and
 * 16 bytes behind them the offsets. The same in plain TypeScript is in test/vision/plain-pixels.ts.
 */
export interface PixelKernel {
  /**
   * Writes `columns` x `rows` floats to each of three planes: 65536 times the bilinear colour, times the gain, minus the
   * offset. Places are 65536ths of a pixel from the first of the `width` x `height` pixels at `from`; (`stepX`, `stepY`)
   * leads to the next column, (-`stepY`, `stepX`) to the next row. Weights take the upper eight bits of a fraction;
   * outside is black. `skip` bytes of each plane are left as they are after every row.
   */
  readonly colours: (...words: [...Sampling, skip: number, red: number, green: number, blue: number]) => void
  /**
   * The same for places on an upright grid, `step` apart both ways, none of which is outside; `blocks` times four a row.
   */
  readonly upright: (
    ...words: [
      ...[from: number, stride: number, x: number, y: number, step: number, blocks: number, rows: number],
      ...[format: number, skip: number, red: number, green: number, blue: number],
    ]
  ) => void
  /** The same to one plane: the sum of the three colours, each with its own gain. */
  readonly greys: (...words: [...Sampling, grey: number]) => void
  /** What `colours` writes for whole places one apart; `blocks` times four a row. */
  readonly pixels: (
    ...words: [
      ...[from: number, stride: number, blocks: number, rows: number],
      ...[format: number, red: number, green: number, blue: number],
    ]
  ) => void
  /**
   * Writes the rounded means of two by two pixels: `rows` rows of `width` pixels, computed in `blocks` times four, so
   * that up to 12 bytes behind the last row are written too.
   */
  readonly halve: (from: number, stride: number, to: number, width: number, blocks: number, rows: number) => void
}

/** Where the kernel looks for its 256 pairs of weights. */
const weights = 0
/** What is behind belongs to the caller. */
export const firstFree = 4096

/** Writes the weights to the memory's beginning. */
export function startPixelKernel(memory: Memory): PixelKernel {
  for (let weight = 0; weight < 256; weight++) {
    const pair = [256 - weight, weight].flatMap((part) => [part, part, part, part])
    new Uint16Array(memory.buffer, weights + 16 * weight, 8).set(pair)
  }
  return compiled.start<PixelKernel>(memory)
}

const one = i32.constant(1)
const two = i32.constant(2)
const four = i32.constant(4)
const eight = i32.constant(8)
const sixteen = i32.constant(16)
const less = i32.constant(-1)

const source = { from: 'i32', stride: 'i32', width: 'i32', height: 'i32' } as const
const places = { x: 'i32', y: 'i32', stepX: 'i32', stepY: 'i32', columns: 'i32', rows: 'i32', format: 'i32' } as const
const walk = { u: 'i32', px: 'i32', py: 'i32', column: 'i32', row: 'i32' } as const
const values = { upper: 'v128', lower: 'v128', sum: 'v128', gain: 'v128', offset: 'v128' } as const

type Names<T> = Readonly<Record<keyof T, Variable>>

function addressOf(from: Variable, stride: Variable, column: Variable, row: Variable): Code {
  return i32.add(from.get, i32.add(i32.mul(row.get, stride.get), i32.shl(column.get, two)))
}

/** Which of the functions `pixel` is. */
const pixelPlace = 0

/** The pixel in a column and row, 0 outside. */
const pixel = define({ ...source, column: 'i32', row: 'i32' }, 'i32', {}, (v) => [
  choose(
    i32.and(i32.ltU(v.column.get, v.width.get), i32.ltU(v.row.get, v.height.get)),
    i32.load(addressOf(v.from, v.stride, v.column, v.row)),
    i32.constant(0),
    'i32',
  ),
])

/** The upper eight bits of a place's fraction. */
const fraction = (place: Variable) => i32.and(i32.shrS(place.get, eight), i32.constant(255))

type Sampled = Names<typeof source & typeof places & typeof walk & typeof values>

/** Sets `sum` to 65536 times the colour at (px, py), as floats. Two pixels of a row are read at once. */
function sample(v: Sampled): Code[] {
  const at = (column: Code, row: Code) =>
    call(pixelPlace, v.from.get, v.stride.get, v.width.get, v.height.get, column, row)
  const pair = (row: Code) => {
    const pixels = i32x4.replaceLane(i32x4.splat(at(v.column.get, row)), 1, at(i32.add(v.column.get, one), row))
    return i16x8.extendLowI8x16U(pixels)
  }
  const inside = i32.and(
    i32.ltU(v.column.get, i32.sub(v.width.get, one)),
    i32.ltU(v.row.get, i32.sub(v.height.get, one)),
  )
  const address = addressOf(v.from, v.stride, v.column, v.row)
  const down = i16x8.mul(i16x8.sub(v.lower.get, v.upper.get), i16x8.splat(fraction(v.py)))
  return [
    v.column.set(i32.shrS(v.px.get, sixteen)),
    v.row.set(i32.shrS(v.py.get, sixteen)),
    choose(
      inside,
      [...v.upper.set(i16x8.load8x8U(address)), ...v.lower.set(i16x8.load8x8U(i32.add(address, v.stride.get)))],
      [...v.upper.set(pair(v.row.get)), ...v.lower.set(pair(i32.add(v.row.get, one)))],
    ),
    v.upper.set(i16x8.add(i16x8.shl(v.upper.get, eight), down)),
    v.lower.set(v128.load(i32.shl(fraction(v.px), four), weights)),
    v.sum.set(
      f32x4.convertI32x4S(
        i32x4.add(i32x4.extmulLowI16x8U(v.upper.get, v.lower.get), i32x4.extmulHighI16x8U(v.upper.get, v.lower.get)),
      ),
    ),
    v.sum.set(f32x4.sub(f32x4.mul(v.sum.get, v.gain.get), v.offset.get)),
  ]
}

/** Row by row and column by column; `write` stores `sum` and goes on to the next place in its planes, `end` to the next row. */
function sampleAll(v: Sampled, write: readonly Code[], end: readonly Code[]): Code[] {
  return [
    v.gain.set(v128.load(v.format.get)),
    v.offset.set(v128.load(v.format.get, 16)),
    repeat(
      [
        v.px.set(v.x.get),
        v.py.set(v.y.get),
        v.u.set(v.columns.get),
        repeat(
          [...sample(v), ...write, v.px.increase(v.stepX.get), v.py.increase(v.stepY.get), v.u.increase(less)],
          v.u.get,
        ),
        v.x.set(i32.sub(v.x.get, v.stepY.get)),
        v.y.increase(v.stepX.get),
        ...end,
        v.rows.increase(less),
      ],
      v.rows.get,
    ),
  ]
}

const planes = { skip: 'i32', red: 'i32', green: 'i32', blue: 'i32' } as const

const colours = define({ ...source, ...places, ...planes }, null, { ...walk, ...values }, (v) => {
  const all = [v.red, v.green, v.blue]
  const write = all.flatMap((plane, lane) => [v128.storeLane32(plane.get, v.sum.get, lane), plane.increase(four)])
  const end = all.map((plane) => plane.increase(v.skip.get))
  return sampleAll(v, write, end)
})

const greys = define({ ...source, ...places, grey: 'i32' }, null, { ...walk, ...values }, (v) => {
  const [red, green, blue] = [0, 1, 2].map((lane) => f32x4.extractLane(v.sum.get, lane)) as [Code, Code, Code]
  return sampleAll(v, [f32.store(v.grey.get, f32.add(f32.add(red, green), blue)), v.grey.increase(four)], [])
})

const grid = {
  ...({ from: 'i32', stride: 'i32', x: 'i32', y: 'i32', step: 'i32' } as const),
  ...({ blocks: 'i32', rows: 'i32', format: 'i32' } as const),
}
const gridLocals = {
  ...({ row: 'i32', px: 'i32', at: 'i32', block: 'i32', down: 'v128' } as const),
  ...({ first: 'v128', second: 'v128', third: 'v128', fourth: 'v128' } as const),
  ...({ upper: 'v128', lower: 'v128', gain: 'v128', offset: 'v128' } as const),
}

const upright = define({ ...grid, ...planes }, null, gridLocals, (v) => {
  const colourAt = (sum: Variable): Code[] => [
    v.at.set(i32.add(v.row.get, i32.shl(i32.shrS(v.px.get, sixteen), two))),
    v.upper.set(i16x8.load8x8U(v.at.get)),
    v.lower.set(i16x8.load8x8U(i32.add(v.at.get, v.stride.get))),
    v.upper.set(i16x8.add(i16x8.shl(v.upper.get, eight), i16x8.mul(i16x8.sub(v.lower.get, v.upper.get), v.down.get))),
    v.lower.set(v128.load(i32.shl(fraction(v.px), four), weights)),
    sum.set(
      i32x4.add(i32x4.extmulLowI16x8U(v.upper.get, v.lower.get), i32x4.extmulHighI16x8U(v.upper.get, v.lower.get)),
    ),
    v.px.increase(v.step.get),
  ]
  /** Of four colours one channel. */
  const channel = (lane: number): Code => {
    const pair = (a: Variable, b: Variable) => i8x16.shuffle(a.get, b.get, words([lane, lane + 4, lane, lane + 4]))
    const whole = i8x16.shuffle(pair(v.first, v.second), pair(v.third, v.fourth), words([0, 1, 4, 5]))
    return f32x4.sub(f32x4.mul(f32x4.convertI32x4S(whole), v.gain.get), v.offset.get)
  }
  const all = [v.red, v.green, v.blue]
  return [
    v.gain.set(v128.load(v.format.get)),
    v.offset.set(v128.load(v.format.get, 16)),
    repeat(
      [
        v.row.set(i32.add(v.from.get, i32.mul(i32.shrS(v.y.get, sixteen), v.stride.get))),
        v.down.set(i16x8.splat(fraction(v.y))),
        v.px.set(v.x.get),
        v.block.set(v.blocks.get),
        repeat(
          [
            ...[v.first, v.second, v.third, v.fourth].flatMap(colourAt),
            ...all.flatMap((plane, lane) => [v128.store(plane.get, channel(lane)), plane.increase(sixteen)]),
            v.block.increase(less),
          ],
          v.block.get,
        ),
        ...all.map((plane) => plane.increase(v.skip.get)),
        v.y.increase(v.step.get),
        v.rows.increase(less),
      ],
      v.rows.get,
    ),
  ]
})

/** The bytes of these words of two vectors: 0 to 3 of the one, 4 to 7 of the other. */
function words(places: readonly number[]): number[] {
  return places.flatMap((place) => [0, 1, 2, 3].map((byte) => 4 * place + byte))
}

const rectangle = { from: 'i32', stride: 'i32', blocks: 'i32', rows: 'i32', format: 'i32' } as const
const pixelsLocals = { at: 'i32', block: 'i32', four: 'v128', gain: 'v128', offset: 'v128' } as const

const pixels = define({ ...rectangle, red: 'i32', green: 'i32', blue: 'i32' }, null, pixelsLocals, (v) => {
  /** Of four pixels one colour, as whole numbers. */
  const lanes = (colour: number) => [0, 4, 8, 12].flatMap((pixel) => [pixel + colour, 16, 16, 16])
  const scaled = (colour: number) => {
    const whole = i8x16.shuffle(v.four.get, v128.zero, lanes(colour))
    return f32x4.sub(f32x4.mul(f32x4.convertI32x4S(i32x4.shl(whole, sixteen)), v.gain.get), v.offset.get)
  }
  return [
    v.gain.set(v128.load(v.format.get)),
    v.offset.set(v128.load(v.format.get, 16)),
    repeat(
      [
        v.at.set(v.from.get),
        v.block.set(v.blocks.get),
        repeat(
          [
            v.four.set(v128.load(v.at.get, 0)),
            ...[v.red, v.green, v.blue].flatMap((plane, colour) => [
              v128.store(plane.get, scaled(colour)),
              plane.increase(sixteen),
            ]),
            v.at.increase(sixteen),
            v.block.increase(less),
          ],
          v.block.get,
        ),
        v.from.increase(v.stride.get),
        v.rows.increase(less),
      ],
      v.rows.get,
    ),
  ]
})

/** Sums of the colours in two by two pixels, for two squares: 16 bytes of a row and those below. */
function sumsOfSquares(address: Code, stride: Code, offset: number): Code {
  // The bytes of one colour are brought together and added.
  const order = [0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15]
  const neighbours = (pixels: Code) => i16x8.extaddPairwiseI8x16U(i8x16.shuffle(pixels, v128.zero, order))
  return i16x8.add(neighbours(v128.load(address, offset)), neighbours(v128.load(i32.add(address, stride), offset)))
}

const halveWords = { from: 'i32', stride: 'i32', to: 'i32', width: 'i32', blocks: 'i32', rows: 'i32' } as const
const halveLocals: Readonly<Record<'at' | 'out' | 'block', Type>> = { at: 'i32', out: 'i32', block: 'i32' }

const halve = define(halveWords, null, halveLocals, (v) => {
  const means = (offset: number) =>
    i16x8.shrU(i16x8.add(sumsOfSquares(v.at.get, v.stride.get, offset), i16x8.splat(two)), two)
  return [
    repeat(
      [
        v.at.set(v.from.get),
        v.out.set(v.to.get),
        v.block.set(v.blocks.get),
        repeat(
          [
            v128.store(v.out.get, i8x16.narrowI16x8U(means(0), means(16))),
            v.at.increase(i32.constant(32)),
            v.out.increase(sixteen),
            v.block.increase(less),
          ],
          v.block.get,
        ),
        v.from.increase(i32.shl(v.stride.get, one)),
        v.to.increase(i32.shl(v.width.get, two)),
        v.rows.increase(less),
      ],
      v.rows.get,
    ),
  ]
})

const compiled = assemble({ pixel, colours, upright, greys, pixels, halve })

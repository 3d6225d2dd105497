/**
 * Puts small WebAssembly modules together (WebAssembly Core Specification 2.0, chapter 5): loops over numbers in memory
 * that JavaScript would take one at a time. Nothing has to be compiled or shipped.
 */

/** Instructions; an expression leaves one value. */
export type Code = readonly number[]

export type Type = 'i32' | 'v128'

/** A parameter or a variable of a function. */
export interface Variable {
  readonly get: Code
  readonly set: (value: Code) => Code
  readonly increase: (by: Code) => Code
}

export interface FunctionCode {
  readonly parameters: readonly Type[]
  readonly result: Type | null
  readonly locals: readonly Type[]
  readonly body: Code
}

export interface Memory {
  /** Another one after every `grow`. */
  readonly buffer: ArrayBuffer
  /** @throws RangeError beyond 65,536 pages of 64 KiB */
  grow(pages: number): number
}

export interface Module {
  /** A copy of the module at work on a memory. */
  start<Functions>(memory: Memory): Functions
}

/** Node has it, its types lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

/** A memory grows by so many. */
export const pageBytes = 65_536

/** A memory of zeros, of whole pages. */
export function createMemory(bytes: number): Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) })
}

const types: Readonly<Record<Type, number>> = { i32: 0x7f, v128: 0x7b }

/** LEB128 of a number from 0 on. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const sized = (content: Code): Code => [...unsigned(content.length), ...content]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const text = (word: string): Code => sized([...Buffer.from(word)])

/** A function: `write` gets its parameters and its locals, which begin as zero, by their names. */
export function define<P extends string, L extends string>(
  parameters: Readonly<Record<P, Type>>,
  result: Type | null,
  locals: Readonly<Record<L, Type>>,
  write: (variables: Readonly<Record<P | L, Variable>>) => readonly Code[],
): FunctionCode {
  const names = [...Object.keys(parameters), ...Object.keys(locals)]
  const variables = names.map((name, index): [string, Variable] => {
    const get = [0x20, ...unsigned(index)]
    const set = (value: Code) => [...value, 0x21, ...unsigned(index)]
    return [name, { get, set, increase: (by) => set(i32.add(get, by)) }]
  })
  return {
    parameters: Object.values(parameters),
    result,
    locals: Object.values(locals),
    body: write(Object.fromEntries(variables) as Record<P | L, Variable>).flat(),
  }
}

/** Compiles functions that are exported by name, and may call one another by their place in the record. */
export function assemble(functions: Readonly<Record<string, FunctionCode>>): Module {
  const all = Object.values(functions)
  const signature = ({ parameters, result }: FunctionCode): Code => [
    0x60,
    ...list(parameters.map((type) => [types[type]])),
    ...list(result === null ? [] : [[types[result]]]),
  ]
  const code = ({ locals, body }: FunctionCode): Code =>
    sized([...list(locals.map((type) => [1, types[type]])), ...body, 0x0b])
  const module = new WebAssembly.Module(
    Uint8Array.from([
      ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
      ...section(1, list(all.map(signature))),
      ...section(2, list([[...text('own'), ...text('memory'), 2, 0, 0]])),
      ...section(3, list(all.map((_, index) => unsigned(index)))),
      ...section(7, list(Object.keys(functions).map((word, index) => [...text(word), 0, ...unsigned(index)]))),
      ...section(10, list(all.map(code))),
    ]),
  )
  return {
    start: <Functions>(memory: Memory) => new WebAssembly.Instance(module, { own: { memory } }).exports as Functions,
  }
}

/** An instruction that takes its operands from the stack. */
const take =
  (...opcode: number[]) =>
  (...operands: Code[]): Code => [...operands.flat(), ...opcode]
/** One of the vector instructions, by its number. */
const vector = (opcode: number) => take(0xfd, ...unsigned(opcode))

/** Names as in the specification; offsets are bytes, the last parameters of loads and stores. */
export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)],
  add: take(0x6a),
  sub: take(0x6b),
  mul: take(0x6c),
  and: take(0x71),
  shl: take(0x74),
  shrS: take(0x75),
  ltU: take(0x49),
} as const

export const f32 = {
  add: take(0x92),
  store: (address: Code, value: Code): Code => [...address, ...value, 0x38, 2, 0],
} as const

export const v128 = {
  zero: [0xfd, 0x0c, ...new Array<number>(16).fill(0)] as Code,
  load: (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, 0, ...unsigned(offset)],
  store: (address: Code, value: Code): Code => [...address, ...value, 0xfd, 0x0b, 0, 0],
  storeLane32: (address: Code, value: Code, lane: number): Code => [...address, ...value, 0xfd, 0x5a, 0, 0, lane],
} as const

/** Bytes by their places in `a` (0 to 15) and `b` (16 to 31). */
const shuffle = (a: Code, b: Code, places: readonly number[]): Code => [...a, ...b, 0xfd, 0x0d, ...places]

export const i8x16 = {
  shuffle,
  narrowI16x8U: vector(0x66),
} as const

export const i16x8 = {
  load8x8U: (address: Code): Code => [...address, 0xfd, 0x02, 0, 0],
  splat: vector(0x10),
  extaddPairwiseI8x16U: vector(0x7d),
  extendLowI8x16U: vector(0x89),
  shl: vector(0x8b),
  shrU: vector(0x8d),
  add: vector(0x8e),
  sub: vector(0x91),
  mul: vector(0x95),
} as const

export const i32x4 = {
  splat: vector(0x11),
  replaceLane: (value: Code, lane: number, by: Code): Code => [...value, ...by, 0xfd, 0x1c, lane],
  extendLowI16x8U: vector(0xa9),
  extendHighI16x8U: vector(0xaa),
  shl: vector(0xab),
  add: vector(0xae),
  extmulLowI16x8U: vector(0xbe),
  extmulHighI16x8U: vector(0xbf),
} as const

export const f32x4 = {
  extractLane: (value: Code, lane: number): Code => [...value, 0xfd, 0x1f, lane],
  add: vector(0xe4),
  sub: vector(0xe5),
  mul: vector(0xe6),
  convertI32x4S: vector(0xfa),
} as const

/** Does its body again for as long as `condition`, judged after it, is not zero. */
export const repeat = (body: readonly Code[], condition: Code): Code => [
  ...[0x03, 0x40],
  ...body.flat(),
  ...condition,
  ...[0x0d, 0x00, 0x0b],
]

/** Statements, or values of one type where `type` is given. */
export const choose = (condition: Code, yes: Code, no: Code, type?: Type): Code => [
  ...condition,
  ...[0x04, type === undefined ? 0x40 : types[type]],
  ...yes,
  0x05,
  ...no,
  0x0b,
]

export const call = (place: number, ...values: Code[]): Code => [...values.flat(), 0x10, ...unsigned(place)]

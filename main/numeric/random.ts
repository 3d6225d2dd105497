/** Returns the next uniform random number in [0, 1). */
export type Uniform = () => number

/** The whole state of a generator: four 32-bit words. Plain data, so that training can be stored and resumed. */
export type RandomState = readonly [number, number, number, number]

/** Repeatable random numbers: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Uniform integer in 0 .. limit - 1. */
  below(limit: number): number
  /** Standard normal, see `normalFrom`. */
  normal(): number
  /** Puts the items into a random order, in place. */
  shuffle<T>(items: T[]): T[]
  state(): RandomState
}

/** Creates a generator by sfc32 (Chris Doty-Humphrey, PractRand), a small chaotic generator with a counter. */
export function createRandom(seed: number | RandomState): Random {
  let [a, b, c, counter] = typeof seed === 'number' ? ([seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1] as const) : seed
  function word(): number {
    const result = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + result) | 0
    return result >>> 0
  }
  if (typeof seed === 'number') for (let i = 0; i < 16; i++) word()
  const next = () => word() / 4294967296
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    normal: () => normalFrom(next),
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const held = items[i]!
        items[i] = items[j]!
        items[j] = held
      }
      return items
    },
    state: () => [a, b, c, counter],
  }
}

/**
 * Creates a generator by Mulberry32, which is smaller than sfc32. Thresholds and intervals that users have been shown
 * were drawn with it: another generator would move them.
 */
export function uniformFrom(seed: number): Uniform {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws `count` of 0 .. count - 1 with replacement, as a bootstrap does. @returns how often each was drawn */
export function drawWithReplacement(count: number, random: Uniform): Uint16Array {
  const drawn = new Uint16Array(count)
  for (let draw = 0; draw < count; draw++) drawn[Math.floor(random() * count)]! += 1
  return drawn
}

/** Draws a standard normal number from two uniform ones (Box & Muller 1958). */
export function normalFrom(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

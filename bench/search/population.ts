import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'

export const dimensions = 512
const templatesPerPerson = 4
/** Of a photo to the middle of its person, so 0.67 to the person's other photos: the genuine mean in docs/accuracy.md. */
const cosineToCentre = 0.82

export interface Population {
  readonly entries: readonly GalleryEntry[]
  /** New photos of enrolled people. */
  readonly mates: readonly Float32Array[]
  readonly strangers: readonly Float32Array[]
}

/**
 * Templates that cluster by person as those of a gallery do; people are around a cosine of 0 of each other. The people's
 * middles fill all dimensions evenly, which is harder for a graph than faces are.
 */
export function population(size: number, probes: number): Population {
  const random = seeded(size)
  const people = Math.ceil(size / templatesPerPerson)
  const centres = Array.from({ length: people }, () => randomUnit(random))
  const entries = Array.from({ length: size }, (_, index) => {
    const person = Math.floor(index / templatesPerPerson)
    const vector = near(centres[person]!, random)
    return { templateId: (index + 1) as TemplateId, personId: (person + 1) as PersonId, vector }
  })
  const mates = Array.from({ length: probes }, () => near(centres[Math.floor(random() * people)]!, random))
  const strangers = Array.from({ length: probes }, () => randomUnit(random))
  return { entries, mates, strangers }
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function randomUnit(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => normal(random)))
}

function near(centre: Float32Array, random: () => number): Float32Array {
  const spread = Math.sqrt((1 / cosineToCentre ** 2 - 1) / dimensions)
  return unit(centre.map((value) => value + spread * normal(random)))
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}

import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'

/** Uniform in [0, 1), fixed by the seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** A point near `centre`, at about the cosine that two photos of one person have (0.68 on average, docs/accuracy.md). */
export function near(centre: Float32Array, random: () => number, cosine = 0.82): Float32Array {
  const spread = Math.sqrt((1 / cosine ** 2 - 1) / centre.length)
  return unit(centre.map((value) => value + spread * gaussian(random)))
}

export function randomUnit(dimensions: number, random: () => number): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => gaussian(random)))
}

/** Templates that cluster by person, as those of a gallery do. Template ids count up from 1, person ids too. */
export function clustered(people: number, each: number, dimensions: number, seed = 1) {
  const random = randomOf(seed)
  const centres = Array.from({ length: people }, () => randomUnit(dimensions, random))
  const entries: GalleryEntry[] = centres.flatMap((centre, person) =>
    Array.from({ length: each }, (_, index) => ({
      templateId: (person * each + index + 1) as TemplateId,
      personId: (person + 1) as PersonId,
      vector: near(centre, random),
    })),
  )
  return { centres, entries, random }
}

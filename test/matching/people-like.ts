import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'
import { createRandom, normalFrom, type Uniform } from '../../main/numeric/random.ts'

/** Uniform in [0, 1), fixed by the seed. */
export const randomOf = (seed: number): Uniform => createRandom(seed).next

export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/**
 * A point near `centre`, at about the cosine that two photos of one person have (0.68 on average, docs/accuracy.md).
 */
export function near(centre: Float32Array, random: Uniform, cosine = 0.82): Float32Array {
  const spread = Math.sqrt((1 / cosine ** 2 - 1) / centre.length)
  return unit(centre.map((value) => value + spread * normalFrom(random)))
}

export function randomUnit(dimensions: number, random: Uniform): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => normalFrom(random)))
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

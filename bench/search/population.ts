import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'

export const dimensions = 512
/**
 * Of a photo to the middle of its person, so 0.67 to the person's other photos: the genuine mean in docs/accuracy.md.
 */
const cosineToCentre = 0.82
/**
 * Of the cosine between photos of two people: the reference people's in main/matching/calibrate/default-reference.ts.
 */
const impostorDeviation = 0.0963

export interface Population {
  readonly entries: readonly GalleryEntry[]
  /** New photos of enrolled people. */
  readonly mates: readonly Float32Array[]
  readonly strangers: readonly Float32Array[]
}

/**
 * Templates that cluster by person as those of a gallery do, and people that are as like each other as faces are: the
 * cosine between two people is 0 on average and deviates as it does between faces, because the people's middles lie in
 * fewer directions than there are dimensions, in each one less than in the one before. What photos of one person differ
 * in has all directions alike. A smaller population is the beginning of a larger one.
 */
export function population(
  size: number,
  mateProbes: number,
  strangerProbes: number,
  templatesPerPerson = 4,
): Population {
  const random = normals(1)
  const others = normals(size)
  const vectors = new Float32Array(size * dimensions)
  const entries: GalleryEntry[] = []
  const mates: Float32Array[] = []
  const people = Math.ceil(size / templatesPerPerson)
  const centre = new Float32Array(dimensions)
  for (let person = 0; person < people; person++) {
    fillCentre(centre, random)
    for (let photo = 0; photo < templatesPerPerson && entries.length < size; photo++) {
      const index = entries.length
      const vector = vectors.subarray(index * dimensions, (index + 1) * dimensions)
      fillNear(vector, centre, random)
      entries.push({ templateId: (index + 1) as TemplateId, personId: (person + 1) as PersonId, vector })
    }
    // Spread evenly over the people, several of one where there are fewer people than probes.
    while (mates.length < Math.floor(((person + 1) * mateProbes) / people)) {
      const mate = new Float32Array(dimensions)
      fillNear(mate, centre, others)
      mates.push(mate)
    }
  }
  const strangers = Array.from({ length: strangerProbes }, () => {
    const vector = new Float32Array(dimensions)
    fillCentre(centre, others)
    fillNear(vector, centre, others)
    return vector
  })
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

/** Standard normal numbers, two of each draw (Box & Muller 1958). */
function normals(seed: number): () => number {
  const random = seeded(seed)
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const value = spare
      spare = null
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** Two photos' cosine is their middles' times this. */
const dampening = cosineToCentre ** 2
/** Variances that fall as exp(-i / fall) give middles whose cosine has a variance of 1 / (2 fall). */
const fall = dampening ** 2 / (2 * impostorDeviation ** 2)
const widths = Float32Array.from({ length: dimensions }, (_, index) => Math.exp(-index / fall / 2))

function fillCentre(vector: Float32Array, random: () => number): void {
  for (let index = 0; index < vector.length; index++) vector[index] = widths[index]! * random()
  toUnitLength(vector)
}

function fillNear(vector: Float32Array, centre: Float32Array, random: () => number): void {
  const spread = Math.sqrt((1 / cosineToCentre ** 2 - 1) / dimensions)
  for (let index = 0; index < vector.length; index++) vector[index] = centre[index]! + spread * random()
  toUnitLength(vector)
}

function toUnitLength(vector: Float32Array): void {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  for (let index = 0; index < vector.length; index++) vector[index]! /= length
}

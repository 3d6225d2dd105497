import { AppError } from '../contract/errors.ts'
import { dot, type Matrix, selectRows } from './linear-algebra/matrix.ts'
import { normaliseRows } from './linear-algebra/normalise.ts'

/** Which side of a comparison a row may be on: a photo of the gallery, a probe, or either. */
export const roles = { gallery: 1, probe: 2, either: 3 } as const

/**
 * Labelled unit embeddings of one model. Plain data, which can be cloned and sent to a worker. Rows of the same photo
 * (a clean and a degraded copy) are never compared with each other.
 */
export interface EmbeddingSet {
  readonly model: string
  readonly dimensions: number
  /** Row by row, `labels.length` x `dimensions`. */
  readonly vectors: Float32Array
  /** Index into `people` of each row. */
  readonly labels: Int32Array
  readonly people: readonly string[]
  /** Number of the photo that each row came from. */
  readonly photos: Int32Array
  /** One of `roles` for each row. */
  readonly roles: Uint8Array
}

export interface EmbeddingSource {
  readonly model: string
  readonly dimensions: number
  /** Row by row; rows need not have length 1. */
  readonly vectors: Float32Array
  /** Name of the person of each row. */
  readonly labels: readonly string[]
  /** Name of the photo of each row; by default every row is a photo of its own. */
  readonly photos?: readonly string[]
  /** By default every row may be on either side. */
  readonly roles?: Uint8Array
}

/**
 * Checks and normalises labelled embeddings.
 * @throws AppError `embeddings-unreadable` for NaN, infinity, a row of length 0, or lengths that do not match;
 * `too-little-data` when there is only one person, only one photo of each, or all embeddings are the same
 */
export function createEmbeddingSet(source: EmbeddingSource): EmbeddingSet {
  const { model, dimensions, labels } = source
  const rows = labels.length
  const photoNames = source.photos ?? labels.map((_, i) => String(i))
  const rowRoles = source.roles ?? new Uint8Array(rows).fill(roles.either)
  if (source.vectors.length !== rows * dimensions || photoNames.length !== rows || rowRoles.length !== rows) {
    throw new AppError(
      'embeddings-unreadable',
      `There are ${rows} labels, but ${source.vectors.length / dimensions} embeddings.`,
    )
  }
  const people = [...new Set(labels)].sort()
  const personIndex = new Map(people.map((name, i) => [name, i]))
  const photoIndex = new Map([...new Set(photoNames)].map((name, i) => [name, i]))
  const set: EmbeddingSet = {
    model,
    dimensions,
    vectors: unitVectors(source.vectors, dimensions),
    labels: Int32Array.from(labels, (name) => personIndex.get(name)!),
    people,
    photos: Int32Array.from(photoNames, (name) => photoIndex.get(name)!),
    roles: rowRoles,
  }
  requireSomethingToLearn(set)
  return set
}

function unitVectors(vectors: Float32Array, dimensions: number): Float32Array {
  const unit = new Float32Array(vectors.length)
  for (let start = 0; start < vectors.length; start += dimensions) {
    const from = Float64Array.from(vectors.subarray(start, start + dimensions))
    const norm = Math.sqrt(dot(from, from))
    if (!Number.isFinite(norm) || norm === 0) {
      const why = norm === 0 ? 'is all zeros' : 'holds values that are not numbers'
      throw new AppError(
        'embeddings-unreadable',
        `Embedding ${start / dimensions + 1} ${why}. Correct the file and import it again.`,
      )
    }
    unit.set(
      from.map((x) => x / norm),
      start,
    )
  }
  return unit
}

function requireSomethingToLearn(set: EmbeddingSet): void {
  const refuse = (message: string) => {
    throw new AppError('too-little-data', message)
  }
  if (set.people.length < 2) refuse('A metric needs at least two people to tell apart. Enrol more people first.')
  if (findPairedPeople(set).length < 2) {
    refuse('A metric learns from several photos of one person, and hardly anybody has two. Add photos first.')
  }
  const first = set.vectors.subarray(0, set.dimensions)
  const differs = set.vectors.some((x, i) => Math.abs(x - first[i % set.dimensions]!) > 1e-6)
  if (!differs) refuse('All embeddings are the same: there is nothing to tell people apart by.')
}

/** Lists the indices of the people with at least two photos. */
export function findPairedPeople(set: EmbeddingSet): number[] {
  const photos = set.people.map(() => new Set<number>())
  set.labels.forEach((person, i) => {
    photos[person]!.add(set.photos[i]!)
  })
  return photos.flatMap((own, person) => (own.size >= 2 ? [person] : []))
}

/** Lists the row numbers of the given people, in the order of the set. */
export function rowsOf(set: EmbeddingSet, people: readonly number[]): number[] {
  const wanted = new Set(people)
  return [...set.labels.keys()].filter((i) => wanted.has(set.labels[i]!))
}

export function vectorsOf(set: EmbeddingSet, rows: readonly number[]): Matrix {
  return normaliseRows(selectRows(set.vectors, set.dimensions, rows)).unit
}

/**
 * Faces of many kinds of offices, for measuring whether a threshold keeps its promise. Numbers only leave this folder.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelId, PersonId, TemplateId } from '../main/contract/entities.ts'
import { type Reference, referenceOf } from '../main/matching/calibrate/reference.ts'
import { binOf, emptyCounts, type Histogram, histogramOf } from '../main/matching/calibrate/tail.ts'
import type { GalleryEntry } from '../main/matching/match.ts'
import { dot } from '../main/numeric/vector.ts'
import { createVision } from '../main/vision/create.ts'
import { embedFolder } from './face-folder.ts'

const shared = join(import.meta.dirname, '..', '..', 'shared')
export const facesFolder = process.env.ROLLCALL_FACES ?? join(shared, 'faces')
/** groups.f32 (float32, one unit row of 512 a person) and groups.csv (row,group). */
const embeddingsFolder = process.env.ROLLCALL_EMBEDDINGS ?? join(shared, 'embeddings')
const dimensions = 512

/**
 * Pairs of two people above this are left out as one person under two labels: after the tenth-highest pair or so the
 * groups' similarities leave a gap from 0.54 to 0.56 (balanced: 0.53), and what lies above it is far too much for the
 * tail below it.
 */
export const mislabelled = 0.53

/** All templates of one person. */
export type Templates = readonly GalleryEntry[]

/** People by what they have in common. */
export type Populations = ReadonlyMap<string, readonly Templates[]>

export interface Faces {
  readonly model: ModelId
  /** With several photos each. */
  readonly people: readonly Templates[]
  readonly strangers: readonly GalleryEntry[]
}

/** Embeds people/ (a folder a person) and strangers/ (a photo a person). */
export async function embedFaces(folder = facesFolder): Promise<Faces> {
  const vision = await createVision({ modelsFolder: join(import.meta.dirname, '..', 'models'), now: performance.now })
  try {
    const known = await embedFolder(vision, join(folder, 'people'), 'gallery')
    const unknown = await embedFolder(vision, join(folder, 'strangers'), 'gallery')
    const entries = [known, unknown].flatMap(({ vectors, labels, dimensions }) =>
      labels.map(({ person }, row) => ({ person, vector: vectors.subarray(row * dimensions, (row + 1) * dimensions) })),
    )
    const ids = new Map([...new Set(entries.map(({ person }) => person))].map((person, index) => [person, index + 1]))
    const rows = entries.map(({ person, vector }, index) => ({
      templateId: (index + 1) as TemplateId,
      personId: ids.get(person) as PersonId,
      vector,
    }))
    const people = [...Map.groupBy(rows.slice(0, known.labels.length), ({ personId }) => personId).values()]
    return { model: known.model as ModelId, people, strangers: rows.slice(known.labels.length) }
  } finally {
    await vision.close()
  }
}

/** People of one origin and sex by group, such as `asian_female`; null where the embeddings are not at hand. */
export function readGroups(): ReadonlyMap<string, readonly Templates[]> | null {
  const file = join(embeddingsFolder, 'groups.f32')
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  const [, ...lines] = readFileSync(join(embeddingsFolder, 'groups.csv'), 'utf8').trim().split('\n')
  const rows = lines.map((line, row) => ({
    group: line.split(',')[1]!,
    templates: [
      {
        templateId: (1_000_000 + row) as TemplateId,
        personId: (1_000_000 + row) as PersonId,
        vector: values.subarray(row * dimensions, (row + 1) * dimensions),
      },
    ],
  }))
  return new Map(
    [...Map.groupBy(rows, ({ group }) => group)].map(([group, members]) => [
      group,
      members.map(({ templates }) => templates),
    ]),
  )
}

/** Both sexes of each origin together. */
export function byOrigin(groups: ReadonlyMap<string, readonly Templates[]>): ReadonlyMap<string, readonly Templates[]> {
  const origins = Map.groupBy(groups, ([group]) => group.split('_')[0]!)
  return new Map([...origins].map(([origin, parts]) => [origin, parts.flatMap(([, people]) => people)]))
}

/**
 * Measures what the offices' impostors are like, and on `people` how photos of one person compare with one, two and
 * three others.
 */
export function measureReference(
  basis: string,
  offices: readonly (readonly Templates[])[],
  people: readonly Templates[],
): Reference {
  const genuine: number[][] = [[], [], []]
  for (const mine of people) {
    for (const probe of mine) {
      const others = mine.filter((other) => other !== probe).map((other) => dot(probe.vector, other.vector))
      for (const [index, list] of genuine.entries()) {
        if (others.length > index) list.push(Math.max(...others.slice(0, index + 1)))
      }
    }
  }
  const counted = new Set(offices.flat().map((templates) => templates[0]!.personId)).size
  return referenceOf(basis, counted, offices.map(impostorsOf), genuine)
}

export function impostorsOf(people: readonly Templates[]): Histogram {
  const counts = emptyCounts()
  const all = people.flat()
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      const similarity = a.personId === b.personId ? 1 : dot(a.vector, b.vector)
      if (similarity < mislabelled) counts[binOf(similarity)]! += 1
    }
  }
  return histogramOf(counts)
}

/** Changes every embedding of some people. */
export function mapVectors(people: readonly Templates[], map: (x: Float32Array) => Float32Array): Templates[] {
  return people.map((mine) => mine.map((one) => ({ ...one, vector: map(one.vector) })))
}

/** Parts every population in two at random. */
export function halved(populations: Populations, uniform: () => number): readonly [Populations, Populations] {
  const orders = [...populations].map(([name, people]) => [name, shuffled(people, uniform)] as const)
  const part = (parity: number) =>
    new Map(orders.map(([name, people]) => [name, people.filter((_, index) => index % 2 === parity)]))
  return [part(0), part(1)]
}

export function shuffled<T>(list: readonly T[], uniform: () => number): T[] {
  return list
    .map((value) => ({ value, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

import { createHash } from 'node:crypto'
import type { ModelId, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { MetricSource } from '../contract/learned-metrics.ts'
import type { SetSize } from '../contract/metrics.ts'
import { createEmbeddingSet, type EmbeddingSet, roles } from '../metric/embedding-set.ts'
import { type RowLabel, readLabels, readNpy, writeLabels, writeNpy } from '../metric/npy.ts'
import type { Context } from './context.ts'

/** Labelled embeddings that were not checked yet. */
interface Labelled {
  readonly model: ModelId
  readonly dimensions: number
  readonly vectors: Float32Array
  readonly labels: readonly RowLabel[]
}

/** The embeddings that the metric lab can learn from: templates of the gallery, and imported ones. */
export interface LabSets {
  /** @throws AppError `too-little-data`, `no-embeddings` */
  read(source: MetricSource): EmbeddingSet
  /** Hashes the embeddings and their labels; equal data have the same hash, wherever they came from. */
  stamp(source: MetricSource): string
  size(source: MetricSource): SetSize
  /** Null while nothing was imported. */
  readImportedSize(): SetSize | null
  write(source: MetricSource): { npy: Uint8Array; labels: string }
  /**
   * Imports embeddings, which are kept until the engine stops.
   * @throws AppError `embeddings-unreadable`, `csv-wrong-columns`, `too-little-data`
   */
  take(npy: Uint8Array, labels: string, model: string | null): SetSize
  /** Returns indices into the set's people: of those named, or of those with the most photos. */
  choosePeople(set: EmbeddingSet, people: readonly PersonId[] | null): number[]
  /** Returns a person's name; the label of imported ones. */
  nameOf(source: MetricSource, label: string): string
}

/** As many people as the figures of papers show. */
const picturedPeople = 8

/** Stands for a model that nobody named. */
const unknownModel = 'an unknown model' as ModelId

export function openSets({ store, model, gallery, consenting }: Context): LabSets {
  let imported: (Labelled & { readonly stamp: string }) | null = null
  let galleryStamp = { of: '', stamp: '' }

  /** The templates to learn from. Time of grace is for matching alone, so those of it are left out. */
  function listOwners() {
    gallery.version()
    const owners = store.templates.listOwners(model)
    const learned = new Set([...new Set(owners.map(({ personId }) => personId))].filter(consenting.mayEnrol))
    return owners.filter(({ personId }) => learned.has(personId))
  }

  function ofGallery(): Labelled {
    const wanted = new Set(listOwners().map(({ templateId }) => templateId))
    const entries = [...store.templates.listEmbeddings(model)].flat().filter(({ templateId }) => wanted.has(templateId))
    const { dimensions } = gallery
    const vectors = new Float32Array(entries.length * dimensions)
    entries.forEach(({ vector }, i) => {
      vectors.set(vector, i * dimensions)
    })
    const labels = entries.map(({ personId, templateId }) => ({
      person: String(personId),
      photo: String(templateId),
      role: 'either' as const,
    }))
    return { model, dimensions, vectors, labels }
  }

  function stampOfGallery(): string {
    const ids = listOwners().map(({ templateId }) => templateId)
    const of = `${store.templates.readRevision(model).stamp} ${ids.join()}`
    if (galleryStamp.of !== of) galleryStamp = { of, stamp: hashOf(ofGallery()) }
    return galleryStamp.stamp
  }

  function readImportedSet() {
    if (imported === null) throw new AppError('no-embeddings', 'No embeddings were imported yet. Import some first.')
    return imported
  }

  function labelSource(source: MetricSource): Labelled {
    return source === 'gallery' ? ofGallery() : readImportedSet()
  }

  return {
    read: (source) => setOf(labelSource(source)),
    stamp: (source) => (source === 'gallery' ? stampOfGallery() : readImportedSet().stamp),
    size: (source) => sizeOf(source === 'gallery' ? ownersOf(listOwners()) : labelSource(source).labels),
    readImportedSize: () => imported && sizeOf(imported.labels),
    write(source) {
      const { labels, dimensions, vectors } = labelSource(source)
      return {
        npy: writeNpy({ rows: labels.length, columns: dimensions, data: vectors }),
        labels: writeLabels(labels),
      }
    },
    take(npy, text, named) {
      const { columns, data } = readNpy(npy)
      const labels = readLabels(text)
      const next = { model: (named ?? unknownModel) as ModelId, dimensions: columns, vectors: data, labels }
      setOf(next)
      imported = { ...next, stamp: hashOf(next) }
      return sizeOf(labels)
    },
    choosePeople(set, people) {
      if (people !== null) return people.map((id) => personIn(set, String(id)))
      const photos = new Array<number>(set.people.length).fill(0)
      for (const person of set.labels) photos[person]!++
      const byPhotos = photos.map((_, person) => person).sort((a, b) => photos[b]! - photos[a]! || a - b)
      return byPhotos.slice(0, picturedPeople)
    },
    nameOf: (source, label) => (source === 'gallery' ? store.people.get(Number(label) as PersonId).name : label),
  }
}

/** Hashes the rows by SHA-256, in any order: embeddings that were exported and imported again are the same data. */
function hashOf({ dimensions, vectors, labels }: Labelled): string {
  const rows = labels.map(({ person, photo, role }, i) =>
    createHash('sha256')
      .update(JSON.stringify([person, photo, role]))
      .update(vectors.subarray(i * dimensions, (i + 1) * dimensions))
      .digest('hex'),
  )
  return createHash('sha256').update(rows.sort().join()).digest('hex')
}

function setOf({ labels, ...rest }: Labelled): EmbeddingSet {
  return createEmbeddingSet({
    ...rest,
    labels: labels.map(({ person }) => person),
    photos: labels.map(({ photo }) => photo),
    roles: Uint8Array.from(labels, ({ role }) => roles[role]),
  })
}

function ownersOf(owners: readonly { templateId: number; personId: number }[]) {
  return owners.map(({ personId, templateId }) => ({ person: String(personId), photo: String(templateId) }))
}

function sizeOf(labels: readonly Pick<RowLabel, 'person' | 'photo'>[]): SetSize {
  const photos = new Map<string, Set<string>>()
  for (const { person, photo } of labels) photos.set(person, (photos.get(person) ?? new Set()).add(photo))
  const several = [...photos.values()].filter(({ size }) => size >= 2).length
  return { people: photos.size, photos: labels.length, several }
}

function personIn(set: EmbeddingSet, label: string): number {
  const person = set.people.indexOf(label)
  if (person >= 0) return person
  throw new AppError('person-not-found', 'One of these people has no photo. Choose others.', { details: { label } })
}

import type { PersonId, TemplateId } from '../contract/entities.ts'
import { createGallery } from './gallery.ts'
import type { GalleryEntry, Match } from './match.ts'

/** Where the templates of one model come from; the store's templates fit. */
export interface GallerySource {
  readonly dimensions: number
  /** Grows with every change. */
  revision(): number
  count(): number
  /** All, in order of id, in portions. */
  embeddings(): Iterable<GalleryEntry[]>
  /** Null when the template is gone. */
  embedding(templateId: TemplateId): GalleryEntry | null
  owners(): { templateId: TemplateId; personId: PersonId }[]
  changesSince(revision: number): { revision: number; templateId: TemplateId; change: 'add' | 'remove' }[]
}

/** Finds the people of a gallery that are most like a probe, by the method that fits the gallery's size. */
export interface Searcher {
  readonly kind: 'exact' | 'hnsw'
  readonly size: number
  /** @param probe unit length. @throws AppError `model-mismatch` for another length */
  search(probe: Float32Array, top: number): Match[]
  /** Takes over what changed in the source since the last time. */
  refresh(): void
}

/** Reads the whole gallery. */
export function createSearcher(source: GallerySource): Searcher {
  const gallery = createGallery(source.dimensions)
  let revision = source.revision()
  for (const entries of source.embeddings()) gallery.add(entries)
  return {
    kind: 'exact',
    get size() {
      return gallery.size
    },
    search: (probe, top) => gallery.search(probe, top),
    refresh() {
      const changed = new Set(source.changesSince(revision).map(({ templateId }) => templateId))
      revision = source.revision()
      for (const templateId of changed) {
        const entry = source.embedding(templateId)
        if (entry === null) gallery.remove([templateId])
        else gallery.add([entry])
      }
    },
  }
}

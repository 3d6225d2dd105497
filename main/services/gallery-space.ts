import { balanceFor, balanceStamp } from '../matching/balance.ts'
import { createLinearMap } from '../matching/linear-map.ts'
import type { GallerySource } from '../matching/searcher.ts'
import type { Adoption } from '../store/metrics.ts'
import type { Store } from '../store/open.ts'
import type { StoredEmbedding } from '../store/templates.ts'
import type { Embedding } from '../vision/vision.ts'

export interface SpaceOptions {
  readonly store: Pick<Store, 'metrics' | 'templates'>
  readonly model: Embedding['model']
  /** Length of an embedding, before any learned metric is applied. */
  readonly dimensions: number
}

/** A transformation of embeddings before they are compared; stored embeddings stay as they are. */
export interface Space {
  readonly version: number | null
  /** Names the metric and when it was adopted, or the balance of the standard metric; null for neither. */
  readonly stamp: string | null
  readonly dimensions: number
  map(vector: Float32Array): Float32Array
}

/** Returns the space of the metric in use. */
export function spaceInUse(options: SpaceOptions): Space {
  const adoption = options.store.metrics.findCurrent(options.model)
  return { ...spaceOf(adoption?.version ?? null, options), stamp: stampOf(adoption, options) }
}

/** Returns the space of a stored metric; null is the standard one, balanced where the model has been measured. */
export function spaceOf(version: number | null, { store, model, dimensions }: SpaceOptions): Omit<Space, 'stamp'> {
  if (version === null) return { version, dimensions, map: balanceFor(model) ?? ((vector) => vector) }
  const { rows, columns } = store.metrics.get(version)
  return { version, dimensions: rows, map: createLinearMap({ rows, columns, W: store.metrics.readMap(version) }) }
}

/** Names an adoption of a metric; for the standard metric its balance, or null where it has none. */
export function stampOf(adoption: Adoption | null, { model }: Pick<SpaceOptions, 'model'>): string | null {
  if (adoption !== null) return `${adoption.version} of ${adoption.at}`
  return balanceFor(model) === null ? null : balanceStamp
}

/** Reads the stored templates, transformed for comparison. */
export function sourceIn({ dimensions, map }: Space, { store, model }: SpaceOptions): GallerySource {
  const mapEntry = (entry: StoredEmbedding) => ({ ...entry, vector: map(entry.vector) })
  return {
    dimensions,
    revision: () => store.templates.readRevision(model),
    count: () => store.templates.count(model),
    *embeddings() {
      for (const entries of store.templates.listEmbeddings(model)) yield entries.map(mapEntry)
    },
    embedding(id) {
      const entry = store.templates.readSearched(id, model)
      return entry && mapEntry(entry)
    },
    owners: () => store.templates.listOwners(model),
    changesSince: (revision) => store.templates.listChangesSince(model, revision),
  }
}

import type { ModelId, PersonId, TemplateId } from '../contract/entities.ts'
import { buildIndex } from './build-index.ts'
import { createGallery, type Gallery } from './gallery.ts'
import { type HnswIndex, loadHnsw } from './hnsw.ts'
import { type IndexPlace, loadIndex, removeIndex, type SideCar, saveIndex, sealIndex } from './index-file.ts'
import type { GalleryEntry, Match } from './match.ts'
import { inScratch } from './scratch.ts'

/** A place in the history of a gallery's changes; the stamp tells apart two histories of equal length. */
export interface Revision {
  readonly number: number
  readonly stamp: string
}

export interface GalleryChange {
  readonly templateId: TemplateId
  readonly change: 'add' | 'remove'
}

/** Where the templates of one model come from; the store's templates fit. */
export interface GallerySource {
  readonly dimensions: number
  revision(): Revision
  count(): number
  /** All, in order of id, a portion at a time; may be read while templates are written. */
  embeddings(): Iterable<GalleryEntry[]>
  /** Null when the template is gone. */
  embedding(templateId: TemplateId): GalleryEntry | null
  owners(): Iterable<{ templateId: TemplateId; personId: PersonId }>
  /** Null when `revision` is not of this history. */
  changesSince(revision: Revision): GalleryChange[] | null
}

export type RebuildReason = 'missing' | 'stale' | 'damaged' | 'grown' | 'worn'

export type SearcherState =
  /** Few enough to compare with all. */
  | { readonly kind: 'exact' }
  /** Comparing with all until the graph is there. */
  | { readonly kind: 'building'; readonly reason: RebuildReason; readonly done: number; readonly total: number }
  | { readonly kind: 'hnsw'; readonly origin: 'loaded' | RebuildReason }
  /** The graph could not be built or kept; searching goes on by comparing with all. */
  | { readonly kind: 'failed'; readonly error: unknown }

/** Finds the people of a gallery that are most like a probe, by the method that fits the gallery's size. */
export interface Searcher {
  readonly kind: 'exact' | 'hnsw'
  readonly size: number
  readonly state: SearcherState
  /** What it knows of; changes after it may be known already. */
  readonly revision: Revision
  /**
   * Never waits for a graph being built. @param probe unit length.
   * @throws AppError `model-mismatch` for another length
   */
  search(probe: Float32Array, top: number): Match[]
  /** Takes over what changed in the source since the last time. */
  refresh(): void
  /** Resolves when no graph is being built. */
  settled(): Promise<void>
  /** Stops building, and saves the graph if it changed; one that cannot be written is built anew at the next start. */
  close(): Promise<void>
  /** Removes the saved graph, which may hold what was erased; `close` saves it anew. */
  dropSaved(): void
  /** Stops building and saves nothing: another searcher takes the place. */
  abandon(): void
}

export interface SearcherOptions {
  readonly model: ModelId
  /** Names the learned metric that the source's vectors went through; null or undefined is none. */
  readonly metric?: string | null
  /** Where the graph is kept between starts; null keeps none. */
  readonly place: IndexPlace | null
  /** An existing folder for the short time in which hnswlib needs the graph as a plain file; best one in memory. */
  readonly scratch: string
  readonly onState: (state: SearcherState) => void
  /** Larger galleries get a graph. */
  readonly exactUpTo?: number
}

/** All templates of a source as they were at a revision, read by the caller in a time of its own. */
export interface ReadGallery {
  readonly index: Gallery
  readonly revision: Revision
}

/** Up to here comparing with all takes about as long as the graph does; measured by bench/search.ts. */
export const defaultExactUpTo = 5000
/** More changes than this since a graph was saved, and building anew in the background beats catching up first. */
const catchUpAtMost = 1000
/** The same for templates that were removed: overwriting one in the graph takes milliseconds. */
const removeAtMost = 100
/** A graph of which more than this share was removed is built anew. */
const wornShare = 0.25

/**
 * Opens the saved graph, or reads the whole gallery and, if it is large, starts to build a graph in the background.
 * @param options null compares with all, however large the gallery is
 * @param read takes the place of reading; what changed since is caught up with, and a saved graph is not looked for
 */
export function createSearcher(
  source: GallerySource,
  options: SearcherOptions | null = null,
  read: ReadGallery | null = null,
): Searcher {
  const exactUpTo = options === null ? Number.POSITIVE_INFINITY : (options.exactUpTo ?? defaultExactUpTo)
  const stop = new AbortController()
  let engine: Engine = { kind: 'exact', index: read?.index ?? createGallery(source.dimensions) }
  let state: SearcherState = { kind: 'exact' }
  let revision = read?.revision ?? source.revision()
  /** The revision of the graph on disk. */
  let saved: Revision | null = null
  let building: Promise<void> | null = null
  let closed = false

  function report(next: SearcherState) {
    state = next
    options?.onState(next)
  }

  function readAll() {
    const gallery = createGallery(source.dimensions)
    for (const entries of source.embeddings()) gallery.add(entries)
    engine = { kind: 'exact', index: gallery }
    report({ kind: 'exact' })
  }

  function apply(index: Gallery | HnswIndex, changes: readonly GalleryChange[]) {
    for (const templateId of new Set(changes.map((change) => change.templateId))) {
      const entry = source.embedding(templateId)
      if (entry === null) index.remove([templateId])
      else index.add([entry])
    }
  }

  const removals = (changes: readonly GalleryChange[]) => changes.filter(({ change }) => change === 'remove').length

  function dropSaved() {
    if (options?.place) removeIndex(options.place.file)
    saved = null
  }

  /** A graph of `at` lies on the disk now; whatever was erased while it was written must not. */
  function settleSaved(at: Revision) {
    saved = at
    const changes = source.changesSince(at)
    if (changes === null || removals(changes) > 0) dropSaved()
  }

  function owners(): Map<TemplateId, PersonId> {
    const people = new Map<TemplateId, PersonId>()
    for (const { templateId, personId } of source.owners()) people.set(templateId, personId)
    return people
  }

  function sideCarOf({ model, metric = null }: SearcherOptions, at: Revision): SideCar {
    return {
      ...{ format: 2, model, metric, dimensions: source.dimensions, revision: at },
      leftOut: source.count() - engine.index.size,
    }
  }

  /** @returns why the saved graph is of no use; null when it is in use */
  function openSaved({ model, metric = null, place, scratch }: SearcherOptions): RebuildReason | null {
    if (place === null) return 'missing'
    const loaded = loadIndex(place, scratch, owners())
    if (loaded.kind !== 'loaded') return loaded.kind
    const { index, sideCar } = loaded
    const fits = sideCar.model === model && sideCar.metric === metric && sideCar.dimensions === source.dimensions
    const changes = fits ? source.changesSince(sideCar.revision) : null
    if (changes === null || changes.length > catchUpAtMost || removals(changes) > removeAtMost) return 'stale'
    apply(index, changes)
    if (index.size + sideCar.leftOut !== source.count()) return 'damaged'
    engine = { kind: 'hnsw', index }
    settleSaved(sideCar.revision)
    report({ kind: 'hnsw', origin: 'loaded' })
    return null
  }

  async function build(wanted: SearcherOptions, reason: RebuildReason) {
    const { place, scratch } = wanted
    const started = source.revision()
    const total = source.count()
    report({ kind: 'building', reason, done: 0, total })
    await inScratch(scratch, async (file) => {
      await buildIndex({
        dimensions: source.dimensions,
        capacity: total,
        file,
        portions: source.embeddings(),
        signal: stop.signal,
        onProgress: (done) => report({ kind: 'building', reason, done, total }),
      })
      const index = await loadHnsw(file, source.dimensions, owners())
      const next = source.revision()
      const changes = source.changesSince(started) ?? []
      apply(index, changes)
      revision = next
      engine = { kind: 'hnsw', index }
      report({ kind: 'hnsw', origin: reason })
      if (place === null || stop.signal.aborted) return
      const at = changes.length === 0 ? started : revision
      if (changes.length > 0) index.save(file)
      await sealIndex(place, file, sideCarOf(wanted, at))
      settleSaved(at)
    })
  }

  function startBuilding(reason: RebuildReason) {
    if (options === null || building !== null) return
    building = build(options, reason)
      .catch((error: unknown) => {
        if (stop.signal.aborted) return
        report({ kind: 'failed', error })
      })
      .finally(() => {
        building = null
      })
  }

  function buildIfNeeded() {
    if (state.kind === 'exact' && engine.index.size > exactUpTo) startBuilding('grown')
    if (engine.kind === 'hnsw' && engine.index.removed > wornShare * engine.index.size) startBuilding('worn')
  }

  function refresh() {
    catchUp()
    buildIfNeeded()
  }

  function catchUp() {
    // First: what another process changes in between is taken over once more, not passed over.
    const next = source.revision()
    const changes = source.changesSince(revision)
    revision = next
    if (changes === null) readAll()
    else apply(engine.index, changes)
    if (saved !== null && (changes === null || removals(changes) > 0)) dropSaved()
  }

  if (read === null) {
    const unusable = options !== null && source.count() > exactUpTo ? openSaved(options) : null
    if (engine.kind === 'exact') readAll()
    if (unusable !== null) startBuilding(unusable)
  } else refresh()

  return {
    get kind() {
      return engine.kind
    },
    get size() {
      return engine.index.size
    },
    get state() {
      return state
    },
    get revision() {
      return revision
    },
    search: (probe, top) => engine.index.search(probe, top),
    refresh,
    dropSaved,
    settled: async () => void (await building),
    abandon: () => stop.abort(),
    async close() {
      if (closed) return
      closed = true
      stop.abort()
      await building
      if (options?.place == null || engine.kind !== 'hnsw') return
      catchUp()
      if (engine.kind !== 'hnsw' || saved?.stamp === revision.stamp) return
      const at = revision
      try {
        await saveIndex(options.place, options.scratch, engine.index, sideCarOf(options, at))
        settleSaved(at)
      } catch (error) {
        report({ kind: 'failed', error })
      }
    },
  }
}

type Engine = { readonly kind: 'exact'; readonly index: Gallery } | { readonly kind: 'hnsw'; readonly index: HnswIndex }

import type { ModelId, PersonId, TemplateId } from '../contract/entities.ts'
import { buildIndex } from './build-index.ts'
import { createGallery, type Gallery } from './gallery.ts'
import { type HnswIndex, loadHnsw } from './hnsw.ts'
import { type IndexPlace, loadIndex, removeIndex, type SideCar, saveIndex, sealIndex } from './index-file.ts'
import type { GalleryEntry, Match } from './match.ts'
import { inScratch } from './scratch.ts'

/** A point in the history of a gallery's changes; the stamp tells apart two histories of equal length. */
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
  /** Lists all templates in order of id, a portion at a time; may be read while templates are written. */
  embeddings(): Iterable<GalleryEntry[]>
  /** Null when the template is gone. */
  embedding(templateId: TemplateId): GalleryEntry | null
  owners(): Iterable<{ templateId: TemplateId; personId: PersonId }>
  /** Null when `revision` is not of this history. */
  changesSince(revision: Revision): GalleryChange[] | null
}

export type RebuildReason = 'missing' | 'stale' | 'damaged' | 'grown' | 'worn'

export type SearcherState =
  /** Small enough to compare with all. */
  | { readonly kind: 'exact' }
  /** Compares with all until the graph is built. */
  | { readonly kind: 'building'; readonly reason: RebuildReason; readonly done: number; readonly total: number }
  | { readonly kind: 'hnsw'; readonly origin: 'loaded' | RebuildReason }
  /** The graph could not be built or kept; comparing with all goes on. */
  | { readonly kind: 'failed'; readonly error: unknown }

/** Finds the people of a gallery who are most similar to a probe, by the method that fits the gallery's size. */
export interface Searcher {
  readonly kind: 'exact' | 'hnsw'
  readonly size: number
  readonly state: SearcherState
  /** The revision that it has taken in; it may know of later changes already. */
  readonly revision: Revision
  /**
   * Finds the best people; never waits for a graph being built.
   * @param probe unit length
   * @throws AppError `model-mismatch` for another length
   */
  search(probe: Float32Array, top: number): Match[]
  /** Takes in what changed in the source since the last time. */
  refresh(): void
  /** Resolves when no graph is being built. */
  whenBuilt(): Promise<void>
  /** Stops building, and saves the graph if it changed; one that cannot be written is rebuilt at the next start. */
  close(): Promise<void>
  /** Removes the saved graph, which may hold what was erased; `close` saves it anew. */
  dropSaved(): void
  /** Stops building and saves nothing, because another searcher takes over. */
  abandon(): void
}

export interface SearcherOptions {
  readonly model: ModelId
  /** The learned metric that the source's vectors went through; null or undefined for none. */
  readonly metric?: string | null
  /** Where the graph is kept between starts; null keeps none. */
  readonly place: IndexPlace | null
  /** An existing folder, best in memory, for the short time in which hnswlib needs the graph as a plain file. */
  readonly scratch: string
  readonly onState: (state: SearcherState) => void
  /** Larger galleries get a graph. */
  readonly maxExact?: number
}

/** All templates of a source as of a revision, read by the caller at a time of its own. */
export interface ReadGallery {
  readonly index: Gallery
  readonly revision: Revision
}

/** Up to here, comparing with all takes about as long as the graph does; measured by bench/search.ts. */
export const defaultMaxExact = 5000
/** After more changes than this, rebuilding a saved graph in the background beats catching up first. */
const maxCatchUp = 1000
/** The same for removed templates: overwriting one in the graph takes milliseconds. */
const maxRemoved = 100
/** A graph with a greater share of removed templates is rebuilt. */
const maxRemovedShare = 0.25

/**
 * Creates a searcher from the saved graph, or from the whole gallery; a large one gets a graph built in the background.
 * @param options null compares with all, however large the gallery is
 * @param read the gallery read already, which skips the saved graph; what changed since is caught up with
 */
export function createSearcher(
  source: GallerySource,
  options: SearcherOptions | null = null,
  read: ReadGallery | null = null,
): Searcher {
  const maxExact = options === null ? Number.POSITIVE_INFINITY : (options.maxExact ?? defaultMaxExact)
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

  /** Whether catching up with a graph beats building it anew. */
  const canCatchUp = (changes: readonly GalleryChange[] | null): changes is readonly GalleryChange[] =>
    changes !== null && changes.length <= maxCatchUp && removals(changes) <= maxRemoved

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

  /** @returns why the saved graph cannot be used; null when it is in use */
  function openSaved({ model, metric = null, place, scratch }: SearcherOptions): RebuildReason | null {
    if (place === null) return 'missing'
    const loaded = loadIndex(place, scratch, owners())
    if (loaded.kind !== 'loaded') return loaded.kind
    const { index, sideCar } = loaded
    const fits = sideCar.model === model && sideCar.metric === metric && sideCar.dimensions === source.dimensions
    const changes = fits ? source.changesSince(sideCar.revision) : null
    if (!canCatchUp(changes)) return 'stale'
    apply(index, changes)
    if (index.size + sideCar.leftOut !== source.count()) return 'damaged'
    engine = { kind: 'hnsw', index }
    settleSaved(sideCar.revision)
    report({ kind: 'hnsw', origin: 'loaded' })
    return null
  }

  /**
   * Builds the graph in the background, and once more where so much was changed meanwhile that catching up would keep
   * everybody waiting, as when a station takes in a whole office.
   */
  async function build(wanted: SearcherOptions, reason: RebuildReason) {
    let isInUse = false
    while (!isInUse) isInUse = await buildOnce(wanted, reason)
  }

  /** @returns whether the graph is in use; else too much was changed while it was built */
  async function buildOnce(wanted: SearcherOptions, reason: RebuildReason): Promise<boolean> {
    const { place, scratch } = wanted
    const started = source.revision()
    const total = source.count()
    report({ kind: 'building', reason, done: 0, total })
    return inScratch(scratch, async (file) => {
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
      const changes = source.changesSince(started)
      if (!canCatchUp(changes)) return false
      apply(index, changes)
      revision = next
      engine = { kind: 'hnsw', index }
      report({ kind: 'hnsw', origin: reason })
      if (place === null || stop.signal.aborted) return true
      const at = changes.length === 0 ? started : revision
      if (changes.length > 0) index.save(file)
      await sealIndex(place, file, sideCarOf(wanted, at))
      settleSaved(at)
      return true
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
    if (state.kind === 'exact' && engine.index.size > maxExact) startBuilding('grown')
    if (engine.kind === 'hnsw' && engine.index.removed > maxRemovedShare * engine.index.size) startBuilding('worn')
  }

  function refresh() {
    catchUp()
    buildIfNeeded()
  }

  function catchUp() {
    // Read first, so that what another process changes meanwhile is taken in twice rather than missed.
    const next = source.revision()
    const changes = source.changesSince(revision)
    revision = next
    if (changes === null) readAll()
    else apply(engine.index, changes)
    if (saved !== null && (changes === null || removals(changes) > 0)) dropSaved()
  }

  if (read === null) {
    const unusable = options !== null && source.count() > maxExact ? openSaved(options) : null
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
    whenBuilt: async () => void (await building),
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

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Candidate, Decision, Instant, PersonRef } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import type { Publish } from '../contract/topics.ts'
import type { Logger } from '../log/logger.ts'
import { decide, type Verdict } from '../matching/decide.ts'
import { respectDisputes } from '../matching/dispute.ts'
import { createGallery } from '../matching/gallery.ts'
import { type FileVault, removeIndex } from '../matching/index-file.ts'
import type { GalleryEntry, Match, Ranking } from '../matching/match.ts'
import { chooseScratch, removeDeadScratch } from '../matching/scratch.ts'
import { createSearcher, type ReadGallery, type Searcher, type SearcherState } from '../matching/searcher.ts'
import { dot } from '../numeric/vector.ts'
import type { Store } from '../store/open.ts'
import type { Embedding } from '../vision/vision.ts'
import { sourceIn, spaceInUse, spaceOf, stampOf } from './gallery-space.ts'

/** The people who may be recognised: search and decision with their names. */
export interface Gallery {
  /** Of an embedding, before any learned metric. */
  readonly dimensions: number
  /** Version of the learned metric in use, null for the standard one. */
  metric(): number | null
  /** 1:1, under the metric in use. @throws AppError `model-mismatch` */
  similarity(first: Embedding, second: Embedding): number
  /** The best people, best first. @throws AppError `model-mismatch` for an embedding of another model */
  search(probe: Embedding, top: number): Match[]
  /** One photo's decision and its best candidates. @throws AppError `model-mismatch` */
  identify(probe: Embedding, top: number): { decision: Decision; candidates: Candidate[] }
  /** The decision over a verdict: what people denied is held back, and everybody gets their names. */
  decision(verdict: Verdict, ranking: Ranking): Decision
  /** A ranking's people with their names. */
  candidates(ranking: Ranking): Candidate[]
  /** All templates, as they are compared. */
  entries(): GalleryEntry[]
  /**
   * Reads all templates under another metric (null: the standard one), a portion at a time, while searching goes on
   * under the one in use. The function it gives puts them in place at once; call it when the database names that
   * metric.
   */
  prepare(metric: number | null): Promise<() => void>
  /** Takes over what this process changed in the database; what others change is followed at the next face. */
  refresh(): void
  /** Somebody was erased: nothing of them stays in the graph, in memory or on the disk. */
  erased(): void
  /** Counts the changes of templates, names and metric, by whichever process. */
  version(): number
  /** Who has this number now, null when nobody has. */
  named(id: PersonRef['id']): PersonRef | null
  kind(): Searcher['kind']
  /** How many templates there are and how many of them can be found. */
  check(): { templates: number; indexed: number; kind: Searcher['kind'] }
  close(): Promise<void>
}

export interface GalleryOptions {
  readonly store: Store
  /** Seals the saved index. */
  readonly vault: FileVault
  readonly model: Embedding['model']
  readonly dimensions: number
  /** The index is kept here between starts. */
  readonly folder: string
  readonly settings: () => Settings
  readonly publish: Publish
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly logger: Logger
}

/** So often the index is compared with the database before a difference counts. */
const maxLooks = 100

/** So long a naming that was denied at the kiosk is held back, unless the office upholds or dismisses it. */
export const disputeMilliseconds = 10 * 60_000

/** Reads the gallery when it is first needed: listing events needs none. */
export function openGallery(options: GalleryOptions): Gallery {
  const { store, vault, model, dimensions, folder, settings, publish, now, logger } = options
  const scratch = chooseScratch(folder)
  for (const place of new Set([scratch, folder])) removeDeadScratch(place, now())
  const indexFile = join(folder, 'gallery.index')
  let opened: Searcher | null = null
  let space = spaceInUse(options)
  const names = new Map<number, PersonRef | null>()
  let seen = store.readDataVersion()
  let version = 1

  /** What another process wrote counts from the next face on. */
  function follow(): void {
    const found = store.readDataVersion()
    if (found === seen) return
    seen = found
    refresh()
  }

  function refresh(): void {
    version += 1
    names.clear()
    if (stampOf(store.metrics.findCurrent(model)) !== space.stamp) {
      opened?.abandon()
      opened = null
      space = spaceInUse(options)
    }
    opened?.refresh()
  }

  const searcher = (): Searcher => {
    opened ??= open(null)
    return opened
  }

  const open = (read: ReadGallery | null) =>
    createSearcher(
      sourceIn(space, options),
      {
        model,
        metric: space.stamp,
        place: { file: indexFile, vault },
        scratch,
        onState: announce,
      },
      read,
    )

  function announce(state: SearcherState) {
    if (state.kind === 'failed') logger.warn('task-failed', { task: 'search-index', error: state.error })
    if (state.kind === 'building' && state.reason === 'damaged' && state.done === 0) {
      const message = 'The search index was damaged and is being rebuilt from the database. Nothing was lost.'
      publish('notice', { level: 'warning', code: 'index-rebuilt', message, details: {} })
    }
  }

  function findPersonRef(id: PersonRef['id']): PersonRef | null {
    let found = names.get(id)
    if (found === undefined) {
      const stored = store.people.find(id)
      found = stored && { id, name: stored.name }
      names.set(id, found)
    }
    return found
  }

  /** @throws AppError `person-not-found` */
  function person(id: PersonRef['id']): PersonRef {
    return findPersonRef(id) ?? store.people.get(id)
  }

  const candidate = ({ personId, similarity }: Match): Candidate => ({ person: person(personId), similarity })

  function decisionOf(verdict: Verdict): Decision {
    const { threshold } = verdict
    switch (verdict.kind) {
      case 'known': {
        const { best, runnerUp } = verdict
        return { kind: 'known', ...candidate(best), runnerUp: runnerUp && candidate(runnerUp), threshold }
      }
      case 'unknown':
        return { kind: 'unknown', similarity: verdict.similarity, threshold }
      case 'ambiguous': {
        const candidates = verdict.candidates.map(candidate)
        return { kind: 'ambiguous', candidates, similarity: verdict.candidates[0]!.similarity, threshold }
      }
      default:
        return assertNever(verdict)
    }
  }

  /** The probe as the templates are compared: through the metric in use. */
  function inSpace(probe: Embedding): Float32Array {
    if (probe.model !== model) {
      throw new AppError(
        'model-mismatch',
        'This face was read by another model than the enrolled ones. Restart Rollcall.',
        {
          details: { probe: probe.model, gallery: model },
        },
      )
    }
    return space.map(probe.vector)
  }

  function search(probe: Embedding, top: number): Match[] {
    follow()
    return searcher().search(inSpace(probe), top)
  }

  function decision(verdict: Verdict, ranking: Ranking): Decision {
    return decisionOf(
      respectDisputes(verdict, ranking, store.disputes.holding((now() - disputeMilliseconds) as Instant)),
    )
  }

  return {
    dimensions,
    candidates: (ranking) => ranking.map(candidate),
    entries: () => [...sourceIn(space, options).embeddings()].flat(),
    metric() {
      follow()
      return space.version
    },
    similarity(first, second) {
      follow()
      return dot(inSpace(first), inSpace(second))
    },
    search,
    decision,
    identify(probe, top) {
      const ranking = search(probe, Math.max(top, 2))
      return {
        decision: decision(decide(ranking, settings()), ranking),
        candidates: ranking.slice(0, top).map(candidate),
      }
    },
    async prepare(metric) {
      const revision = store.templates.readRevision(model)
      const { dimensions: length, map } = spaceOf(metric, options)
      const index = createGallery(length)
      for (const entries of store.templates.listEmbeddings(model)) {
        index.add(entries.map((entry) => ({ ...entry, vector: map(entry.vector) })))
        await setImmediate()
      }
      return () => {
        opened?.abandon()
        space = { version: metric, stamp: stampOf(store.metrics.findCurrent(model)), dimensions: length, map }
        opened = open({ index, revision })
      }
    },
    refresh,
    erased() {
      // A graph that is not open yet is opened, so that it can be saved without them.
      if (opened === null && existsSync(indexFile)) opened = open(null)
      refresh()
      if (opened === null) removeIndex(indexFile)
      else opened.dropSaved()
    },
    version() {
      follow()
      return version
    },
    named(id) {
      follow()
      return findPersonRef(id)
    },
    kind: () => searcher().kind,
    check() {
      for (let tries = 0; ; tries++) {
        refresh()
        const { size, kind, revision } = searcher()
        const { templates, at } = store.snapshot(() => ({
          templates: store.templates.count(model),
          at: store.templates.readRevision(model),
        }))
        // While somebody else enrols, the two are of different moments until the next look.
        if (at.stamp !== revision.stamp && tries < maxLooks) continue
        // A graph saved before the damage still finds what does not open any more.
        const least = templates - store.templates.listDamaged().length
        return { templates: Math.min(templates, Math.max(least, size)), indexed: size, kind }
      }
    },
    close: async () => opened?.close(),
  }
}

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
import { type FileVault, removeIndex, removeOtherIndexes } from '../matching/index-file.ts'
import type { GalleryEntry, Match, Ranking } from '../matching/match.ts'
import { chooseScratch, removeDeadScratch } from '../matching/scratch.ts'
import { createSearcher, type ReadGallery, type Searcher, type SearcherState } from '../matching/searcher.ts'
import { dot } from '../numeric/vector.ts'
import type { Store } from '../store/open.ts'
import type { Embedding } from '../vision/vision.ts'
import { sourceIn, spaceInUse, spaceOf, stampOf } from './gallery-space.ts'
import type { Roster } from './roster.ts'

/** Searches the people who can be recognised, and decides whom a face shows. */
export interface Gallery {
  /** Length of an embedding, before any metric is applied. */
  readonly dimensions: number
  /** Returns the version of the learned metric in use; null for the standard one. */
  metric(): number | null
  /** Compares two faces under the metric in use. @throws AppError `model-mismatch` */
  similarity(first: Embedding, second: Embedding): number
  /** Finds the people most alike, best first. @throws AppError `model-mismatch` for an embedding of another model */
  search(probe: Embedding, top: number): Match[]
  /** Decides on one photo, with the best candidates. @throws AppError `model-mismatch` */
  identify(probe: Embedding, top: number): { decision: Decision; candidates: Candidate[] }
  /** Turns a verdict into a decision with names, without names that were disputed at the kiosk. */
  decision(verdict: Verdict, ranking: Ranking): Decision
  /** Adds the names to a ranking. */
  candidates(ranking: Ranking): Candidate[]
  /** Returns all templates that are searched, transformed for comparison. */
  entries(): GalleryEntry[]
  /**
   * Reads all templates under another metric (null: the standard one) in portions, while searches go on under the
   * current one. The result switches to them at once; call it when the database names the new metric.
   */
  prepare(metric: number | null): Promise<() => void>
  /** Reads what this process changed in the database; changes by others are read before the next face is searched. */
  refresh(): void
  /** Removes erased people from the search graph, in memory and on the disk. */
  forgetErased(): void
  /** Counts changes of templates, names and the metric, by any process. */
  version(): number
  /** Returns the person who has this id now; null when there is none. */
  findNamed(id: PersonRef['id']): PersonRef | null
  kind(): Searcher['kind']
  /** Counts the templates, and those that a search can find. */
  check(): { templates: number; indexed: number; kind: Searcher['kind'] }
  close(): Promise<void>
}

export interface GalleryOptions {
  readonly store: Store
  /** Encrypts the saved index. */
  readonly vault: FileVault
  readonly model: Embedding['model']
  readonly dimensions: number
  /** Where the index is kept between starts. */
  readonly folder: string
  readonly settings: () => Settings
  readonly roster: Roster
  readonly publish: Publish
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly logger: Logger
  /** Whether `model` is still the one that decides; true when undefined. */
  readonly isPackCurrent?: () => boolean
}

/** The saved graph of a model. Another one's stays, and is as it was when that model decides again. */
const indexOf = (folder: string, model: Embedding['model']) => join(folder, `gallery.index.${model}`)

/** How often index and database are compared before a difference counts. */
const maxLooks = 100

/** How long a disputed name is not given again at the kiosk, unless the office decides earlier. */
export const disputeMilliseconds = 10 * 60_000

/** Opens the gallery, which is read when it is first needed: listing events does not need it. */
export function openGallery(options: GalleryOptions): Gallery {
  const {
    store,
    vault,
    model,
    dimensions,
    folder,
    settings,
    roster,
    publish,
    now,
    logger,
    isPackCurrent = () => true,
  } = options
  const scratch = chooseScratch(folder)
  for (const place of new Set([scratch, folder])) removeDeadScratch(place, now())
  const indexFile = indexOf(folder, model)
  // Earlier versions had one graph, of whichever model.
  removeIndex(join(folder, 'gallery.index'))
  let opened: Searcher | null = null
  let space = spaceInUse(options)
  const names = new Map<number, PersonRef | null>()
  let seen = store.readDataVersion()
  let version = 1

  /** Reads what other processes wrote, and who may be searched, before the next search. */
  function follow(): void {
    const found = store.readDataVersion()
    if (found === seen && !roster.updateIfDue()) return
    seen = found
    refresh()
  }

  function refresh(): void {
    version += 1
    names.clear()
    roster.update()
    if (stampOf(store.metrics.findCurrent(model), options) !== space.stamp) {
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

  /** Without people who left, or whose time of grace ended, since the index was brought up to date. */
  function candidatesOf(ranking: Ranking): Candidate[] {
    return ranking.filter(({ personId }) => roster.isSearchable(personId)).map(candidate)
  }

  function similarityIn(verdict: Verdict): number | null {
    if (verdict.kind === 'unknown') return verdict.similarity
    return verdict.kind === 'known' ? verdict.best.similarity : verdict.candidates[0]!.similarity
  }

  /** Whether all those that a verdict names are who the database says, and may be. */
  function mayBeNamed(verdict: Verdict): boolean {
    const named = verdict.kind === 'known' ? [verdict.best] : verdict.kind === 'ambiguous' ? verdict.candidates : []
    return named.every(({ personId }) => isNameable(personId))
  }

  function isNameable(id: PersonRef['id']): boolean {
    return store.people.isProved(id) && roster.isSearchable(id)
  }

  function decisionOf(verdict: Verdict): Decision {
    const { threshold } = verdict
    if (!mayBeNamed(verdict)) return { kind: 'unknown', similarity: similarityIn(verdict), threshold }
    switch (verdict.kind) {
      case 'known': {
        const { best, runnerUp } = verdict
        const rival = runnerUp && isNameable(runnerUp.personId) ? candidate(runnerUp) : null
        return { kind: 'known', ...candidate(best), runnerUp: rival, threshold }
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

  /** Transforms a probe like the templates: by the metric in use. */
  function inSpace(probe: Embedding): Float32Array {
    // The threshold in the database is that of the model which was chosen.
    if (probe.model !== model || !isPackCurrent()) {
      const message = 'This face was read by another model than the one that decides. Restart Rollcall.'
      throw new AppError('model-mismatch', message, { details: { probe: probe.model, gallery: model } })
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
    candidates: candidatesOf,
    entries() {
      follow()
      return [...sourceIn(space, options).embeddings()].flat()
    },
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
        candidates: candidatesOf(ranking.slice(0, top)),
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
        space = { version: metric, stamp: stampOf(store.metrics.findCurrent(model), options), dimensions: length, map }
        opened = open({ index, revision })
      }
    },
    refresh,
    forgetErased() {
      // A graph that is not open yet is opened, so that it can be saved without the erased people.
      if (opened === null && existsSync(indexFile)) opened = open(null)
      refresh()
      if (opened === null) removeIndex(indexFile)
      else opened.dropSaved()
      removeOtherIndexes(indexFile)
    },
    version() {
      follow()
      return version
    },
    findNamed(id) {
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
        // While another process enrols, index and database are of different times until the next comparison.
        if (at.stamp !== revision.stamp && tries < maxLooks) continue
        // A graph saved before the damage still finds templates that can no longer be decrypted.
        const least = templates - store.templates.listDamaged().length
        return { templates: Math.min(templates, Math.max(least, size)), indexed: size, kind }
      }
    },
    close: async () => opened?.close(),
  }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate, Decision, PersonRef } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import { decide, type Verdict } from '../matching/decide.ts'
import { respectDisputes } from '../matching/dispute.ts'
import type { FileVault } from '../matching/index-file.ts'
import type { Match, Ranking } from '../matching/match.ts'
import { createSearcher, type GallerySource, type Searcher, type SearcherState } from '../matching/searcher.ts'
import type { Store } from '../store/open.ts'
import type { Embedding } from '../vision/vision.ts'
import type { Context } from './context.ts'

/** The people who may be recognised: search and decision with their names. */
export interface Gallery {
  /** Of an embedding. */
  readonly dimensions: number
  /** The best people, best first. @throws AppError `model-mismatch` for an embedding of another model */
  search(probe: Embedding, top: number): Match[]
  /** One photo's decision and its best candidates. @throws AppError `model-mismatch` */
  identify(probe: Embedding, top: number): { decision: Decision; candidates: Candidate[] }
  /** The decision over a verdict: what people denied is held back, and everybody gets their names. */
  decision(verdict: Verdict, ranking: Ranking): Decision
  /** Takes over what changed in the database, by this process or another one. */
  refresh(): void
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
  readonly publish: Context['publish']
  /** Where the worker that builds the index is, when not beside its sources. */
  readonly indexWorker?: URL | undefined
}

/** hnswlib reads and writes plain files only; in memory they never touch a disk. */
const memoryFolder = '/dev/shm'

/** Reads the gallery when it is first needed: listing events needs none. */
export function openGallery(options: GalleryOptions): Gallery {
  const { store, vault, model, dimensions, folder, settings, publish, indexWorker } = options
  let opened: Searcher | null = null
  const names = new Map<number, PersonRef>()

  const source: GallerySource = {
    dimensions,
    revision: () => store.templates.revision(model),
    count: () => store.templates.count(model),
    embeddings: () => store.templates.embeddings(model),
    embedding: (id) => store.templates.embedding(id),
    owners: () => store.templates.owners(model),
    changesSince: (revision) => store.templates.changesSince(model, revision),
  }

  function searcher(): Searcher {
    opened ??= createSearcher(source, {
      model,
      place: { file: join(folder, 'gallery.index'), vault },
      scratch: existsSync(memoryFolder) ? memoryFolder : folder,
      onState: announce,
      ...(indexWorker && { workerUrl: indexWorker }),
    })
    return opened
  }

  function announce(state: SearcherState) {
    if (state.kind === 'building' && state.reason === 'damaged' && state.done === 0) {
      const message = 'The search index was damaged and is being rebuilt from the database. Nothing was lost.'
      publish('notice', { level: 'warning', code: 'index-rebuilt', message, details: {} })
    }
  }

  function person(id: PersonRef['id']): PersonRef {
    const known = names.get(id)
    if (known !== undefined) return known
    const { name } = store.people.get(id)
    names.set(id, { id, name })
    return { id, name }
  }

  const candidate = ({ personId, similarity }: Match): Candidate => ({ person: person(personId), similarity })

  function named(verdict: Verdict): Decision {
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

  function search(probe: Embedding, top: number): Match[] {
    if (probe.model !== model) {
      throw new AppError(
        'model-mismatch',
        'This face was read by another model than the enrolled ones. Restart Rollcall.',
        {
          details: { probe: probe.model, gallery: model },
        },
      )
    }
    return searcher().search(probe.vector, top)
  }

  function decision(verdict: Verdict, ranking: Ranking): Decision {
    return named(respectDisputes(verdict, ranking, store.disputes.list()))
  }

  return {
    dimensions,
    search,
    decision,
    identify(probe, top) {
      const ranking = search(probe, Math.max(top, 2))
      return {
        decision: decision(decide(ranking, settings()), ranking),
        candidates: ranking.slice(0, top).map(candidate),
      }
    },
    refresh() {
      names.clear()
      opened?.refresh()
    },
    kind: () => searcher().kind,
    check: () => ({ templates: store.templates.count(model), indexed: searcher().size, kind: searcher().kind }),
    close: async () => opened?.close(),
  }
}

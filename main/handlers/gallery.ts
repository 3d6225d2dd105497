import type { Candidate, Decision, PersonRef } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import { decide, type Verdict } from '../matching/decide.ts'
import type { Match } from '../matching/match.ts'
import { createSearcher, type GallerySource, type Searcher } from '../matching/searcher.ts'
import type { Store } from '../store/open.ts'
import type { Embedding } from '../vision/vision.ts'

/** The people who may be recognised: search and decision with their names. */
export interface Gallery {
  /** Of an embedding. */
  readonly dimensions: number
  /** The best people, best first. @throws AppError `model-mismatch` for an embedding of another model */
  search(probe: Embedding, top: number): Match[]
  /** One photo's decision and its best candidates. @throws AppError `model-mismatch` */
  identify(probe: Embedding, top: number): { decision: Decision; candidates: Candidate[] }
  /** Gives the people of a verdict their names. */
  named(verdict: Verdict): Decision
  /** Takes over what changed in the database, by this process or another one. */
  refresh(): void
  kind(): Searcher['kind']
  /** How many templates there are and how many of them can be found. */
  check(): { templates: number; indexed: number; kind: Searcher['kind'] }
}

/** Reads the gallery when it is first needed: listing events needs none. */
export function openGallery(
  store: Store,
  model: Embedding['model'],
  dimensions: number,
  settings: () => Settings,
): Gallery {
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
    opened ??= createSearcher(source)
    return opened
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

  return {
    dimensions,
    search,
    named,
    identify(probe, top) {
      const ranking = search(probe, Math.max(top, 2))
      return { decision: named(decide(ranking, settings())), candidates: ranking.slice(0, top).map(candidate) }
    },
    refresh() {
      names.clear()
      opened?.refresh()
    },
    kind: () => searcher().kind,
    check: () => ({ templates: store.templates.count(model), indexed: searcher().size, kind: searcher().kind }),
  }
}

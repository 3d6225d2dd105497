import { setImmediate } from 'node:timers/promises'
import type { Parsed } from '../contract/api.ts'
import { AppError, type ErrorCode, errorBody } from '../contract/errors.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { type ImportPlan, photoLocator, planFolders, planTable, tableText } from '../enrolment/import-plan.ts'
import type { Import, ImportPhoto, ImportPhotoDraft } from '../store/imports.ts'
import type { Context, Handlers } from './context.ts'
import type { Enroller } from './enroller.ts'
import { createImportPhotos } from './import-photos.ts'
import { paced } from './paced.ts'
import { announceFollowing } from './people.ts'

type ImportMethod =
  | 'imports.plan'
  | 'imports.begin'
  | 'imports.missing'
  | 'imports.hand'
  | 'imports.leave'
  | 'imports.progress'
  | 'imports.pause'
  | 'imports.resume'
  | 'imports.end'
  | 'imports.report'
  | 'imports.queue'
  | 'imports.photo'
  | 'imports.decide'

export interface ImportHandlers {
  readonly handlers: Handlers<ImportMethod>
  /** Null when nothing was ever imported. */
  progress(): ImportProgress | null
  close(): Promise<void>
}

const shownNames = 6
const announcePause = 250
/** Everybody's list is read anew by the windows at most so often. */
const peoplePause = 2_000

/** @param works whether this process looks at photos; a command that runs beside a window does not */
export function openImports(context: Context, enroller: Enroller, works: boolean): ImportHandlers {
  const { store, publish, settings, actor } = context
  const { imports, importFiles: files } = store
  const photos = createImportPhotos(context, enroller)
  let working: Promise<void> | null = null
  let closing = false
  /** Why work stopped, when not even that could be written down; the next start tries again, and so does `wake`. */
  let stuck: ErrorCode | null = null

  const announce = paced(announcePause, () => {
    try {
      const progress = progressNow()
      if (progress !== null) publish('imports.changed', progress)
    } catch {
      // Nobody asked: whoever does is told why the database cannot be read.
    }
  })
  const announcePeople = paced(peoplePause, () => publish('people.changed', { personId: null }))

  function progressNow(): ImportProgress | null {
    const current = imports.current()
    if (current === null) return null
    const halted = current.state === 'running' && stuck !== null ? { state: 'paused' as const, failure: stuck } : {}
    return { ...current, ...halted, ...imports.counts(current.id), queued: imports.queued() }
  }

  function wake(): void {
    if (!works || closing || working !== null) return
    stuck = null
    working = work()
      .catch((error: unknown) => {
        stuck = errorBody(error).code
      })
      .finally(() => {
        working = null
        announce.soon()
      })
  }

  async function work(): Promise<void> {
    for (;;) {
      const current = imports.current()
      if (closing || current?.state !== 'running') return
      const photo = imports.next(current.id)
      if (photo === null) return finishIfDone(current)
      imports.tried(photo.id, 1)
      try {
        await photos.look(photo)
        announcePeople.soon()
      } catch (error) {
        const { code } = errorBody(error)
        const stopped = code === 'vision-stopped' || code === 'provider-failed' || code === 'internal'
        if (closing || !stopped) imports.tried(photo.id, -1)
        if (closing) return
        imports.setState(current.id, 'paused', code)
      }
      announce.soon()
      // What is refused or known without being looked at never waits by itself, and the kiosk would for all of it.
      await setImmediate()
    }
  }

  function finishIfDone(current: Import): void {
    const { counts } = imports.counts(current.id)
    if (counts.missing + counts.waiting > 0) return
    imports.setState(current.id, 'finished')
    announcePeople.soon()
    announce.soon()
  }

  /** The import that is not finished. */
  function open(): Import | null {
    const current = imports.current()
    return current === null || current.state === 'finished' ? null : current
  }

  function change(work: (current: Import) => void) {
    const current = open()
    if (current !== null) work(current)
    announce.soon()
    return { progress: progressNow() }
  }

  function begin(input: Parsed<'imports.begin'>) {
    const drafts = draftsOf(planOf(input), input)
    const current = store.transaction(() => {
      const unfinished = open()
      if (unfinished === null) imports.forgetFinished()
      const before = unfinished ?? imports.begin(input.source)
      const source = before.source.split(', ').includes(input.source)
        ? before.source
        : `${before.source}, ${input.source}`
      imports.setState(before.id, 'running', null, source)
      imports.add(before.id, drafts)
      const details = { photos: drafts.length }
      store.audit.append({ actor, action: 'import.begin', subject: `import ${before.id}`, details })
      return before
    })
    finishIfDone({ ...current, state: 'running' })
    announce.soon()
    wake()
    return { progress: progressNow() }
  }

  function planOf({ source, files: chosen, list }: Parsed<'imports.begin'>): ImportPlan {
    const paths = chosen.map(({ path }) => path)
    if (list === null) return planFolders(paths, source)
    return planTable(
      tableText(list.content, languageOf(settings().language)),
      list.path,
      photoLocator(list.path, paths),
    )
  }

  async function decide({ id, answer, alike }: Parsed<'imports.decide'>) {
    const photo = imports.get(id)
    const others = alike && answer.kind !== 'take' ? photos.alike(photo) : []
    let decided = 0
    let merge: number | null = null
    const decideOne = async (each: ImportPhoto) => {
      merge ??= (await photos.decide(each, answer))?.id ?? null
      decided++
    }
    try {
      await decideOne(photo)
      // Told of a person as a whole: what comes later under this name is theirs too.
      if (alike && answer.kind === 'same' && photo.personId === null) imports.belongsTo(photo, answer.personId)
      for (const each of others) await decideOne(each)
    } finally {
      announce.soon()
      announcePeople.soon()
    }
    if (merge !== null) announceFollowing(publish)
    const after = imports.get(id)
    return { decided, next: after.state === 'review' ? photos.shown(after) : null, ...(merge !== null && { merge }) }
  }

  const handlers: Handlers<ImportMethod> = {
    'imports.plan'(input) {
      const { people, rejected } = planOf(input)
      const count = people.reduce((sum, person) => sum + person.photos.length, 0)
      const names = people.slice(0, shownNames).map(({ wanted }) => wanted.name)
      return { people: people.length, photos: count, names, rejected: rejected.length }
    },
    'imports.begin': begin,
    'imports.missing'() {
      const current = open()
      const missing = current === null ? [] : imports.inState(current.id, 'missing')
      return { photos: missing.map(({ id, path, bytes }) => ({ id, path, bytes })) }
    },
    'imports.hand'({ id, photo }) {
      if (imports.find(id)?.state === 'missing') {
        files.put(id, photo)
        imports.handed(id)
        announce.soon()
        wake()
      }
      return {}
    },
    'imports.leave'({ id, reason }) {
      if (imports.find(id)?.state === 'missing') imports.settle(id, 'refused', reason)
      const current = open()
      if (current !== null) finishIfDone(current)
      announce.soon()
      return {}
    },
    'imports.progress': () => ({ progress: progressNow() }),
    'imports.pause': () => change(({ id }) => imports.setState(id, 'paused')),
    'imports.resume': () =>
      change((current) => {
        imports.setState(current.id, 'running')
        finishIfDone(current)
        wake()
      }),
    'imports.end': () =>
      change(({ id }) => {
        files.remove(imports.dropRest(id))
        imports.setState(id, 'finished')
        store.audit.append({ actor, action: 'import.end', subject: `import ${id}`, details: {} })
      }),
    'imports.report'() {
      const current = imports.current()
      const all = current === null ? [] : imports.all(current.id)
      return {
        rows: all.map(({ path, name, employeeNumber, state, reason }) => ({
          path,
          name,
          employeeNumber,
          state,
          reason,
        })),
      }
    },
    'imports.queue': ({ limit }) => ({
      photos: imports.queue(limit).map((photo) => photos.shown(photo)),
      total: imports.queued(),
    }),
    'imports.photo'({ id }) {
      const photo = imports.get(id).state === 'review' ? files.get(id) : null
      if (photo === null) throw new AppError('invalid-input', 'This photo is no longer kept.')
      return { photo }
    },
    'imports.decide': decide,
  }

  if (works) {
    files.keepOnly(imports.needed())
    wake()
  }
  return {
    handlers,
    progress: progressNow,
    async close() {
      closing = true
      announce.close()
      announcePeople.close()
      await working
    },
  }
}

function draftsOf(plan: ImportPlan, { files }: Parsed<'imports.begin'>): ImportPhotoDraft[] {
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]))
  const wanted = plan.people.flatMap(({ wanted: { name, employeeNumber }, photos }) =>
    photos.map((path): ImportPhotoDraft => {
      const bytes = sizes.get(path)
      return { path, bytes: bytes ?? 0, name, employeeNumber, reason: bytes === undefined ? 'file-not-found' : null }
    }),
  )
  const refused = plan.rejected.map(({ file, name, code }) => ({
    path: file,
    bytes: 0,
    name,
    employeeNumber: null,
    reason: code,
  }))
  return [...wanted, ...refused]
}

function languageOf(chosen: string): string {
  return chosen === 'system' ? new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale).language : chosen
}

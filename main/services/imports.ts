import { setImmediate } from 'node:timers/promises'
import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import { type ErrorCode, errorBody } from '../contract/errors.ts'
import type { ImportProgress, ImportReason } from '../contract/imports.ts'
import { pickFields } from '../contract/person-fields.ts'
import { type ImportPlan, photoLocator, planFolders, planTable, tableText } from '../enrolment/import-plan.ts'
import type { Import, ImportPhoto, ImportPhotoDraft } from '../store/imports.ts'
import type { Context } from './context.ts'
import type { Enroller } from './enroller.ts'
import { holdPhotos } from './hold-photos.ts'
import { createImportPhotos, type ImportPhotos } from './import-photos.ts'
import { announceFollowing } from './merge-people.ts'
import type { Part } from './part.ts'
import { throttle } from './throttle.ts'

/** The import that runs in the background, across restarts, until every photo was examined. */
export interface RunningImports extends Part {
  readonly photos: ImportPhotos
  /** Null when nothing was ever imported. */
  progress(): ImportProgress | null
  plan(input: Parsed<'imports.plan'>): ImportPlan
  begin(input: Parsed<'imports.begin'>, caller: Caller): void
  /** Returns the import that is not finished yet. */
  findUnfinished(): Import | null
  /** Takes the bytes of a photo that was missing. */
  receive(id: number, photo: Uint8Array): void
  /** Leaves out a photo that is missing. */
  skip(id: number, reason: ImportReason): void
  pause(): void
  resume(): void
  /** Looks at photos that waited for a consent which is there now. */
  resumeHeld(): void
  /** Keeps photos of somebody without consent, sealed, until it is there. */
  hold(input: Parsed<'imports.hold'>, caller: Caller): number
  /** Leaves out all photos that were not examined yet. */
  end(caller: Caller): void
  decide(input: Parsed<'imports.decide'>, caller: Caller): Promise<Output<'imports.decide'>>
  /** Starts no further photo; closing vision ends the current one. */
  close(): void
}

const announcePause = 250
/** Milliseconds at least between two announcements that people changed. */
const peoplePause = 2_000

/** @param works whether this process examines photos; a command that runs beside a window does not */
export function openImports(context: Context, enroller: Enroller, works: boolean): RunningImports {
  const { store, publish, settings, background, logger } = context
  const { imports, importFiles: files } = store
  const photos = createImportPhotos(context, enroller)
  let working: Promise<void> | null = null
  let closing = false
  /** Why work stopped, when that could not even be stored; the next start and the next `wake` try again. */
  let stuck: ErrorCode | null = null

  const announce = throttle(announcePause, () => {
    try {
      const progress = progressNow()
      if (progress !== null) publish('imports.changed', progress)
    } catch {
      // Nobody is waiting; the next call says why the database cannot be read.
    }
  })
  const announcePeople = throttle(peoplePause, () => publish('people.changed', { personId: null }))

  function progressNow(): ImportProgress | null {
    const current = imports.findCurrent()
    if (current === null) return null
    const halted = current.state === 'running' && stuck !== null ? { state: 'paused' as const, failure: stuck } : {}
    return { ...current, ...halted, ...imports.countByState(current.id), queued: imports.countQueued() }
  }

  function wake(): void {
    if (!works || closing || working !== null) return
    stuck = null
    working = work()
      .catch((error: unknown) => {
        stuck = errorBody(error).code
        logger.error('task-failed', { task: 'import', error })
      })
      .finally(() => {
        working = null
        announce.soon()
      })
    background.add(working)
  }

  async function work(): Promise<void> {
    for (;;) {
      const current = imports.findCurrent()
      if (closing || current?.state !== 'running') return
      const photo = imports.findNext(current.id)
      if (photo === null) return finishIfDone(current)
      imports.countAttempt(photo.id, 1)
      try {
        await photos.look(photo)
        announcePeople.soon()
      } catch (error) {
        const { code } = errorBody(error)
        const stopped = code === 'vision-stopped' || code === 'provider-failed' || code === 'internal'
        if (closing || !stopped) imports.countAttempt(photo.id, -1)
        if (closing) return
        logger.warn('task-failed', { task: 'import', error })
        imports.setState(current.id, 'paused', code)
      }
      announce.soon()
      // Photos settled without recognition never wait for anything, and would keep the kiosk waiting.
      await setImmediate()
    }
  }

  function finishIfDone(current: Import): void {
    const { counts } = imports.countByState(current.id)
    if (counts.missing + counts.waiting > 0) return
    imports.setState(current.id, 'finished')
    announcePeople.soon()
    announce.soon()
  }

  function findUnfinishedImport(): Import | null {
    const current = imports.findCurrent()
    return current === null || current.state === 'finished' ? null : current
  }

  function change(work: (current: Import) => void): void {
    const current = findUnfinishedImport()
    if (current !== null) work(current)
    announce.soon()
  }

  function begin(input: Parsed<'imports.begin'>, caller: Caller): void {
    const drafts = draftsOf(planOf(input), input)
    const current = store.transaction(() => {
      const open = findUnfinishedImport()
      if (open === null) imports.forgetFinished()
      const before = open ?? imports.begin(input.source)
      const source = before.source.split(', ').includes(input.source)
        ? before.source
        : `${before.source}, ${input.source}`
      imports.setState(before.id, 'running', null, source)
      imports.add(before.id, drafts)
      const details = { photos: drafts.length }
      store.audit.append({ ...caller, action: 'import.begin', subject: `import ${before.id}`, details })
      return before
    })
    finishIfDone({ ...current, state: 'running' })
    announce.soon()
    wake()
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

  async function decide({ id, answer, alike }: Parsed<'imports.decide'>, caller: Caller) {
    const photo = imports.get(id)
    const others = alike && answer.kind !== 'take' ? photos.alike(photo) : []
    let decided = 0
    let merge: number | null = null
    const decideOne = async (each: ImportPhoto) => {
      merge ??= (await photos.decide(each, answer, caller))?.id ?? null
      decided++
    }
    try {
      await decideOne(photo)
      // The answer was about the person, so it holds for later photos under this name too.
      if (alike && answer.kind === 'same' && photo.personId === null) imports.assignPerson(photo, answer.personId)
      for (const each of others) await decideOne(each)
    } finally {
      announce.soon()
      announcePeople.soon()
    }
    if (merge !== null) announceFollowing(publish)
    const after = imports.get(id)
    return {
      decided,
      next: after.state === 'review' ? photos.describePhoto(after) : null,
      ...(merge !== null && { merge }),
    }
  }

  try {
    files.unpackBackup()
  } catch (error) {
    const { code, message } = errorBody(error)
    if (code !== 'disk-full') throw error
    // The photos stay in the database; the next start tries again.
    publish('notice', { level: 'warning', code: 'disk-nearly-full', message, details: {} })
  }
  if (works) {
    files.keepOnly(imports.listNeeded())
    wake()
  }
  function resumeHeld(): void {
    const free = imports.listHeld().filter(context.consenting.mayEnrol)
    if (free.length > 0) {
      store.transaction(() => free.forEach((id) => void imports.releaseHeld(id)))
      announce.soon()
    }
    // A command may have released some, and looks at none.
    wake()
  }

  function hold(input: Parsed<'imports.hold'>, caller: Caller): number {
    const held = holdPhotos(context, photos, input, caller)
    announce.soon()
    announcePeople.soon()
    return held
  }

  return {
    photos,
    resumeHeld,
    hold,
    progress: progressNow,
    plan: planOf,
    begin,
    findUnfinished: findUnfinishedImport,
    receive(id, photo) {
      if (imports.find(id)?.state !== 'missing') return
      files.put(id, photo)
      imports.markReceived(id)
      announce.soon()
      wake()
    },
    skip(id, reason) {
      if (imports.find(id)?.state === 'missing') imports.settle(id, 'refused', reason)
      const current = findUnfinishedImport()
      if (current !== null) finishIfDone(current)
      announce.soon()
    },
    pause: () => change(({ id }) => imports.setState(id, 'paused')),
    resume: () =>
      change((current) => {
        imports.setState(current.id, 'running')
        finishIfDone(current)
        wake()
      }),
    end: (caller) =>
      change(({ id }) => {
        store.transaction(() => {
          imports.dropRest(id)
          imports.setState(id, 'finished')
          store.audit.append({ ...caller, action: 'import.end', subject: `import ${id}`, details: {} })
        })
        files.keepOnly(imports.listNeeded())
      }),
    decide,
    close() {
      closing = true
      announce.close()
      announcePeople.close()
    },
  }
}

function draftsOf(plan: ImportPlan, { files }: Parsed<'imports.begin'>): ImportPhotoDraft[] {
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]))
  const wanted = plan.people.flatMap(({ wanted, groups = [], photos }) =>
    photos.map((path): ImportPhotoDraft => {
      const bytes = sizes.get(path)
      return {
        path,
        bytes: bytes ?? 0,
        name: wanted.name,
        ...pickFields(wanted),
        groups,
        employments: wanted.employments,
        reason: bytes === undefined ? 'file-not-found' : null,
      }
    }),
  )
  const refused = plan.rejected.map(({ file, name, code }) => ({
    path: file,
    bytes: 0,
    name,
    ...pickFields({}),
    reason: code,
  }))
  return [...wanted, ...refused]
}

function languageOf(chosen: string): string {
  return chosen === 'system' ? new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale).language : chosen
}

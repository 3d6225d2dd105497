import type { Caller } from '../contract/caller.ts'
import type { Instant, ModelId, PersonRef } from '../contract/entities.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import {
  type BesideModel,
  type DecidedBy,
  type ModelChange,
  maxListedMissing,
  type NextThreshold,
} from '../contract/model-change.ts'
import { assessInThread, carryInThread } from '../matching/calibrate/assess-in-thread.ts'
import { count } from '../text/words.ts'
import { embedderId } from '../vision/embed.ts'
import { startKeptPhotoEmbedder } from '../vision/kept-photo-thread.ts'
import { type FoundPack, type ModelOf, modelOf, Pack } from '../vision/manifest.ts'
import { choosePack, readPackVersion } from './chosen-pack.ts'
import type { Context } from './context.ts'
import { sourceIn, spaceInUse } from './gallery-space.ts'
import { createKeptPhotos, type KeptPhotosOptions, type WantedModel } from './kept-photos.ts'
import type { Part } from './part.ts'
import { throttle } from './throttle.ts'

/**
 * Changes the model without enrolling anybody again. While the present one decides, another one reads the photos that
 * were kept; then the two change places, as often as somebody likes, each with its own threshold.
 */
export interface ModelChanges extends Part {
  state(): ModelChange
  begin(pack: string, caller: Caller): Promise<ModelChange>
  run(): Promise<ModelChange>
  switch(caller: Caller): Promise<ModelChange>
  end(caller: Caller): Promise<{ erased: number; heldBack: boolean }>
  listMissing(): { people: PersonRef[]; total: number }
  /**
   * Reads one kept photo with the model in use, or with the one beside it.
   * @throws AppError `not-an-image` and the like, `model-missing`
   */
  embedPhoto(model: ModelId, photo: Uint8Array): Promise<Float32Array>
}

export interface ModelChangeOptions extends Pick<KeptPhotosOptions, 'faceSeenAt' | 'missing'> {
  /** Finds a pack that may be used, and the threshold to begin with. */
  readonly findPack: (name: string) => Promise<{ readonly pack: FoundPack; readonly startingThreshold: number }>
  /** Whether photos are read in the background; a command reads them when it is asked to. */
  readonly works: boolean
}

const key = 'model-change'
const announcePause = 500
/** A fixed seed, so that the same gallery gives the same threshold. */
const seed = 20_177

export function openModelChanges(
  context: Context,
  { findPack, faceSeenAt, missing, works }: ModelChangeOptions,
): ModelChanges {
  const { store, gallery, settings, publish, now, model, pack, background, logger } = context
  const photos = createKeptPhotos(context, { missing, faceSeenAt, onProgress: () => announce.soon() })
  let failure: string | null = null
  let working: Promise<void> | null = null
  let again = false
  let closing = false
  /** The threshold for the model beside, and the gallery that it was computed for. */
  let next: { readonly threshold: NextThreshold; readonly of: string } | null = null

  /** What was told last. */
  let announced = ''

  const announce = throttle(announcePause, () => publish('modelChange.changed', {}))
  const read = () => store.documents.get(key)
  const beside = (): BesideModel | null => read().value

  /** Names what the templates of both models are now. */
  const revisionOf = (other: BesideModel) =>
    [model, other.model as ModelId].map((each) => store.templates.readRevision(each).stamp).join(' ')

  const state = () => stateWith(pack.name, model)

  function stateWith(name: string, inUse: ModelId): ModelChange {
    const other = beside()
    const counts = new Map(store.templates.countByModel().map((each) => [each.model as string, each.templates]))
    return {
      inUse: { pack: name, model: inUse, templates: counts.get(inUse) ?? 0 },
      beside: other && describe(other, counts.get(other.model) ?? 0, inUse),
      heldBack: store.templates.countByNeither(inUse, (other?.model ?? inUse) as ModelId),
    }
  }

  function describe(other: BesideModel, templates: number, inUse: ModelId): ModelChange['beside'] {
    const waiting = photos.countWaiting(other.model as ModelId)
    const known = next !== null && next.of === revisionOf(other) ? next.threshold : null
    return {
      ...{ pack: other.pack.name, model: other.model, since: other.since, templates, waiting, failure },
      direction: other.decidedBy === null ? 'forth' : 'back',
      missing: missing.list(other.model as ModelId, inUse).length,
      threshold: other.decidedBy ? { kind: 'as-before', threshold: other.decidedBy.threshold } : known,
    }
  }

  /** The pack's files must be those whose embeddings are stored. */
  async function findBeside(other: BesideModel): Promise<{ pack: FoundPack; startingThreshold: number }> {
    const found = await findPack(other.pack.name)
    if (embedderId(embedderOf(found.pack)) === other.model) return found
    const message = `The pack ${other.pack.name} was replaced by another one. End the change, and begin it anew.`
    throw new AppError('model-missing', message, { details: { pack: other.pack.name } })
  }

  /** Both models are kept complete, so that either can decide at any time. */
  function listWanted(): WantedModel[] {
    const other = beside()
    const inUse = { model, find: () => Promise.resolve(pack) }
    if (other === null) return [inUse]
    return [inUse, { model: other.model as ModelId, find: async () => (await findBeside(other)).pack }]
  }

  async function work(): Promise<void> {
    do {
      again = false
      const before = store.templates.readRevision(model).stamp
      await photos.readAll(listWanted())
      if (store.templates.readRevision(model).stamp !== before) {
        gallery.refresh()
        publish('people.changed', { personId: null })
      }
      const other = beside()
      if (!closing && other !== null && other.decidedBy === null && isComplete(other)) await weigh(other)
      failure = null
    } while (again && !closing)
  }

  const isComplete = (other: BesideModel) => photos.countWaiting(other.model as ModelId) === 0

  function wake(): void {
    if (closing) return
    again = true
    if (working !== null) return
    working = work()
      .catch((error: unknown) => {
        failure = errorBody(error).message
        logger.warn('task-failed', { task: 'model-change', error })
      })
      .finally(() => {
        working = null
        announceIfChanged()
      })
    background.add(working)
  }

  /** A change of people that leaves their templates as they are, such as another name, changes nothing of this. */
  function announceIfChanged(): void {
    const other = beside()
    const revision = other === null ? store.templates.readRevision(model).stamp : revisionOf(other)
    const found = JSON.stringify([revision, other, next, failure, missing.countUnreadable()])
    if (found === announced) return
    announced = found
    announce.soon()
  }

  /** Computes the threshold that the model beside would begin with, unless that is known of these very templates. */
  async function weigh(other: BesideModel): Promise<NextThreshold> {
    const of = revisionOf(other)
    if (next?.of !== of) next = { threshold: await thresholdFor(other), of }
    return next.threshold
  }

  async function thresholdFor(other: BesideModel): Promise<NextThreshold> {
    const { pack: found, startingThreshold } = await findBeside(other)
    const { promise, threshold } = settings()
    const space = { store, model: other.model as ModelId, dimensions: embedderOf(found).dimensions }
    const after = [...sourceIn(spaceInUse(space), space).embeddings()].flat()
    if (promise !== null) {
      const { calibration } = await assessInThread({ entries: after, model: space.model, promise, seed })
      if (calibration?.kind === 'calibrated') {
        const { expectedFpir, expectedFnir } = calibration
        return { kind: 'calibrated', threshold: round(calibration.threshold), promise, expectedFpir, expectedFnir }
      }
    }
    const carried = await carryInThread({ threshold, before: gallery.entries(), after, seed })
    return carried === null
      ? { kind: 'starting', threshold: startingThreshold }
      : { kind: 'carried', threshold: round(carried.threshold), people: carried.people }
  }

  /** What the model in use decides by now. */
  function readDecidedBy(): DecidedBy {
    const { threshold, margin, promise } = settings()
    return { threshold, margin, promise, basis: { ...store.settings.readThresholds().at(-1)?.basis } }
  }

  function toDecidedBy(other: BesideModel, threshold: NextThreshold): DecidedBy {
    const { margin, promise } = settings()
    const templates = store.templates.count(other.model as ModelId)
    const basis = { promise, model: other.model, templates, from: threshold.kind }
    return { threshold: threshold.threshold, margin, promise, basis }
  }

  /** Has another pack decide from now on, in one transaction with its threshold. */
  function choose(chosen: FoundPack, by: DecidedBy, after: BesideModel | null, caller: Caller): void {
    const { version } = read()
    store.transaction(() => {
      choosePack(store, chosen, readPackVersion(store), caller)
      store.documents.put(key, after, version, caller.actor)
      const { threshold, margin, promise, basis } = by
      store.settings.set({ threshold, margin, promise }, basis)
    })
  }

  /** What was chosen is used by the app that opens now; this one only answers. */
  async function goOn(chosen: FoundPack): Promise<ModelChange> {
    const answer = stateWith(chosen.name, embedderId(embedderOf(chosen)))
    await context.reopen?.()
    return answer
  }

  async function begin(name: string, caller: Caller): Promise<ModelChange> {
    const other = beside()
    const found = await findPack(name)
    const id = embedderId(embedderOf(found.pack))
    if (other?.model === id) {
      wake()
      return state()
    }
    if (other !== null) throw goingOnError(other)
    if (id === model) {
      choose(found.pack, readDecidedBy(), null, caller)
      return goOn(found.pack)
    }
    if (store.countRows().templates === 0) {
      const { promise, margin } = settings()
      choose(found.pack, { threshold: found.startingThreshold, margin, promise, basis: null }, null, caller)
      return goOn(found.pack)
    }
    const begun: BesideModel = { pack: Pack.parse(found.pack), model: id, since: now() as Instant, decidedBy: null }
    store.transaction(() => {
      store.documents.put(key, begun, read().version, caller.actor)
      store.audit.append({ ...caller, action: 'modelChange.begin', subject: `pack ${name}`, details: { model: id } })
    })
    announce.soon()
    if (works) wake()
    return state()
  }

  async function change(caller: Caller): Promise<ModelChange> {
    const other = requireBeside()
    const found = await findBeside(other)
    const back = other.decidedBy
    if (back === null && !isComplete(other)) {
      const left = count(photos.countWaiting(other.model as ModelId), 'photo is', 'photos are')
      const message = `${left} still to be read. Wait until that is done.`
      throw new AppError('model-not-ready', message)
    }
    const by = back ?? toDecidedBy(other, await weigh(other))
    const left: BesideModel = { pack: Pack.parse(pack), model, since: now() as Instant, decidedBy: readDecidedBy() }
    choose(found.pack, by, left, caller)
    return goOn(found.pack)
  }

  async function end(caller: Caller) {
    const other = requireBeside()
    const erased = store.transaction(() => {
      store.documents.put(key, null, read().version, caller.actor)
      const gone = store.templates.eraseEmbeddings(other.model as ModelId, model)
      const subject = `pack ${other.pack.name}`
      store.audit.append({
        ...caller,
        action: 'modelChange.end',
        subject,
        details: { model: other.model, erased: gone },
      })
      return gone
    })
    next = null
    failure = null
    announce.soon()
    gallery.forgetErased()
    return { erased, heldBack: !(await store.scrub()) }
  }

  function requireBeside(): BesideModel {
    const other = beside()
    if (other !== null) return other
    throw new AppError('no-model-beside', 'There is no other model to change to. Begin a change first.')
  }

  function listMissing() {
    const other = requireBeside()
    const people = missing
      .list(other.model as ModelId, model)
      .flatMap((id) => store.people.find(id) ?? [])
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
    return { people: people.slice(0, maxListedMissing), total: people.length }
  }

  async function embedPhoto(by: ModelId, photo: Uint8Array): Promise<Float32Array> {
    const found = by === model ? pack : (await findBeside(requireBeside())).pack
    const embedder = await startKeptPhotoEmbedder(found)
    try {
      return (await embedder.embed(photo)).vector
    } finally {
      await embedder.close()
    }
  }

  const heldBack = works ? store.templates.countByNeither(model, (beside()?.model ?? model) as ModelId) : 0
  if (heldBack > 0) {
    const message = `${heldBack} face templates were made by another model than the one in use. They are kept and compared with nobody; those with a photo are read anew.`
    publish('notice', { level: 'warning', code: 'templates-held-back', message, details: { count: heldBack } })
  }
  if (works) wake()

  return {
    state,
    begin,
    async run() {
      wake()
      while (working !== null) await working
      if (failure !== null) throw new AppError('vision-stopped', failure)
      return state()
    },
    switch: change,
    end,
    listMissing,
    embedPhoto,
    on: {
      'people.changed': () => {
        if (works) wake()
      },
    },
    async close() {
      closing = true
      photos.close()
      announce.close()
      await working
    },
  }

  function goingOnError(other: BesideModel): AppError {
    const message = `The model is already being changed to ${other.pack.name}. End that first, or go on with it.`
    return new AppError('model-change-going-on', message, { details: { pack: other.pack.name } })
  }
}

/** As the Thresholds screen shows them. */
const round = (threshold: number) => Math.round(threshold * 1000) / 1000

function embedderOf(pack: Pack): ModelOf<'embedder'> {
  const embedder = modelOf(pack, 'embedder')
  if (embedder === null) throw new AppError('model-unsupported', `The model pack ${pack.name} has no embedder.`)
  return embedder
}

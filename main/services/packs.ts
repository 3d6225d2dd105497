import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { needsAcceptance } from '../contract/model-labels.ts'
import { termsOf } from '../contract/model-terms.ts'
import { type ListedPack, PackTrial } from '../contract/models.ts'
import { maxPieceBytes } from '../contract/restore.ts'
import { defaultSettings } from '../contract/settings.ts'
import { referenceFor } from '../matching/calibrate/default-reference.ts'
import { cancelledError } from '../packs/download.ts'
import { findEntry, installFromFiles, installFromNetwork, partOf, tidyInstalled } from '../packs/install.ts'
import { tryLiveness } from '../packs/liveness-trial.ts'
import { type KnownPack, type PackEntry, readKnownPacks, sizeOf, titleOf } from '../packs/pack-entry.ts'
import { SampleFace, type TrialOptions, tryPack } from '../packs/trial.ts'
import { type FileLock, lockFile } from '../store/file-lock.ts'
import { embedderId } from '../vision/embed.ts'
import { type FoundPack, modelOf } from '../vision/manifest.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'
import { chooseSecondOpinion } from './second-opinion.ts'
import { throttle } from './throttle.ts'

/** Knows the packs of models, installs and removes them, and tries them before one is chosen. */
export interface Packs extends Part {
  list(): Promise<{ packs: ListedPack[]; working: string | null }>
  /** Takes a piece of a file for `add`. */
  receive(input: Parsed<'models.receive'>): Promise<void>
  add(input: Parsed<'models.add'>, caller: Caller): Promise<{ name: string }>
  cancel(): void
  tryOut(input: Parsed<'models.try'>): Promise<PackTrial>
  /**
   * Finds a pack that may be chosen, and the threshold to begin with.
   * @throws AppError `pack-unknown`, `pack-not-installed`, `pack-untried`, `pack-unfit`
   */
  requireUsable(name: string): Promise<{ pack: FoundPack; startingThreshold: number }>
  /** Has a pack that was tried give a second opinion on liveness; null for none. */
  setSecondOpinion(name: string | null, caller: Caller): Promise<void>
  remove(name: string, caller: Caller): Promise<void>
}

/** What a trial gave, beside the files of the pack that was tried. */
const trialFile = 'trial.json'

const Samples = z.object({ samples: z.object({ faces: z.array(SampleFace) }) })

const announceEvery = 250

export function openPacks(context: Context): Packs {
  const { store, places, publish, now, openVision } = context
  const { modelsFolder, installedFolder } = places
  const received = join(installedFolder, '.received')
  let working: { readonly task: string; readonly stop: AbortController } | null = null

  async function find(name: string): Promise<KnownPack> {
    const known = (await readKnownPacks(places)).find(({ entry }) => entry.name === name)
    if (known !== undefined) return known
    throw new AppError('pack-unknown', `There is no model pack ${name}. List them with: rollcall models list`)
  }

  async function requireInstalled(name: string): Promise<KnownPack> {
    const known = await find(name)
    if (known.state === 'complete') return known
    throw new AppError('pack-not-installed', `${titleOf(known.entry)} is not installed. Add it first.`)
  }

  /** Does one thing with packs at a time, over all processes. */
  async function alone<T>(task: string, work: (signal: AbortSignal, lock: FileLock) => Promise<T>): Promise<T> {
    await mkdir(installedFolder, { recursive: true, mode: 0o700 })
    const lock = working === null ? lockFile(join(installedFolder, '.lock')) : null
    if (lock === null) {
      throw new AppError(
        'pack-installing',
        'A model pack is being installed, tried or removed. Wait until that is done.',
      )
    }
    const stop = new AbortController()
    working = { task, stop }
    publish('models.changed', {})
    try {
      return await work(stop.signal, lock)
    } catch (error) {
      throw stop.signal.aborted && !(error instanceof AppError) ? cancelledError() : error
    } finally {
      working = null
      lock[Symbol.dispose]()
      publish('models.changed', {})
    }
  }

  async function describe({ entry, found, state }: KnownPack): Promise<ListedPack> {
    const { name, models, downloads, labels, accuracy, triedByUs } = entry
    const embedder = modelOf(entry, 'embedder')
    const parts = await Promise.all(downloads.map((download) => sizeOf(partOf(installedFolder, download))))
    const isInUse = name === context.pack.name || name === context.secondOpinion?.name
    return {
      ...{ name, title: titleOf(entry), use: entry.use, shipped: found.shipped, labels, accuracy, triedByUs },
      state: isInUse && state === 'complete' ? 'in-use' : states[state],
      dimensions: embedder?.dimensions ?? 0,
      bytes: models.every(({ bytes }) => bytes !== undefined) ? sum(models.map(({ bytes }) => bytes!)) : null,
      hosts: [...new Set(downloads.map(({ addresses }) => new URL(addresses[0]!).host))],
      downloaded: sum(parts.map((size) => size ?? 0)),
      measured: embedder !== null && referenceFor(embedderId(embedder) as ModelId) !== null,
      trial: state === 'complete' ? await readTrial(found) : null,
    }
  }

  function requireAccepted(entry: PackEntry, accepted: Parsed<'models.add'>['accepted'], caller: Caller): void {
    if (!needsAcceptance(entry.labels)) return
    if (accepted === null) {
      const terms = termsOf(titleOf(entry), entry.labels, 'en')
      throw new AppError('terms-not-accepted', `${terms}\nTo accept this, add --accept.`, { details: { terms } })
    }
    store.audit.append({
      ...{ ...caller, action: 'models.accept', subject: `pack ${entry.name}` },
      details: { language: accepted, terms: termsOf(titleOf(entry), entry.labels, accepted) },
    })
  }

  async function entryOf(name: string | null, paths: readonly string[] | null): Promise<PackEntry> {
    if (name !== null) return (await find(name)).entry
    const entry = await findEntry(paths ?? [], installedFolder)
    const known = (await readKnownPacks(places)).find((other) => other.entry.name === entry.name)
    if (known?.found.shipped !== true && !(known !== undefined && known.entry.downloads.length > 0)) return entry
    throw new AppError(
      'pack-file-wrong',
      `${entry.name} is the name of a pack that Rollcall knows. Give it another one.`,
    )
  }

  async function add({ name, from, accepted, task }: Parsed<'models.add'>, caller: Caller) {
    if (from.kind === 'files' && caller.via !== 'command') {
      throw new AppError('forbidden', 'Only the command line may name files.')
    }
    return alone(task, async (signal) => {
      await tidyInstalled(installedFolder, from.kind === 'received')
      const paths = from.kind === 'files' ? from.paths : from.kind === 'received' ? await listReceived() : null
      const entry = await entryOf(name, paths)
      if (entry.name === context.pack.name && context.pack.shipped) {
        throw new AppError('pack-in-use', `${titleOf(entry)} came with Rollcall.`)
      }
      requireAccepted(entry, accepted, caller)
      const announce = throttle(announceEvery, () => publish('progress', { task, ...progress, note: null }))
      let progress = { done: 0, total: 0 }
      try {
        const shared = (await readKnownPacks(places)).flatMap(({ found }) => (found.shipped ? [found.folder] : []))
        const options = { folder: installedFolder, shared }
        if (paths !== null) await installFromFiles(entry, paths, options)
        else {
          await installFromNetwork(entry, {
            ...options,
            signal,
            onProgress(done, total) {
              progress = { done, total: total ?? 0 }
              announce.soon()
            },
          })
        }
      } finally {
        announce.close()
        await rm(received, { recursive: true, force: true })
      }
      store.audit.append({
        ...{ ...caller, action: 'models.add', subject: `pack ${entry.name}` },
        details: { from: from.kind === 'download' ? 'download' : 'file', licence: entry.licence },
      })
      return { name: entry.name }
    })
  }

  const listReceived = async () => (await readdir(received).catch(() => [])).map((name) => join(received, name))

  async function receive({ file, offset, bytes }: Parsed<'models.receive'>): Promise<void> {
    if (bytes.length > maxPieceBytes) {
      throw new AppError('malformed-request', 'Hand the file over in smaller pieces.')
    }
    await mkdir(received, { recursive: true, mode: 0o700 })
    const path = join(received, basename(file))
    if (offset === 0) await writeFile(path, bytes, { mode: 0o600 })
    else if ((await sizeOf(path)) === offset) await appendFile(path, bytes)
    else throw new AppError('upload-incomplete', 'A piece of the file is missing. Hand it over again.')
  }

  function tryOut({ name, task }: Parsed<'models.try'>): Promise<PackTrial> {
    return alone(task, async (signal) => {
      const { found } = await requireInstalled(name)
      const { samples } = Samples.parse(JSON.parse(await readFile(join(modelsFolder, 'manifest.json'), 'utf8')))
      const openPresent = () => openVision(context.pack)
      const options: TrialOptions = {
        ...{ faces: samples.faces, signal, now },
        readPhoto: (file) => readFile(join(modelsFolder, 'samples', file)),
        onProgress: (done, total) => publish('progress', { task, done, total, note: null }),
      }
      const trial =
        found.use === 'liveness'
          ? await tryLiveness(() => openVision(context.pack, found), openPresent, found.models.length, options)
          : await tryPack(() => openVision(found), openPresent, options)
      await mkdir(found.folder, { recursive: true, mode: 0o700 })
      if (!found.shipped) await writeFile(join(found.folder, trialFile), JSON.stringify(trial), { mode: 0o600 })
      return trial
    })
  }

  async function requireUsable(name: string) {
    const { entry, found } = await requireInstalled(name)
    const title = titleOf(entry)
    // The one that ships was tried before it was shipped.
    if (found.shipped && entry.triedByUs) return { pack: found, startingThreshold: defaultSettings.threshold }
    const trial = await readTrial(found)
    if (trial === null) {
      throw new AppError('pack-untried', `${title} has not been tried here. Try it with: rollcall models try ${name}`)
    }
    if (trial.kind === 'unfit') {
      throw new AppError('pack-unfit', `${title} did not recognise the people on the sample photos, so it is not used.`)
    }
    return { pack: found, startingThreshold: trial.startingThreshold }
  }

  async function setSecondOpinion(name: string | null, caller: Caller): Promise<void> {
    chooseSecondOpinion(store, name === null ? null : (await requireUsable(name)).pack, caller)
    publish('models.changed', {})
    await context.reopen?.()
  }

  async function remove(name: string, caller: Caller): Promise<void> {
    await alone(name, async () => {
      const { entry, found, state } = await find(name)
      if (
        name === context.pack.name ||
        name === store.documents.get('liveness-pack').value?.name ||
        name === store.documents.get('model-change').value?.pack.name ||
        found.shipped
      ) {
        const message = `${titleOf(entry)} is in use, can be gone back to, or came with Rollcall, so it stays.`
        throw new AppError('pack-in-use', message)
      }
      const parts = entry.downloads.map((download) => partOf(installedFolder, download))
      const left = await Promise.all(parts.map(sizeOf))
      if (state === 'absent' && left.every((size) => size === null)) {
        throw new AppError('pack-not-installed', `${titleOf(entry)} is not installed.`)
      }
      store.audit.append({ ...caller, action: 'models.remove', subject: `pack ${name}`, details: {} })
      for (const path of [found.folder, ...parts]) await rm(path, { recursive: true, force: true })
    })
  }

  return {
    async list() {
      const known = await readKnownPacks(places)
      return { packs: await Promise.all(known.map(describe)), working: working?.task ?? null }
    },
    receive,
    add,
    cancel: () => working?.stop.abort(),
    tryOut,
    requireUsable,
    setSecondOpinion,
    remove,
    close: () => working?.stop.abort(),
  }
}

const states = { complete: 'installed', incomplete: 'incomplete', absent: 'available' } as const

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** A trial of other files than these does not count. */
async function readTrial({ folder, models }: FoundPack): Promise<PackTrial | null> {
  const path = join(folder, trialFile)
  try {
    const trial = PackTrial.parse(JSON.parse(await readFile(path, 'utf8')))
    const written = (await stat(path)).mtimeMs
    const changed = await Promise.all(models.map(async ({ file }) => (await stat(join(folder, file))).mtimeMs))
    return changed.every((at) => at <= written) ? trial : null
  } catch {
    return null
  }
}

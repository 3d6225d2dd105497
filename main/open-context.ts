import { join } from 'node:path'
import type { Caller } from './contract/caller.ts'
import type { ModelId } from './contract/entities.ts'
import type { Publish } from './contract/topics.ts'
import { type Logger, silentLogger } from './log/logger.ts'
import { machineZone } from './machine.ts'
import { createVisionFor, type PhotoVisionOptions } from './photo-vision.ts'
import { createBackground } from './services/background.ts'
import { readPackVersion } from './services/chosen-pack.ts'
import { watchClocks } from './services/clock.ts'
import { openConsenting } from './services/consent-policy.ts'
import type { Context } from './services/context.ts'
import { openGallery } from './services/gallery.ts'
import { openKiosks } from './services/kiosk-list.ts'
import { openMachineVision } from './services/machine-vision.ts'
import { dayIn } from './services/office-day.ts'
import type { Part } from './services/part.ts'
import { guardPhotos } from './services/photo-guard.ts'
import type { ProvidedVision } from './services/provider.ts'
import { createRoster } from './services/roster.ts'
import { openRules, warnOfOtherZone } from './services/rules.ts'
import { readSecondOpinionVersion } from './services/second-opinion.ts'
import { type Store, steadyClock } from './store/open.ts'
import type { Vault, VaultSource } from './store/vault.ts'
import type { FoundPack, ModelOf, ModelPlaces } from './vision/manifest.ts'
import type { Vision } from './vision/vision.ts'

/** What lies in the data folder, opened. */
export interface OpenData {
  /** When opening began, by `performance.now()`. */
  readonly began: number
  readonly key: VaultSource
  readonly vault: Vault
  readonly store: Store
  readonly pack: FoundPack
  readonly isDefaultPack: boolean
  /** Gives a second opinion on liveness; null for none. */
  readonly secondOpinion: FoundPack | null
  readonly embedder: ModelOf<'embedder'>
  readonly model: ModelId
}

/** Those of the app's options that its parts depend on. */
export interface ContextOptions extends PhotoVisionOptions {
  /** Holds the database, the index and, by default, the key. Made when missing. */
  readonly dataFolder: string
  /** Who asks where a call does not say: whoever is at the controls of this machine. */
  readonly caller: Caller
  /** Vision that was started before, so that models load while the app opens; the app closes it. */
  readonly vision?: Promise<Vision>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** 0..1; decides what a challenge asks. */
  readonly random?: () => number
  /** A clock in milliseconds that nobody can set. */
  readonly steady?: () => number
  /** IANA name of the zone the machine is in. */
  readonly zone?: () => string
  /** Where failures are logged (docs/architecture.md, "The log"); nowhere when undefined. */
  readonly logger?: Logger
  /** Closes the app and opens it again on the same data; undefined for commands. */
  readonly reopen?: () => Promise<void>
}

export interface OpenedContext {
  readonly context: Context
  /** The same vision as the context's, which can be told to begin. */
  readonly vision: ProvidedVision
}

export interface Surroundings {
  /** Has a part follow announcements and closes it with the app. */
  readonly open: <P extends Part>(part: P) => P
  readonly publish: Publish
  /** Whether this process lives long enough to find out what the machine can do. */
  readonly staysOpen: boolean
}

/** Where the app looks for model packs: those that ship with it, and the owner's beside the data. */
export function placesOf({
  modelsFolder,
  dataFolder,
}: Pick<ContextOptions, 'modelsFolder' | 'dataFolder'>): Required<ModelPlaces> {
  return { modelsFolder, installedFolder: join(dataFolder, 'models') }
}

/** Opens what the handlers share, in the order in which one needs the other. */
export function openContext(
  options: ContextOptions,
  { vault, store, pack, isDefaultPack, secondOpinion, embedder, model }: OpenData,
  { open, publish, staysOpen }: Surroundings,
): OpenedContext {
  const { dataFolder, now = Date.now, steady = steadyClock, logger = silentLogger } = options
  const settings = store.settings.get
  const { dimensions } = embedder
  const zone = options.zone ?? machineZone
  const rules = openRules(store, () => store.installation.readZone(zone))
  const consenting = openConsenting(store, (at) => dayIn(rules.current().rules, at), now)
  const roster = createRoster(store, rules.current, consenting, now)
  const chosen = readPackVersion(store)
  const isPackCurrent = () => readPackVersion(store) === chosen
  const chosenOpinion = readSecondOpinionVersion(store)
  const gallery = open(
    openGallery({
      ...{ store, vault, model, dimensions, folder: dataFolder },
      ...{ settings, roster, publish, now, logger, isPackCurrent },
    }),
  )
  const background = open(createBackground())
  const vision = openVision()
  const clocks = open(
    watchClocks({
      ...{ now, steady, publish },
      file: join(dataFolder, 'clock.json'),
      newestEntry: store.events.findNewestTime,
    }),
  )
  warnOfOtherZone(rules.current(), zone(), publish)
  const context: Context = {
    ...{ store, gallery, roster, consenting, rules, background, model, pack, settings, publish, now, zone, logger },
    staysOpen,
    isPackCurrent,
    areModelsCurrent: () => isPackCurrent() && readSecondOpinionVersion(store) === chosenOpinion,
    secondOpinion,
    places: placesOf(options),
    openVision: (other, opinion = null) =>
      createVisionFor({ ...options, ...placesOf(options), provider: 'cpu', photoWorkers: 1 }, other, opinion),
    reopen: options.reopen ?? null,
    vision: guardPhotos(vision, { folder: join(dataFolder, 'looking'), vault, publish }),
    kiosks: openKiosks(store),
    groupsOf: (person) => store.people.find(person)?.groups ?? [],
    self: { ...options.caller, via: 'app' },
    clockMoved: clocks.isMarked,
    mayEraseByAge: clocks.mayEraseByAge,
    random: options.random ?? Math.random,
  }
  return { context, vision }

  /**
   * The one that was started before, if there is one, serves the first start; one that nobody asked for is closed, and
   * so is one of other models than the office's.
   */
  function openVision(): ProvidedVision {
    let begun = options.vision ?? null
    open({ close: () => begun?.then((unused) => unused.close()).catch(() => undefined) })
    const provided = openMachineVision({
      modelsFolder: options.modelsFolder,
      pack,
      folder: staysOpen ? dataFolder : null,
      wanted: () => options.provider ?? (staysOpen ? settings().provider : 'cpu'),
      start(provider) {
        const first = isDefaultPack && secondOpinion === null ? begun : null
        if (first === null) return createVisionFor({ ...options, provider }, pack, secondOpinion)
        begun = null
        return first
      },
      publish,
      logger,
    })
    open({ on: { 'settings.changed': provided.choose }, close: provided.close })
    return provided
  }
}

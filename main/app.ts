import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import type { SystemInfo } from './contract/api/system.ts'
import type { Input, MethodName, Output } from './contract/api.ts'
import { AppError, errorBody } from './contract/errors.ts'
import { decodeFrame } from './contract/frame.ts'
import { FrameResult } from './contract/frame-result.ts'
import type { Message, TopicName } from './contract/topics.ts'
import { invoke } from './dispatch.ts'
import { watchClocks } from './handlers/clock.ts'
import type { Context, Handlers } from './handlers/context.ts'
import { enrolDemoPeople } from './handlers/demo.ts'
import { disputeHandlers } from './handlers/disputes.ts'
import { enrolHandlers } from './handlers/enrol.ts'
import { createEnroller } from './handlers/enroller.ts'
import { eventHandlers } from './handlers/events.ts'
import { createExportFiles } from './handlers/export-files.ts'
import { followDatabase } from './handlers/follow.ts'
import { openGallery } from './handlers/gallery.ts'
import { openImports } from './handlers/imports.ts'
import { createKiosk } from './handlers/kiosk.ts'
import { kioskEntryHandlers } from './handlers/kiosk-entries.ts'
import { openKiosks } from './handlers/kiosks.ts'
import { openLabMemory } from './handlers/lab-memory.ts'
import { openMachineVision } from './handlers/machine-vision.ts'
import { metricHandlers } from './handlers/metric.ts'
import { createNotices } from './handlers/notices.ts'
import { openOffice } from './handlers/office.ts'
import { peopleHandlers } from './handlers/people.ts'
import { qualityHandlers } from './handlers/quality.ts'
import { openRules, warnOfOtherZone } from './handlers/rules.ts'
import { searchHandlers } from './handlers/search.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { systemHandlers } from './handlers/system.ts'
import { thresholdHandlers } from './handlers/thresholds.ts'
import { eraseOldVisitors, visitorHandlers } from './handlers/visitors.ts'
import { machineZone } from './machine.ts'
import { createMetricWorker } from './metric/metric-worker.ts'
import { createVisionFor, type PhotoVisionOptions } from './photo-vision.ts'
import { openStore, steadyClock } from './store/open.ts'
import { closeContentsToOthers } from './store/private-files.ts'
import { readSaltOf } from './store/salt.ts'
import { openVault, type VaultSource } from './store/vault.ts'
import { embedderId } from './vision/embed.ts'
import { modelOf, readPack } from './vision/manifest.ts'
import type { Vision } from './vision/vision.ts'

export type { VaultSource as KeySource }

export interface AppOptions extends PhotoVisionOptions {
  /** Holds the database, the index and, by default, the key. Made when missing. */
  readonly dataFolder: string
  readonly key: VaultSource
  readonly shell: SystemInfo['shell']
  /** Who is at the controls, for the audit log. */
  readonly actor: string
  /** Vision that was started before, so that models load while the app opens; the app closes it. */
  readonly vision?: Promise<Vision>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** 0..1; decides what a challenge asks. */
  readonly random?: () => number
  /** Milliseconds that go on whatever is done to the clock. */
  readonly steady?: () => number
  /** IANA name of the zone the machine is in. */
  readonly zone?: () => string
  readonly demo?: boolean
}

/** The whole of Rollcall without a window: what every shell drives. */
export interface App {
  /** @throws AppError */
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  /** @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void
  /** One camera frame, as contract/frame.ts encodes it; the buffer is handed over. @throws AppError */
  pushFrame(buffer: Uint8Array): Promise<FrameResult>
  /** The shell answers programs there from now on (docs/rest.md); null when it no longer does. */
  answersAt(address: string | null, takenPort?: number): void
  close(): Promise<void>
}

export type Listener = <T extends TopicName>(topic: T, message: Message<T>) => void

/** @throws AppError when the database, its key or the list of models cannot be used */
export async function createApp(options: AppOptions): Promise<App> {
  const { now = Date.now, steady = steadyClock } = options
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  closeContentsToOthers(options.dataFolder)
  const pack = await readPack(options.modelsFolder)
  const embedder = modelOf(pack, 'embedder')
  if (embedder === null) throw new AppError('model-unsupported', `The model pack ${pack.name} has no embedder.`)
  const model = embedderId(embedder)
  const file = join(options.dataFolder, 'rollcall.db')
  const vault = openVault(options.key, options.key.kind === 'passphrase' ? readSaltOf(file) : null)
  const store = openStore({ file, vault, now, steady })
  const listeners = new Set<Listener>()
  const notices = createNotices()
  const publish: Context['publish'] = (topic, message) => {
    if (topic === 'notice') notices.keep(message as Message<'notice'>)
    for (const listener of listeners) listener(topic, message)
  }
  let begun = options.vision ?? null
  const longLived = options.shell === 'electron' || options.shell === 'web'
  const vision = openMachineVision({
    modelsFolder: options.modelsFolder,
    pack,
    folder: longLived ? options.dataFolder : null,
    wanted: () => options.provider ?? (longLived ? store.settings.get().provider : 'cpu'),
    start(provider) {
      const first = begun ?? createVisionFor({ ...options, provider })
      begun = null
      return first
    },
    publish,
  })
  listeners.add((topic) => {
    if (topic === 'settings.changed') vision.choose()
  })
  const gallery = openGallery({
    store,
    vault,
    model,
    dimensions: embedder.dimensions,
    folder: options.dataFolder,
    settings: store.settings.get,
    publish,
    now,
  })
  const clocks = watchClocks({
    ...{ now, steady, publish },
    file: join(options.dataFolder, 'clock.json'),
    newestEntry: store.events.newestRecordedAt,
  })
  const zone = options.zone ?? machineZone
  const rules = openRules(store, () => store.installation.zone(zone))
  warnOfOtherZone(rules.current(), zone(), publish)
  const context: Context = {
    ...{ store, vision, gallery, rules },
    kiosks: openKiosks(store),
    model,
    settings: store.settings.get,
    publish,
    now,
    clockMoved: clocks.marked,
    mayEraseByAge: clocks.mayEraseByAge,
    random: options.random ?? Math.random,
    zone,
    actor: options.actor,
  }
  const installation = {
    version: packageJson.version,
    shell: options.shell,
    dataFolder: options.dataFolder,
    demo: options.demo ?? false,
  }
  const enroller = createEnroller(context)
  const imports = openImports(context, enroller, options.shell !== 'cli')
  const metricWorker = createMetricWorker()
  const labMemory = openLabMemory(join(options.dataFolder, 'metric-lab'), vault)
  const { close: closeLab, ...metric } = metricHandlers(context, metricWorker, labMemory)
  const { push, ...kiosk } = createKiosk(context)
  eraseOldVisitors(context)
  const exports = createExportFiles(join(options.dataFolder, 'exports'), publish)
  const office = openOffice(context, { exports, sends: options.shell !== 'cli' })
  listeners.add((topic) => {
    if (topic === 'event.recorded') office.recorded()
  })
  const { galleryChanged, recognised, close: closeThresholds, ...thresholds } = thresholdHandlers(context)
  listeners.add((topic, message) => {
    if (topic === 'people.changed') galleryChanged()
    if (topic === 'event.recorded') recognised(message as Message<'event.recorded'>)
  })
  const handlers: Handlers = {
    ...peopleHandlers(context),
    ...enrolHandlers(context, enroller),
    ...imports.handlers,
    ...qualityHandlers(context),
    ...searchHandlers(context),
    ...eventHandlers(context, exports, options.shell === 'cli'),
    ...kiosk,
    ...settingsHandlers(context),
    ...disputeHandlers(context),
    ...kioskEntryHandlers(context),
    ...systemHandlers(context, installation),
    ...visitorHandlers(context),
    ...metric,
    ...thresholds,
    ...office.handlers,
    ...notices.handlers,
  }
  // A command comes and goes; whoever stays is told what others changed.
  const follower = options.shell === 'cli' ? null : followDatabase(context, imports.progress, office.recorded)
  if (follower !== null) listeners.add(follower.announced)
  // Somebody may stand at the door already. Nothing can fail from here on, which would leave its thread behind.
  if (longLived) vision.begin()
  const demo = options.demo ? enrolDemoPeople(context, join(options.modelsFolder, 'samples')) : Promise.resolve()
  demo.catch((error: unknown) => {
    publish('notice', { level: 'error', code: 'demo-failed', message: errorBody(error).message, details: {} })
  })
  return {
    call: (name, input) => invoke(handlers, name, input),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    pushFrame: async (buffer) => FrameResult.parse(await push(decodeFrame(buffer))),
    answersAt: office.answersAt,
    async close() {
      listeners.clear()
      clocks.close()
      follower?.close()
      closeThresholds()
      await demo.catch(() => undefined)
      const imported = imports.close()
      await office.close()
      await closeLab()
      await metricWorker.close()
      await vision.close()
      await imported
      await begun?.then((unused) => unused.close()).catch(() => undefined)
      await gallery.close()
      store.close()
    },
  }
}

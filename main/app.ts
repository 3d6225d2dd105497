import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { type Closer, createCloser } from './closer.ts'
import { admitFrame, confineFrame, confineMessage } from './contract/admission.ts'
import type { Input, MethodName, Output } from './contract/api.ts'
import type { Caller, Via } from './contract/caller.ts'
import { AppError } from './contract/errors.ts'
import { decodeFrame } from './contract/frame.ts'
import { FrameResult } from './contract/frame-result.ts'
import type { SystemInfo } from './contract/system.ts'
import type { Message, Publish, TopicName } from './contract/topics.ts'
import { invoke, noteUnexpected } from './dispatch.ts'
import type { KeyChain, KeysOptions } from './handlers/keys.ts'
import type { Handlers } from './handlers/module.ts'
import { noticesModule } from './handlers/notices.ts'
import { type Logger, silentLogger } from './log/logger.ts'
import { type Modules, openModules } from './modules.ts'
import { type ContextOptions, type OpenData, openContext, placesOf } from './open-context.ts'
import { createAccessLog } from './services/access-log.ts'
import { readChosenPack } from './services/chosen-pack.ts'
import { countEntries } from './services/counted-entries.ts'
import { announceDamages, announceGone } from './services/damages.ts'
import { startDemo } from './services/demo.ts'
import { leaveDamagedMetrics } from './services/metric-adoption.ts'
import { createMissingPhotos } from './services/missing-photos.ts'
import type { NativeFiles } from './services/native-files.ts'
import type { Listeners, Part } from './services/part.ts'
import { createPassphrases } from './services/passphrases.ts'
import { readSecondOpinion } from './services/second-opinion.ts'
import { createSessions } from './services/sessions.ts'
import { createVisits } from './services/visits.ts'
import type { WayBack } from './services/way-back.ts'
import { openStore, steadyClock } from './store/open.ts'
import { presentKey } from './store/present-key.ts'
import { restrictContentsToOwner } from './store/private-files.ts'
import { recoverRestore } from './store/swap.ts'
import { openVault, type VaultSource } from './store/vault.ts'
import { embedderId } from './vision/embed.ts'
import { modelOf } from './vision/manifest.ts'

export type { AnswerListener, WayBack } from './services/way-back.ts'
export type { KeyChain, VaultSource as KeySource }

export interface AppOptions extends ContextOptions {
  readonly key: VaultSource
  readonly shell: SystemInfo['shell']
  readonly demo?: boolean
  /**
   * Closes the app, lets `work` put other data in place, and opens it again, with `key`; see reopening-app.ts. Without
   * it no backup is restored from within.
   */
  readonly replaceData?: <T>(work: () => T, key: VaultSource) => Promise<T>
  /** The same for work on the key of the data, which goes on for minutes where all of them are sealed anew. */
  readonly changeKey?: NonNullable<KeysOptions['changeKey']>
  /** What `doctor` compares the program's own libraries with. */
  readonly nativeFiles?: NativeFiles
  /** Null where the shell can use none. */
  readonly keyChain?: KeyChain | null
}

/** All of Rollcall without a window, as every shell uses it. */
export interface App {
  /** @param caller who asks, for the audit log; that of the options when left out @throws AppError */
  call<M extends MethodName>(name: M, input: Input<M>, caller?: Caller): Promise<Output<M>>
  /** @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void
  /** One camera frame, as contract/frame.ts encodes it; the buffer is handed over. @throws AppError */
  pushFrame(buffer: Uint8Array, caller?: Caller): Promise<FrameResult>
  /** Connects a window, which is signed in and out by itself and may do what its role allows. */
  connect(end: WindowEnd): Connection
  /** Says where the shell answers programs from now on (docs/rest.md); null for nowhere. */
  setRestAddress(address: string | null, takenPort?: number): void
  close(): Promise<void>
}

/**
 * What is at the other end of a connection: a window of the office, with its way back from an identity provider, or a
 * kiosk's own, by its kiosk's name.
 */
export type WindowEnd =
  | { readonly via: Extract<Via, 'window' | 'browser'>; readonly wayBack?: WayBack }
  | { readonly via: 'kiosk'; readonly kiosk: string }

/** One window's way to the app. */
export interface Connection {
  /** @throws AppError */
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  /** Hears what this window's role may. @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void
  /** @throws AppError */
  pushFrame(buffer: Uint8Array): Promise<FrameResult>
  close(): void
}

export type Listener = <T extends TopicName>(topic: T, message: Message<T>) => void

/** @throws AppError when the database, its key or the list of models cannot be used */
export async function createApp(options: AppOptions): Promise<App> {
  const began = performance.now()
  const { now = Date.now, steady = steadyClock } = options
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  restrictContentsToOwner(options.dataFolder)
  recoverRestore(options.dataFolder)
  const file = join(options.dataFolder, 'rollcall.db')
  const key = presentKey(options.dataFolder, options.key)
  const vault = openVault(key)
  const store = openStore({ file, vault, now, steady })
  const closer = createCloser()
  closer.add(store)
  try {
    const { pack, isDefault: isDefaultPack } = await readChosenPack(store, placesOf(options))
    const secondOpinion = await readSecondOpinion(store, placesOf(options))
    const embedder = modelOf(pack, 'embedder')
    if (embedder === null) throw new AppError('model-unsupported', `The model pack ${pack.name} has no embedder.`)
    const model = embedderId(embedder)
    const chosen = { pack, isDefaultPack, secondOpinion, embedder, model }
    return composeApp(options, { began, key, vault, store, ...chosen }, closer)
  } catch (error) {
    await closer.close().catch(() => undefined)
    throw error
  }
}

function composeApp(options: AppOptions, data: OpenData, closer: Closer): App {
  const { shell, dataFolder, modelsFolder, logger = silentLogger } = options
  const { key, vault, store } = data
  const staysOpen = shell === 'electron' || shell === 'web'
  let followers: Listeners[] = []
  const subscribers = new Set<Listener>()
  const publish: Publish = (topic, message) => {
    for (const on of followers) on[topic]?.(message)
    for (const listener of subscribers) listener(topic, message)
  }
  function open<P extends Part>(part: P): P {
    if (part.on !== undefined) followers.push(part.on)
    closer.add(part)
    return part
  }

  const notices = open(noticesModule(store.highWater))
  announceDamages(store, publish)
  announceGone(store, publish)
  leaveDamagedMetrics({ store, model: data.model, self: { ...options.caller, via: 'app' } })
  const { context, vision } = openContext(options, data, { open, publish, staysOpen })
  const missingPhotos = createMissingPhotos(context)
  const visits = createVisits(context, missingPhotos)
  const counted = open(countEntries(store.audit))
  const { steady = steadyClock } = options
  const watch = createAccessLog({ store, counted, kioskNamed: (name) => context.kiosks.setupOf(name).name, steady })
  const sessions = open(
    createSessions({
      ...{ store, settings: store.settings.get, steady },
      ...{ machine: options.caller, demo: options.demo ?? false },
    }),
  )
  const modules = openModules(context, {
    ...{ sessions, counted, steady },
    passphrases: createPassphrases(vault),
    nativeFiles: options.nativeFiles ?? null,
    ...{ key, vault, notices, visits, missingPhotos, open },
    installation: { version: packageJson.version, shell, dataFolder, demo: options.demo ?? false },
    replaceData: options.replaceData ?? null,
    changeKey: options.changeKey ?? null,
    keyChain: options.keyChain ?? null,
  })
  for (const module of Object.values<Part>(modules)) if (module !== notices) open(module)
  const handlers = handlersOf(modules)

  // A command comes and goes, and leaves a trace only when something goes wrong.
  const note: Logger['info'] = staysOpen ? logger.info : () => undefined
  note('app-opened', {
    ...{ version: packageJson.version, shell, runtime: process.versions.node },
    platform: `${process.platform}-${process.arch}`,
    milliseconds: Math.round(performance.now() - data.began),
  })
  // Somebody may stand at the door already. Nothing can fail from here on, which would leave its thread behind.
  if (staysOpen) vision.begin()
  if (options.demo) open(startDemo(context, join(modelsFolder, 'samples')))
  const { groupsOf } = context

  function call<M extends MethodName>(name: M, input: Input<M>, caller = options.caller): Promise<Output<M>> {
    return invoke(handlers, name, input, { caller, logger, groupsOf, watch })
  }

  function subscribe(listener: Listener): () => void {
    subscribers.add(listener)
    return () => void subscribers.delete(listener)
  }

  async function pushFrame(buffer: Uint8Array, caller = options.caller): Promise<FrameResult> {
    try {
      const frame = decodeFrame(buffer)
      admitFrame(frame, caller)
      return confineFrame(FrameResult.parse(await visits.push(frame)), caller)
    } catch (error) {
      throw noteUnexpected(error, logger, 'frame-failed')
    }
  }

  return {
    call,
    subscribe,
    pushFrame,
    connect(end) {
      const session = end.via === 'kiosk' ? null : sessions.open(end.via, end.wayBack ?? null)
      const caller = (): Caller =>
        session === null
          ? { actor: (end as { kiosk: string }).kiosk, via: 'kiosk', role: 'kiosk' }
          : sessions.callerOf(session)
      return {
        call: (name, input) => call(name, input, caller()),
        subscribe: (listener) =>
          subscribe((topic, message) => {
            const heard = confineMessage(topic, message, caller(), groupsOf)
            if (heard !== null) listener(topic, heard)
          }),
        pushFrame: (buffer) => pushFrame(buffer, caller()),
        close: () => {
          if (session !== null) sessions.leave(session)
        },
      }
    },
    setRestAddress: modules.rest.setRestAddress,
    async close() {
      followers = []
      subscribers.clear()
      try {
        await closer.close()
      } finally {
        note('app-closed')
      }
    },
  }
}

function handlersOf(modules: Modules): Handlers {
  return Object.assign({}, ...Object.values(modules).map(({ handlers }) => handlers)) as Handlers
}

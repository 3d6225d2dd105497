import type { FallBack } from '../contract/checks.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import type { Publish } from '../contract/topics.ts'
import type { Logger } from '../log/logger.ts'
import type { Probe } from '../vision/probe.ts'
import type { FrameAnalysis, Vision } from '../vision/vision.ts'
import type { ProviderMemoryFile } from './provider-memory.ts'

export type ProviderChoice = Settings['provider']
type ProviderName = Exclude<ProviderChoice, 'auto'>

export interface ProviderOptions {
  readonly wanted: () => ProviderChoice
  readonly memory: ProviderMemoryFile
  readonly start: (provider: ProviderName) => Promise<Vision>
  /** Tries the machine's providers one after the other, announcing each; null makes `auto` the CPU. */
  readonly probe:
    | ((trying: (provider: ProviderName | null) => void, signal: AbortSignal) => Promise<readonly Probe[]>)
    | null
  readonly publish: Publish
  readonly logger: Logger
}

/** Vision that runs on the best provider of this machine and survives its failure. */
export interface ProvidedVision extends Vision {
  /** Loads what the first call will need. That call reports what goes wrong. */
  begin(): void
  /** Applies changed settings: another provider takes over at the next call, and its former failures are forgiven. */
  choose(): void
}

interface Running {
  readonly provider: ProviderName
  readonly vision: Promise<Vision>
  /** Added to its track numbers, which begin anew with every start. */
  readonly offset: number
}

/**
 * Creates vision that starts when it is first used, or earlier by `begin`, on the chosen or the fastest correct
 * provider, and that restarts when its thread dies. A failing provider is replaced by the next one, with a notice: a
 * photo is examined again by that one, a frame is answered with `provider-failed`. No track continues from one start to
 * the next.
 */
export function createProvidedVision({
  wanted,
  memory,
  start,
  probe,
  publish,
  logger,
}: ProviderOptions): ProvidedVision {
  let running: Running | null = null
  let probing: Promise<void> | null = null
  const closing = new AbortController()
  let chosen: ProviderChoice = wanted()
  let maxTrackId = 0
  const openTracks = new Set<number>()
  let orphans: number[] = []

  function best(): ProviderName {
    const candidates = chosen === 'auto' ? (memory.get().ranking ?? []) : [chosen]
    return (candidates.find((name) => !(name in memory.get().failed)) ?? 'cpu') as ProviderName
  }

  function current(): Running {
    const provider = best()
    if (running !== null && running.provider !== provider) abandon(running)
    running ??= begin(provider)
    return running
  }

  function begin(provider: ProviderName): Running {
    memory.risk(provider === 'cpu' ? null : provider)
    const vision = start(provider).then(async (started) => {
      const fallBack = provider === 'cpu' ? null : (await started.info()).provider.fallBack
      if (fallBack === null) return started
      await started.close()
      throw new AppError('provider-failed', fallBack.detail)
    })
    const begun = { provider, vision, offset: maxTrackId }
    vision.catch(() => forget(begun))
    if (chosen === 'auto' && provider === 'cpu' && memory.get().ranking === null)
      probing ??= tryAll().catch((error: unknown) => {
        // The CPU goes on; the next start tries again.
        if (!closing.signal.aborted) logger.warn('task-failed', { task: 'providers', error })
      })
    return begun
  }

  function forget(left: Running): void {
    if (running !== left) return
    running = null
    orphans.push(...openTracks)
    openTracks.clear()
  }

  function abandon(left: Running): void {
    forget(left)
    left.vision.then((vision) => vision.close()).catch(() => undefined)
  }

  async function tryAll(): Promise<void> {
    if (probe === null) return
    const tried = await probe((provider) => memory.risk(provider), closing.signal)
    if (closing.signal.aborted) return
    for (const { kind, provider } of tried) if (kind !== 'right') logger.info('provider-refused', { provider })
    const right = tried.filter((result) => result.kind === 'right').toSorted((a, b) => a.milliseconds - b.milliseconds)
    memory.change({ ranking: right.map(({ provider }) => provider) })
  }

  /** @returns whether another provider takes over */
  function leave(left: Running, error: unknown): boolean {
    const { code, message: detail } = errorBody(error)
    if (running === left) abandon(left)
    if (left.provider === 'cpu') {
      if (!closing.signal.aborted) logger.error('vision-stopped', { provider: left.provider, error })
      return false
    }
    if (!(left.provider in memory.get().failed)) {
      const fallBack: FallBack = { kind: code === 'vision-stopped' ? 'stopped' : 'failed', detail }
      memory.change({ failed: { ...memory.get().failed, [left.provider]: fallBack } })
      const details = { provider: left.provider, next: best(), reason: detail }
      const words = `${left.provider} failed (${detail}). Recognition goes on with ${details.next}.`
      logger.warn('provider-fell-back', { provider: left.provider, next: details.next, error })
      publish('notice', { level: 'warning', code: 'provider-fell-back', message: words, details })
    }
    return true
  }

  /** Every call comes through here, so that one place decides what the end of a provider means. */
  async function ask<T>(question: (vision: Vision, running: Running) => Promise<T>, again: boolean): Promise<T> {
    if (closing.signal.aborted) throw closingError
    const used = current()
    try {
      return await question(await used.vision, used)
    } catch (error) {
      if (!isEnd(error)) throw error
      if (closing.signal.aborted) throw closingError
      if (leave(used, error) && again) return ask(question, again)
      throw used.provider === 'cpu'
        ? error
        : new AppError('provider-failed', errorBody(error).message, { cause: error })
    }
  }

  /** Makes track numbers unique across starts; tracks of an earlier start end with the first frame of the next. */
  function renumberTracks(analysis: FrameAnalysis, { offset }: Running): FrameAnalysis {
    const faces = analysis.faces.map((face) => ({ ...face, track: face.track + offset }))
    const ended = [...orphans, ...analysis.ended.map((track) => track + offset)]
    orphans = []
    for (const { track } of faces) {
      openTracks.add(track)
      maxTrackId = Math.max(maxTrackId, track)
    }
    for (const track of ended) openTracks.delete(track)
    return { ...analysis, faces, ended }
  }

  return {
    begin: () => void current(),
    analysePhoto: (photo, options) => ask((vision) => vision.analysePhoto(photo, options), true),
    analyseFrame: (frame, options) =>
      ask(async (vision, used) => {
        const analysis = await vision.analyseFrame(frame, options)
        if (running !== used)
          throw new AppError('provider-failed', 'The provider was changed while this was being looked at. Try again.')
        return renumberTracks(analysis, used)
      }, false),
    async info() {
      const info = await ask((vision) => vision.info(), true)
      const { failed } = memory.get()
      const fallBack = (chosen === 'auto' ? Object.values(failed)[0] : failed[chosen]) ?? null
      return { ...info, provider: { ...info.provider, wanted: chosen, fallBack } }
    },
    choose() {
      const choice = wanted()
      if (choice === chosen) return
      chosen = choice
      const { [choice]: _forgiven, ...failed } = memory.get().failed
      memory.change({ failed })
    },
    async close() {
      closing.abort()
      await probing
      await running?.vision.then((vision) => vision.close()).catch(() => undefined)
      memory.risk(null)
    },
  }
}

/** Whatever was being examined is not to blame. */
const closingError = new AppError('vision-stopped', 'Rollcall is closing.', { details: { closing: true } })

function isEnd(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'provider-failed' || error.code === 'vision-stopped')
}

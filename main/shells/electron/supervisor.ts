import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import { type Reply, reply } from '../../dispatch.ts'
import { watchHeartbeat } from '../../heartbeat.ts'
import type { Logger } from '../../log/logger.ts'
import { browse } from './browse.ts'
import { channels, type EngineOrder, type EngineSign, type MainNotice, type StartOptions } from './messages.ts'
import { createRestartPause } from './restart-pause.ts'

export interface SupervisorOptions {
  /** Path of the bundled engine.js. */
  readonly file: string
  /** What the engine is started with; asked anew each time, because the key may have moved since. */
  readonly start: () => StartOptions
  /** Makes a secret that the key chain seals. @throws AppError */
  readonly sealSecret: () => object
  readonly logger: Logger
}

/** Keeps the engine running and the windows connected to it. */
export interface Supervisor {
  /**
   * Connects a window to the engine, now and whenever the engine is started again.
   * @param kiosk whose window it is; null for a window of the office
   */
  connect(window: WebContents, kiosk: string | null): void
  /**
   * Whether a locked kiosk may be left.
   * @param secret what was typed for it; an empty record when nothing was yet
   */
  askToLeave(secret: unknown): Promise<Reply>
  /** Lets the engine finish writing and end. */
  stop(): Promise<void>
}

/** How long a stopping engine may take. */
const stopTimeoutMs = 5_000
/** An engine that does not answer for half a minute hangs: no single step takes seconds. */
const pingIntervalMs = 5_000
const maxUnanswered = 6

export function superviseEngine({ file, start, sealSecret, logger }: SupervisorOptions): Supervisor {
  /**
   * With their kiosks. Windows and not their frames: a frame that is reloaded after a crash counts as detached
   * (Electron 33).
   */
  const windows = new Map<WebContents, string | null>()
  const pause = createRestartPause()
  const asked = new Map<number, (reply: Reply) => void>()
  let lastAsked = 0
  let stopping = false
  let engine = launch()

  function launch(): UtilityProcess {
    const child = utilityProcess.fork(file, [], { serviceName: 'Rollcall engine', stdio: 'inherit' })
    const began = Date.now()
    let served = false
    child.postMessage({ kind: 'start', options: start() } satisfies EngineOrder)
    const heartbeat = watchHeartbeat({
      ask: () => child.postMessage({ kind: 'ping' } satisfies EngineOrder),
      onStall() {
        logger.error('engine-stalled')
        console.error('The engine does not answer any more and is ended.')
        end(child.pid)
      },
      ...{ intervalMs: pingIntervalMs, maxUnanswered },
    })
    child.on('message', (sign: EngineSign) => {
      if (sign.kind === 'leave') {
        asked.get(sign.id)?.(sign.reply)
        asked.delete(sign.id)
        return
      }
      if (sign.kind === 'seal-secret') {
        void reply(async () => sealSecret()).then((answered) =>
          child.postMessage({ kind: 'secret', id: sign.id, reply: answered } satisfies EngineOrder),
        )
        return
      }
      if (sign.kind === 'browse') return browse(sign.address)
      served = true
      heartbeat.recordAnswer()
    })
    let pid: number | undefined
    child.once('spawn', () => {
      pid = child.pid
    })
    child.once('exit', (code) => {
      heartbeat.close()
      // An engine whose threads hang says that it ends and never does; it would keep its lock on the data.
      end(pid)
      for (const answer of asked.values()) answer(stopped)
      asked.clear()
      if (stopping) return
      const wait = pause.next(served, Date.now() - began)
      logger.error('engine-ended', { status: code, milliseconds: Date.now() - began })
      console.error(`The engine ended (${code}) and is started again in ${wait} ms.`)
      for (const window of listLive()) window.send(channels.stopped)
      setTimeout(restart, wait)
    })
    return child
  }

  function restart(): void {
    if (stopping) return
    engine = launch()
    for (const window of listLive()) {
      sendPort(window)
      window.send(channels.notice, restarted)
    }
  }

  /** Windows with a living page; a crashed page connects by itself when it has been reloaded. */
  function listLive(): Iterable<WebContents> {
    for (const window of windows.keys()) if (window.isDestroyed() || window.isCrashed()) windows.delete(window)
    return windows.keys()
  }

  function sendPort(window: WebContents): void {
    const { port1, port2 } = new MessageChannelMain()
    const kiosk = windows.get(window) ?? null
    engine.postMessage({ kind: 'window', kiosk } satisfies EngineOrder, [port1])
    window.postMessage(channels.port, null, [port2])
  }

  return {
    connect(window, kiosk) {
      windows.set(window, kiosk)
      sendPort(window)
    },
    askToLeave: (secret) =>
      new Promise((answer) => {
        const id = ++lastAsked
        asked.set(id, answer)
        engine.postMessage({ kind: 'leave', id, secret } satisfies EngineOrder)
      }),
    stop() {
      stopping = true
      return new Promise((ended) => {
        const killed = setTimeout(() => end(engine.pid), stopTimeoutMs)
        engine.once('exit', () => {
          clearTimeout(killed)
          ended()
        })
        engine.postMessage({ kind: 'stop' } satisfies EngineOrder)
      })
    },
  }
}

/** Kills a process that may have ended already; a hanging one would ignore a request to end. */
function end(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const stopped: Reply = {
  ok: false,
  error: { code: 'engine-stopped', message: 'The recognition engine is starting again: try once more.', details: {} },
}

const restarted: MainNotice = {
  level: 'warning',
  code: 'engine-restarted',
  message: 'The recognition engine had stopped and was started again. Everything recorded is safe.',
  details: {},
}

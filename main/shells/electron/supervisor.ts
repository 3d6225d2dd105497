import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import { channels, type EngineOrder, type MainNotice } from './messages.ts'

export interface SupervisorOptions {
  /** Path of the bundled engine.js. */
  readonly file: string
  readonly start: Extract<EngineOrder, { kind: 'start' }>['options']
  readonly log: (message: string) => void
}

/** Keeps the engine running and the windows connected to it. */
export interface Supervisor {
  /** Connects a window to the engine, now and whenever the engine is started again. */
  connect(window: WebContents): void
  /** Lets the engine write what it has to and end. */
  stop(): Promise<void>
}

/** Milliseconds: the first restart is at once for people, the last ones leave a broken machine alone. */
const firstPause = 250
const longestPause = 30_000
/** An engine that ran this long had no trouble starting. */
const healthyAfter = 60_000
const patienceAtStop = 5_000

export function superviseEngine({ file, start, log }: SupervisorOptions): Supervisor {
  /** Not their frames: one that is loaded again after a crash counts as detached (Electron 33). */
  const windows = new Set<WebContents>()
  let pause = firstPause
  let stopping = false
  let engine = launch()

  function launch(): UtilityProcess {
    const child = utilityProcess.fork(file, [], { serviceName: 'Rollcall engine', stdio: 'inherit' })
    const began = Date.now()
    child.postMessage({ kind: 'start', options: start } satisfies EngineOrder)
    child.once('exit', (code) => {
      if (stopping) return
      if (Date.now() - began > healthyAfter) pause = firstPause
      log(`The engine ended (${code}) and is started again in ${pause} ms.`)
      for (const window of present()) window.send(channels.stopped)
      setTimeout(restart, pause)
      pause = Math.min(pause * 2, longestPause)
    })
    return child
  }

  function restart(): void {
    if (stopping) return
    engine = launch()
    for (const window of present()) {
      hand(window)
      window.send(channels.notice, restarted)
    }
  }

  /** A page that crashed connects by itself when it has been loaded again. */
  function present(): Iterable<WebContents> {
    for (const window of windows) if (window.isDestroyed() || window.isCrashed()) windows.delete(window)
    return windows
  }

  function hand(window: WebContents): void {
    const { port1, port2 } = new MessageChannelMain()
    engine.postMessage({ kind: 'window' } satisfies EngineOrder, [port1])
    window.postMessage(channels.port, null, [port2])
  }

  return {
    connect(window) {
      windows.add(window)
      hand(window)
    },
    stop() {
      stopping = true
      return new Promise((ended) => {
        const killed = setTimeout(() => engine.kill(), patienceAtStop)
        engine.once('exit', () => {
          clearTimeout(killed)
          ended()
        })
        engine.postMessage({ kind: 'stop' } satisfies EngineOrder)
      })
    },
  }
}

const restarted: MainNotice = {
  level: 'warning',
  code: 'engine-restarted',
  message: 'The recognition engine had stopped and was started again. Everything recorded is safe.',
  details: {},
}

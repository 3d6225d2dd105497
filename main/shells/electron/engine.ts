import { homedir, tmpdir } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import type { MessageEvent, MessagePortMain } from 'electron'
import packageJson from '../../../package.json' with { type: 'json' }
import type { App, Connection, KeyChain, WayBack, WindowEnd } from '../../app.ts'
import { type DataLock, lockDataFolder } from '../../app-lock.ts'
import { AppError, errorBody, errorFrom } from '../../contract/errors.ts'
import type { KeyPlace } from '../../contract/key-place.ts'
import { dispatch, type Reply, reply } from '../../dispatch.ts'
import { removeLeftovers } from '../../leftovers.ts'
import { type Logger, openLogger, silentLogger } from '../../log/logger.ts'
import { createReopeningApp } from '../../reopening-app.ts'
import type { RestFollower } from '../rest/follow.ts'
import type { EngineMessage, EngineOrder, EngineRequest, EngineSign } from './messages.ts'

/**
 * The core, in a process of its own: a crash in a graphics driver or native code ends this process, and main starts it
 * again. Windows talk to it over their ports. When it can't start, every call is answered with the reason.
 */
const main = process.parentPort

// Before Node 22.17 two threads could wait for each other for ever while one of them compiles WebAssembly in the
// background (nodejs/node, pull request 58047); photos are decoded by WebAssembly here. The development Electron is
// that old.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--no-wasm-async-compilation')

let engine: Promise<Engine> | null = null
let started = false
let logger: Logger = silentLogger
/** What main was asked and has not answered yet. */
const asked = new Map<number, (reply: Reply) => void>()
let lastAsked = 0

interface Engine {
  readonly app: App
  /** Null when it could not be loaded. */
  readonly rest: Promise<RestFollower | null>
  readonly lock: DataLock
}

main.on('message', ({ data, ports: [port] }: MessageEvent) => {
  const order = data as EngineOrder
  if (order.kind === 'start') {
    logger = openLogger({ dataFolder: order.options.dataFolder, process: 'engine' })
    engine = start(order.options)
    engine
      .catch((error: unknown) => {
        logger.error('open-failed', { error })
        console.error(`engine: ${errorBody(error).message}`)
      })
      .finally(() => {
        started = true
        sendPong()
      })
  } else if (order.kind === 'window' && port !== undefined) connect(port, order.kiosk)
  else if (order.kind === 'ping') sendPong()
  else if (order.kind === 'leave') void answerLeave(order)
  else if (order.kind === 'secret') {
    asked.get(order.id)?.(order.reply)
    asked.delete(order.id)
  } else if (order.kind === 'stop') void stop()
})

// Only logs; the process still ends and is started again.
process.on('uncaughtExceptionMonitor', (error) => logger.error('uncaught', { error }))

/** Tells the main process that this one works: once it has started, and whenever it is asked. */
function sendPong(): void {
  if (started) main.postMessage({ kind: 'pong' } satisfies EngineSign)
}

/** Answers whether a locked kiosk may be left, as the contract's `accounts.permitLeaving` does. */
async function answerLeave({ id, secret }: Extract<EngineOrder, { kind: 'leave' }>): Promise<void> {
  const answered = await reply(async () => {
    if (engine === null) throw new AppError('engine-stopped', 'The recognition engine has not been started yet.')
    const { app } = await engine
    return app.call('accounts.permitLeaving', secret as never)
  })
  main.postMessage({ kind: 'leave', id, reply: answered } satisfies EngineSign)
}

async function start(options: Extract<EngineOrder, { kind: 'start' }>['options']): Promise<Engine> {
  const lock = lockDataFolder(options.dataFolder, 'electron')
  try {
    const { platform, env: environment } = process
    removeLeftovers({ platform, home: homedir(), temporaryFolder: tmpdir(), environment })
    const app = await createReopeningApp({ ...options, logger, keyChain: keyChainAt(options.keyChainPlace) })
    // Loaded without waiting, so that the local API does not delay the first frame.
    const rest = import('../rest/follow.ts')
      .then(({ followRestSetting }) =>
        followRestSetting({ app, version: packageJson.version, logger, log: (message) => console.error(message) }),
      )
      .catch((error: unknown) => {
        logger.error('task-failed', { task: 'rest', error })
        console.error(`Other programs get no answers: ${errorBody(error).message}`)
        return null
      })
    return { app, rest, lock }
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

/** The key chain, which main uses for this process. */
function keyChainAt(place: KeyPlace | null): KeyChain | null {
  if (place === null) return null
  return {
    place,
    async seal() {
      const answered = await new Promise<Reply>((answer) => {
        const id = ++lastAsked
        asked.set(id, answer)
        main.postMessage({ kind: 'seal-secret', id } satisfies EngineSign)
      })
      if (!answered.ok) throw errorFrom(answered.error)
      return answered.value as Awaited<ReturnType<KeyChain['seal']>>
    },
  }
}

/** The listener is read when somebody signs in by it. */
const wayBack: WayBack = {
  kind: 'browser',
  async listen(port) {
    const { listenForAnswer } = await import('./answer-listener.ts')
    return listenForAnswer(port, (address) => main.postMessage({ kind: 'browse', address } satisfies EngineSign))
  },
}

/** @param kiosk whose window it is; null for a window of the office */
function connect(port: MessagePortMain, kiosk: string | null): void {
  const end: WindowEnd = kiosk === null ? { via: 'window', wayBack } : { via: 'kiosk', kiosk }
  const connection = open(end, (message) => port.postMessage(message))
  port.on('close', () => void connection.then((opened) => opened.close()).catch(() => undefined))
  port.on('message', async ({ data }) => {
    const request = data as EngineRequest
    const answered = await answer(request, connection)
    port.postMessage({ kind: 'reply', id: request.id, reply: answered } satisfies EngineMessage)
  })
  port.start()
}

/** Connects a window, also one that is there before the app. */
async function open(end: WindowEnd, send: (message: EngineMessage) => void): Promise<Connection> {
  if (engine === null) throw new AppError('engine-stopped', 'The recognition engine has not been started yet.')
  const connection = (await engine).app.connect(end)
  connection.subscribe((topic, message) => send({ kind: 'announcement', topic, message }))
  return connection
}

async function answer(request: EngineRequest, connection: Promise<Connection>): Promise<Reply> {
  let opened: Connection
  try {
    opened = await connection
  } catch (error) {
    return { ok: false, error: errorBody(error) }
  }
  return request.kind === 'call'
    ? dispatch(opened, request.method, request.input)
    : reply(() => opened.pushFrame(request.buffer))
}

/** Closes the engine. Failures are logged, and the process ends all the same. */
async function stop(): Promise<void> {
  const running = await engine?.catch(() => null)
  try {
    await running?.rest.then((rest) => rest?.close())
    await running?.app.close()
  } catch (error) {
    logger.error('task-failed', { task: 'close', error })
    console.error(`engine: ${errorBody(error).message}`)
  } finally {
    running?.lock[Symbol.dispose]()
    process.exit(0)
  }
}

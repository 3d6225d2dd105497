import { homedir, tmpdir } from 'node:os'
import type { MessageEvent, MessagePortMain } from 'electron'
import packageJson from '../../../package.json' with { type: 'json' }
import { type App, createApp } from '../../app.ts'
import { type DataLock, lockDataFolder } from '../../app-lock.ts'
import { AppError, errorBody } from '../../contract/errors.ts'
import { dispatch, type Reply, reply } from '../../dispatch.ts'
import { removeTelemetryLeftovers } from '../../leftovers.ts'
import type { RestFollower } from '../rest/follow.ts'
import type { EngineMessage, EngineOrder, EngineRequest } from './messages.ts'

/**
 * The core, in a process of its own: a crash in a graphics driver or native code ends this process, and main starts it
 * again. Windows talk to it over their ports. When it can't start, every call is answered with the reason.
 */
const main = process.parentPort
const ports = new Set<MessagePortMain>()
let engine: Promise<Engine> | null = null

interface Engine {
  readonly app: App
  /** Null when it could not be loaded. */
  readonly rest: Promise<RestFollower | null>
  readonly lock: DataLock
}

main.on('message', ({ data, ports: [port] }: MessageEvent) => {
  const order = data as EngineOrder
  if (order.kind === 'start') {
    engine = start(order.options)
    engine.catch((error: unknown) => console.error(`engine: ${errorBody(error).message}`))
  } else if (order.kind === 'window' && port !== undefined) connect(port)
  else if (order.kind === 'stop') void stop()
})

async function start(options: Extract<EngineOrder, { kind: 'start' }>['options']): Promise<Engine> {
  const lock = lockDataFolder(options.dataFolder, 'electron')
  try {
    const { platform, env: environment } = process
    removeTelemetryLeftovers({ platform, home: homedir(), temporaryFolder: tmpdir(), environment })
    const app = await createApp(options)
    // The first frame does not wait for what programs ask.
    const rest = import('../rest/follow.ts')
      .then(({ followRestSetting }) =>
        followRestSetting({ app, version: packageJson.version, log: (message) => console.error(message) }),
      )
      .catch((error: unknown) => {
        console.error(`Other programs get no answers: ${errorBody(error).message}`)
        return null
      })
    app.subscribe((topic, message) => {
      for (const port of ports) port.postMessage({ kind: 'announcement', topic, message } satisfies EngineMessage)
    })
    return { app, rest, lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

function connect(port: MessagePortMain): void {
  ports.add(port)
  port.on('close', () => ports.delete(port))
  port.on('message', async ({ data }) => {
    const request = data as EngineRequest
    const answered = await answer(request)
    port.postMessage({ kind: 'reply', id: request.id, reply: answered } satisfies EngineMessage)
  })
  port.start()
}

async function answer(request: EngineRequest): Promise<Reply> {
  let app: App
  try {
    if (engine === null) throw new AppError('engine-stopped', 'The recognition engine has not been started yet.')
    app = (await engine).app
  } catch (error) {
    return { ok: false, error: errorBody(error) }
  }
  return request.kind === 'call'
    ? dispatch(app, request.method, request.input)
    : reply(() => app.pushFrame(request.buffer))
}

async function stop(): Promise<void> {
  const running = await engine?.catch(() => null)
  await running?.rest.then((rest) => rest?.close())
  await running?.app.close()
  running?.lock.release()
  process.exit(0)
}

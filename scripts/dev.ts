import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createServer, type ProxyOptions } from 'vite'

/**
 * `npm run dev`: the app in a browser, with the demo's data, for whoever changes it. A change in renderer/ shows at
 * once, by Vite; one in main/ starts the engine again, and the page goes on with the new one.
 */
const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' }, data: { type: 'string' } } })

/** The engine keeps its port over its restarts, and lets this program in anew after each. */
const enginePort = await findFreePort()
const engineOrigin = `http://127.0.0.1:${enginePort}`
let cookie = ''
let engine = await startEngine()
let stopping = false
/** Editors write a file in several steps. */
const settleMs = 200
let restart: NodeJS.Timeout | undefined
let restarted = Promise.resolve()
const sources = watch(join(root, 'main'), { recursive: true }, () => {
  clearTimeout(restart)
  // A start that fails has said why, and waits for the next change.
  restart = setTimeout(() => {
    restarted = restarted.then(restartEngine).catch(() => undefined)
  }, settleMs)
})

/** @throws Error when it ends before it can be asked anything */
async function startEngine(): Promise<ChildProcess> {
  const data = values.data === undefined ? [] : ['--data', values.data]
  const words = [...data, 'serve', '--demo', '--json', '--port', String(enginePort)]
  const child = spawn(process.execPath, [join(root, 'main/shells/cli/main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout! })
  const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])])
  const token = /"url":"[^"]*\?token=([\w-]+)"/.exec(line)?.[1]
  if (token === undefined) throw new Error('The engine did not start.')
  const letIn = await fetch(`${engineOrigin}/?token=${token}`, { redirect: 'manual' })
  cookie = letIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return child
}

async function restartEngine(): Promise<void> {
  if (stopping) return
  await endEngine()
  engine = await startEngine()
}

async function endEngine(): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return
  engine.kill()
  await once(engine, 'exit')
}

/** What the page asks goes to the engine as if the page had come from there; what other pages ask is refused there. */
const toEngine: ProxyOptions = {
  target: engineOrigin,
  changeOrigin: true,
  configure(proxy) {
    proxy.on('proxyReq', (request, { headers }) => {
      if (headers.origin === `http://${headers.host}`) request.setHeader('origin', engineOrigin)
      request.setHeader('cookie', cookie)
    })
  },
}
const pages = await createServer({
  root: join(root, 'renderer'),
  configFile: join(root, 'renderer/vite.config.ts'),
  server: { host: '127.0.0.1', port: Number(values.port), proxy: { '/api': toEngine, '/samples': toEngine } },
})
await pages.listen()
pages.printUrls()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  stopping = true
  sources.close()
  clearTimeout(restart)
  await Promise.all([pages.close(), endEngine()])
}

async function findFreePort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('This computer has no free port.')
  return address.port
}

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { type Command, InvalidArgumentError } from 'commander'
import packageJson from '../../../../package.json' with { type: 'json' }
import type { App } from '../../../app.ts'
import { lockDataFolder } from '../../../app-lock.ts'
import { AppError, type ErrorBody, errorBody } from '../../../contract/errors.ts'
import type { Logger } from '../../../log/logger.ts'
import { followRestSetting } from '../../rest/follow.ts'
import { startRestServer } from '../../rest/server.ts'
import { startWebServer } from '../../web/server.ts'
import type { Outcome, Perform } from '../command.ts'
import { projectFolder, type Session } from '../session.ts'

interface Options {
  readonly port: number
  readonly api?: number
  readonly open?: boolean
  readonly demo?: boolean
  readonly json?: boolean
}

export function defineServe(program: Command, perform: Perform): void {
  program
    .command('serve')
    .description('open the app to a browser on this machine, until Ctrl+C')
    .option('--port <port>', 'which port; 0 takes any free one', portNumber, 0)
    .option(
      '--api <port>',
      'answer programs there too, as docs/rest.md describes it; 0 takes any free port',
      portNumber,
    )
    .option('--open', 'open the browser')
    .option('--demo', 'play sample photos instead of the camera, with data of their own')
    .action((_options, command: Command) =>
      perform(command, (session) => serve(session, command.optsWithGlobals<Options>())),
    )
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.')
  return port
}

async function serve(session: Session, options: Options): Promise<Outcome> {
  const demo = options.demo ?? false
  const pages = join(projectFolder, 'dist', 'renderer')
  if (!existsSync(join(pages, 'index.html'))) await buildPages()
  using _lock = lockDataFolder(session.dataFolder(demo), 'web')
  const app = await session.app({ shell: 'web', demo })
  const samples = demo ? join(session.modelsFolder, 'samples') : null
  const logger = session.logger()
  const server = await startWebServer({ app, pages, samples, port: options.port, logger })
  try {
    const rest = await startRest(app, options.api, logger)
    const { port } = server
    const url = server.makeUrl()
    const closed = await findClosedReason(app)
    if (closed !== null) {
      process.stderr.write(`${closed.message} The address below offers to restore a backup.\n`)
    }
    const api = closed === null ? (await app.call('rest.status', {})).address : null
    const started = { url, port, pid: process.pid, ...(api && { api }), ...(closed && { closed: closed.code }) }
    const text = `Rollcall: ${url}\nThis address works once. Press Enter for another one.\n${api === null ? '' : `For programs: ${api}\n`}`
    process.stdout.write(options.json ? `${JSON.stringify(started)}\n` : text)
    if (options.open) openBrowser(url)
    using _lines = onEnter(() => {
      const another = server.makeUrl()
      process.stdout.write(options.json ? `${JSON.stringify({ url: another })}\n` : `Rollcall: ${another}\n`)
    })
    await waitForStop()
    await rest.close()
  } finally {
    await server.close()
  }
  return { value: { stopped: true }, text: 'Rollcall is closed.\n' }
}

/** Why the data cannot be opened; null when they are open. */
function findClosedReason(app: App): Promise<ErrorBody | null> {
  return app.call('settings.get', {}).then(() => null, errorBody)
}

/** Builds the browser's pages in a process of its own, because the command line does not contain the build tools. */
async function buildPages(): Promise<void> {
  const script = join(projectFolder, 'scripts', 'setup.ts')
  const child = spawn(process.execPath, [script, 'pages'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((ended) => child.once('error', ended).once('exit', ended))
  if (code !== 0) throw new AppError('file-not-found', 'The pages could not be built. Run `npm ci`, and start again.')
}

/**
 * Runs the local API on the port of --api, or else as the setting says.
 * @throws AppError `port-taken` of --api, `no-token` while there is none that anybody could use
 */
async function startRest(app: App, port: number | undefined, logger: Logger): Promise<{ close(): Promise<void> }> {
  const { version } = packageJson
  if (port === undefined) {
    const follower = followRestSetting({ app, version, logger, log: (message) => process.stderr.write(`${message}\n`) })
    await follower.whenSettled()
    return follower
  }
  const { tokens } = await app.call('rest.tokens', {})
  if (tokens.length === 0) {
    throw new AppError('no-token', 'There is no token yet. Make one first: rollcall api token create NAME')
  }
  return startRestServer({ app, port, version, logger })
}

/** Resolves at Ctrl+C or when the system asks the process to end. */
function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

/** Calls back for each line that is typed, where somebody can type, until it is disposed of. */
function onEnter(listener: () => void): Disposable {
  const lines = createInterface(process.stdin)
  lines.on('line', listener)
  return { [Symbol.dispose]: () => lines.close() }
}

/** Opens the browser with the system's opener; without one, the printed address must do. */
function openBrowser(address: string): void {
  // Everybody on this machine can read what programs were started with: the token goes by a file of this user's.
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-open-'))
  const page = join(folder, 'open.html')
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">`, { mode: 0o600 })
  const url = pathToFileURL(page).href
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const [command, ...words] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url]
  spawn(command!, words, { stdio: 'ignore', detached: true })
    .on('error', () => process.stderr.write('No browser could be opened: open the address above.\n'))
    .unref()
}

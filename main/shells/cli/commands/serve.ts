import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import packageJson from '../../../../package.json' with { type: 'json' }
import type { App } from '../../../app.ts'
import { lockDataFolder } from '../../../app-lock.ts'
import { AppError } from '../../../contract/errors.ts'
import { followRestSetting } from '../../rest/follow.ts'
import { startRestServer } from '../../rest/server.ts'
import { startWebServer } from '../../web/server.ts'
import type { Outcome, Perform } from '../program.ts'
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
  const lock = lockDataFolder(session.dataFolder(demo), 'web')
  try {
    const app = await session.app({ shell: 'web', demo })
    const samples = demo ? join(session.modelsFolder, 'samples') : null
    const log = (message: string) => process.stderr.write(`${message}\n`)
    const server = await startWebServer({ app, pages, samples, port: options.port, log })
    try {
      const rest = await startRest(app, options.api, log)
      const { url, port } = server
      const { address: api } = await app.call('rest.status', {})
      const started = { url, port, pid: process.pid, ...(api && { api }) }
      const text = `Rollcall: ${url}\n${api === null ? '' : `For programs: ${api}\n`}`
      process.stdout.write(options.json ? `${JSON.stringify(started)}\n` : text)
      if (options.open) openBrowser(url)
      await stopRequested()
      await rest.close()
    } finally {
      await server.close()
    }
    return { value: { stopped: true }, text: 'Rollcall is closed.\n' }
  } finally {
    lock.release()
  }
}

/** Builds what the browser shows, in a process of its own: its tools are no part of the command line. */
async function buildPages(): Promise<void> {
  const script = join(projectFolder, 'scripts', 'setup.ts')
  const child = spawn(process.execPath, [script, 'pages'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((ended) => child.once('error', ended).once('exit', ended))
  if (code !== 0) throw new AppError('file-not-found', 'The pages could not be built. Run `npm ci`, and start again.')
}

/**
 * Answers programs on the port of --api, or else as the setting says.
 * @throws AppError `invalid-input` when --api's port is taken, or while there is no token that anybody could use
 */
async function startRest(
  app: App,
  port: number | undefined,
  log: (message: string) => void,
): Promise<{ close(): Promise<void> }> {
  const { version } = packageJson
  if (port === undefined) {
    const follower = followRestSetting({ app, version, log })
    await follower.settled()
    return follower
  }
  const { tokens } = await app.call('rest.tokens', {})
  if (tokens.length === 0) {
    throw new AppError('invalid-input', 'There is no token yet. Make one first: rollcall api token create NAME')
  }
  return startRestServer({ app, port, version, log })
}

/** Resolves at Ctrl+C or when the system asks the process to end. */
function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

/** With the system's own opener; when there is none, the printed address is still there. */
function openBrowser(url: string): void {
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

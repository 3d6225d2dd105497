import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright'
import { program } from './rollcall-command.ts'
import { countCalls } from './settled.ts'

export interface WebShell {
  /** An address that lets one browser in, once. */
  makeUrl(): Promise<string>
  stop(): Promise<void>
}

/** The real web shell in a process of its own, as `npm run rollcall -- serve` starts it. */
export async function startWebShell(dataFolder: string, ...options: string[]): Promise<WebShell> {
  const shell = spawn(process.execPath, [program, '--data', dataFolder, 'serve', '--json', ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaints = ''
  shell.stderr.on('data', (text) => {
    complaints += text
  })
  const ended = once(shell, 'exit')
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]()
  async function nextUrl(): Promise<string> {
    const line = await lines.next()
    if (line.done) throw new Error(`The web shell ended: ${complaints}`)
    return (JSON.parse(line.value) as { url: string }).url
  }
  // It says the first one when it has started.
  let made = nextUrl()
  await made
  return {
    makeUrl() {
      const url = made
      made = url.then(() => {
        shell.stdin.write('\n')
        return nextUrl()
      })
      made.catch(() => undefined)
      return url
    },
    async stop() {
      shell.kill('SIGTERM')
      await ended
    },
  }
}

/** What the browser's camera is: a film as written by `writeFilm`, none at all, or one that may not be used. */
export type Camera = { readonly film: string } | 'none' | 'refused'

/** Debian's own browser, without a window. */
export async function openBrowser(camera: Camera): Promise<Browser> {
  const path = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()
  const cameraOptions =
    camera === 'none'
      ? []
      : camera === 'refused'
        ? ['--use-fake-device-for-media-stream']
        : [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-video-capture=${camera.film}`,
          ]
  const rootOptions = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: path, args: [...cameraOptions, ...rootOptions] })
  countCalls(browser)
  // A film is recognised at the pace of a machine that may do other things too.
  browser.on('context', (context) => context.setDefaultTimeout(60_000))
  return browser
}

/** What the page complained about, for a test to find nothing in it. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

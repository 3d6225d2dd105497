import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { findElectron } from '../../scripts/runtime.ts'

export const root = join(import.meta.dirname, '../..')
export const electron = findElectron(root)

/** Of Chromium: a camera that films a green picture, and no question to the user about it. */
const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export interface Screen {
  readonly display: string
  close(): void
}

/** A screen of its own, by Xvfb, so that tests neither need a desktop nor show on one. */
export async function openScreen(): Promise<Screen> {
  const server: ChildProcess = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb ended before it had a screen')))
    server.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
  })
  return { display, close: () => server.kill() }
}

export interface RunningApp {
  readonly application: ElectronApplication
  readonly page: Page
  /** Milliseconds from the start of the process to the loaded page. */
  readonly startedIn: number
}

/** Starts the built app in the Electron that is here, and waits for its window. */
export async function startApp(screen: Screen, dataFolder: string, ...switches: string[]): Promise<RunningApp> {
  const began = performance.now()
  // Told this way, and not by `executablePath`, Playwright has Electron wait for it: a window that opens while it connects may keep
  // it waiting for ever.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electron!.executable)
  const launch = () =>
    _electron.launch({
      args: [...asRoot, ...fakeCamera, root, `--data=${dataFolder}`, ...switches],
      env: { ...process.env, DISPLAY: screen.display, LANG: 'en_US.UTF-8' },
      timeout: 60_000,
    })
  // Playwright's own handshake with Electron is not what is tested: it gets a second chance, and says that it took it.
  const application = await launch().catch((error: unknown) => {
    console.error('Playwright did not reach Electron; once more.', error)
    return launch()
  })
  showErrors(application.process())
  const page = await application.firstWindow()
  // Not `waitForLoadState`: a page that was there before Playwright was is never told of. Its policy forbids
  // `waitForFunction`.
  while (!(await page.evaluate("location.protocol === 'app:' && document.readyState === 'complete'")))
    await setTimeout(20)
  const startedIn = performance.now() - began
  // The first start asks who may use the office's screens: here, whoever is at this computer.
  const session = (await callEngine(page, 'accounts.session', {})) as { ok: boolean; value?: { mode: string } }
  if (session.value?.mode === 'undecided') {
    await callEngine(page, 'accounts.begin', { mode: 'machine' })
    // Test cameras show photos, whom the liveness check takes for what they are.
    await callEngine(page, 'settings.set', { liveness: 'off' })
  }
  return { application, page, startedIn }
}

/**
 * Shows what the app says in its console, so that a test that fails on another machine says why; not what Chromium says
 * of D-Bus.
 */
function showErrors({ stderr }: ChildProcess): void {
  stderr?.on('data', (said: Buffer) => {
    for (const line of said.toString().split('\n'))
      if (line !== '' && !/:(ERROR|WARNING|INFO):|^DevTools|^Debugger/.test(line)) console.error(line)
  })
}

export function temporaryData(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-electron-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Calls the engine as the page does. A refusal is shown as well: a failed assertion abridges it. */
export async function callEngine(page: Page, method: string, input: unknown): Promise<unknown> {
  const reply = await page.evaluate(
    async ([name, argument]) => {
      const { rollcall } = globalThis as unknown as { rollcall: { call(name: string, input: unknown): unknown } }
      return rollcall.call(name as string, argument)
    },
    [method, input],
  )
  if ((reply as { ok: boolean }).ok === false) console.error(`${method} was refused: ${JSON.stringify(reply)}`)
  return reply
}

/**
 * How long it takes from `npm start` to the window's first paint and to its first decision about a face, on a machine
 * that is set up: Electron under Xvfb, with the demo's film as the camera and its people enrolled. Beside it, by turns,
 * the least that Electron can do: a window with one word, started without npm.
 *
 *   npm run bench start-window [-- --json]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Page } from 'playwright'
import { chooseRuntime } from '../scripts/runtime.ts'

export const name = 'start-window'

const root = join(import.meta.dirname, '..')
const turns = 5
/** Milliseconds. */
const patience = 60_000

export async function run({ json }: { readonly json: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-window-'))
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer]
    const environment = { ...process.env, DISPLAY: `:${display.toString().trim()}` }
    const bare = writeBareApp(folder)
    const starts: Start[] = []
    const bareStarts: Start[] = []
    // The first start enrols the demo's people and is not counted.
    for (let turn = -1; turn < turns; turn++) {
      const start = await startOnce(
        ['npm', 'start', '--silent', '--', '--demo', `--data=${folder}`],
        environment,
        decided,
      )
      const bareStart = await startOnce([...electron(), bare], environment, async () => 0)
      if (turn < 0) continue
      starts.push(start)
      bareStarts.push(bareStart)
    }
    const least = (of: readonly Start[], part: keyof Start) => Math.min(...of.map((start) => start[part]))
    const measured = {
      process: least(starts, 'process'),
      paint: least(starts, 'paint'),
      decision: least(starts, 'decision'),
      bareProcess: least(bareStarts, 'process'),
      barePaint: least(bareStarts, 'paint'),
    }
    const ratios = {
      paintToBare: measured.paint / measured.barePaint,
      decisionToBare: measured.decision / measured.barePaint,
    }
    if (json) process.stdout.write(`${JSON.stringify({ ...measured, ...ratios })}\n`)
    else {
      process.stdout.write(
        `npm start, until Electron runs: ${seconds(measured.process)} (a bare window without npm: ${seconds(measured.bareProcess)})\n` +
          `first paint: ${seconds(measured.paint)} (wanted: 1 s; a bare window without npm: ${seconds(measured.barePaint)})\n` +
          `first decision about a face: ${seconds(measured.decision)} (wanted: 2.5 s)\n`,
      )
    }
    return ratios
  } finally {
    screen.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds since `npm start` was typed. */
interface Start {
  readonly process: number
  readonly paint: number
  readonly decision: number
}

async function startOnce(
  [command, ...words]: readonly string[],
  environment: NodeJS.ProcessEnv,
  decision: (page: Page) => Promise<number>,
): Promise<Start> {
  const began = Date.now()
  const app = spawn(command!, [...words, '--remote-debugging-port=0'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  try {
    const address = await debuggingAddress(app)
    const running = Date.now()
    const browser = await chromium.connectOverCDP(address)
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    const time = await decision(page)
    return { process: running - began, paint: (await painted(page)) - began, decision: time - began }
  } finally {
    // npm passes signals on to the shell only; the group is all that was started here.
    const ended = once(app, 'close')
    process.kill(-app.pid!, 'SIGTERM')
    await ended
  }
}

/** When the window's page said something about a face, in milliseconds since the epoch. */
function decided(page: Page): Promise<number> {
  return until(page, `document.querySelector('[data-part=speech-line]') === null ? 0 : Date.now()`)
}

function painted(page: Page): Promise<number> {
  const entry = `performance.getEntriesByName('first-contentful-paint')[0]`
  return until(page, `${entry} === undefined ? 0 : performance.timeOrigin + ${entry}.startTime`)
}

/** The page's policy forbids `waitForFunction`. */
async function until(page: Page, expression: string): Promise<number> {
  let found = 0
  for (const last = Date.now() + patience; found === 0; ) {
    if (Date.now() > last) throw new Error(`The page did not get there within ${seconds(patience)}: ${expression}`)
    found = (await page.evaluate(expression)) as number
    await setTimeout(10)
  }
  return found
}

function electron(): string[] {
  const runtime = chooseRuntime(root, { ...process.env, DISPLAY: ':0' })
  if (runtime.kind !== 'electron') throw new Error(`There is no Electron: ${runtime.reason}`)
  return [runtime.executable, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
}

/** @returns the folder of an app that opens a window with one word */
function writeBareApp(parent: string): string {
  const folder = mkdtempSync(join(parent, 'bare-'))
  const page = `data:text/html,<title>Bare</title><p>Bare`
  const main = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL(${JSON.stringify(page)}))`
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.js' }))
  writeFileSync(join(folder, 'main.js'), main)
  return folder
}

/** Reads on after the address was said: what nobody reads stops the app that says it. */
function debuggingAddress(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    app.stderr!.on('data', (text: Buffer) => {
      said += text
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    app.once('close', () => reject(new Error(`npm start ended: ${said}`)))
  })
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`

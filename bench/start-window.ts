/**
 * How long it takes from `npm start` to the window's first paint and to its first decision about a face, on a machine
 * that is set up: Electron under Xvfb, with the demo's film as the camera and its people enrolled.
 *
 *   npm run bench start-window [-- --json]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium } from 'playwright'

export const name = 'start-window'

const root = join(import.meta.dirname, '..')
const turns = 5

export async function run({ json }: { readonly json: boolean }) {
  const data = mkdtempSync(join(tmpdir(), 'rollcall-window-'))
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer]
    const starts: Start[] = []
    // The first start enrols the demo's people and is not counted.
    for (let turn = -1; turn < turns; turn++) {
      const start = await startOnce(data, `:${display.toString().trim()}`)
      if (turn >= 0) starts.push(start)
    }
    const least = (of: (start: Start) => number) => Math.min(...starts.map(of))
    const measured = {
      process: least((start) => start.process),
      paint: least((start) => start.paint),
      decision: least((start) => start.decision),
    }
    const ratios = { paintOfTarget: measured.paint / 1000, decisionOfTarget: measured.decision / 2500 }
    if (json) process.stdout.write(`${JSON.stringify({ ...measured, ...ratios })}\n`)
    else {
      process.stdout.write(
        `npm start, until Electron runs: ${seconds(measured.process)}\nfirst paint: ${seconds(measured.paint)} (wanted: 1 s)\n` +
          `first decision about a face: ${seconds(measured.decision)} (wanted: 2.5 s)\n`,
      )
    }
    return ratios
  } finally {
    screen.kill()
    rmSync(data, { recursive: true, force: true })
  }
}

/** Milliseconds since `npm start` was typed. */
interface Start {
  readonly process: number
  readonly paint: number
  readonly decision: number
}

async function startOnce(data: string, display: string): Promise<Start> {
  const began = Date.now()
  const app = spawn('npm', ['start', '--silent', '--', '--demo', `--data=${data}`, '--remote-debugging-port=0'], {
    cwd: root,
    env: { ...process.env, DISPLAY: display },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  try {
    const address = await debuggingAddress(app)
    const running = Date.now()
    const browser = await chromium.connectOverCDP(address)
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    const spoken = `document.querySelector('.face:is([data-state="known"], [data-state="unknown"], [data-state="ambiguous"])') === null ? 0 : Date.now()`
    // The page's policy forbids `waitForFunction`.
    let decided = 0
    while (decided === 0) {
      decided = (await page.evaluate(spoken)) as number
      await setTimeout(10)
    }
    const paint = (await page.evaluate(
      "performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime",
    )) as number
    return { process: running - began, paint: paint - began, decision: decided - began }
  } finally {
    // npm passes signals on to the shell only; the group is all that was started here.
    const ended = once(app, 'close')
    process.kill(-app.pid!, 'SIGTERM')
    await ended
  }
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

import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lockedOffice } from '../helpers/locked-office.ts'
import { asRoot, electron, openScreen, root, temporaryData } from './electron-app.ts'

const session = join(root, 'scripts/kiosk-session.sh')

/** What a passer-by with a keyboard and a mouse tries to reach something else than Rollcall. */
const ways = [
  ...[
    'alt+F4',
    'alt+F2',
    'alt+Tab',
    'alt+Escape',
    'alt+space',
    'super',
    'super+d',
    'super+e',
    'super+r',
    'ctrl+Escape',
  ],
  ...[
    'ctrl+alt+Right',
    'ctrl+alt+Left',
    'ctrl+alt+Delete',
    'ctrl+alt+BackSpace',
    'ctrl+alt+t',
    'shift+alt+Right',
    'super+F2',
  ],
]

describe.skipIf(electron === null || process.platform !== 'linux')('a Linux session of its own', () => {
  test('shows the locked kiosk and nothing else, whatever is pressed, and brings it back when it is killed', async () => {
    const data = temporaryData()
    const screen = await openScreen()
    await lockedOffice(data.folder)
    const env = { ...process.env, DISPLAY: screen.display, LANG: 'en_US.UTF-8' }
    const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    const running = spawn(session, [electron!.executable, ...asRoot, ...camera, root, `--data=${data.folder}`], {
      env,
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => running.once('exit', resolve))
    onTestFinished(async () => {
      running.kill()
      await ended
      screen.close()
      data.remove()
    })
    const ask = (...words: string[]) =>
      execFileSync('xdotool', words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim()
    /** The window in front: its process, and where it is. */
    const front = () => {
      try {
        const window = ask('getactivewindow')
        const { X, Y, WIDTH, HEIGHT } = Object.fromEntries(
          ask('getwindowgeometry', '--shell', window)
            .split('\n')
            .map((line) => line.split('=')),
        )
        return {
          pid: Number(ask('getwindowpid', window)),
          name: ask('getwindowname', window),
          place: [X, Y, WIDTH, HEIGHT],
        }
      } catch {
        return null
      }
    }
    const isKiosk = () =>
      expect
        .poll(front, { timeout: 60_000 })
        .toMatchObject({ name: 'Lobby · Kiosk · Rollcall', place: ['0', '0', '1400', '900'] })
    await isKiosk()
    const first = front()!
    const windows = ask('search', '--onlyvisible', '--name', '.*')

    for (const way of ways) ask('key', way)
    for (const button of ['2', '3', '8', '9']) ask('mousemove', '700', '5', 'click', button)
    await setTimeout(1_000)
    expect(front()).toEqual(first)
    expect(ask('get_num_desktops')).toBe('1')
    expect(ask('search', '--onlyvisible', '--name', '.*').split('\n').length).toBeLessThanOrEqual(
      windows.split('\n').length,
    )

    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => front()?.pid ?? first.pid, { timeout: 60_000 }).not.toBe(first.pid)
    await isKiosk()
    for (const way of ways) ask('key', way)
    await setTimeout(1_000)
    expect(front()).toMatchObject({ name: 'Lobby · Kiosk · Rollcall', place: ['0', '0', '1400', '900'] })
  })
})

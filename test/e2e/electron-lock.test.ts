import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kiosksOf, lockedOffice, passphrase } from '../helpers/locked-office.ts'
import {
  asRoot,
  callEngine,
  electron,
  openScreen,
  type RunningApp,
  root,
  startApp,
  temporaryData,
} from './electron-app.ts'

/** Kills every process of the app, as a power cut does. */
async function pullThePlug({ application }: RunningApp): Promise<void> {
  const pids = await application.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
  await ended
}

const isKiosk = ({ application }: RunningApp) =>
  application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()))

async function expectLocked(running: RunningApp, page: Page): Promise<void> {
  expect(await isKiosk(running)).toEqual([true])
  expect(page.url()).toContain('?kiosk=Lobby')
  await expect.poll(() => page.getByRole('button', { name: 'Menu' }).count()).toBe(0)
}

// Set-up provides an Electron for tests; without one, or without a window manager, these say that they were skipped.
describe.skipIf(electron === null || process.platform !== 'linux')('a locked kiosk', () => {
  const scales = [1, 1.1, 1.75, 3.5]

  test.each(scales)('at a scaling of %f stays shut, by hand and after the plug was pulled', async (scale) => {
    const data = temporaryData()
    const screen = await openScreen()
    const manager = spawn('openbox', [], { env: { ...process.env, DISPLAY: screen.display }, stdio: 'ignore' })
    onTestFinished(() => {
      manager.kill()
      screen.close()
      data.remove()
    })
    await lockedOffice(data.folder)
    const start = () => startApp(screen, data.folder, `--force-device-scale-factor=${scale}`)
    const press = (...keys: string[]) =>
      execFileSync('xdotool', ['key', ...keys], { env: { ...process.env, DISPLAY: screen.display } })
    let running = await start()
    try {
      await running.page.getByText('Lobby', { exact: true }).waitFor()
      await expectLocked(running, running.page)

      // What a passer-by with a keyboard and a mouse tries.
      press('F11')
      await running.page.getByText('Leave the kiosk').waitFor()
      press('Escape')
      press('alt+F4', 'ctrl+w', 'ctrl+q', 'ctrl+n', 'ctrl+r', 'F5', 'alt+Left', 'ctrl+shift+i', 'super+d', 'alt+Tab')
      execFileSync('xdotool', ['click', '8'], { env: { ...process.env, DISPLAY: screen.display } })
      await running.page.evaluate("location.hash = '#/people', null")
      await running.page.evaluate('history.back(), null')
      await expectLocked(running, running.page)
      expect(await running.page.getByText('Grace Hopper').count()).toBe(0)
      expect(await callEngine(running.page, 'people.list', {})).toMatchObject({ error: { reason: 'role-forbids' } })

      await pullThePlug(running)
      running = await start()
      await running.page.getByText('Lobby', { exact: true }).waitFor()
      await expectLocked(running, running.page)

      // Somebody who starts the app once more gets no other window.
      const again = spawn(electron!.executable, [...asRoot, root, `--data=${data.folder}`], {
        env: { ...process.env, DISPLAY: screen.display },
        stdio: 'ignore',
      })
      await new Promise((resolve) => again.once('exit', resolve))
      await expectLocked(running, running.page)
    } finally {
      await running.application.close()
    }
  })

  test('is left with a passphrase, and by nothing else; then the office opens, which asks as well', async () => {
    const data = temporaryData()
    const screen = await openScreen()
    onTestFinished(() => {
      screen.close()
      data.remove()
    })
    await lockedOffice(data.folder)
    const running = await startApp(screen, data.folder)
    const { application, page } = running
    try {
      await page.getByText('Lobby', { exact: true }).waitFor()
      await expectLocked(running, page)
      const pressF11 = () =>
        application.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]!.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F11' }),
        )
      await pressF11()
      const dialog = page.getByRole('dialog', { name: 'Leave the kiosk' })
      await dialog.getByLabel('Name').fill('Ada')
      await dialog.getByLabel('Passphrase').fill('wrong')
      await dialog.getByRole('button', { name: 'Unlock' }).click()
      await dialog.getByText('don’t go together').waitFor()
      await expectLocked(running, page)
      await dialog.getByLabel('Passphrase').fill(passphrase)
      await dialog.getByRole('button', { name: 'Unlock' }).click()
      await expect.poll(() => isKiosk(running)).toEqual([false, false])
      await dialog.waitFor({ state: 'detached' })
      const findMain = () => application.windows().find((other) => other !== page)
      await expect.poll(findMain).toBeDefined()
      const main = findMain()!
      await main.evaluate("location.hash = '#/people', null")
      await main.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(JSON.parse(readFileSync(kiosksOf(data.folder), 'utf8'))).toMatchObject([{ placement: { locked: false } }])
      // Anybody may lock it again.
      await page.bringToFront()
      await application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().includes('?kiosk='))!
          .webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F11' }),
      )
      await expect
        .poll(() => JSON.parse(readFileSync(kiosksOf(data.folder), 'utf8')))
        .toMatchObject([{ placement: { locked: true } }])
    } finally {
      await application.close()
    }
  })

  test('that was freed and closed last is there again at the next start', async () => {
    const data = temporaryData()
    const screen = await openScreen()
    onTestFinished(() => {
      screen.close()
      data.remove()
    })
    await lockedOffice(data.folder)
    const bounds = { x: 0, y: 0, width: 800, height: 600 }
    writeFileSync(kiosksOf(data.folder), JSON.stringify([{ kiosk: 'Lobby', placement: { locked: false, bounds } }]))
    const { application } = await startApp(screen, data.folder)
    await expect.poll(() => application.windows().length).toBe(2)
    const ended = new Promise((resolve) => application.process().once('exit', resolve))
    const close = (ofKiosk: boolean) =>
      application.evaluate(({ BrowserWindow }, wanted) => {
        const all = BrowserWindow.getAllWindows()
        all.find(({ webContents }) => webContents.getURL().includes('?kiosk=') === wanted)?.close()
      }, ofKiosk)
    await close(false)
    await expect.poll(() => application.windows().length).toBe(1)
    await close(true)
    await ended
    expect(JSON.parse(readFileSync(kiosksOf(data.folder), 'utf8'))).toMatchObject([{ kiosk: 'Lobby' }])
  })
})

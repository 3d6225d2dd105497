import { spawn } from 'node:child_process'
import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../main/app.ts'
import { modelsFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'
import {
  asRoot,
  callEngine,
  electron,
  openScreen,
  type RunningApp,
  root,
  type Screen,
  startApp,
  temporaryData,
} from './electron-app.ts'

// Set-up provides an Electron for tests; without one these say that they were skipped.
describe.skipIf(electron === null)('in Electron', () => {
  const data = temporaryData()
  let screen: Screen
  let running: RunningApp
  let said = ''

  beforeAll(async () => {
    screen = await openScreen()
    running = await startApp(screen, data.folder)
    running.application.process().stderr!.on('data', (text: Buffer) => {
      said += text
    })
  })
  afterAll(async () => {
    await running?.application.close()
    screen?.close()
    data.remove()
  })

  /** Gives the page a photo to work with. */
  async function hand(part: Part): Promise<void> {
    const base64 = Buffer.from(await jpeg(part)).toString('base64')
    await running.page.evaluate(
      `globalThis.photo = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0)), null`,
    )
  }

  async function photo(method: string, part: Part, rest: object): Promise<unknown> {
    await hand(part)
    return running.page.evaluate(`rollcall.call('${method}', { photo, ...${JSON.stringify(rest)} })`)
  }

  async function enginePid(): Promise<number> {
    const found = await running.application.evaluate(({ app }) =>
      app.getAppMetrics().find(({ name }) => name === 'Rollcall engine'),
    )
    if (found === undefined) throw new Error('there is no engine process')
    return found.pid
  }

  test('the window shows our own page, which sees nine functions and nothing of Electron', async () => {
    expect(running.page.url()).toMatch(/^app:\/\/rollcall\/index\.html/)
    expect(await running.page.title()).toMatch(/Rollcall$/)
    await running.page.locator('#root > *').first().waitFor()
    const seen = await running.page.evaluate('[Object.keys(rollcall).sort(), typeof require, typeof process]')
    expect(seen).toEqual([
      ['call', 'keepAwake', 'leaveKiosk', 'onLeaving', 'onLocked', 'openKiosk', 'savePdf', 'sendFrame', 'subscribe'],
      'undefined',
      'undefined',
    ])
  })

  test('the display stays on while a kiosk is shown, and only then', async () => {
    const { page, application } = running
    const blockers = () =>
      application.evaluate(
        ({ powerSaveBlocker }) =>
          Array.from({ length: 50 }, (_, id) => powerSaveBlocker.isStarted(id)).filter(Boolean).length,
      )
    const show = (screen: string) => page.evaluate(`location.hash = '#/${screen}', null`)
    await show('kiosk')
    await expect.poll(blockers, { timeout: 20_000 }).toBe(1)
    await show('people')
    await expect.poll(blockers, { timeout: 20_000 }).toBe(0)
    await show('kiosk')
    await expect.poll(blockers, { timeout: 20_000 }).toBe(1)
    await page.reload()
    await page.locator('[data-part=kiosk]').waitFor()
    await expect.poll(blockers, { timeout: 20_000 }).toBe(1)
  })

  test('the camera is the one permission, and the page can neither open windows nor run foreign code', async () => {
    const { page } = running
    const media = (wanted: object) =>
      page.evaluate(`navigator.mediaDevices.getUserMedia(${JSON.stringify(wanted)}).then(
        (stream) => stream.getTracks().map((track) => track.kind), (error) => error.name)`)
    expect(await media({ video: true })).toEqual(['video'])
    expect(await media({ audio: true })).toBe('NotAllowedError')
    expect(await page.evaluate('Notification.requestPermission()')).toBe('denied')
    expect(await page.evaluate("window.open('https://example.org/')")).toBeNull()
    expect(await page.evaluate("fetch('https://example.org/').then(() => 'fetched', () => 'refused')")).toBe('refused')
    const foreign = `new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "taken"' }))
    })`
    expect(await page.evaluate(foreign)).toBe('script-src-elem')
  })

  test('what is enrolled from a photo is found in another one, and a stranger is not; no other GLib is called', async () => {
    const created = (await callEngine(running.page, 'people.create', { name: 'Ada' })) as { value: { id: number } }
    expect(await photo('enrol.photo', ada, { personId: created.value.id })).toMatchObject({
      ok: true,
      value: { kind: 'enrolled', person: { name: 'Ada', templates: 1 } },
    })
    expect(await photo('search.photo', adaAgain, {})).toMatchObject({
      ok: true,
      value: { faces: [{ decision: { kind: 'known', person: { name: 'Ada' } } }] },
    })
    expect(await photo('search.photo', stranger, {})).toMatchObject({
      ok: true,
      value: { faces: [{ decision: { kind: 'unknown' } }] },
    })
    expect(said).not.toMatch(/GLib|SharpElectronLinux/)
  })

  test('the system says where the key is, and a key file is for its owner only', async () => {
    const answer = await callEngine(running.page, 'system.info', {})
    const info = answer as { value: { key: { kind: string }; shell: string } }
    expect(info.value.shell).toBe('electron')
    if (info.value.key.kind === 'file') {
      expect(statSync(join(data.folder, 'key')).mode & 0o777).toBe(0o600)
    }
  })

  test('a second instance on the same data gives way', async () => {
    const second = spawn(electron!.executable, [...asRoot, root, `--data=${data.folder}`], {
      env: { ...process.env, DISPLAY: screen.display },
    })
    let said = ''
    second.stderr.on('data', (text: Buffer) => {
      said += text
    })
    await new Promise((resolve) => second.once('exit', resolve))
    expect(said).toContain('Rollcall is already open')
    expect(await running.page.title()).toMatch(/Rollcall$/)
  })

  test('an engine that dies is back by itself, says so, and has lost nothing', async () => {
    const page = running.page
    await page.evaluate(`globalThis.notices = [], rollcall.subscribe('notice', (notice) => notices.push(notice)), null`)
    const before = await enginePid()
    await hand(ada)
    await page.evaluate(`globalThis.interrupted = Promise.all(
      Array.from({ length: 50 }, () => rollcall.call('search.photo', { photo }))), null`)
    await page.waitForTimeout(500)
    process.kill(before, 'SIGKILL')
    const replies = (await page.evaluate('interrupted')) as unknown[]
    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'engine-stopped' } })
    expect(await callEngine(page, 'people.list', {})).toMatchObject({ ok: true, value: { people: [{ name: 'Ada' }] } })
    expect(await enginePid()).not.toBe(before)
    await expect.poll(() => page.evaluate('notices')).toMatchObject([{ code: 'engine-restarted' }])
    await page.getByText('Recognition was restarted').first().waitFor()
  })

  test('an engine that hangs is ended and started again', async () => {
    const before = await enginePid()
    process.kill(before, 'SIGSTOP')
    await expect.poll(enginePid, { timeout: 90_000, interval: 1_000 }).not.toBe(before)
    expect(await callEngine(running.page, 'people.list', {})).toMatchObject({
      ok: true,
      value: { people: [{ name: 'Ada' }] },
    })
  })

  // The last one: Playwright takes the refused navigation for one that is still under way.
  test('the page cannot leave', async () => {
    await running.page.evaluate("location.href = 'https://example.org/'")
    await running.page.waitForTimeout(500)
    expect(await running.page.evaluate('[location.origin, document.title]')).toEqual([
      'app://rollcall',
      expect.stringMatching(/Rollcall$/),
    ])
  })
})

describe.skipIf(electron === null)('the demo in Electron', () => {
  test('somebody in the film is recognised and written into the log', async () => {
    const data = temporaryData()
    const screen = await openScreen()
    const { application, page } = await startApp(screen, data.folder, '--demo')
    try {
      await expect
        .poll(() => callEngine(page, 'events.list', {}), { timeout: 120_000, interval: 1_000 })
        .toMatchObject({
          ok: true,
          value: { events: expect.arrayContaining([expect.objectContaining({ kind: 'check' })]) },
        })
    } finally {
      await application.close()
      screen.close()
      data.remove()
    }
  })
})

// Restoring itself is tried in a browser: libsql, which stands in for better-sqlite3 in the development Electron, keeps a closed
// database locked for a while.
test.skipIf(electron === null)(
  'in Electron, an app whose database is gone says so, and goes on when it is back',
  async () => {
    const data = temporaryData()
    const database = join(data.folder, 'rollcall.db')
    const key = { kind: 'file', path: join(data.folder, 'key') } as const
    const office = await createApp({
      dataFolder: data.folder,
      modelsFolder,
      shell: 'test',
      caller: tester,
      key,
    })
    await office.call('accounts.begin', { mode: 'machine' })
    await office.call('people.create', { name: 'Ada' })
    await office.close()
    renameSync(database, `${database}.away`)
    const screen = await openScreen()
    const { application, page } = await startApp(screen, data.folder)
    try {
      await page.getByRole('heading', { name: 'Rollcall’s data is missing' }).waitFor()
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('It still doesn’t open.').waitFor()
      renameSync(`${database}.away`, database)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'Rollcall’s data is missing' }).waitFor({ state: 'detached' })
      expect(await callEngine(page, 'people.list', {})).toMatchObject({
        ok: true,
        value: { people: [{ name: 'Ada' }] },
      })
      expect(await callEngine(page, 'system.backup', {})).toMatchObject({ ok: true })
    } finally {
      await application.close()
      screen.close()
      data.remove()
    }
  },
)

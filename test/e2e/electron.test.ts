import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'
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

  beforeAll(async () => {
    screen = await openScreen()
    running = await startApp(screen, data.folder)
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

  test('the window shows our own page, which sees five functions and nothing of Electron', async () => {
    expect(running.page.url()).toMatch(/^app:\/\/rollcall\/index\.html/)
    expect(await running.page.title()).toMatch(/Rollcall$/)
    await running.page.locator('#root > *').first().waitFor()
    const seen = await running.page.evaluate('[Object.keys(rollcall).sort(), typeof require, typeof process]')
    expect(seen).toEqual([
      ['call', 'keepAwake', 'openKiosk', 'savePdf', 'sendFrame', 'subscribe'],
      'undefined',
      'undefined',
    ])
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

  test('what is enrolled from a photo is found in another one, and a stranger is not', async () => {
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
  })

  test('the system says where the key is, and a key file is for its owner only', async () => {
    const info = (await callEngine(running.page, 'system.info', {})) as { value: { keySource: string; shell: string } }
    expect(info.value.shell).toBe('electron')
    if (info.value.keySource.startsWith('the key file')) {
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
    await page.getByText('Recognition has been restarted').first().waitFor()
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

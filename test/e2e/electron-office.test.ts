import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFilm } from '../helpers/browser-film.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import {
  callEngine,
  electron,
  openScreen,
  type RunningApp,
  type Screen,
  startApp,
  temporaryData,
} from './electron-app.ts'

const pdf = (command: 'pdfinfo' | 'pdftotext', ...words: string[]) =>
  execFileSync(command, words, { encoding: 'utf8' }).replaceAll('\u00a0', ' ')

// Set-up provides an Electron for tests; without one these say that they were skipped.
describe.skipIf(electron === null)('an office in Electron', () => {
  const data = temporaryData()
  const shutters: (() => unknown)[] = []
  let screen: Screen
  let running: RunningApp
  let people: number[]

  beforeAll(async () => {
    screen = await openScreen()
    const film = join(data.folder, 'door.mjpeg')
    await writeFilm(film, [
      { part: adaAgain, seconds: 2 },
      { part: null, seconds: 1 },
    ])
    running = await startApp(screen, data.folder, `--use-file-for-fake-video-capture=${film}`)
    people = []
    for (const name of ['Ada Lovelace', '王小明']) {
      people.push(
        (await call<{ id: number }>('people.create', { name, employments: [{ joined: null, left: null }] })).id,
      )
    }
  }, 400_000)
  afterAll(async () => {
    for (const close of shutters) close()
    await running?.application.close()
    screen?.close()
    data.remove()
  })

  async function call<T>(method: string, input: unknown, page = running.page): Promise<T> {
    const reply = (await callEngine(page, method, input)) as { ok: boolean; value: T }
    expect(reply).toMatchObject({ ok: true })
    return reply.value
  }

  async function show(address: string, page = running.page): Promise<void> {
    await page.evaluate(`location.hash = '${address}', null`)
  }

  /** The window of a kiosk, as soon as there is one. */
  async function kioskWindow(name: string): Promise<Page> {
    const find = () => running.application.windows().find((page) => page.url().includes(`?kiosk=${name}`))
    await expect.poll(find, { timeout: 120_000 }).toBeDefined()
    return find()!
  }

  test('the timesheet becomes a PDF where the user chooses, a sheet for each person', async () => {
    const [person] = people
    const time = (hour: number, minute: number) => Date.UTC(2026, 0, 3, hour, minute)
    for (const [direction, at] of [
      ['in', time(9, 0)],
      ['out', time(16, 47)],
    ] as const) {
      const draft = { personId: person, action: 'add', corrects: null, direction, at, zone: 'UTC', reason: 'test' }
      await call('attendance.correct', { draft, actor: 'test' })
    }
    const dates = { from: '2026-01-01', to: '2026-01-31' }
    const sheet = await call<{ totals: { workedMinutes: number } }>('attendance.timesheet', { personId: person, dates })
    const { workedMinutes } = sheet.totals
    const file = join(data.folder, 'January.pdf')
    await running.application.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (async (_window: unknown, { defaultPath }: { defaultPath: string }) => {
        Object.assign(globalThis, { proposed: defaultPath })
        return { canceled: false, filePath }
      }) as never
    }, file)

    await show('#/timesheet')
    const { page } = running
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('button', { name: /Format/ }).click()
    await page.getByRole('option', { name: /PDF/ }).click()
    await page.getByLabel('From', { exact: true }).fill(dates.from)
    await page.getByLabel('To', { exact: true }).fill(dates.to)
    await page.getByRole('button', { name: 'Save file' }).click()
    await page.getByText('saved as January.pdf').first().waitFor()

    const proposed = await running.application.evaluate(() => (globalThis as { proposed?: string }).proposed)
    expect(proposed).toMatch(/rollcall-days-2026-01-01-2026-01-31\.pdf$/)
    expect(pdf('pdfinfo', file)).toMatch(/^Pages: +2$/m)
    expect(pdf('pdfinfo', file)).toMatch(/^Page size:.*A4/m)
    const first = pdf('pdftotext', '-layout', '-f', '1', '-l', '1', file, '-')
    expect(first).toContain('Ada Lovelace')
    expect(first).toMatch(/(01\/03|03\/01) +09:00/)
    expect(first).toContain(`${Math.floor(workedMinutes / 60)}:${String(workedMinutes % 60).padStart(2, '0')}`)
    expect(workedMinutes).toBeGreaterThan(400)
    expect(pdf('pdftotext', '-f', '2', '-l', '2', file, '-')).toContain('王小明')
  })

  test('only pages that the engine wrote are printed, and a question that is called off saves nothing', async () => {
    const save = (name: unknown) => running.page.evaluate(`rollcall.savePdf(${JSON.stringify(name)})`)
    for (const name of ['../../etc/passwd', 'key', 'rollcall-days-2026-01-01-2026-01-31.html/../x', 7, null]) {
      expect(await save(name)).toMatchObject({ ok: false, error: { code: 'not-allowed', reason: 'not-printable' } })
    }
    const gone = 'rollcall-days-1999-01-01-1999-01-31.html'
    expect(await save(gone)).toMatchObject({ ok: false, error: { code: 'file-not-found' } })
    await running.application.evaluate(({ dialog }) => {
      dialog.showSaveDialog = (async () => ({ canceled: true, filePath: '' })) as never
    })
    // What was saved is gone; what was called off can be asked for again.
    expect(await save('rollcall-days-2026-01-01-2026-01-31.html')).toMatchObject({ error: { code: 'file-not-found' } })
    const written = 'rollcall-days-2026-01-01-2026-01-30.html'
    const dates = { from: '2026-01-01', to: '2026-01-30' }
    const order = { task: 'print', what: 'days', format: 'html', scope: { kind: 'everyone' }, dates }
    await call('attendance.export', order)
    expect(await save(written)).toEqual({ ok: true, value: { kind: 'cancelled' } })
    expect(await save(written)).toEqual({ ok: true, value: { kind: 'cancelled' } })
  })

  test('programs are answered when the setting says so, and not otherwise', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => probe.once('listening', listening))
    const { port } = probe.address() as AddressInfo
    await new Promise((closed) => probe.close(closed))

    const status = () => call('rest.status', {})
    expect(await status()).toEqual({ address: null, takenPort: null })
    await call('settings.set', { restPort: port })
    const address = `http://127.0.0.1:${port}/v1`
    await expect.poll(status).toEqual({ address, takenPort: null })
    const { secret } = await call<{ secret: string }>('rest.createToken', { name: 'Payroll', scopes: ['people:read'] })
    const answer = await fetch(`${address}/people`, { headers: { authorization: `Bearer ${secret}` } })
    expect(await answer.json()).toMatchObject({ people: [{ name: 'Ada Lovelace' }, { name: '王小明' }], total: 2 })
    expect((await fetch(`${address}/people`)).status).toBe(401)
    await call('settings.set', { restPort: null })
    await expect.poll(status).toEqual({ address: null, takenPort: null })
    await expect(fetch(`${address}/people`)).rejects.toThrow()
  })

  test('each kiosk has a window of its own, and its entries bear its name and direction', async () => {
    const photo = Buffer.from(await jpeg(ada)).toString('base64')
    await running.page.evaluate(
      `rollcall.call('enrol.photo', { personId: ${people[0]},
        photo: Uint8Array.from(atob('${photo}'), (letter) => letter.charCodeAt(0)) })`,
    )
    const kiosk = { name: 'Back door', direction: 'out' }
    await call('settings.set', { direction: 'in' })
    await call('kiosks.set', { kiosks: [kiosk].map((own) => ({ ...standard, ...own })), version: 0 })
    await show('#/settings/kiosks')
    await running.page.getByRole('button', { name: 'Open window' }).click()
    const second = await kioskWindow('Back+door')
    await second.getByText('Back door', { exact: true }).waitFor()
    await show('#/kiosk')
    const checks = async () => {
      const { events } = await call<{ events: { kind: string; kiosk: string; direction: string; person: unknown }[] }>(
        'events.list',
        {},
      )
      return events
        .filter(({ kind }) => kind === 'check')
        .map(({ kiosk: name, direction }) => `${name}: ${direction}`)
        .sort()
    }
    await expect.poll(checks, { timeout: 60_000 }).toEqual(expect.arrayContaining(['Back door: out', 'Front door: in']))
    await second.getByRole('status').getByText('Ada Lovelace').waitFor()
  })

  test('a kiosk has one window, names are checked, and the page itself still opens nothing', async () => {
    const open = (name: unknown) => running.page.evaluate(`rollcall.openKiosk(${JSON.stringify(name)})`)
    const before = running.application.windows().length
    const corners = await running.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getBounds()),
    )
    expect(new Set(corners.map(({ x, y }) => `${x} ${y}`)).size).toBe(2)
    expect(await open('back DOOR')).toMatchObject({ ok: true })
    for (const name of ['', 'x'.repeat(65), 7, null]) {
      expect(await open(name)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
    expect(await running.page.evaluate("window.open('?kiosk=Garage#/kiosk')")).toBeNull()
    expect(running.application.windows()).toHaveLength(before)
  })

  test('an engine that dies is back for all windows', async () => {
    const pages = [running.page, await kioskWindow('Back+door')]
    const listen = "globalThis.notices = [], rollcall.subscribe('notice', ({ code }) => notices.push(code)), null"
    for (const page of pages) await page.evaluate(listen)
    const engine = await running.application.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Rollcall engine')?.pid,
    )
    process.kill(engine!, 'SIGKILL')
    for (const page of pages) {
      await expect.poll(() => page.evaluate('notices'), { timeout: 30_000 }).toContain('engine-restarted')
      expect(await call('settings.get', {}, page)).toMatchObject({ direction: 'in' })
    }
  })

  test('a page that crashes is loaded again, and the engine answers it', async () => {
    await running.application.evaluate(({ BrowserWindow }) => {
      const crashing = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('?kiosk='))
      const titles: string[] = []
      Object.assign(globalThis, { titles })
      crashing?.on('page-title-updated', (_event, title) => titles.push(title))
      crashing?.webContents.forcefullyCrashRenderer()
    })
    // The page takes this title when it has read the settings.
    const titles = () => running.application.evaluate(() => (globalThis as { titles?: string[] }).titles)
    await expect.poll(titles, { timeout: 90_000 }).toContain('Back door · Kiosk · Rollcall')
  })

  test("on a display of its own it fills it, touch leads nowhere, and the keyboard's F11 leads out", async () => {
    await running.application.evaluate(({ screen: displays }) => {
      const [desk] = displays.getAllDisplays()
      const door = { ...desk, id: 2, bounds: { x: 1400, y: 0, width: 800, height: 900 } } as Electron.Display
      displays.getAllDisplays = () => [desk!, door]
    })
    const state = () =>
      running.application.evaluate(({ BrowserWindow }) => {
        const found = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('=Garage'))
        return found?.isKiosk()
      })
    const close = () =>
      running.application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().includes('=Garage'))
          ?.close(),
      )
    expect(await running.page.evaluate("rollcall.openKiosk('Garage')")).toMatchObject({ ok: true })
    const page = await kioskWindow('Garage')
    await page.getByText('Garage', { exact: true }).waitFor()
    expect(await state()).toBe(true)
    await expect.poll(() => page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(false)
    await close()
    expect(await state()).toBe(true)
    await running.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes('=Garage'))
        ?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F11' }),
    )
    await expect.poll(state).toBe(false)
    await close()
    await expect.poll(state).toBeUndefined()
  })

  test('kiosks and their windows are back after a restart, each with its own camera', async () => {
    // Here already when the tests before this one ran.
    await running.page.evaluate("rollcall.openKiosk('Back door')")
    await kioskWindow('Back+door')
    const place = { x: 60, y: 40, width: 1000, height: 700 }
    const bounds = () =>
      running.application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => !webContents.getURL().includes('?kiosk='))
          ?.getBounds(),
      )
    await running.application.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => !webContents.getURL().includes('?kiosk='))
        ?.setBounds(wanted)
    }, place)
    await expect.poll(bounds).toEqual(place)
    await running.application.close()
    running = await startApp(screen, data.folder, '--use-fake-device-for-media-stream=device-count=2')
    const second = await kioskWindow('Back+door')
    expect(running.application.windows()).toHaveLength(2)
    expect(await bounds()).toEqual(place)
    const main = running.application.windows().find((page) => page !== second)!
    await second.getByText('Back door', { exact: true }).waitFor()
    const camera = (page: Page) =>
      page.evaluate("document.querySelector('video')?.srcObject?.getVideoTracks()[0]?.label ?? null")
    await expect.poll(() => camera(second), { timeout: 30_000 }).toBe('fake_device_0')
    const devices = (await main.evaluate(
      "navigator.mediaDevices.enumerateDevices().then((all) => all.filter(({ kind }) => kind === 'videoinput'))",
    )) as { deviceId: string; label: string }[]
    const own = devices.find(({ label }) => label === 'fake_device_1')!
    const kiosk = { ...standard, name: 'Back door', direction: 'out', camera: own.deviceId }
    await call('settings.set', { direction: 'in' }, main)
    const { version } = await call<{ version: number }>('kiosks.list', {}, main)
    await call('kiosks.set', { kiosks: [kiosk], version }, main)
    await expect.poll(() => camera(second), { timeout: 30_000 }).toBe('fake_device_1')
    expect(await camera(main)).toBe('fake_device_0')
  }, 400_000)
})

const standard = { direction: 'settings', pin: 'number', guests: true, requests: true, camera: null }

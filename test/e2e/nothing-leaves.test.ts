import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { decode, encode } from '@msgpack/msgpack'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { hasStrace, type Traces, watchProcess } from '../helpers/watched-process.ts'
import { asRoot, electron, openScreen, root } from './electron-app.ts'

/** Long enough for what reports by the quarter minute to do so. */
const workMilliseconds = 30_000
const main = join(root, 'dist/cli/main.js')
const samples = join(root, 'models/samples')

/** Where else programs may write, and why. */
const allowed: readonly RegExp[] = [
  // Devices, shared memory without a name that outlives it, and what a process says of itself.
  /^\/(dev|proc|sys)\//,
  // Compiled sources of the command line, beside its packages.
  new RegExp(`^${join(root, 'node_modules/.cache')}(/|$)`),
]
/** What the desktop's own libraries keep for every program: whether settings changed, and which fonts there are. */
const ofTheDesktop = [/^\/var\/cache\/fontconfig\//, /\/home\/\.cache$/, /\/home\/\.cache\/(dconf|fontconfig)(\/|$)/]
/** Chromium's lock on the data folder and its shared memory, gone when it ends. */
const ofChromium = [/\/tmp\/(scoped_dir\w+|\.org\.chromium\.Chromium\.\w+)(\/|$)/]

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-leaves-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function expectNothingLeft(folder: string, { peers, written }: Traces, alsoAllowed: readonly RegExp[] = []): void {
  expect(peers).toEqual([])
  const data = join(folder, 'data')
  const elsewhere = (written ?? []).filter(
    (path) =>
      path !== data && !path.startsWith(`${data}/`) && ![...allowed, ...alsoAllowed].some((of) => of.test(path)),
  )
  expect(elsewhere).toEqual([])
  const remaining = ['home', 'tmp'].flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((path) => `/${name}/${path}`),
  )
  expect(remaining.filter((path) => !ofTheDesktop.some((of) => of.test(path)))).toEqual([])
}

test.skipIf(process.platform !== 'linux')('the command line: nothing but its own data', async () => {
  const folder = scratch()
  const rollcall = (...words: string[]) =>
    watchProcess([process.execPath, main, '--data', join(folder, 'data'), ...words], { folder })
  writeFileSync(join(folder, 'ada.jpg'), await jpeg(ada))
  writeFileSync(join(folder, 'again.jpg'), await jpeg(adaAgain))
  const enrolled = rollcall('enroll', '--name', 'Ada', join(folder, 'ada.jpg'))
  const first = await enrolled.end()
  expect(enrolled.said()).toContain('Ada')
  expectNothingLeft(folder, first)

  // As often as makes about half a minute.
  const photos = Array.from({ length: 150 }, (_, index) => join(samples, `sample${1 + (index % 6)}.jpg`))
  const identified = rollcall('identify', join(folder, 'again.jpg'), ...photos)
  const second = await identified.end()
  expect(second.code).toBe(0)
  expect(identified.said()).toContain('again.jpg: Ada (')
  expectNothingLeft(folder, second)
})

test.skipIf(process.platform !== 'linux')('the browser shell: nobody but its client', async () => {
  const folder = scratch()
  const words = ['--data', join(folder, 'data'), 'serve', '--port', '0', '--json']
  const serve = watchProcess([process.execPath, main, ...words], { folder })
  await expect.poll(serve.said, { timeout: 60_000 }).toContain('"url"')
  const { url } = JSON.parse(serve.said().split('\n')[0]!) as { url: string }
  const signIn = await fetch(url, { redirect: 'manual' })
  const headers = { cookie: signIn.headers.get('set-cookie')!.split(';')[0]!, 'x-rollcall': '1' }
  const call = async (method: string, input: unknown) => {
    const response = await fetch(new URL(`/api/call/${method}`, url), { method: 'POST', headers, body: encode(input) })
    return decode(await response.arrayBuffer())
  }
  const created = (await call('people.create', { name: 'Ada' })) as { value: { id: number } }
  expect(await call('enrol.photo', { personId: created.value.id, photo: await jpeg(ada) })).toMatchObject({
    value: { kind: 'enrolled' },
  })
  const until = Date.now() + workMilliseconds
  const photo = await jpeg(adaAgain)
  while (Date.now() < until) {
    const found = await call('search.photo', { photo })
    expect(found).toMatchObject({ value: { faces: [{ decision: { kind: 'known' } }] } })
    await setTimeout(200)
  }
  const traces = await serve.end('SIGTERM')
  expect(traces.code).toBe(0)
  expectNothingLeft(folder, traces)
})

test.skipIf(electron === null || process.platform !== 'linux')('the window: nobody at all', async () => {
  const folder = scratch()
  const screen = await openScreen()
  onTestFinished(() => screen.close())
  // The demo needs nobody to drive it: its people are enrolled, and its film is recognised.
  const words = [electron!.executable, ...asRoot, root, `--data=${join(folder, 'data')}`, '--demo']
  const app = watchProcess(words, { folder, environment: { DISPLAY: screen.display } })
  await setTimeout(workMilliseconds)
  expect(app.child.exitCode).toBeNull()
  const traces = await app.end('SIGTERM')
  const database = openDatabase(join(folder, 'data', 'rollcall.db'))
  for (const table of ['templates', 'events']) {
    expect(database.prepare<{ rows: number }>(`select count(*) as rows from ${table}`).get()!.rows).toBeGreaterThan(0)
  }
  database.close()
  expectNothingLeft(folder, traces, [...ofTheDesktop, ...ofChromium])
})

test.skipIf(process.platform !== 'linux')('strace is there to look with', () => expect(hasStrace).toBe(true))

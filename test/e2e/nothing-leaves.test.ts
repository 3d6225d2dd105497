import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { decode, encode } from '@msgpack/msgpack'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { isHarmless } from '../../scripts/harmless-lines.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { descendantsOf, hasStrace, type Traces, watchProcess } from '../helpers/watched-process.ts'
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

const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

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

  // As many as keep it busy for a quarter of a minute.
  const photos = Array.from({ length: 80 }, (_, index) => join(samples, `sample${1 + (index % 6)}.jpg`))
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
  const started = JSON.parse(serve.said().split('\n')[0]!) as { url: string; port: number }
  // By number: only browsers know that names below localhost mean this machine.
  const url = `http://127.0.0.1:${started.port}/${new URL(started.url).search}`
  const signIn = await fetch(url, { redirect: 'manual' })
  const headers = { cookie: signIn.headers.get('set-cookie')!.split(';')[0]!, 'x-rollcall': '1' }
  const call = async (method: string, input: unknown) => {
    const response = await fetch(new URL(`/api/call/${method}`, url), { method: 'POST', headers, body: encode(input) })
    return decode(await response.arrayBuffer())
  }
  await call('accounts.begin', { mode: 'machine' })
  const created = (await call('people.create', { name: 'Ada' })) as { value: { id: number } }
  expect(await call('enrol.photo', { personId: created.value.id, photo: await jpeg(ada) })).toMatchObject({
    value: { kind: 'enrolled' },
  })
  const until = Date.now() + workMilliseconds
  const photo = await jpeg(adaAgain)
  while (Date.now() < until) {
    const found = await call('search.photo', { photo })
    expect(found).toMatchObject({ value: { faces: [{ decision: { kind: 'known' } }] } })
  }
  const traces = await serve.end('SIGTERM')
  expect(traces.code).toBe(0)
  // Nothing that a newcomer would have to be told of.
  expect(serve.said().trim().split('\n')).toEqual([
    expect.stringContaining('"url"'),
    expect.stringContaining('stopped'),
  ])
  expectNothingLeft(folder, traces)
})

test.skipIf(electron === null || process.platform !== 'linux')('the window: nobody at all', async () => {
  const folder = scratch()
  const screen = await openScreen()
  onTestFinished(() => screen.close())
  // The demo needs nobody to drive it: its people are enrolled, and its film is recognised.
  const words = [electron!.executable, ...asRoot, root, `--data=${join(folder, 'data')}`, '--demo']
  const environment = { DISPLAY: screen.display, ROLLCALL_PASSPHRASE: 'open sesame, please' }
  const app = watchProcess(words, { folder, environment })
  await setTimeout(workMilliseconds)
  expect(app.child.exitCode).toBeNull()
  // The engine, and who else was started after the passphrase was read; Chromium's own helpers come before.
  const engine = descendantsOf(app.child.pid!).filter((pid) => commandOf(pid).includes('node.mojom.NodeService'))
  expect(engine.length).toBe(1)
  expect(readFileSync(`/proc/${engine[0]}/environ`, 'utf8')).not.toContain('sesame')
  // What `npm start` shows of it.
  const lines = app
    .said()
    .split('\n')
    .filter((line) => line !== '' && !isHarmless(line))
  expect(lines).toEqual([])
  const traces = await app.end('SIGTERM')
  const database = openDatabase(join(folder, 'data', 'rollcall.db'))
  for (const table of ['templates', 'events']) {
    expect(database.prepare<{ rows: number }>(`select count(*) as rows from ${table}`).get()!.rows).toBeGreaterThan(0)
  }
  database.close()
  expectNothingLeft(folder, traces, [...ofTheDesktop, ...ofChromium])
})

test.skipIf(!hasStrace)('the watch is not blind: a look-up, a datagram and a file are seen', async () => {
  const folder = scratch()
  const program = `
    require('node:fs').writeFileSync(process.env.HOME + '/.telemetry', 'x')
    require('node:dns').lookup('rollcall.invalid', () => {})
    const socket = require('node:dgram').createSocket('udp4')
    socket.on('error', () => {})
    socket.send('x', 9, '192.0.2.1', () => socket.close())`
  const { peers, written } = await watchProcess([process.execPath, '-e', program], { folder }).end()
  expect(peers).toContain('192.0.2.1:9')
  expect(written).toEqual([join(folder, 'home/.telemetry')])
})

test.skipIf(process.platform !== 'linux')('strace is there to look with', () => expect(hasStrace).toBe(true))

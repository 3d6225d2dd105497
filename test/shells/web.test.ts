import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { startWebServer, type WebServer } from '../../main/shells/web/server.ts'
import { startCpuTime } from '../helpers/cpu-time.ts'

const models = join(import.meta.dirname, '../../models')
const folder = mkdtempSync(join(tmpdir(), 'rollcall-web-'))
const pages = join(folder, 'pages')
let app: App
let server: WebServer
let base: string
let cookie: string

beforeAll(async () => {
  mkdirSync(join(pages, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'samples'))
  writeFileSync(join(pages, 'index.html'), '<!doctype html><html><head></head><body>Rollcall</body></html>')
  writeFileSync(join(pages, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'secret.js'), 'the key')
  writeFileSync(join(folder, 'samples', 'sample1.jpg'), 'a photo')
  symlinkSync(join(folder, 'secret.js'), join(pages, 'link.js'))
  const key = { kind: 'file', path: join(folder, 'data', 'key') } as const
  app = await createApp({
    dataFolder: join(folder, 'data'),
    modelsFolder: models,
    key,
    shell: 'test',
    caller: { actor: 'test', via: 'command', role: 'owner' },
  })
  server = await startWebServer({ app, pages, samples: join(folder, 'samples'), port: 0 })
  base = `http://127.0.0.1:${server.port}`
  await app.call('accounts.begin', { mode: 'machine' })
  const letIn = await fetch(oneTimeAddress(), { redirect: 'manual' })
  cookie = letIn.headers.get('set-cookie')?.split(';')[0] ?? ''
})

afterAll(async () => {
  await server?.close()
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** By number: only browsers know that names below localhost mean this machine. */
function oneTimeAddress(): string {
  return `${base}/${new URL(server.makeUrl()).search}`
}

const signedIn = () => ({ cookie, 'x-rollcall': '1' })
const get = (path: string, headers: Record<string, string> = { cookie }) => fetch(base + path, { headers })

/** Like fetch, with headers and paths that fetch would correct. */
function raw(path: string, method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function call(method: string, input: unknown, headers: Record<string, string> = signedIn()) {
  const response = await fetch(`${base}/api/call/${method}`, { method: 'POST', headers, body: encode(input) })
  return { status: response.status, reply: response.ok ? decode(await response.arrayBuffer()) : null }
}

describe('who is let in', () => {
  test('an address that cannot be read is the mistake of whoever asks', async () => {
    for (const path of ['http://[/', 'http://a:b/', '//[']) expect(await raw(path, 'GET', {}), path).toBe(400)
  })

  test('the printed address gives a cookie that scripts and other sites cannot use, and hides the token', async () => {
    const response = await fetch(oneTimeAddress(), { redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/')
    expect(response.headers.get('set-cookie')).toMatch(/^rollcall-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test.each([
    ['no cookie', {}],
    ['a wrong cookie', { cookie: 'rollcall-1=abc' }],
  ])('%s: refused, in words', async (_, headers) => {
    const response = await get('/', headers)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Open the address it printed.')
  })

  test.each([
    ['/', 'tlh,en;q=0.4,ja;q=0.9,zh;q=0', 'ja', 'このブラウザーではページを開けません'],
    ['/', 'de-AT', 'de', 'Diese Seite ist für diesen Browser nicht verfügbar'],
    ['/', 'es-MX,en', 'es', 'Esta página no está disponible en este navegador'],
    ['/', '', 'en', 'shows its pages only to the browser it was opened in'],
    ['/timesheet', 'tlh', 'en', 'press Enter: it prints another address'],
    [`/?token=${'x'.repeat(43)}`, 'zh-CN,en;q=0.5', 'zh', '此地址已被使用，或已过期'],
  ])('somebody who opens %s in a browser (%s) is told in %s what to do', async (path, languages, language, words) => {
    const response = await get(path, { accept: 'text/html,*/*', 'accept-language': languages })
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const page = await response.text()
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toContain(words)
  })

  test('an address lets one browser in, once, and its token is not what the browser keeps', async () => {
    const address = oneTimeAddress()
    const first = await fetch(address, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('set-cookie')).not.toContain(new URL(address).searchParams.get('token'))
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403)
    expect(
      (await get('/', { cookie: `rollcall-${server.port}=${new URL(address).searchParams.get('token')}` })).status,
    ).toBe(403)
  })

  test('the page has a name of its own, so that other programs of this machine do not get its cookie', async () => {
    const { hostname } = new URL(server.makeUrl())
    expect(hostname).toMatch(/^rollcall-[0-9a-f]{12}\.localhost$/)
    expect(await raw('/', 'GET', { cookie, host: `${hostname}:${server.port}` })).toBe(200)
    expect(await raw('/', 'GET', { cookie, host: `other.localhost:${server.port}` })).toBe(403)
  })

  test('a wrong token is refused', async () => {
    expect((await get(`/?token=${'x'.repeat(43)}`, {})).status).toBe(403)
  })

  test('another Host is refused even with the cookie (DNS rebinding)', async () => {
    expect(await raw('/', 'GET', { cookie, host: `127.0.0.1:${server.port}` })).toBe(200)
    expect(await raw('/', 'GET', { cookie, host: `localhost:${server.port}` })).toBe(200)
    expect(await raw('/', 'GET', { cookie, host: 'evil.example' })).toBe(403)
    expect(await raw('/', 'GET', { cookie, host: `127.0.0.1:${server.port + 1}` })).toBe(403)
  })

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['no origin to speak of', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port, as browsers call it', { 'sec-fetch-site': 'same-site' }],
  ])('a call from %s is refused', async (_, headers) => {
    expect((await call('settings.get', {}, { ...signedIn(), ...headers })).status).toBe(403)
  })

  test('a call without x-rollcall is refused, and one from the own page is answered', async () => {
    expect((await call('settings.get', {}, { cookie })).status).toBe(403)
    const own = { ...signedIn(), origin: base, 'sec-fetch-site': 'same-origin' }
    expect((await call('settings.get', {}, own)).status).toBe(200)
  })

  test('every answer forbids what the page does not need', async () => {
    for (const path of ['/', '/nothing', '/assets/main-1a2b.js']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('permissions-policy')).toContain('camera=(self)')
    }
  })
})

describe('pages', () => {
  test('the page and its policy name the same nonce, another one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get('/')
        const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1]
        expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('assets with a hash in their name may be kept, the page may not', async () => {
    expect((await get('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable')
    expect((await get('/')).headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/link.js',
    '/%00.js',
    '/%zz.js',
  ])('%s does not lead out of the folder', async (path) =>
    expect(await raw(path, 'GET', { cookie, host: `127.0.0.1:${server.port}` })).toBe(404),
  )

  test('samples are served, and nothing beside them', async () => {
    expect(await (await get('/samples/sample1.jpg')).text()).toBe('a photo')
    expect((await get('/samples/..%2fsecret.js')).status).toBe(404)
  })
})

describe('calls', () => {
  test('bytes and records go through as they are', async () => {
    const { reply } = await call('people.create', { name: 'Ada' })
    expect(reply).toMatchObject({ ok: true, value: { name: 'Ada', templates: 0 } })
    const photo = await call('enrol.inspect', { photo: Uint8Array.of(1, 2, 3) })
    expect(photo.reply).toMatchObject({ ok: true, value: { refusal: { code: 'not-an-image' } } })
  })

  test.each([
    ['people.get', { id: 999_999 }, 'person-not-found'],
    ['people.get', { id: 'one' }, 'invalid-input'],
    ['people.nothing', {}, 'unknown-method'],
    ['constructor', {}, 'unknown-method'],
  ])('%s with %j fails as %s', async (method, input, code) => {
    expect((await call(method, input)).reply).toMatchObject({ ok: false, error: { code } })
  })

  test('what is not MessagePack is said to be not', async () => {
    const body = Uint8Array.of(0xc1)
    const response = await fetch(`${base}/api/call/people.list`, { method: 'POST', headers: signedIn(), body })
    expect(decode(await response.arrayBuffer())).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  test('five bytes that claim thirty million values are refused at once', async () => {
    const body = Uint8Array.of(0xdd, 0x01, 0xc9, 0xc3, 0x80)
    const cpuTime = startCpuTime()
    const response = await fetch(`${base}/api/call/people.list`, { method: 'POST', headers: signedIn(), body })
    expect(decode(await response.arrayBuffer())).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(cpuTime()).toBeLessThan(2_000)
  })

  test('16 MiB of nothing but lists in lists are refused at once', async () => {
    const body = new Uint8Array(16 * 1024 * 1024).fill(0x91)
    const cpuTime = startCpuTime()
    const response = await fetch(`${base}/api/call/people.list`, { method: 'POST', headers: signedIn(), body })
    expect(decode(await response.arrayBuffer())).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(cpuTime()).toBeLessThan(2_000)
  })

  test('a frame that is none is a reply, not a crash', async () => {
    const response = await fetch(`${base}/api/frame`, { method: 'POST', headers: signedIn(), body: new Uint8Array(40) })
    expect(decode(await response.arrayBuffer())).toMatchObject({ ok: false, error: { code: 'frame-malformed' } })
  })

  test('only POST', async () => {
    expect((await get('/api/call/people.list')).status).toBe(405)
  })

  test('a body over the limit is refused, by its declared length and while it streams', async () => {
    const mebibyte = new Uint8Array(1024 * 1024)
    const declared = await fetch(`${base}/api/frame`, {
      method: 'POST',
      headers: signedIn(),
      body: new Uint8Array(66 * 1024 * 1024),
    })
    expect(declared.status).toBe(413)
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 66; i += 1) controller.enqueue(mebibyte)
        controller.close()
      },
    })
    const init = { method: 'POST', headers: signedIn(), body, duplex: 'half' } as RequestInit
    expect((await fetch(`${base}/api/frame`, init)).status).toBe(413)
    expect((await call('settings.get', {})).status).toBe(200)
  })
})

test('announcements reach every open page, and end with it', async () => {
  const abort = new AbortController()
  const response = await fetch(`${base}/api/events`, { headers: { cookie }, signal: abort.signal })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const more = async (until: string) => {
    while (!text.includes(until)) text += (await reader.read()).value ?? ''
  }
  await more('retry')
  await call('settings.set', { kiosk: 'Back door' })
  await more('"topic":"settings.changed"')
  const data = /data: (.*settings\.changed.*)/.exec(text)?.[1]
  expect(JSON.parse(data ?? '')).toMatchObject({ topic: 'settings.changed', message: { kiosk: 'Back door' } })
  abort.abort()
})

test('a port in use is said in words', async () => {
  const start = startWebServer({ app, pages, samples: null, port: server.port })
  await expect(start).rejects.toThrow(`Port ${server.port} is in use`)
})

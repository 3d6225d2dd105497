import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { startWebServer, type WebServer } from '../../main/shells/web/server.ts'
import {
  client,
  signInAtProvider,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../helpers/identity-provider.ts'
import { modelsFolder } from '../helpers/models-folder.ts'

const passphrase = 'copper lantern over seven'
const folder = mkdtempSync(join(tmpdir(), 'rollcall-oidc-'))
let provider: TestIdentityProvider
let app: App
let server: WebServer
let base: string
/** The name that our page has of its own, by which a browser is let in. */
let host: string
let owner: string

interface Failed {
  readonly kind: 'failed'
  readonly why: string
  readonly identity: { readonly subject: string; readonly email: string | null } | null
}

beforeAll(async () => {
  provider = await startIdentityProvider()
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<!doctype html><html><head></head><body>Rollcall</body></html>')
  const dataFolder = join(folder, 'data')
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const caller = { actor: 'test', via: 'command', role: 'owner' } as const
  app = await createApp({ dataFolder, modelsFolder, key, shell: 'test', caller })
  server = await startWebServer({ app, pages, samples: null, port: 0 })
  base = `http://127.0.0.1:${server.port}`
  host = new URL(server.makeUrl()).host
  owner = await letIn()
  await call(owner, 'accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  await call(owner, 'accounts.create', { name: 'Bo', role: 'reception', passphrase })
})

afterAll(async () => {
  await server.close()
  await app.close()
  await provider.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** As a browser does, which knows that names below localhost mean this machine. */
function get(
  url: string | URL,
  headers: Record<string, string> = {},
): Promise<{ status: number; location: string | null; body: string; cookie: string | null }> {
  const { host: named, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path: pathname + search, headers: { host: named, ...headers } },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text
        })
        response.on('end', () => {
          const { location = null, 'set-cookie': cookies } = response.headers
          resolve({ status: response.statusCode ?? 0, location, body, cookie: cookies?.[0]?.split(';')[0] ?? null })
        })
      },
    )
    sent.on('error', reject).end()
  })
}

/** A browser of its own: its cookie. */
async function letIn(): Promise<string> {
  return (await get(server.makeUrl())).cookie!
}

async function call<T = unknown>(cookie: string, method: string, input: unknown = {}): Promise<T> {
  const headers = { cookie, 'x-rollcall': '1' }
  const response = await fetch(`${base}/api/call/${method}`, { method: 'POST', headers, body: encode(input) })
  const reply = decode(await response.arrayBuffer()) as { ok: boolean; value?: T; error?: { reason?: string } }
  if (!reply.ok) throw Object.assign(new Error(reply.error?.reason), reply.error)
  return reply.value as T
}

const settings = () => ({ name: 'Acme', issuer: provider.issuer, clientId: client.id, clientSecret: client.secret })

async function idOf(name: string): Promise<number> {
  const { accounts } = await call<{ accounts: { id: number; name: string }[] }>(owner, 'accounts.list')
  return accounts.find((account) => account.name === name)!.id
}

/** Leaves for the provider. @returns its address */
async function leave(cookie: string): Promise<string> {
  const begun = await call<{ kind: string; address: string }>(cookie, 'identityProvider.begin')
  expect(begun.kind).toBe('leave')
  return begun.address
}

/** Comes back from the provider, by the steps that a browser takes by itself. @returns what the page hands in */
async function comeBack(cookie: string, returned: URL): Promise<string> {
  let at = returned
  for (let step = 0; step < 6; step++) {
    // The cookie is our page's, and comes only where that page has asked.
    const own = at.host === host && at.searchParams.has('again')
    const { status, location, body } = await get(at, own ? { cookie } : {})
    const refresh = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    const next = location ?? refresh
    expect(next, `${status} ${body}`).toBeDefined()
    at = new URL(next!, at)
    if (at.pathname === '/') {
      expect(at.host).toBe(host)
      expect(at.hash).toBe('#/today')
      return at.search
    }
  }
  throw new Error('It leads nowhere.')
}

async function signIn(cookie: string, login: string | null): Promise<Failed | { kind: 'signed-in' }> {
  const answer = await comeBack(cookie, await signInAtProvider(await leave(cookie), login))
  return call(cookie, 'identityProvider.finish', { answer })
}

describe('signing in at the office’s own provider', () => {
  beforeEach(async () => {
    await call(owner, 'accounts.signIn', { name: 'Ada', passphrase })
    expect(await call(owner, 'identityProvider.set', settings())).toMatchObject({ kind: 'saved' })
    await call(owner, 'accounts.setIdentity', {
      id: await idOf('Bo'),
      identity: { kind: 'email', email: 'Bo@Example.org' },
    })
  })

  test('an account signs in, as its own role, and is known by its subject from then on', async () => {
    const window = await letIn()
    expect(await call(window, 'accounts.session')).toMatchObject({ role: 'signed-out', identityProvider: 'Acme' })
    expect(await signIn(window, 'bo')).toMatchObject({
      kind: 'signed-in',
      session: { role: 'reception', account: { name: 'Bo', identity: { email: 'bo@example.org', subject: 'bo' } } },
    })
    await expect(call(window, 'accounts.list')).rejects.toMatchObject({ reason: 'role-forbids' })
    const { entries } = await call<{ entries: object[] }>(owner, 'audit.list', { action: 'account.signIn' })
    expect(entries[0]).toMatchObject({
      ...{ actor: 'Bo', via: 'browser', action: 'account.signIn' },
      details: { by: 'identity provider' },
    })
  })

  test('what it leaves with says nothing of the office, and is bound by PKCE, state and nonce', async () => {
    const address = new URL(await leave(await letIn()))
    expect(address.origin).toBe(provider.issuer)
    const { state, nonce, code_challenge: challenge, ...rest } = Object.fromEntries(address.searchParams)
    expect(rest).toEqual({
      ...{ client_id: client.id, response_type: 'code', scope: 'openid email', prompt: 'login' },
      ...{ redirect_uri: `${base}/signed-in`, code_challenge_method: 'S256' },
    })
    for (const secret of [state, nonce, challenge]) expect(secret).toMatch(/^[\w-]{43}$/)
  })

  test('another state, another window’s answer, a code that was used, and one that nobody asked for: nobody is let in', async () => {
    const [window, other] = [await letIn(), await letIn()]
    const answer = await comeBack(window, await signInAtProvider(await leave(window), 'bo'))
    const stale = { kind: 'failed', why: 'stale', identity: null }
    const wrong = new URLSearchParams(answer)
    wrong.set('state', 'x'.repeat(43))
    expect(await call(window, 'identityProvider.finish', { answer: wrong.toString() })).toEqual(stale)
    expect(await call(other, 'identityProvider.finish', { answer })).toEqual(stale)
    // The other window's own attempt does not take it either.
    await leave(other)
    expect(await call(other, 'identityProvider.finish', { answer })).toEqual(stale)
    // The attempt goes on, whatever others have handed in.
    expect(await call(window, 'identityProvider.finish', { answer })).toMatchObject({ kind: 'signed-in' })
    await call(window, 'accounts.signOut')
    expect(await call(window, 'identityProvider.finish', { answer })).toEqual(stale)
    // With a state of the window's own, the provider refuses the code.
    const next = new URL(await leave(window)).searchParams.get('state')!
    const replayed = new URLSearchParams(answer)
    replayed.set('state', next)
    expect(await call(window, 'identityProvider.finish', { answer: replayed.toString() })).toEqual(stale)
    expect(await call(window, 'accounts.session')).toMatchObject({ role: 'signed-out' })
  })

  test('an answer that says it is of another provider, or of none, proves nothing', async () => {
    for (const iss of ['https://elsewhere.example', null]) {
      const window = await letIn()
      const answer = new URLSearchParams(await comeBack(window, await signInAtProvider(await leave(window), 'bo')))
      if (iss === null) answer.delete('iss')
      else answer.set('iss', iss)
      expect(await call(window, 'identityProvider.finish', { answer: answer.toString() })).toEqual({
        ...{ kind: 'failed', why: 'unproved', identity: null },
      })
    }
  })

  test('whom no account is of is told who they are there; an address that is not verified counts for nothing', async () => {
    const window = await letIn()
    expect(await signIn(window, 'eve')).toEqual({
      ...{ kind: 'failed', why: 'nobody' },
      identity: { subject: 'eve', email: 'eve@example.org' },
    })
    const identity = { kind: 'email', email: 'unverified@example.org' }
    await call(owner, 'accounts.setIdentity', { id: await idOf('Bo'), identity })
    expect(await signIn(await letIn(), 'unverified')).toEqual({
      ...{ kind: 'failed', why: 'nobody' },
      identity: { subject: 'unverified', email: null },
    })
    const { entries } = await call<{ entries: object[] }>(owner, 'audit.list', { action: 'identity.refuse' })
    expect(JSON.stringify(entries)).not.toMatch(/eve|example\.org/)
    expect(entries.length).toBeGreaterThan(0)
  })

  test('an address that goes over to somebody else opens nothing, once it has signed in', async () => {
    expect(await signIn(await letIn(), 'bo')).toMatchObject({ kind: 'signed-in' })
    await call(owner, 'accounts.setIdentity', { id: await idOf('Bo'), identity: { kind: 'subject', subject: 'bo-2' } })
    expect(await signIn(await letIn(), 'bo')).toMatchObject({ kind: 'failed', why: 'nobody' })
    expect(await signIn(await letIn(), 'bo-2')).toMatchObject({ kind: 'signed-in' })
  })

  test('who cancels there is told so', async () => {
    expect(await signIn(await letIn(), null)).toMatchObject({ kind: 'failed', why: 'declined' })
  })

  test('a provider that is away is said, before and after leaving for it; passphrases go on', async () => {
    const window = await letIn()
    const answer = await comeBack(window, await signInAtProvider(await leave(window), 'bo'))
    await provider.stop()
    try {
      const away = { kind: 'failed', why: 'away', identity: null }
      expect(await call(window, 'identityProvider.finish', { answer })).toEqual(away)
      expect(await call(window, 'identityProvider.begin')).toEqual(away)
      expect(await call(owner, 'identityProvider.set', { ...settings(), name: 'Other' })).toEqual({
        kind: 'failed',
        why: 'away',
      })
      expect(await call(window, 'accounts.signIn', { name: 'Bo', passphrase })).toMatchObject({ kind: 'signed-in' })
    } finally {
      await provider.start()
    }
    expect(await call(owner, 'identityProvider.get')).toMatchObject({ provider: { name: 'Acme' } })
  })

  test('a wrong secret is the owner’s to mend, and the secret is told to no window', async () => {
    await call(owner, 'identityProvider.set', { ...settings(), clientSecret: 'another secret' })
    expect(await signIn(await letIn(), 'bo')).toMatchObject({ kind: 'failed', why: 'client-refused' })
    const { provider: told } = await call<{ provider: object }>(owner, 'identityProvider.get')
    expect(told).toEqual({
      ...{ name: 'Acme', issuer: provider.issuer, clientId: client.id, hasSecret: true, port: null },
    })
  })

  test('an address at which no provider is, or one of another name, is not stored', async () => {
    const wrong = { kind: 'failed', why: 'not-a-provider' }
    expect(await call(owner, 'identityProvider.set', { ...settings(), issuer: `${base}/nothing` })).toEqual(wrong)
    const renamed = provider.issuer.replace('127.0.0.1', 'localhost')
    expect(await call(owner, 'identityProvider.set', { ...settings(), issuer: renamed })).toEqual(wrong)
    // What is often copied is the address of the description.
    const described = `${provider.issuer}/.well-known/openid-configuration`
    expect(await call(owner, 'identityProvider.set', { ...settings(), issuer: described })).toMatchObject({
      ...{ kind: 'saved', provider: { issuer: provider.issuer } },
    })
    for (const issuer of [
      'http://intranet.example',
      'https://169.254.169.254',
      'https://a:b@c.example',
      'ftp://a',
      'x',
    ]) {
      await expect(call(owner, 'identityProvider.set', { ...settings(), issuer }), issuer).rejects.toMatchObject({
        reason: 'malformed-request',
      })
    }
  })
})

describe('the way back', () => {
  const answer = '?code=abc&state=def'

  test('a browser that was not let in is shown why, and hands nothing in', async () => {
    const { status, body } = await get(`http://${host}/signed-in${answer}&again=`)
    expect(status).toBe(403)
    expect(body).toContain('shows its pages only to the browser')
  })

  test('only what an answer is made of is passed on, as text and not as markup', async () => {
    const { body } = await get(`${base}/signed-in?code=%22%3E%3Cscript%3E&state=s&token=t&x=y`)
    expect(body).toContain('url=/signed-in?code=%22%3E%3Cscript%3E&amp;state=s&amp;again=')
    expect(body).not.toMatch(/<script|token|x=y/)
  })

  test('another Host is refused', async () => {
    expect((await get(`http://evil.example/signed-in${answer}`)).status).toBe(403)
  })

  test('a browser that was let in at 127.0.0.1 stays there', async () => {
    const { location } = await get(`${base}/signed-in${answer}&again=`, { cookie: await letIn() })
    expect(location).toBe(`/${answer}#/today`)
  })
})

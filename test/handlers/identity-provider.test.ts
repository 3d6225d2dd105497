import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { App, Connection } from '../../main/app.ts'
import type { AccountId, IdentityDraft } from '../../main/contract/accounts.ts'
import type { AccountRole } from '../../main/contract/roles.ts'
import type { AnswerListener, WayBack } from '../../main/services/way-back.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import {
  client,
  signInAtProvider,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../helpers/identity-provider.ts'

const passphrase = 'copper lantern over seven'
const page: WayBack = { kind: 'page', address: 'http://127.0.0.1:5/signed-in' }
let provider: TestIdentityProvider
const settings = () => ({ name: 'Acme', issuer: provider.issuer, clientId: client.id, clientSecret: client.secret })
const refusal = (reason: string) => expect.objectContaining({ reason })
const byEmail = (name: string): IdentityDraft => ({ kind: 'email', email: `${name}@example.org` })

beforeAll(async () => {
  provider = await startIdentityProvider()
})
afterAll(() => provider.stop())

async function openOffice(options: Parameters<typeof openApp>[0] = {}): Promise<{ app: App; owner: Connection }> {
  const app = await openApp(options)
  const owner = app.connect({ via: 'window' })
  await owner.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  await owner.call('identityProvider.set', settings())
  return { app, owner }
}

async function openAs(app: App, role: AccountRole): Promise<Connection> {
  const window = app.connect({ via: 'window' })
  await app.call('accounts.create', { name: role, role, groups: role === 'manager' ? ['Blue'] : [], passphrase })
  await window.call('accounts.signIn', { name: role, passphrase })
  return window
}

async function idOf(app: App, name: string): Promise<AccountId> {
  return (await app.call('accounts.list', {})).accounts.find((account) => account.name === name)!.id
}

/** Goes to the provider and comes back, in a window that is a browser's page. */
async function signIn(window: Connection, login: string) {
  const begun = await window.call('identityProvider.begin', {})
  if (begun.kind !== 'leave') return begun
  const { search } = await signInAtProvider(begun.address, login)
  return window.call('identityProvider.finish', { answer: search })
}

describe('rights', () => {
  test('an owner sets the provider and identities, an auditor reads, and nobody else knows more than its name', async () => {
    const { app } = await openOffice()
    for (const role of ['hr', 'manager', 'reception', 'auditor'] as const) {
      const window = await openAs(app, role)
      const id = await idOf(app, role)
      for (const attempt of [
        window.call('identityProvider.set', settings()),
        window.call('identityProvider.remove', {}),
        window.call('accounts.setIdentity', { id, identity: byEmail('eve') }),
        ...(role === 'auditor' ? [] : [window.call('identityProvider.get', {})]),
      ]) {
        await expect(attempt, role).rejects.toEqual(refusal('role-forbids'))
      }
      expect(await window.call('accounts.session', {})).toMatchObject({ identityProvider: 'Acme' })
    }
    const signedOut = app.connect({ via: 'window' })
    await expect(signedOut.call('identityProvider.get', {})).rejects.toEqual(refusal('sign-in-needed'))
    const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
    await expect(kiosk.call('identityProvider.begin', {})).rejects.toEqual(refusal('role-forbids'))
    await expect(kiosk.call('identityProvider.finish', { answer: '' })).rejects.toEqual(refusal('role-forbids'))
  })

  test('without a provider, or without accounts, there is nowhere to sign in', async () => {
    const app = await openApp()
    const window = app.connect({ via: 'browser', wayBack: page })
    await window.call('accounts.begin', { mode: 'machine' })
    await expect(window.call('identityProvider.begin', {})).rejects.toEqual(refusal('no-identity-provider'))
    await window.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
    await expect(window.call('identityProvider.begin', {})).rejects.toEqual(refusal('no-identity-provider'))
    const id = await idOf(app, 'Ada')
    await expect(window.call('accounts.setIdentity', { id, identity: byEmail('ada') })).rejects.toEqual(
      refusal('no-identity-provider'),
    )
  })
})

describe('who is which account', () => {
  test('one identity is of one account', async () => {
    const { app, owner } = await openOffice()
    await owner.call('accounts.setIdentity', { id: await idOf(app, 'Ada'), identity: byEmail('ada') })
    const draft = { name: 'Bo', role: 'hr', identity: byEmail('ADA') } as const
    await expect(owner.call('accounts.create', draft)).rejects.toEqual(refusal('identity-taken'))
    const { account, recoveryKey } = await owner.call('accounts.create', { ...draft, identity: byEmail('bo') })
    expect([account.hasPassphrase, account.identity, recoveryKey]).toEqual([
      false,
      { email: 'bo@example.org', subject: null },
      null,
    ])
    const subject: IdentityDraft = { kind: 'subject', subject: 's-1' }
    await owner.call('accounts.setIdentity', { id: account.id, identity: subject })
    await expect(owner.call('accounts.setIdentity', { id: await idOf(app, 'Ada'), identity: subject })).rejects.toEqual(
      refusal('identity-taken'),
    )
  })

  test('an account without a passphrase is opened by none, and by no recovery key', async () => {
    const { app, owner } = await openOffice()
    await owner.call('accounts.create', { name: 'Bo', role: 'hr', identity: byEmail('bo') })
    const window = app.connect({ via: 'browser', wayBack: page })
    for (const typed of ['', ' ', passphrase]) {
      expect(await window.call('accounts.signIn', { name: 'Bo', passphrase: typed })).toEqual({ kind: 'wrong' })
    }
    expect(await window.call('accounts.recover', { name: 'Bo', recoveryKey: '', passphrase })).toEqual({
      kind: 'wrong',
    })
    expect(await signIn(window, 'bo')).toMatchObject({ kind: 'signed-in', session: { account: { name: 'Bo' } } })
  })

  test('an owner keeps a passphrase, however many there are', async () => {
    const { app, owner } = await openOffice()
    const ada = await idOf(app, 'Ada')
    const removal = { id: ada, identity: byEmail('ada'), passphrase: 'remove' } as const
    await expect(owner.call('accounts.setIdentity', removal)).rejects.toEqual(refusal('last-owner'))
    await owner.call('accounts.create', { name: 'Bo', role: 'owner', identity: byEmail('bo') })
    await expect(owner.call('accounts.setIdentity', removal)).rejects.toEqual(refusal('last-passphrase'))
    await expect(owner.call('accounts.update', { id: ada, role: 'hr' })).rejects.toEqual(refusal('last-passphrase'))
    await expect(owner.call('accounts.remove', { id: ada })).rejects.toEqual(refusal('last-passphrase'))
    await owner.call('accounts.create', { name: 'Cy', role: 'owner', passphrase })
    expect(await owner.call('accounts.setIdentity', removal)).toMatchObject({ hasPassphrase: false })
    const window = app.connect({ via: 'browser', wayBack: page })
    expect(await window.call('accounts.signIn', { name: 'Ada', passphrase })).toEqual({ kind: 'wrong' })
    expect(await signIn(window, 'ada')).toMatchObject({ kind: 'signed-in', session: { role: 'owner' } })
    await expect(
      owner.call('accounts.setIdentity', { id: ada, identity: null, passphrase: 'remove' }),
    ).rejects.toMatchObject({ reason: 'malformed-request' })
  })

  test('whose account is removed, or is somebody else there now, is out', async () => {
    const { app, owner } = await openOffice()
    const { account } = await owner.call('accounts.create', { name: 'Bo', role: 'hr', identity: byEmail('bo') })
    const window = app.connect({ via: 'browser', wayBack: page })
    expect(await signIn(window, 'bo')).toMatchObject({ kind: 'signed-in' })
    await owner.call('accounts.remove', { id: account.id })
    expect(await window.call('accounts.session', {})).toMatchObject({ role: 'signed-out' })
    expect(await signIn(window, 'bo')).toMatchObject({ kind: 'failed', why: 'nobody' })
  })

  test('an identity or a provider that another program wrote opens nothing', async () => {
    const dataFolder = scratchFolder()
    const { app, owner } = await openOffice({ dataFolder })
    await owner.call('accounts.create', { name: 'Bo', role: 'owner', passphrase })
    await app.close()
    const database = openDatabase(join(dataFolder, 'rollcall.db'))
    database.exec("update accounts set email = 'eve@example.org' where name = 'Bo'")
    database.close()
    const again = await openApp({ dataFolder })
    const window = again.connect({ via: 'browser', wayBack: page })
    expect(await signIn(window, 'eve')).toMatchObject({ kind: 'failed', why: 'nobody' })
    await again.close()
    const other = openDatabase(join(dataFolder, 'rollcall.db'))
    other.exec("update identity_provider set issuer = 'https://evil.example'")
    other.close()
    const last = await openApp({ dataFolder })
    expect(await last.connect({ via: 'window' }).call('accounts.session', {})).toMatchObject({ identityProvider: null })
  })
})

describe('the provider', () => {
  test('its secret is sealed on the disk, stays with it, and is not shown to another one', async () => {
    const dataFolder = scratchFolder()
    const { app, owner } = await openOffice({ dataFolder })
    const { clientSecret: _, ...unsaid } = settings()
    expect(await owner.call('identityProvider.set', { ...unsaid, name: 'Other' })).toMatchObject({
      ...{ kind: 'saved', provider: { name: 'Other', hasSecret: true } },
    })
    expect(await owner.call('identityProvider.set', { ...unsaid, clientId: 'another' })).toMatchObject({
      ...{ kind: 'saved', provider: { hasSecret: false } },
    })
    await owner.call('identityProvider.set', settings())
    const said = JSON.stringify([await owner.call('identityProvider.get', {}), await owner.call('audit.list', {})])
    expect(said).toContain('identityProvider.set')
    expect(said).not.toContain(client.secret)
    await app.close()
    for (const file of readdirSync(dataFolder).filter((name) => name.startsWith('rollcall.db'))) {
      expect(readFileSync(join(dataFolder, file)).includes(client.secret), file).toBe(false)
    }
  })

  test('is asked nothing until somebody signs in there', async () => {
    const { app, owner } = await openOffice()
    const before = provider.asked.length
    await owner.call('accounts.signOut', {})
    await owner.call('accounts.signIn', { name: 'Ada', passphrase })
    await owner.call('identityProvider.get', {})
    expect(provider.asked.length).toBe(before)
    await app.connect({ via: 'browser', wayBack: page }).call('identityProvider.begin', {})
    expect(provider.asked.slice(before)).toEqual(['GET /.well-known/openid-configuration'])
  })

  test('an answer that comes after ten minutes is too late', async () => {
    const clock = stoppedClock(Date.now())
    const { app, owner } = await openOffice({ now: clock.now, steady: clock.steady })
    await owner.call('accounts.create', { name: 'Bo', role: 'hr', identity: byEmail('bo') })
    const window = app.connect({ via: 'browser', wayBack: page })
    const begun = await window.call('identityProvider.begin', {})
    const { search } = await signInAtProvider((begun as { address: string }).address, 'bo')
    clock.advance(10 * 60_000)
    expect(await window.call('identityProvider.finish', { answer: search })).toMatchObject({ why: 'stale' })
  })
})

describe('a window that waits for the system’s browser', () => {
  /** A browser that does as it is told, and a port that is never opened. */
  function waiting(): { wayBack: WayBack; opened: Promise<string>; back: (answer: URLSearchParams) => void } {
    const opened = Promise.withResolvers<string>()
    const back = Promise.withResolvers<URLSearchParams>()
    const listener: AnswerListener = {
      address: 'http://127.0.0.1:5/signed-in',
      answer(address, _state, signal) {
        opened.resolve(address)
        signal.addEventListener('abort', () => back.reject(signal.reason))
        return back.promise
      },
      async [Symbol.asyncDispose]() {},
    }
    return { wayBack: { kind: 'browser', listen: async () => listener }, opened: opened.promise, back: back.resolve }
  }

  test('is signed in when somebody comes back', async () => {
    const { app, owner } = await openOffice()
    await owner.call('accounts.create', { name: 'Bo', role: 'hr', identity: byEmail('bo') })
    const { wayBack, opened, back } = waiting()
    const outcome = app.connect({ via: 'window', wayBack }).call('identityProvider.begin', {})
    back((await signInAtProvider(await opened, 'bo')).searchParams)
    expect(await outcome).toMatchObject({ kind: 'signed-in', session: { role: 'hr' } })
  })

  test('stops waiting when it is told to, or begins once more', async () => {
    const { app } = await openOffice()
    const first = waiting()
    const window = app.connect({ via: 'window', wayBack: first.wayBack })
    const outcome = window.call('identityProvider.begin', {})
    await first.opened
    await window.call('identityProvider.cancel', {})
    expect(await outcome).toEqual({ kind: 'cancelled' })
  })
})

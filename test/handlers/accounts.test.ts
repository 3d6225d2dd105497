import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { App, Connection } from '../../main/app.ts'
import type { AccountRole } from '../../main/contract/roles.ts'
import { stepOfCode } from '../../main/services/second-step.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { codeOf } from '../helpers/authenticator.ts'

const passphrase = 'copper lantern over seven'

/** An office whose owner is Ada, and a window of it. */
async function openOffice(
  options: Parameters<typeof openApp>[0] = {},
): Promise<{ app: App; window: Connection; recoveryKey: string }> {
  const app = await openApp(options)
  const window = app.connect({ via: 'window' })
  const { recoveryKey } = await window.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  return { app, window, recoveryKey: recoveryKey! }
}

async function openAs(app: App, role: AccountRole, groups: string[] = []): Promise<Connection> {
  const window = app.connect({ via: 'window' })
  await app.call('accounts.create', { name: role, role, groups, passphrase })
  expect(await window.call('accounts.signIn', { name: role, passphrase })).toMatchObject({ kind: 'signed-in' })
  return window
}

const refusal = (reason: string) => expect.objectContaining({ code: 'not-allowed', reason })

test('before anybody has decided, a window opens the door and nothing else', async () => {
  const app = await openApp()
  const window = app.connect({ via: 'window' })
  expect(await window.call('accounts.session', {})).toMatchObject({
    mode: 'undecided',
    role: 'signed-out',
    account: null,
  })
  expect(await window.call('kiosks.entries', { from: 0 as never, limit: 5 })).toEqual({ entries: [] })
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  // What a stranger sends is not even looked at.
  await expect(window.call('people.list', { limit: 'many' } as never)).rejects.toEqual(refusal('sign-in-needed'))
})

test('the computer’s user may be everybody, and may make accounts later', async () => {
  const app = await openApp()
  const window = app.connect({ via: 'window' })
  expect((await window.call('accounts.begin', { mode: 'machine' })).session).toMatchObject({
    mode: 'machine',
    role: 'owner',
  })
  expect(await window.call('people.list', {})).toMatchObject({ people: [], total: 0 })
  const other = app.connect({ via: 'window' })
  await other.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  expect(await other.call('accounts.session', {})).toMatchObject({
    mode: 'accounts',
    account: { name: 'Ada', role: 'owner' },
  })
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  await expect(window.call('accounts.begin', { mode: 'accounts', name: 'Eve', passphrase })).rejects.toMatchObject({
    reason: 'access-decided',
  })
  await expect(window.call('accounts.begin', { mode: 'machine' })).rejects.toMatchObject({ reason: 'access-decided' })
})

test('signing in and out is for one window, and for no kiosk’s own', async () => {
  const { app, window } = await openOffice()
  const other = app.connect({ via: 'browser' })
  expect(await window.call('people.list', {})).toMatchObject({ people: [], total: 0 })
  await expect(other.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  expect(await other.call('accounts.signIn', { name: 'ADA', passphrase })).toMatchObject({ kind: 'signed-in' })
  expect(await other.call('people.list', {})).toMatchObject({ people: [], total: 0 })
  expect(await window.call('accounts.signOut', {})).toMatchObject({ account: null, role: 'signed-out' })
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  expect(await other.call('people.list', {})).toMatchObject({ people: [], total: 0 })
  const kiosk = app.connect({ via: 'kiosk', kiosk: 'Lobby' })
  await expect(kiosk.call('accounts.signIn', { name: 'Ada', passphrase })).rejects.toEqual(refusal('role-forbids'))
})

test('a wrong name and a wrong passphrase read the same; five in a row lock, longer and longer, over a restart', async () => {
  const clock = stoppedClock()
  const dataFolder = scratchFolder()
  const options = { dataFolder, now: clock.now, steady: clock.steady }
  const { app, window } = await openOffice(options)
  await window.call('accounts.signOut', {})
  for (const name of ['Ada', 'Nobody']) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await window.call('accounts.signIn', { name, passphrase: `wrong ${attempt}` }), name).toEqual({
        kind: 'wrong',
      })
    }
    expect(await window.call('accounts.signIn', { name, passphrase }), name).toEqual({
      kind: 'locked',
      until: clock.now() + 60_000,
    })
  }
  await app.close()
  const again = await openApp(options)
  const later = again.connect({ via: 'window' })
  expect(await later.call('accounts.signIn', { name: 'Ada', passphrase })).toMatchObject({ kind: 'locked' })
  clock.advance(60_000)
  expect(await later.call('accounts.signIn', { name: 'Ada', passphrase: 'wrong again' })).toEqual({ kind: 'wrong' })
  clock.advance(60_000)
  expect(await later.call('accounts.signIn', { name: 'Ada', passphrase })).toMatchObject({ kind: 'locked' })
  clock.advance(60_000)
  expect(await later.call('accounts.signIn', { name: 'Ada', passphrase })).toMatchObject({ kind: 'signed-in' })
})

test.each(['short', 'aaaaaaaaaaaaaaaa', 'Ada Ada Ada Ada Ada', 'ada 12345'])(
  'the passphrase %s is refused',
  async (weak) => {
    const app = await openApp()
    const window = app.connect({ via: 'window' })
    await expect(
      window.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase: weak }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      reason: 'passphrase-weak',
    })
    expect(await window.call('accounts.session', {})).toMatchObject({ mode: 'undecided' })
  },
)

test('nobody uses the window for a while: it is signed out, wherever calls come from', async () => {
  const clock = stoppedClock()
  const { app, window } = await openOffice({ now: clock.now, steady: clock.steady })
  expect(await window.call('accounts.session', {})).toMatchObject({ idleMinutes: 10 })
  clock.advance(9 * 60_000)
  await window.call('accounts.stayActive', {})
  clock.advance(9 * 60_000)
  expect(await window.call('people.list', {})).toMatchObject({ total: 0 })
  // A page that reads by itself keeps nobody signed in.
  clock.advance(60_000)
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  await window.call('accounts.stayActive', {})
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  const { entries } = await app.call('audit.list', {})
  expect(entries[0]).toMatchObject({ actor: 'Ada', via: 'window', action: 'account.timeOut' })
})

test('the recovery key opens the account once, and ends what was signed in', async () => {
  const { app, window, recoveryKey } = await openOffice()
  expect(recoveryKey).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
  const other = app.connect({ via: 'window' })
  const next = 'amber kettle under nine'
  const wrong = {
    name: 'Ada',
    recoveryKey: recoveryKey.replace(/^./, (first) => (first === '0' ? '1' : '0')),
    passphrase: next,
  }
  expect(await other.call('accounts.recover', wrong)).toEqual({ kind: 'wrong' })
  const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
  const recovered = await other.call('accounts.recover', { name: 'ada', recoveryKey: typed, passphrase: next })
  expect(recovered).toMatchObject({ kind: 'recovered', session: { account: { name: 'Ada' } } })
  await expect(window.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
  expect(await window.call('accounts.recover', { name: 'Ada', recoveryKey, passphrase: next })).toEqual({
    kind: 'wrong',
  })
  expect(await window.call('accounts.signIn', { name: 'Ada', passphrase })).toEqual({ kind: 'wrong' })
  expect(await window.call('accounts.signIn', { name: 'Ada', passphrase: next })).toMatchObject({ kind: 'signed-in' })
})

test('a second step: a code opens once, and whoever has only the passphrase cannot guess on', async () => {
  const clock = stoppedClock()
  const { app, window } = await openOffice({ now: clock.now, steady: clock.steady })
  const { secret, address } = await window.call('accounts.beginSecondStep', {})
  expect(address).toMatch(/^otpauth:\/\/totp\/Rollcall:Ada\?/)
  expect(await window.call('accounts.confirmSecondStep', { secret, code: '000000' })).toEqual({ kind: 'wrong' })
  const code = codeOf(secret, clock.now())
  expect(await window.call('accounts.confirmSecondStep', { secret, code })).toEqual({ kind: 'confirmed' })
  const other = app.connect({ via: 'window' })
  expect(await other.call('accounts.signIn', { name: 'Ada', passphrase })).toEqual({ kind: 'code-needed' })
  expect(await other.call('accounts.signIn', { name: 'Ada', passphrase, code })).toMatchObject({ kind: 'signed-in' })
  expect(await other.call('accounts.signIn', { name: 'Ada', passphrase, code })).toEqual({ kind: 'wrong' })
  for (let attempt = 0; attempt < 4; attempt++) {
    expect(await other.call('accounts.signIn', { name: 'Ada', passphrase })).toEqual({ kind: 'code-needed' })
    expect(await other.call('accounts.signIn', { name: 'Ada', passphrase, code: '000000' })).toEqual({ kind: 'wrong' })
  }
  expect(await other.call('accounts.signIn', { name: 'Ada', passphrase })).toMatchObject({ kind: 'locked' })
})

test('codes of RFC 6238: its own example, one step of tolerance, none twice', () => {
  // Appendix B, SHA-1, the secret "12345678901234567890", last six digits of 94287082 at 59 s.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(codeOf(secret, 59_000)).toBe('287082')
  expect(stepOfCode(secret, '287082', 0, 59_000)).toBe(1)
  expect(stepOfCode(secret, '287082', 0, 89_000)).toBe(1)
  expect(stepOfCode(secret, '287082', 0, 120_000)).toBeNull()
  expect(stepOfCode(secret, '287082', 1, 59_000)).toBeNull()
})

test('the last owner stays; whoever loses a role or an account loses it at once', async () => {
  const { app, window } = await openOffice()
  const { account } = await window.call('accounts.session', {})
  await expect(window.call('accounts.remove', { id: account!.id })).rejects.toEqual(refusal('last-owner'))
  await expect(window.call('accounts.update', { id: account!.id, role: 'hr' })).rejects.toEqual(refusal('last-owner'))
  const hr = await openAs(app, 'hr')
  const { accounts } = await window.call('accounts.list', {})
  const { id } = accounts.find(({ name }) => name === 'hr')!
  await expect(hr.call('accounts.list', {})).rejects.toEqual(refusal('role-forbids'))
  await hr.call('people.create', { name: 'Bo' })
  await window.call('accounts.update', { id, role: 'auditor' })
  await expect(hr.call('people.create', { name: 'Cy' })).rejects.toEqual(refusal('role-forbids'))
  expect(await hr.call('people.list', {})).toMatchObject({ total: 1 })
  await window.call('accounts.remove', { id })
  await expect(hr.call('people.list', {})).rejects.toEqual(refusal('sign-in-needed'))
})

test('a manager reaches the people of their groups, and nobody else by any method or announcement', async () => {
  const { app } = await openOffice()
  const own = await app.call('people.create', { name: 'Ownperson', groups: ['Blue'] })
  const foreign = await app.call('people.create', { name: 'Foreignperson', groups: ['Red'] })
  const manager = await openAs(app, 'manager', ['Blue'])
  const heard: unknown[] = []
  manager.subscribe((topic, message) => heard.push([topic, message]))
  const draft = {
    action: 'add',
    direction: 'in',
    corrects: null,
    at: Date.now() - 60_000,
    zone: 'UTC',
    reason: 'Paper',
  } as const
  for (const person of [own, foreign]) {
    await app.call('attendance.correct', { actor: 'desk', draft: { ...draft, personId: person.id } as never })
  }
  await app.call('attendance.request', {
    requestedBy: 'F',
    draft: { ...draft, at: draft.at - 3_600_000, personId: foreign.id } as never,
  })
  const dates = { from: '2026-01-01', to: '2026-01-31' } as never
  const answers = [
    await manager.call('people.list', {}),
    await manager.call('people.find', { who: 'Foreignperson' }),
    await manager.call('people.get', { id: own.id }),
    await manager.call('attendance.today', {}),
    await manager.call('attendance.timesheet', { personId: own.id, dates }),
    await manager.call('attendance.group', { scope: { kind: 'group', group: 'Blue' }, dates }),
    await manager.call('attendance.history', { event: 2 as never }),
    await manager.call('attendance.requests', { waiting: true }),
    await manager.call('events.list', { personId: own.id }),
  ]
  expect(JSON.stringify(answers)).toContain('Ownperson')
  expect(JSON.stringify([answers, heard])).not.toContain('Foreignperson')
  for (const attempt of [
    manager.call('people.get', { id: foreign.id }),
    manager.call('attendance.timesheet', { personId: foreign.id, dates }),
    manager.call('attendance.group', { scope: { kind: 'everyone' }, dates }),
    manager.call('attendance.group', { scope: { kind: 'group', group: 'Red' }, dates }),
    manager.call('attendance.rhythm', { scope: { kind: 'person', personId: foreign.id }, dates }),
    manager.call('events.list', { personId: foreign.id }),
    manager.call('events.list', {}),
    manager.call('attendance.correct', { actor: 'm', draft: { ...draft, personId: foreign.id } as never }),
    manager.call('attendance.decide', { request: 1 as never, approve: true, actor: 'm' }),
  ]) {
    await expect(attempt).rejects.toEqual(refusal('role-forbids'))
  }
})

test('a passphrase hash that is copied to another account opens nothing', async () => {
  const dataFolder = scratchFolder()
  const { app } = await openOffice({ dataFolder })
  await app.call('accounts.create', { name: 'Eve', role: 'reception', passphrase: 'violet engine beneath two' })
  await app.close()
  const database = openDatabase(join(dataFolder, 'rollcall.db'))
  database.exec("update accounts set passphrase = (select passphrase from accounts where name = 'Eve')")
  database.close()
  const again = await openApp({ dataFolder })
  const window = again.connect({ via: 'window' })
  expect(await window.call('accounts.signIn', { name: 'Ada', passphrase: 'violet engine beneath two' })).toEqual({
    kind: 'wrong',
  })
})

test('everybody may choose how the window looks; only an owner the rest of the settings', async () => {
  const { app } = await openOffice()
  const reception = await openAs(app, 'reception')
  expect(await reception.call('settings.set', { theme: 'dark', language: 'ja' })).toMatchObject({ theme: 'dark' })
  await expect(reception.call('settings.set', { threshold: 0.05 })).rejects.toEqual(refusal('role-forbids'))
  await expect(reception.call('settings.set', { theme: 'dark', liveness: 'off' })).rejects.toEqual(
    refusal('role-forbids'),
  )
})

test('the demo asks nobody', async () => {
  const app = await openApp({ demo: true })
  expect(await app.connect({ via: 'window' }).call('accounts.session', {})).toMatchObject({
    mode: 'machine',
    role: 'owner',
  })
})

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { App, KeyChain, KeySource } from '../../main/app.ts'
import type { Caller } from '../../main/contract/caller.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { filesWith, keyChain, shellKey } from '../helpers/key-places.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'

const timeout = 240_000

/** A window on a folder, with a key chain that seals another secret each time. */
async function openWindow(dataFolder: string, key: KeySource = shellKey(dataFolder)): Promise<App> {
  let fill = 20
  const chain: KeyChain = {
    place: { kind: 'key-ring' },
    async seal() {
      const { secret, sealed } = keyChain(fill++)
      return { secret, sealed }
    },
  }
  const app = await createReopeningApp({
    ...{ dataFolder, modelsFolder, shell: 'web', caller: tester, key, keyChain: chain },
  })
  onTestFinished(() => app.close())
  return app
}

async function findAda(app: App): Promise<unknown> {
  const { faces } = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  return faces[0]!.decision
}
const known = { kind: 'known', person: { name: 'Ada' } }

test('a window moves its key from place to place and gives the data another, and goes on', { timeout }, async () => {
  const dataFolder = scratchFolder()
  const app = await openWindow(dataFolder)
  const { id: personId } = await app.call('people.create', { name: 'Ada', employeeNumber: '7' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  const { pin } = await app.call('pin.set', { personId })
  const first = (await app.call('backups.recoveryKey', {})).rows
  expect(await app.call('keys.check', {})).toEqual({
    ...{ place: { kind: 'file', path: join(dataFolder, 'key') }, beside: 'folder', isKeyItself: false },
    ...{ number: 1, since: null, movedAt: null, interrupted: null, keyChain: { kind: 'key-ring' } },
  })

  expect(await app.call('keys.move', { to: { kind: 'key-chain' } })).toEqual({ formerOpens: false })
  expect(existsSync(join(dataFolder, 'key'))).toBe(false)
  expect(await app.call('keys.check', {})).toMatchObject({ place: { kind: 'key-ring' }, beside: null, number: 1 })
  expect(await findAda(app)).toMatchObject(known)
  expect((await app.call('backups.recoveryKey', {})).rows).toEqual(first)

  const before = shellKey(dataFolder)
  expect(await app.call('keys.rotate', {})).toEqual({ number: 2 })
  expect(await app.call('keys.check', {})).toMatchObject({ number: 2, since: expect.any(Number), interrupted: null })
  expect((await app.call('backups.recoveryKey', {})).rows).not.toEqual(first)
  expect(await findAda(app)).toMatchObject(known)
  expect(await app.call('pin.check', { kiosk: 'Front door', pin, employeeNumber: '7' })).toMatchObject({
    kind: 'known',
  })
  expect(before.kind === 'key' && filesWith(dataFolder, before.key)).toEqual([])

  const to = { kind: 'passphrase', passphrase: 'four words by chance' } as const
  await expect(app.call('keys.move', { to: { ...to, passphrase: 'short' } })).rejects.toMatchObject({
    reason: 'passphrase-weak',
  })
  await app.call('keys.move', { to })
  expect(await app.call('keys.check', {})).toMatchObject({ place: { kind: 'passphrase' }, number: 2 })
  expect(await app.call('keys.rotate', {})).toEqual({ number: 3 })
  expect(await findAda(app)).toMatchObject(known)
  const { entries } = await app.call('audit.list', { action: 'key' })
  expect(entries.map(({ actor, action, details }) => [actor, action, details.to ?? details.number ?? null])).toEqual([
    ['tester', 'key.rotate', 3],
    ['tester', 'key.move', 'passphrase'],
    ['tester', 'key.show', null],
    ['tester', 'key.rotate', 2],
    ['tester', 'key.show', null],
    ['tester', 'key.move', 'key-chain'],
    ['tester', 'key.show', null],
  ])
  await app.close()

  // At the next start nothing opens the data but the passphrase.
  const source = { ...to, saltFile: join(dataFolder, 'salt') }
  await expect(openApp({ dataFolder })).rejects.toMatchObject({ code: 'key-missing' })
  const again = await openApp({ dataFolder, key: source })
  expect(await findAda(again)).toMatchObject(known)
  expect((await again.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a rotation that was interrupted is said by the doctor, and done away with by the next one', {
  timeout,
}, async () => {
  const dataFolder = scratchFolder()
  const app = await openWindow(dataFolder)
  // As a process leaves it that was killed.
  await app.call('people.create', { name: 'Ada' })
  await app.close()
  const store = openStore({
    file: join(dataFolder, 'rollcall.db'),
    vault: openVault(shellKey(dataFolder)),
    now: Date.now,
  })
  store.keyRecord.write({ rotating: 1_790_000_000_000 as never })
  store.close()
  const next = await openWindow(dataFolder)
  expect(await next.call('keys.check', {})).toMatchObject({ interrupted: 1_790_000_000_000, number: 1 })
  const found = async () => (await next.call('system.doctor', {})).checks.find(({ name }) => name === 'key')
  expect(await found()).toMatchObject({ ok: false, finding: { kind: 'key-interrupted', since: 1_790_000_000_000 } })
  await next.call('keys.rotate', {})
  expect(await next.call('keys.check', {})).toMatchObject({ interrupted: null, number: 2 })
  expect(await found()).toMatchObject({ ok: true, finding: { kind: 'key', besideData: true } })
})

test('a move that fails leaves the window open on the data as they were', { timeout }, async () => {
  const dataFolder = scratchFolder()
  const app = await openWindow(dataFolder)
  await app.call('people.create', { name: 'Ada' })
  const before = readFileSync(join(dataFolder, 'key'))
  // The file of the next key cannot be written.
  mkdirSync(join(dataFolder, 'key.next'))
  await expect(app.call('keys.move', { to: { kind: 'file' } })).rejects.toMatchObject({ code: 'file-unreadable' })
  expect((await app.call('people.list', {})).total).toBe(1)
  expect(readFileSync(join(dataFolder, 'key')).equals(before)).toBe(true)
})

test('only an owner changes the key, and only where the shell can open the data again', { timeout }, async () => {
  const app = await openWindow(scratchFolder())
  const hr: Caller = { actor: 'Grace', via: 'window', role: 'hr' }
  for (const [name, input] of [
    ['keys.check', {}],
    ['keys.rotate', {}],
    ['keys.move', { to: { kind: 'file' } }],
  ] as const) {
    await expect(app.call(name, input as never, hr)).rejects.toMatchObject({ code: 'not-allowed' })
  }
  const command = await openApp()
  await expect(command.call('keys.rotate', {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(command.call('keys.move', { to: { kind: 'key-chain' } })).rejects.toMatchObject({ code: 'forbidden' })
})

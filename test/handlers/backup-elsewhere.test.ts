import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App, KeySource } from '../../main/app.ts'
import { importRecoveryKey } from '../../main/recovery-key.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { importWaitingPhoto } from '../helpers/waiting-import.ts'

const timeout = 240_000
const now = () => Date.UTC(2026, 4, 4, 7, 30)
const kiosk = 'Back door'

/** Every row of every table, by table; views of SQLite's own left out. */
function rowsOf(file: string): Record<string, unknown[]> {
  const database = new Sqlite(file, { readonly: true })
  const names = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .all() as { name: string }[]
  const rows = names.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()] as const)
  database.close()
  return Object.fromEntries(rows)
}

/** An office with something of everything. */
async function fill(app: App) {
  const { id: personId } = await app.call('people.create', { name: 'Ada', employeeNumber: '7', groups: ['Lab'] })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.call('settings.set', { kiosk: 'Front hall', language: 'ja', threshold: 0.51, cooldownSeconds: 0 })
  const own = { direction: 'toggle', pin: 'number', guests: true, requests: true, camera: null } as const
  await app.call('kiosks.set', { kiosks: [{ name: kiosk, ...own }], version: 0 })
  const { webhook } = await app.call('webhooks.add', { url: 'http://127.0.0.1:9/hook' })
  // What it sent would change rows while they are compared.
  await app.call('webhooks.update', { id: webhook.id, active: false })
  await app.call('rest.createToken', { name: 'payroll', scopes: ['people:read'] })
  const { pin } = await app.call('pin.set', { personId })
  await app.call('pin.check', { kiosk, pin, employeeNumber: '7' })
  return { pin, ...(await importWaitingPhoto(app)) }
}

/** What must be there wherever the backup is opened. */
async function expectOffice(app: App, { pin, photo, id }: Awaited<ReturnType<typeof fill>>): Promise<void> {
  const found = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(found.faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  const { people } = await app.call('people.list', {})
  expect(people).toMatchObject([{ name: 'Ada', employeeNumber: '7', groups: ['Lab'], templates: 1 }])
  const { templates } = await app.call('people.get', { id: people[0]!.id })
  expect((await app.call('people.photo', { template: templates[0]!.id })).photo?.length).toBeGreaterThan(1000)
  expect(await app.call('settings.get', {})).toMatchObject({ kiosk: 'Front hall', language: 'ja', threshold: 0.51 })
  expect((await app.call('kiosks.list', {})).kiosks).toMatchObject([{ name: kiosk }])
  expect((await app.call('webhooks.list', {})).webhooks).toMatchObject([{ url: 'http://127.0.0.1:9/hook' }])
  expect((await app.call('rest.tokens', {})).tokens).toMatchObject([{ name: 'payroll' }])
  expect(await app.call('pin.check', { kiosk, pin, employeeNumber: '7' })).toMatchObject({ kind: 'known' })
  expect((await app.call('imports.photo', { id })).photo).toEqual(photo)
  const { checks } = await app.call('system.doctor', {})
  const data = checks.filter(({ name }) => ['database', 'audit log', 'stored values', 'index'].includes(name))
  expect(data.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
    ...['database true', 'audit log true', 'stored values true', 'index true'],
  ])
}

/** An office in a folder of its own, and its backup, which holds every row. */
async function backedUp(keyOf: (folder: string) => KeySource) {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder, key: keyOf(dataFolder), now })
  const filled = await fill(app)
  const before = rowsOf(join(dataFolder, 'rollcall.db'))
  const { file } = await app.call('system.backup', {})
  const { packed_photos: packed, ...after } = rowsOf(file)
  expect(after).toEqual(before)
  expect(packed).toMatchObject([{ id: filled.id }])
  return { app, dataFolder, file, filled }
}

/** A folder with nothing but the backup in it. */
function emptyMachine(file: string): string {
  const folder = scratchFolder()
  cpSync(file, join(folder, 'rollcall.db'))
  return folder
}

const keyFile = (folder: string): KeySource => ({ kind: 'file', path: join(folder, 'key') })
const underPassphrase =
  (passphrase: string) =>
  (folder: string): KeySource => ({ kind: 'passphrase', passphrase, saltFile: join(folder, 'salt') })

test('a backup under a passphrase opens on an empty machine with the passphrase alone', { timeout }, async () => {
  const { file, filled } = await backedUp(underPassphrase('correct horse'))
  const moved = emptyMachine(file)
  await expect(openApp({ dataFolder: moved, key: underPassphrase('wrong horse')(moved), now })).rejects.toMatchObject({
    code: 'key-wrong',
  })
  await expect(openApp({ dataFolder: moved, now })).rejects.toMatchObject({
    code: 'key-missing',
    message: expect.stringContaining('opens with a passphrase'),
  })
  expect(readdirSync(moved)).not.toContain('salt')
  await expectOffice(await openApp({ dataFolder: moved, key: underPassphrase('correct horse')(moved), now }), filled)
})

/** A key chain gives the key out of a place that no other machine has. */
const keyChain = (): KeySource => ({ kind: 'key', key: new Uint8Array(32).fill(9), place: { kind: 'key-ring' } })

test.each([
  ['a key file', keyFile],
  ['a key chain', keyChain],
  ['a passphrase', underPassphrase('correct horse')],
])('a backup under %s opens elsewhere with the recovery key alone', { timeout }, async (_, keyOf) => {
  const { app, file, filled } = await backedUp(keyOf)
  const { rows } = await app.call('backups.recoveryKey', {})
  const moved = emptyMachine(file)
  await expect(openApp({ dataFolder: moved, now })).rejects.toMatchObject({ code: 'key-missing' })
  importRecoveryKey(moved, rows.join('\n').toLowerCase(), now())
  await expectOffice(await openApp({ dataFolder: moved, now }), filled)
})

test('the key can be taken in before the backup is there, and another key is not lost by it', async () => {
  const app = await openApp()
  await app.call('people.create', { name: 'Ada' })
  const { rows } = await app.call('backups.recoveryKey', {})
  const { file } = await app.call('system.backup', {})
  const typed = rows.join(' ')
  const moved = join(scratchFolder(), 'not made yet')
  expect(importRecoveryKey(moved, typed, now())).toEqual({ file: join(moved, 'key'), replaced: null })
  expect(importRecoveryKey(moved, typed, now())).toEqual({ file: join(moved, 'key'), replaced: null })
  cpSync(file, join(moved, 'rollcall.db'))
  expect((await (await openApp({ dataFolder: moved })).call('people.list', {})).total).toBe(1)

  const used = emptyMachine(file)
  writeFileSync(join(used, 'key'), new Uint8Array(32).fill(5))
  const { replaced } = importRecoveryKey(used, typed, now())
  expect(replaced).toBe(join(used, 'key.2026-05-04T07-30-00.000Z'))
  expect(readFileSync(replaced!)).toEqual(Buffer.alloc(32, 5))
  expect((await (await openApp({ dataFolder: used })).call('people.list', {})).total).toBe(1)
})

test('a recovery key of other data, or with a slip, changes nothing', async () => {
  const dataFolder = scratchFolder()
  await openApp({ dataFolder })
  const before = readFileSync(join(dataFolder, 'key'))
  const { rows } = await (await openApp()).call('backups.recoveryKey', {})
  expect(() => importRecoveryKey(dataFolder, rows.join(' '), now())).toThrow(
    expect.objectContaining({ code: 'key-wrong' }),
  )
  const fresh = scratchFolder()
  const slip = `${rows.join(' ').slice(0, -1)}${rows[3]!.endsWith('A') ? 'B' : 'A'}`
  expect(() => importRecoveryKey(fresh, slip, now())).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  expect(existsSync(join(fresh, 'key'))).toBe(false)
  expect(readFileSync(join(dataFolder, 'key'))).toEqual(before)
})

test('that the key was shown stands in the audit log, and the key does not', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const { rows, keySource } = await app.call('backups.recoveryKey', {})
  expect(keySource).toContain(join(dataFolder, 'key'))
  const { audit } = rowsOf(join(dataFolder, 'rollcall.db'))
  expect(audit).toMatchObject([{ actor: 'tester', action: 'key.show' }])
  expect(JSON.stringify(audit)).not.toContain(rows[0]!.slice(0, 4))
})

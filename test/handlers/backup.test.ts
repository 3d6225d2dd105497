import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'

test('a backup, with its key, opens as the same gallery', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  const { file, bytes } = await app.call('system.backup', {})
  expect(bytes).toBeGreaterThan(10_000)

  const moved = scratchFolder()
  cpSync(file, join(moved, 'rollcall.db'))
  cpSync(join(dataFolder, 'key'), join(moved, 'key'))
  const other = await openApp({ dataFolder: moved })

  const found = await other.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(found.faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
})

test('without its key a backup does not open, and no new key is made', async () => {
  const app = await openApp()
  await app.call('people.create', { name: 'Ada' })
  const { file } = await app.call('system.backup', {})
  const moved = scratchFolder()
  cpSync(file, join(moved, 'rollcall.db'))
  await expect(openApp({ dataFolder: moved })).rejects.toMatchObject({ code: 'key-missing' })
  await expect(openApp({ dataFolder: moved })).rejects.toMatchObject({ code: 'key-missing' })
})

test('a second backup while one is written takes nothing from the first', async () => {
  const app = await openApp()
  const first = app.call('system.backup', {})
  await expect(app.call('system.backup', {})).rejects.toMatchObject({ code: 'backup-failed' })
  expect((await first).bytes).toBeGreaterThan(10_000)
  expect((await app.call('system.backup', {})).bytes).toBeGreaterThan(10_000)
})

test('a window cannot choose where a backup goes', async () => {
  const app = await openApp({ shell: 'web' })
  const file = join(scratchFolder(), 'copy.db')
  await expect(app.call('system.backup', { file })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a backup whose audit entry cannot be written is done all the same', { timeout: 30_000 }, async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  expect(await app.call('system.backup', {})).toMatchObject({ recorded: true })
  const beside = new Sqlite(join(dataFolder, 'rollcall.db'))
  beside.exec('begin immediate')
  const { file, recorded } = await app.call('system.backup', {})
  beside.close()
  expect(recorded).toBe(false)
  const copy = new Sqlite(file, { readonly: true })
  expect(copy.prepare('select count(*) as entries from audit').get()).toEqual({ entries: 1 })
  copy.close()
})

test('backups that were cut off are removed from the data folder by the next one', async () => {
  const dataFolder = scratchFolder()
  const folder = join(dataFolder, 'backups')
  const app = await openApp({ dataFolder })
  mkdirSync(folder)
  for (const ending of ['.part', '.part-journal'])
    writeFileSync(join(folder, `rollcall-2026-01-02T03-04-05.678Z.db${ending}`), 'half')
  const { file } = await app.call('system.backup', {})
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([file])
})

const underPassphrase = (dataFolder: string, passphrase: string) =>
  openApp({ dataFolder, key: { kind: 'passphrase', passphrase, saltFile: join(dataFolder, 'salt') } })

test('a database from before takes the salt in when it is opened; until then the file is named', async () => {
  const dataFolder = scratchFolder()
  const file = join(dataFolder, 'rollcall.db')
  const stored = () => {
    const beside = new Sqlite(file, { readonly: true })
    const row = beside.prepare("select value from meta where key = 'salt'").get()
    beside.close()
    return row
  }
  await (await underPassphrase(dataFolder, 'correct horse')).close()
  const before = stored()
  const beside = new Sqlite(file)
  beside.exec("delete from meta where key in ('salt', 'salt-copy')")
  beside.close()

  renameSync(join(dataFolder, 'salt'), join(dataFolder, 'salt.away'))
  await expect(underPassphrase(dataFolder, 'correct horse')).rejects.toMatchObject({
    code: 'key-missing',
    message: expect.stringContaining(join(dataFolder, 'salt')),
  })
  renameSync(join(dataFolder, 'salt.away'), join(dataFolder, 'salt'))
  await expect(underPassphrase(dataFolder, 'wrong horse')).rejects.toMatchObject({ code: 'key-wrong' })
  expect(stored()).toBeUndefined()

  await (await underPassphrase(dataFolder, 'correct horse')).close()
  expect(before).toBeDefined()
  expect(stored()).toEqual(before)
})

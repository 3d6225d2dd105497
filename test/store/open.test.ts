import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrations } from '../../main/store/migrate.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { addPerson, addTemplate, check, keyVault, scratchFolder, scratchStore } from './scratch.ts'

const now = () => 0

test('what was stored is there after closing and opening again', async () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const first = scratchStore(file)
  const person = addPerson(first, 'Ada')
  addTemplate(first, person.id)
  first.events.record(check(person, 5000))
  first.close()
  const second = scratchStore(file)
  expect(second.countRows()).toEqual({ people: 1, templates: 1, events: 1 })
  expect(await second.examine('whole')).toMatchObject({
    integrity: null,
    schema: migrations.length,
    audit: { kind: 'intact' },
  })
})

test('an event is on disk when record returns: WAL with synchronous full', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  scratchStore(file)
  const beside = new Sqlite(file, { readonly: true })
  expect(beside.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
  beside.close()
})

test('a database of a newer version is refused and left alone', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  scratchStore(file).close()
  const beside = new Sqlite(file)
  beside.exec('pragma user_version = 99')
  beside.close()
  const before = readFileSync(file)
  expect(() => openStore({ file, vault: keyVault(), now })).toThrow(expect.objectContaining({ code: 'database-newer' }))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a file that is no database is refused and left alone', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  writeFileSync(file, 'These are my notes, not a database. '.repeat(300))
  const before = readFileSync(file)
  expect(() => openStore({ file, vault: keyVault(), now })).toThrow(
    expect.objectContaining({ code: 'database-damaged' }),
  )
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('damage inside is found by the check, and at the opening after a crash', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const person = addPerson(store, 'Ada')
  for (let at = 0; at < 2000; at++) store.events.record(check(person, at))
  store.close()
  const descriptor = openSync(file, 'r+')
  for (let page = 20; page < 60; page++) writeSync(descriptor, Buffer.alloc(3000, 0xa5), 0, 3000, page * 4096)
  closeSync(descriptor)
  writeFileSync(`${file}-wal`, '')
  expect(() => openStore({ file, vault: keyVault(), now })).toThrow(
    expect.objectContaining({ code: 'database-damaged' }),
  )
})

test('a folder that does not exist is said', () => {
  const file = join(scratchFolder(), 'nowhere', 'rollcall.db')
  expect(() => openStore({ file, vault: keyVault(), now })).toThrow(
    expect.objectContaining({ code: 'file-unreadable' }),
  )
})

test('another writer that does not finish gives database-busy', { timeout: 20_000 }, () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const beside = new Sqlite(file)
  beside.exec('begin immediate')
  expect(() => addPerson(store, 'Ada')).toThrow(expect.objectContaining({ code: 'database-busy' }))
  beside.exec('rollback')
  beside.close()
  expect(addPerson(store, 'Ada').name).toBe('Ada')
})

test('a transaction is all or nothing', () => {
  const store = scratchStore()
  expect(() =>
    store.transaction(() => {
      addTemplate(store, addPerson(store, 'Ada').id)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(store.countRows()).toEqual({ people: 0, templates: 0, events: 0 })
})

test('a backup opens as it is; an existing file is not overwritten', async () => {
  const folder = scratchFolder()
  const store = scratchStore()
  addTemplate(store, addPerson(store, 'Ada').id)
  const copy = join(folder, 'copy.db')
  await store.backup(copy)
  expect(scratchStore(copy).countRows()).toEqual({ people: 1, templates: 1, events: 0 })
  await expect(store.backup(copy)).rejects.toMatchObject({ code: 'backup-failed' })
})

test('a lost key is never replaced silently, a wrong one is named', () => {
  const folder = scratchFolder()
  const file = join(folder, 'rollcall.db')
  scratchStore(file, openVault({ kind: 'file', path: join(folder, 'key') })).close()
  const elsewhere = join(folder, 'other-key')
  const lost = openVault({ kind: 'file', path: elsewhere })
  expect(() => openStore({ file, vault: lost, now })).toThrow(expect.objectContaining({ code: 'key-missing' }))
  expect(existsSync(elsewhere)).toBe(false)
  expect(() => openStore({ file, vault: keyVault(9), now })).toThrow(expect.objectContaining({ code: 'key-wrong' }))
  expect(scratchStore(file, openVault({ kind: 'file', path: join(folder, 'key') })).countRows().people).toBe(0)
})

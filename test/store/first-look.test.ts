import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { addPerson, check, keyVault, scratchFolder, scratchStore } from './scratch.ts'

const now = () => 0
const missing = expect.objectContaining({ code: 'database-missing' })

/** What a folder holds, name and bytes, but for the shared memory and the empty log that every reader makes. */
function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String)
  const files = names.filter((name) => !name.endsWith('-shm') && statSync(join(folder, name)).isFile())
  const contents = files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const)
  return Object.fromEntries(contents.filter(([name, bytes]) => !(name.endsWith('-wal') && bytes === '')))
}

const traces: readonly [string, (folder: string) => void][] = [
  ['its key', (folder) => writeFileSync(join(folder, 'key'), Buffer.alloc(32, 7))],
  ['the salt of a passphrase', (folder) => writeFileSync(join(folder, 'salt'), Buffer.alloc(16))],
  ['a key of the key chain', (folder) => writeFileSync(join(folder, 'key.sealed'), 'sealed')],
  ['a note of how far the log went', (folder) => writeFileSync(join(folder, 'high-water'), '{}')],
  ['a list of what was erased', (folder) => writeFileSync(join(folder, 'erased'), '')],
  ['a search index', (folder) => writeFileSync(join(folder, 'gallery.index'), 'index')],
  ['a log that was not written back', (folder) => writeFileSync(join(folder, 'rollcall.db-wal'), 'entries')],
  [
    'backups',
    (folder) => {
      mkdirSync(join(folder, 'backups'))
      writeFileSync(join(folder, 'backups', 'rollcall-2026.db'), 'copy')
    },
  ],
]

test.each(traces)('no database, or an empty one, beside %s is missing and no new office', (_what, leave) => {
  for (const state of ['gone', 'empty', 'without tables']) {
    const folder = scratchFolder()
    const file = join(folder, 'rollcall.db')
    if (state === 'empty') writeFileSync(file, '')
    if (state === 'without tables') new Sqlite(file).exec('pragma journal_mode = wal').close()
    leave(folder)
    const before = contentsOf(folder)
    expect(() => openStore({ file, vault: keyVault(), now }), state).toThrow(missing)
    expect(contentsOf(folder), state).toEqual(before)
  }
})

test('a folder in which nothing was, and a start that was cut off before there was a key, begin anew', () => {
  expect(scratchStore().countRows().people).toBe(0)
  const file = join(scratchFolder(), 'rollcall.db')
  writeFileSync(file, '')
  expect(scratchStore(file).countRows().people).toBe(0)
  const half = join(scratchFolder(), 'rollcall.db')
  const database = new Sqlite(half)
  database.exec('pragma journal_mode = wal')
  database.close()
  expect(statSync(half).size).toBeGreaterThan(0)
  expect(scratchStore(half).countRows().people).toBe(0)
})

test('a log of another database is kept elsewhere, and not written into the backup that it lies beside', async () => {
  const folder = scratchFolder()
  const [file, copy] = [join(folder, 'rollcall.db'), join(folder, 'copy.db')]
  const vault = () => openVault({ kind: 'file', path: join(folder, 'key') })
  const store = scratchStore(file, vault())
  const person = addPerson(store, 'Ada')
  for (let at = 0; at < 500; at++) store.events.record(check(person, at))
  await store.backup(copy)
  for (let at = 0; at < 50; at++) store.events.record(check(person, 1000 + at))
  // As after a power cut: the log is there, and the process that would have written it back is not.
  const cut = scratchFolder()
  for (const name of ['key', 'rollcall.db-wal']) copyFileSync(join(folder, name), join(cut, name))
  store.close()
  copyFileSync(copy, join(cut, 'rollcall.db'))
  const log = readFileSync(join(cut, 'rollcall.db-wal'))
  const open = () =>
    openStore({ file: join(cut, 'rollcall.db'), vault: openVault({ kind: 'file', path: join(cut, 'key') }), now })
  const restored = open()
  expect(restored.countRows()).toEqual({ people: 1, templates: 0, events: 500 })
  restored.close()
  const [kept] = readdirSync(join(cut, 'replaced'))
  expect(readFileSync(join(cut, 'replaced', kept!, 'rollcall.db-wal'))).toEqual(log)
})

test('a database that does not fit its log is refused, and left as it was', async () => {
  const folder = scratchFolder()
  const file = join(folder, 'rollcall.db')
  const vault = () => openVault({ kind: 'file', path: join(folder, 'key') })
  const store = scratchStore(file, vault())
  const person = addPerson(store, 'Ada')
  store.transaction(() => {
    for (let at = 0; at < 500; at++) store.events.record(check(person, at))
  })
  await store.scrub()
  store.events.record(check(person, 500))
  const cut = scratchFolder()
  for (const name of ['key', 'rollcall.db-wal']) copyFileSync(join(folder, name), join(cut, name))
  store.close()
  const bytes = readFileSync(file)
  bytes.fill(0x55, 4096 * 3, 4096 * 20)
  writeFileSync(join(cut, 'rollcall.db'), bytes)
  const before = contentsOf(cut)
  const open = () =>
    openStore({ file: join(cut, 'rollcall.db'), vault: openVault({ kind: 'file', path: join(cut, 'key') }), now })
  expect(open).toThrow(expect.objectContaining({ code: 'database-damaged' }))
  expect(open).toThrow(/left as it was/)
  expect(contentsOf(cut)).toEqual(before)
})

test('a database that lacks its end is refused at once, and left as it was', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const { id } = addPerson(store, 'Ada')
  for (let at = 0; at < 300; at++) store.events.record(check({ id, name: 'Ada' }, at))
  store.close()
  const whole = readFileSync(file)
  for (const lacking of [100, 5000]) {
    writeFileSync(file, whole.subarray(0, -lacking))
    const code = expect.objectContaining({ code: 'database-damaged' })
    expect(() => openStore({ file, vault: keyVault(), now })).toThrow(code)
    expect(() => openStore({ file, vault: keyVault(), now })).toThrow(/bytes are missing.*left as it was/)
    expect(readFileSync(file)).toEqual(whole.subarray(0, -lacking))
  }
  writeFileSync(file, whole)
  expect(scratchStore(file).countRows().events).toBe(300)
})

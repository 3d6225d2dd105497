import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { EventId } from '../../main/contract/entities.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate, migrations } from '../../main/store/migrate.ts'
import { type PreparedRestore, prepareRestore, type RestoreOptions } from '../../main/store/restore.ts'
import { lockRestore, recoverRestore } from '../../main/store/swap.ts'
import { openVault, type VaultSource } from '../../main/store/vault.ts'
import { killRestores } from '../helpers/killed-restores.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, addTemplate, check, scratchFolder, scratchStore } from './scratch.ts'

/** At how many moments a restore is killed; more by ROLLCALL_KILLS=50. */
const kills = Number(process.env.ROLLCALL_KILLS ?? 6)

const keyOf = (folder: string): VaultSource => ({ kind: 'file', path: join(folder, 'key') })
const storeIn = (folder: string) => scratchStore(join(folder, 'rollcall.db'), openVault(keyOf(folder)))

function prepare(dataFolder: string, file: string, options: Partial<RestoreOptions> = {}): Promise<PreparedRestore> {
  return prepareRestore({
    ...{
      dataFolder,
      file,
      name: file,
      key: keyOf(dataFolder),
      now: Date.now,
    },
    ...options,
  })
}

/** What a folder holds, name and bytes, but for locks and what every reader makes. */
function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String)
  const files = names.filter((name) => !/(-shm|\.lock)$/.test(name) && statSync(join(folder, name)).isFile())
  const contents = files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const)
  return Object.fromEntries(contents.filter(([name, bytes]) => !(name.endsWith('-wal') && bytes === '')))
}

/** Ada and Grace with a backup; then Grace is erased, Edsger comes, and two entries, as a power cut leaves them. */
async function officeAfterPowerCut(): Promise<{ data: string; backup: string }> {
  const [live, data] = [scratchFolder(), scratchFolder()]
  const backup = join(scratchFolder(), 'copy.db')
  const store = storeIn(live)
  const ada = addPerson(store, 'Ada')
  const grace = addPerson(store, 'Grace')
  addTemplate(store, ada.id)
  store.transaction(() => {
    for (let at = 0; at < 500; at++) store.events.record(check(ada, at))
  })
  await store.backup(backup)
  store.people.erase(grace.id)
  const edsger = addPerson(store, 'Edsger')
  addTemplate(store, edsger.id, 1)
  for (let at = 500; at < 502; at++) store.events.record(check(edsger, at))
  for (const name of ['key', 'rollcall.db', 'rollcall.db-wal']) copyFileSync(join(live, name), join(data, name))
  store.close()
  return { data, backup }
}

test('after a power cut a backup is what is there, what was there is kept with its log, and the file is as it was', async () => {
  const { data, backup } = await officeAfterPowerCut()
  const [before, bytes] = [contentsOf(data), readFileSync(backup)]
  writeFileSync(join(data, 'gallery.index'), 'of the former templates')
  mkdirSync(join(data, 'imports'))
  writeFileSync(join(data, 'imports', '7.sealed'), 'a photo that waits')
  const kept = (await prepare(data, backup)).restore(tester)!
  expect(kept.startsWith(join(data, 'replaced'))).toBe(true)
  expect(readFileSync(backup)).toEqual(bytes)
  expect(contentsOf(kept)).toEqual({
    'rollcall.db': before['rollcall.db'],
    'rollcall.db-wal': before['rollcall.db-wal'],
    [join('imports', '7.sealed')]: Buffer.from('a photo that waits').toString('base64'),
  })
  expect(
    readdirSync(data)
      .filter((name) => !name.endsWith('.lock'))
      .sort(),
  ).toEqual(['key', 'replaced', 'rollcall.db'])

  const store = storeIn(data)
  expect(store.countRows()).toEqual({ people: 2, templates: 1, events: 500 })
  expect(await store.examine('whole')).toMatchObject({ integrity: null, audit: { kind: 'intact' } })
  expect(store.audit.list(null, 1).entries[0]).toMatchObject({
    actor: 'tester',
    action: 'restore',
    details: { entries: 500 },
  })
  store.close()

  // The way back is the same.
  const again = await prepare(data, join(kept, 'rollcall.db'))
  expect(again.preview).toMatchObject({
    backup: { people: 2, entries: 502 },
    present: { goes: { people: 1, entries: 0 } },
  })
  again.restore(tester)
  const back = storeIn(data)
  expect(back.countRows()).toEqual({ people: 2, templates: 2, events: 502 })
  expect(back.people.findByName('Edsger')).toHaveLength(1)
  expect(readdirSync(join(data, 'replaced'))).toHaveLength(2)
  expect(readFileSync(join(data, 'imports', '7.sealed'), 'utf8')).toBe('a photo that waits')
})

test('the preview counts what is there, what goes and who comes back, and changes nothing', async () => {
  const { data, backup } = await officeAfterPowerCut()
  const before = contentsOf(data)
  const prepared = await prepare(data, backup, { name: 'the copy' })
  expect(prepared.preview).toEqual({
    file: 'the copy',
    bytes: statSync(backup).size,
    writtenAt: Math.floor(statSync(backup).mtimeMs),
    schema: migrations.length,
    backup: { people: 2, templates: 1, entries: 500, newestEntry: expect.any(Number) },
    auditIntact: true,
    erased: { people: 0, templates: 0, isComplete: true },
    present: {
      ...{ kind: 'readable', people: 2, templates: 2, entries: 502, newestEntry: expect.any(Number) },
      ...{ goes: { people: 1, templates: 1, entries: 2 }, returns: 1 },
    },
  })
  await expect(prepare(data, backup)).rejects.toMatchObject({ code: 'database-busy' })
  prepared.discard()
  expect(() => prepared.restore(tester)).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  expect(contentsOf(data)).toEqual(before)
})

test('entries that were given the numbers of others after a restore count as others', async () => {
  const { data, backup } = await officeAfterPowerCut()
  const kept = (await prepare(data, backup)).restore(tester)!
  const store = storeIn(data)
  const [ada] = store.people.findByName('Ada')
  const before = store.installation.findName(500 as EventId)
  expect(before).toBe(store.installation.id)
  expect(store.installation.findName(501 as EventId)).not.toBe(before)
  for (let at = 0; at < 2; at++) store.events.record(check(ada!, 600 + at))
  store.close()
  const prepared = await prepare(data, join(kept, 'rollcall.db'))
  expect(prepared.preview.present).toMatchObject({ entries: 502, goes: { entries: 2 } })
  prepared.restore(tester)
  const back = storeIn(data)
  expect(back.installation.findName(501 as EventId)).toBe(back.installation.id)
  expect(back.installation.findName(503 as EventId)).not.toBe(back.installation.id)
})

test('on an empty machine a backup needs its key, or the passphrase alone', { timeout: 90_000 }, async () => {
  const { data, backup } = await officeAfterPowerCut()
  const empty = join(scratchFolder(), 'new')
  await expect(prepare(empty, backup)).rejects.toMatchObject({
    code: 'key-missing',
    message: expect.stringContaining(join(empty, 'key')),
  })
  expect(existsSync(join(empty, 'key'))).toBe(false)
  copyFileSync(join(data, 'key'), join(empty, 'key'))
  const prepared = await prepare(empty, backup)
  expect(prepared.preview.present).toEqual({ kind: 'missing' })
  expect(prepared.restore(tester)).toBeNull()
  expect(storeIn(empty).countRows().events).toBe(500)

  const underPassphrase = (folder: string): VaultSource => ({
    ...{ kind: 'passphrase', passphrase: 'correct horse battery', saltFile: join(folder, 'salt') },
  })
  const office = scratchFolder()
  const store = scratchStore(join(office, 'rollcall.db'), openVault(underPassphrase(office)))
  addPerson(store, 'Ada')
  const copy = join(scratchFolder(), 'copy.db')
  await store.backup(copy)
  const other = join(scratchFolder(), 'new')
  await expect(prepare(other, copy)).rejects.toMatchObject({
    code: 'key-missing',
    message: expect.stringContaining('opens with a passphrase'),
  })
  const wrong = { ...underPassphrase(other), passphrase: 'wrong horse' } as VaultSource
  await expect(prepare(other, copy, { key: wrong })).rejects.toMatchObject({ code: 'key-wrong' })
  expect((await prepare(other, copy, { key: underPassphrase(other) })).restore(tester)).toBeNull()
  expect(readdirSync(other)).not.toContain('salt')
})

const bad: readonly [string, string, (file: string) => void][] = [
  ['an empty file', 'not-a-backup', (file) => writeFileSync(file, '')],
  ['a text', 'not-a-backup', (file) => writeFileSync(file, 'Dear diary, '.repeat(1000))],
  ['a folder', 'file-unreadable', (file) => mkdirSync(file)],
  ['no file at all', 'file-not-found', () => undefined],
  [
    'a database of another program',
    'not-a-backup',
    (file) => new Sqlite(file).exec('create table notes (text)').close(),
  ],
  [
    'a backup with a damaged page',
    'backup-damaged',
    (file) => {
      const bytes = readFileSync(file)
      bytes.fill(0x55, 8192, 12_288)
      writeFileSync(file, bytes)
    },
  ],
  ['a backup that is cut off', 'backup-damaged', (file) => truncateSync(file, 20_000)],
  [
    'a backup of a newer version',
    'database-newer',
    (file) => new Sqlite(file).exec(`pragma user_version = ${migrations.length + 1}`).close(),
  ],
  ['a backup under another key', 'key-wrong', () => undefined],
]

test.each(bad)('%s is refused as %s, and everything is as it was', async (what, code, spoil) => {
  const { data, backup } = await officeAfterPowerCut()
  const file = join(scratchFolder(), 'given.db')
  if (what.includes('backup')) copyFileSync(backup, file)
  spoil(file)
  if (code === 'key-wrong') writeFileSync(join(data, 'key'), Buffer.alloc(32, 9))
  const before = contentsOf(data)
  const given = contentsOf(join(file, '..'))
  await expect(prepare(data, file)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(code === 'key-wrong' ? 'key' : file),
  })
  expect(contentsOf(data)).toEqual(before)
  expect(contentsOf(join(file, '..'))).toEqual(given)
})

test.each(Array.from(migrations.slice(0, -1), (_, index) => index + 1))(
  'a backup of schema %i is brought up to date',
  async (version) => {
    const data = scratchFolder()
    const store = storeIn(data)
    store.close()
    const file = join(scratchFolder(), 'old.db')
    const old = openDatabase(file)
    migrate(old, version)
    const beside = new Sqlite(join(data, 'rollcall.db'), { readonly: true })
    const key = beside.prepare("select value from meta where key = 'key-check'").get() as { value: string }
    beside.close()
    old.prepare("insert into meta (key, value) values ('key-check', @value)").run(key)
    old.exec(`
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 5);
    insert into event_people (id, person_id, name, employee_number, search) values (1, 1, 'Ada', null, 'ada');
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', 1, 1, 'in', 5, 'UTC', 7, 'pin', 'Front door')`)
    old.close()
    const bytes = readFileSync(file)
    const prepared = await prepare(data, file)
    expect(prepared.preview).toMatchObject({ schema: version, backup: { people: 1, entries: 1, newestEntry: 7 } })
    prepared.restore(tester)
    expect(readFileSync(file)).toEqual(bytes)
    const restored = storeIn(data)
    expect(await restored.examine('whole')).toMatchObject({ integrity: null, schema: migrations.length, damages: [] })
    expect(restored.events.get(1 as EventId)).toMatchObject({ at: 5, person: { name: 'Ada' } })
  },
)

test('data that are missing or damaged are replaced, and kept as they are', async () => {
  const { data, backup } = await officeAfterPowerCut()
  writeFileSync(join(data, 'rollcall.db'), Buffer.alloc(10_000, 0x55))
  truncateSync(join(data, 'rollcall.db-wal'), 100)
  const before = contentsOf(data)
  const prepared = await prepare(data, backup)
  expect(prepared.preview.present).toMatchObject({ kind: 'unreadable' })
  const kept = prepared.restore(tester)!
  expect(contentsOf(kept)['rollcall.db']).toBe(before['rollcall.db'])
  expect(storeIn(data).countRows().events).toBe(500)
})

test('while a restore is being done nobody opens the data; a copy that was only made ready is no hindrance', async () => {
  const { data, backup } = await officeAfterPowerCut()
  const prepared = await prepare(data, backup)
  recoverRestore(data)
  expect(existsSync(join(data, 'restore.part'))).toBe(true)
  prepared.discard()
  mkdirSync(join(data, 'restore.2026-11-29T08-30-00.000Z'))
  const lock = lockRestore(data)!
  expect(() => recoverRestore(data)).toThrow(expect.objectContaining({ code: 'database-busy' }))
  lock[Symbol.dispose]()
  recoverRestore(data)
  expect(existsSync(join(data, 'restore.2026-11-29T08-30-00.000Z'))).toBe(false)
})

/** A backup of another office, with another key, which was decided on and not yet put in place. */
async function decidedForeignRestore(): Promise<{ data: string; work: string; kept: string; keys: [Buffer, Buffer] }> {
  const [{ data }, { data: other, backup }] = [await officeAfterPowerCut(), await officeAfterPowerCut()]
  const time = '2026-11-29T08-30-00.000Z'
  const [work, kept] = [join(data, `restore.${time}`), join(data, 'replaced', time)]
  mkdirSync(work)
  copyFileSync(backup, join(work, 'rollcall.db'))
  copyFileSync(join(other, 'key'), join(work, 'key'))
  return { data, work, kept, keys: [readFileSync(join(data, 'key')), readFileSync(join(other, 'key'))] }
}

test.for<[string, (data: string, work: string, kept: string) => void]>([
  ['before anything was moved', () => undefined],
  [
    'between the two keys',
    (data, _work, kept) => {
      mkdirSync(kept, { recursive: true })
      renameSync(join(data, 'key'), join(kept, 'key'))
      writeFileSync(join(data, 'key.part'), 'cut off')
    },
  ],
  [
    'before the database came',
    (data, work, kept) => {
      mkdirSync(kept, { recursive: true })
      renameSync(join(data, 'key'), join(kept, 'key'))
      copyFileSync(join(work, 'key'), join(data, 'key'))
    },
  ],
])('a restore that brings a key and was cut off %s is finished, with the former key kept', async ([, cutOff]) => {
  const { data, work, kept, keys } = await decidedForeignRestore()
  cutOff(data, work, kept)
  recoverRestore(data)
  expect(readFileSync(join(data, 'key'))).toEqual(keys[1])
  expect(readFileSync(join(kept, 'key'))).toEqual(keys[0])
  expect(existsSync(work)).toBe(false)
  expect(existsSync(join(data, 'key.part'))).toBe(false)
  expect(storeIn(data).countRows()).toMatchObject({ people: 2, events: 500 })
})

test('a restore that brings a key and cannot be finished gives the former key back', async () => {
  const { data, work, kept, keys } = await decidedForeignRestore()
  mkdirSync(join(data, 'key.part'))
  expect(() => recoverRestore(data)).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  expect(readFileSync(join(data, 'key'))).toEqual(keys[0])
  expect([existsSync(work), existsSync(kept)]).toEqual([false, false])
  expect(storeIn(data).countRows()).toMatchObject({ people: 2, events: 502 })
})

test('a restore that is killed leaves the old state or the backup, and the next start needs nobody', {
  timeout: 60_000 + kills * 8000,
}, async () => {
  const { killed, old, restored, faults } = await killRestores(scratchFolder(), kills)
  expect(faults).toEqual([])
  expect(killed).toBe(kills)
  expect(old).toBeGreaterThan(0)
  expect(restored).toBeGreaterThan(0)
})

test('a backup whose head names a format that there is not is damaged, not an unexpected failure', async () => {
  const { data, backup } = await officeAfterPowerCut()
  const bytes = readFileSync(backup)
  // The schema format, 1 to 4: https://www.sqlite.org/fileformat2.html
  bytes.writeUInt32BE(255, 44)
  const changed = join(scratchFolder(), 'changed.db')
  writeFileSync(changed, bytes)
  await expect(prepare(data, changed)).rejects.toMatchObject({ code: 'backup-damaged' })
})

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../main/store/open.ts'
import { meanwhile } from '../helpers/meanwhile.ts'
import { addPerson, check, scratchFolder, scratchStore } from './scratch.ts'

const replaced = expect.objectContaining({ code: 'database-replaced' })

/** A store with entries, a backup of it, and what records one more. */
async function office(): Promise<{ store: Store; file: string; backup: string; record: () => void }> {
  const file = join(scratchFolder(), 'data', 'rollcall.db')
  mkdirSync(dirname(file))
  const store = scratchStore(file)
  const person = addPerson(store, 'Ada')
  let at = 0
  const record = () => void store.events.record(check(person, at++))
  store.transaction(() => {
    for (let entries = 0; entries < 300; entries++) record()
  })
  const backup = join(scratchFolder(), 'copy.db')
  await store.backup(backup)
  return { store, file, backup, record }
}

const ways: readonly [string, (file: string, backup: string) => void][] = [
  ['deleted', (file) => rmSync(file)],
  ['deleted with its folder', (file) => rmSync(dirname(file), { recursive: true })],
  ['moved', (file) => renameSync(file, `${file}.away`)],
  ['moved with its folder', (file) => renameSync(dirname(file), `${dirname(file)}.away`)],
  ['replaced by a backup', (file, backup) => renameSync(backup, file)],
  ['overwritten by a backup', (file, backup) => copyFileSync(backup, file)],
  ['overwritten by a backup through the shell', (file, backup) => void spawnSync('cp', [backup, file])],
  ['overwritten by zeros', (file) => writeFileSync(file, Buffer.alloc(40_960))],
  ['cut to nothing', (file) => writeFileSync(file, '')],
  ['written to by another program', (file) => appendFileSync(file, 'x')],
  ['deprived of its log', (file) => rmSync(`${file}-wal`)],
]

test.each(ways)('a database that is %s takes nothing more, and says so', async (_what, spoil) => {
  const { store, file, backup, record } = await office()
  store.verifyFile()
  spoil(file, backup)
  expect(() => store.verifyFile()).toThrow(replaced)
  expect(record).toThrow(replaced)
  expect(() => store.transaction(() => record())).toThrow(replaced)
  expect(() => addPerson(store, 'Grace')).toThrow(replaced)
  expect(store.countRows().people).toBe(1)
})

test('a database that was put back takes entries again, and none is lost', async () => {
  const { store, file, record } = await office()
  renameSync(dirname(file), `${dirname(file)}.away`)
  expect(record).toThrow(replaced)
  renameSync(`${dirname(file)}.away`, dirname(file))
  record()
  expect(store.countRows().events).toBe(301)
  store.close()
  expect(scratchStore(file).countRows().events).toBe(301)
})

test('a backup that was copied over an open database is as it was when that is closed', async () => {
  const { store, file, backup, record } = await office()
  copyFileSync(backup, file)
  expect(record).toThrow(replaced)
  store.close()
  expect(readFileSync(file)).toEqual(readFileSync(backup))
})

test('what a command beside it writes, and writes back, is no replacement', { timeout: 60_000 }, async () => {
  const { store, file, record } = await office()
  const script = `
    import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../main/store/open.ts'))}
    import { openVault } from ${JSON.stringify(join(import.meta.dirname, '../../main/store/vault.ts'))}
    const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'file', path: '' } })
    const store = openStore({ file: ${JSON.stringify(file)}, vault, now: Date.now })
    for (let number = 0; number < 1500; number++) store.people.create({ name: 'Person ' + number, employeeNumber: null, groups: [] })
    await store.scrub()
    store.close()`
  for (let round = 0; round < 2; round++) {
    const beside = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
    await meanwhile(once(beside, 'close'), 3, () => {
      record()
      store.verifyFile()
    })
    record()
  }
  expect(store.countRows().people).toBe(3001)
})

test('its own writing back and erasing are no replacement', async () => {
  const { store, record } = await office()
  for (let round = 0; round < 3; round++) {
    store.transaction(() => {
      for (let entry = 0; entry < 8000; entry++) record()
    })
    store.verifyFile()
    await store.scrub()
    store.verifyFile()
  }
  expect(store.countRows().events).toBe(24_300)
})

test('a new time of change alone stops the writing, and costs nothing that was recorded', async () => {
  const { store, file, record } = await office()
  utimesSync(file, 1, 1)
  expect(record).toThrow(replaced)
  store.close()
  expect(scratchStore(file).countRows().events).toBe(300)
})

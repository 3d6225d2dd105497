import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLabMemory } from '../../main/services/lab-memory.ts'
import { keyVault, scratchFolder, scratchStore } from '../store/scratch.ts'

function place() {
  const folder = scratchFolder()
  const file = join(folder, 'rollcall.db')
  const store = scratchStore(file)
  const formerFile = join(folder, 'metric-lab')
  return { file, formerFile, store, open: () => openLabMemory(store.remembered, keyVault(), formerFile) }
}

test('recipes are counted once each, on the same photos, over restarts', () => {
  const { open } = place()
  expect(open().look('photos', ['a'])).toBe(0)
  expect(open().look('photos', ['a'])).toBe(0)
  expect(open().look('photos', ['b', 'c'])).toBe(1)
  expect(open().look('photos', ['a', 'd'])).toBe(2)
  expect(open().look('other photos', ['d'])).toBe(0)
  expect(open().look('photos', ['e'])).toBe(4)
})

test('what cannot be written is remembered until the end', () => {
  const { file, open } = place()
  const { look } = open()
  expect(look('photos', ['a'])).toBe(0)
  const beside = new Sqlite(file)
  beside.exec("create trigger full before update on remembered begin select raise(abort, 'full'); end")
  beside.close()
  expect(look('photos', ['b'])).toBe(1)
  expect(look('photos', ['c'])).toBe(2)
  expect(open().look('photos', ['d'])).toBe(1)
})

test('what was tampered with is given up, not believed', () => {
  const { store, open } = place()
  open().look('photos', ['a', 'b'])
  const bytes = Buffer.from(store.remembered.get('metric-lab')!)
  expect(bytes.includes('photos')).toBe(false)
  bytes[bytes.length - 1]! ^= 1
  store.remembered.put('metric-lab', bytes)
  expect(open().look('photos', ['c'])).toBe(0)
})

test('the file of an earlier version is taken into the database and removed, once', () => {
  const { formerFile, store, open } = place()
  const former = { stopped: null, looks: { photos: ['a', 'b'] } }
  writeFileSync(formerFile, keyVault().seal(serialize(former), 'what the metric lab remembers'))
  expect(open().look('photos', ['c'])).toBe(2)
  expect(existsSync(formerFile)).toBe(false)
  // One that is older than what the database holds goes, and changes nothing.
  const kept = store.remembered.get('metric-lab')
  writeFileSync(formerFile, keyVault().seal(serialize({ stopped: null, looks: {} }), 'what the metric lab remembers'))
  expect(open().look('photos', ['d'])).toBe(3)
  expect(existsSync(formerFile)).toBe(false)
  expect(kept).not.toBeNull()
})

test('a file that cannot be taken in stays for the next start', () => {
  const { file, formerFile, open } = place()
  writeFileSync(formerFile, 'sealed')
  const beside = new Sqlite(file)
  beside.exec("create trigger full before insert on remembered begin select raise(abort, 'full'); end")
  beside.close()
  expect(open().look('photos', ['a'])).toBe(0)
  expect(readFileSync(formerFile, 'utf8')).toBe('sealed')
})

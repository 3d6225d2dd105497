import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLabMemory } from '../../main/handlers/lab-memory.ts'
import { openVault } from '../../main/store/vault.ts'
import { scratchFolder } from '../helpers/app.ts'

function place() {
  const folder = scratchFolder()
  const vault = openVault({ kind: 'file', path: join(folder, 'key') })
  vault.establish()
  const file = join(folder, 'metric-lab')
  return { file, open: () => openLabMemory(file, vault) }
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
  rmSync(file)
  // A folder stands in the file's place.
  mkdirSync(join(file, 'full'), { recursive: true })
  expect(look('photos', ['b'])).toBe(1)
  expect(look('photos', ['c'])).toBe(2)
  expect(existsSync(`${file}.new`)).toBe(false)
})

test('a file that was tampered with is given up, not believed', () => {
  const { file, open } = place()
  open().look('photos', ['a', 'b'])
  const bytes = readFileSync(file)
  expect(bytes.includes('photos')).toBe(false)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(file, bytes)
  expect(open().look('photos', ['c'])).toBe(0)
})

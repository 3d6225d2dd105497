import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { checkDatabaseFile } from '../../../main/store/first-look.ts'
import { scratchFolder } from '../../helpers/app.ts'

vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text: string) => Buffer.from(`sealed ${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().replace('sealed ', ''),
  },
}))

const { keyChainPlace, keySource, sealSecret } = await import('../../../main/shells/electron/key.ts')

test('a first start that ends before there is a database begins anew with the same key', () => {
  const folder = join(scratchFolder(), 'data')
  const first = keySource(folder, undefined)
  expect(first.kind).toBe('key')
  expect(() => checkDatabaseFile(join(folder, 'rollcall.db'))).not.toThrow()
  expect(keySource(folder, undefined)).toEqual(first)
})

test('once there was a database, its key without it means that it is missing', () => {
  const folder = scratchFolder()
  const first = keySource(folder, undefined)
  writeFileSync(join(folder, 'rollcall.db'), 'a database')
  expect(keySource(folder, undefined)).toEqual(first)
  expect(existsSync(join(folder, 'key.sealed'))).toBe(true)
  rmSync(join(folder, 'rollcall.db'))
  expect(keySource(folder, undefined)).toEqual(first)
  expect(() => checkDatabaseFile(join(folder, 'rollcall.db'))).toThrow(
    expect.objectContaining({ code: 'database-missing' }),
  )
})

test('a folder with a key file keeps it', () => {
  const folder = scratchFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'key'), Buffer.alloc(32))
  expect(keySource(folder, undefined)).toEqual({ kind: 'file', path: join(folder, 'key') })
})

test('an empty passphrase is refused, and makes no key', () => {
  const folder = scratchFolder()
  expect(() => keySource(folder, '')).toThrow(expect.objectContaining({ code: 'wrong-usage' }))
  expect(readdirSync(folder)).toEqual([])
})

test('the key chain seals a new secret each time, and opens what it sealed', () => {
  const folder = scratchFolder()
  const [one, other] = [sealSecret(), sealSecret()]
  expect(one.secret).toHaveLength(32)
  expect(Buffer.from(one.secret).equals(other.secret)).toBe(false)
  writeFileSync(join(folder, 'rollcall.db'), 'a database')
  writeFileSync(join(folder, 'key.sealed'), one.sealed)
  expect(keySource(folder, undefined)).toEqual({ kind: 'key', key: one.secret, place: keyChainPlace() })
})

test('a key that is about to take its place together with the database is the one that opens it', () => {
  const folder = scratchFolder()
  const [former, next] = [sealSecret(), sealSecret()]
  const work = join(folder, 'restore.2026-11-29T08-30-00.000Z')
  mkdirSync(work)
  writeFileSync(join(folder, 'key.sealed'), former.sealed)
  writeFileSync(join(work, 'key.sealed'), next.sealed)
  expect(keySource(folder, undefined)).toMatchObject({ kind: 'key', key: next.secret })
})

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

const { keySource } = await import('../../../main/shells/electron/key.ts')

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

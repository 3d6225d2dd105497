import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openVault } from '../../main/store/vault.ts'
import { keyVault, scratchFolder } from './scratch.ts'

const damaged = expect.objectContaining({ code: 'database-damaged' })
const plain = Buffer.from('one face')

describe('sealing', () => {
  test('gives back what was sealed, of any length, and never the same bytes twice', () => {
    const vault = keyVault()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.string(), (bytes, context) => {
        const sealed = vault.seal(bytes, context)
        expect(Buffer.from(vault.open(sealed, context)).equals(bytes)).toBe(true)
        expect(Buffer.from(vault.seal(bytes, context)).equals(sealed)).toBe(false)
      }),
    )
  })

  test('any flipped bit, another context, another key and a cut are refused', () => {
    const vault = keyVault()
    const sealed = vault.seal(plain, 'row 1')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => vault.open(changed, 'row 1')).toThrow(damaged)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => vault.open(sealed.subarray(0, length), 'row 1')).toThrow(damaged)
    }
    expect(() => vault.open(sealed, 'row 2')).toThrow(damaged)
    expect(() => keyVault(8).open(sealed, 'row 1')).toThrow(damaged)
  })
})

describe('files', () => {
  test.each([0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])('of %d bytes come back', async (length) => {
    const folder = scratchFolder()
    const [source, sealed, opened] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string]
    writeFileSync(source, Buffer.alloc(length, 'face'))
    await keyVault().sealFile(source, sealed, 'index')
    keyVault().openFile(sealed, opened, 'index')
    expect(readFileSync(opened).equals(readFileSync(source))).toBe(true)
    expect(statSync(sealed).mode & 0o777).toBe(0o600)
  })

  test('that were changed leave nothing in the open', async () => {
    const folder = scratchFolder()
    const [source, sealed, opened] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string]
    writeFileSync(source, Buffer.alloc(2_000_000, 'face'))
    await keyVault().sealFile(source, sealed, 'index')
    const bytes = readFileSync(sealed)
    bytes[1_500_000]! ^= 1
    writeFileSync(sealed, bytes)
    expect(() => keyVault().openFile(sealed, opened, 'index')).toThrow(damaged)
    expect(existsSync(opened)).toBe(false)
    expect(() => keyVault().openFile(join(folder, 'none'), opened, 'index')).toThrow(damaged)
  })
})

describe('where keys come from', () => {
  test('a key file is made once, for its owner alone', () => {
    const path = join(scratchFolder(), 'key')
    const vault = openVault({ kind: 'file', path })
    expect(vault.fresh).toBe(true)
    expect(existsSync(path)).toBe(false)
    vault.establish()
    expect(statSync(path)).toMatchObject({ size: 32, mode: 0o100600 })
    const again = openVault({ kind: 'file', path })
    expect(again.fresh).toBe(false)
    again.establish()
    expect(again.open(vault.seal(plain, 'x'), 'x')).toEqual(plain)
  })

  test('a key file of the wrong length is not used', () => {
    const path = join(scratchFolder(), 'key')
    writeFileSync(path, 'short')
    expect(() => openVault({ kind: 'file', path })).toThrow(expect.objectContaining({ code: 'key-missing' }))
  })

  test('a passphrase opens with its salt, however its accents are written', () => {
    const saltFile = join(scratchFolder(), 'salt')
    const vault = openVault({ kind: 'passphrase', passphrase: 'caf\u00e9 au lait, please', saltFile })
    vault.establish()
    const sealed = vault.seal(plain, 'x')
    expect(
      openVault({ kind: 'passphrase', passphrase: 'cafe\u0301 au lait, please', saltFile }).open(sealed, 'x'),
    ).toEqual(plain)
    expect(() =>
      openVault({ kind: 'passphrase', passphrase: 'cafe au lait, please', saltFile }).open(sealed, 'x'),
    ).toThrow(damaged)
    expect(readFileSync(saltFile)).toHaveLength(16)
  })

  test('without a key nothing is sealed', () => {
    const vault = openVault({ kind: 'file', path: join(scratchFolder(), 'key') })
    expect(() => vault.seal(plain, 'x')).toThrow(expect.objectContaining({ code: 'key-missing' }))
  })

  test('a key of the wrong length is refused', () => {
    expect(() => openVault({ kind: 'key', key: new Uint8Array(16), place: { kind: 'recovery-key' } })).toThrow(
      expect.objectContaining({ code: 'key-wrong' }),
    )
  })
})

test('equal bytes have equal hashes under one key and purpose only', () => {
  const vault = keyVault()
  const hash = vault.authenticate(plain, 'origin')
  expect(vault.authenticate(plain, 'origin')).toEqual(hash)
  expect(vault.authenticate(plain, 'audit')).not.toEqual(hash)
  expect(keyVault(8).authenticate(plain, 'origin')).not.toEqual(hash)
})

test.each(['a', 'elevenchars', 'aaaaaaaaaaaaaaaa', 'abababababababab'])(
  'new data are not locked with the passphrase %s; what was locked with one before opens',
  (passphrase) => {
    const saltFile = join(scratchFolder(), 'salt')
    const source = { kind: 'passphrase', passphrase, saltFile } as const
    expect(() => openVault(source).establish()).toThrow(expect.objectContaining({ reason: 'passphrase-weak' }))
    expect(existsSync(saltFile)).toBe(false)
    const before = openVault(source, new Uint8Array(16).fill(3))
    expect(before.open(before.seal(Buffer.from('kept'), 'x'), 'x')).toEqual(Buffer.from('kept'))
  },
)

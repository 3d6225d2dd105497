import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dataKeyOf, sealFingerprint, wrapKey } from '../../main/store/data-key.ts'
import type { KeyRecord, Wrapping } from '../../main/store/key-record.ts'
import { keyCheckContext, openVault, type Vault } from '../../main/store/vault.ts'
import { keyVault, scratchFolder } from './scratch.ts'

const damaged = expect.objectContaining({ code: 'database-damaged' })
const plain = Buffer.from('one face')

/** What a database says about the key that was just made. */
const recordOf = (vault: Vault, current: Wrapping): KeyRecord => ({
  ...{ check: vault.seal(Buffer.from(keyCheckContext), keyCheckContext), current },
  ...{ next: null, fingerprint: null, number: 1, since: null, movedAt: null, rotating: null },
})

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

const nextOf = (wrapped: Uint8Array) =>
  ({ from: null, keeper: 'file', salt: null, wrapped, actor: 'Ada', via: 'command' }) as const

describe('a database', () => {
  const secret = { kind: 'key', key: new Uint8Array(32).fill(9), place: { kind: 'key-ring' } } as const
  const later = new Uint8Array(32).fill(4)

  test('of an earlier version opens with its key, which is the data key itself', () => {
    const record = recordOf(keyVault(9), { salt: null, wrapped: null })
    const vault = openVault(secret)
    expect(vault.unlock(record)).toBe('open')
    expect(vault.opened).toBe(null)
    expect(vault.reveal()).toEqual(secret.key)
    expect(openVault({ ...secret, key: later }).unlock(record)).toBe('wrong')
  })

  test('opens by each of its wrappings and by the recovery key, and by nothing else', () => {
    const vault = openVault(secret)
    const current = vault.establish()
    const record = {
      ...recordOf(vault, current),
      next: nextOf(wrapKey(later, vault.reveal())),
    }
    for (const [key, opened] of [
      [secret.key, 'current'],
      [later, 'next'],
      [vault.reveal(), null],
    ] as const) {
      const other = openVault({ ...secret, key })
      expect([other.unlock(record), other.opened]).toEqual(['open', opened])
      expect(other.open(vault.seal(plain, 'x'), 'x')).toEqual(plain)
    }
    expect(openVault({ ...secret, key: new Uint8Array(32).fill(5) }).unlock(record)).toBe('wrong')
    expect(openVault({ kind: 'file', path: join(scratchFolder(), 'key') }).unlock(record)).toBe('missing')
  })

  test('hashes what it cannot hash again alike under its next key, and all else differently', () => {
    const [vault, next] = [keyVault(9), keyVault(4)]
    const sealed = sealFingerprint(dataKeyOf(vault.reveal()), next.reveal())
    const record = { ...recordOf(next, { salt: null, wrapped: null }), fingerprint: sealed }
    expect(next.unlock(record)).toBe('open')
    expect(next.fingerprint(plain, 'pin')).toEqual(vault.fingerprint(plain, 'pin'))
    expect(next.authenticate(plain, 'pin')).not.toEqual(vault.authenticate(plain, 'pin'))
    // PINs of earlier versions were hashed with the authentication key.
    expect(vault.fingerprint(plain, 'pin')).toEqual(vault.authenticate(plain, 'pin'))
    const changed = { ...record, fingerprint: sealed.with(20, sealed[20]! ^ 1) }
    expect(() => next.unlock(changed)).toThrow(damaged)
  })
})

describe('where keys come from', () => {
  test('a key file is made once, for its owner alone', () => {
    const path = join(scratchFolder(), 'key')
    const vault = openVault({ kind: 'file', path })
    expect(() => vault.reveal()).toThrow(expect.objectContaining({ code: 'key-missing' }))
    expect(existsSync(path)).toBe(false)
    const current = vault.establish()
    expect(statSync(path)).toMatchObject({ size: 32, mode: 0o100600 })
    const again = openVault({ kind: 'file', path })
    expect(again.unlock(recordOf(vault, current))).toBe('open')
    expect(again.open(vault.seal(plain, 'x'), 'x')).toEqual(plain)
    // The file is not the key itself: that is wrapped.
    expect(Buffer.from(again.reveal()).equals(readFileSync(path))).toBe(false)
    expect(again.revealSecret()).toEqual(new Uint8Array(readFileSync(path)))
  })

  test('a key file of the wrong length is not used', () => {
    const path = join(scratchFolder(), 'key')
    writeFileSync(path, 'short')
    expect(() => openVault({ kind: 'file', path })).toThrow(expect.objectContaining({ code: 'key-missing' }))
  })

  test('a passphrase opens with its salt, however its accents are written', () => {
    const saltFile = join(scratchFolder(), 'salt')
    const vault = openVault({ kind: 'passphrase', passphrase: 'caf\u00e9 au lait, please', saltFile })
    const record = recordOf(vault, vault.establish())
    expect(readFileSync(saltFile)).toHaveLength(16)
    expect(readFileSync(saltFile).equals(record.current.salt!)).toBe(true)
    rmSync(saltFile)
    const same = openVault({ kind: 'passphrase', passphrase: 'cafe\u0301 au lait, please', saltFile })
    expect(same.unlock(record)).toBe('open')
    expect(same.open(vault.seal(plain, 'x'), 'x')).toEqual(plain)
    const other = openVault({ kind: 'passphrase', passphrase: 'cafe au lait, please', saltFile })
    expect(other.unlock(record)).toBe('wrong')
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
    writeFileSync(saltFile, new Uint8Array(16).fill(3))
    const before = openVault(source)
    expect(before.open(before.seal(Buffer.from('kept'), 'x'), 'x')).toEqual(Buffer.from('kept'))
  },
)

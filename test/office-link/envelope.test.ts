import { createHmac, hkdfSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SharedChange } from '../../main/contract/shared-change.ts'
import { type ChangeFrame, canonicalBytes, toStorable } from '../../main/office-link/canonical.ts'
import { openBytes, openChange, sealBytes, sealChange } from '../../main/office-link/envelope.ts'
import { admissionProof, comparisonWords, introductionProof } from '../../main/office-link/introduction.ts'
import { readInvitation, writeInvitation } from '../../main/office-link/invitation-code.ts'
import {
  keyPairOf,
  makeKeyPair,
  senderVouch,
  unwrapKey,
  unwrapKeys,
  wrapKey,
} from '../../main/office-link/key-exchange.ts'
import { officeKeysOf, proofOf } from '../../main/office-link/office-keys.ts'
import { scramVerifier } from '../../main/office-link/scram.ts'
import { isOnThisMachine, parseServerAddress } from '../../main/office-link/server-address.ts'
import { makeUid } from '../../main/office-link/uid.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const office = '01a00000-0000-7000-8000-000000000001'
const frame: ChangeFrame = {
  ...{ office, keyNumber: 1, station: '01a00000-0000-7000-8000-000000000002', number: 7, kind: 'template' },
  ...{ uid: '01a00000-0000-7000-8000-000000000003', people: ['01a00000-0000-7000-8000-000000000004'] },
  ...{ time: '0000000000000001-01a00000-0000-7000-8000-000000000002', basis: null, fields: { model: 'arcface' } },
} as unknown as ChangeFrame
const keys = officeKeysOf(
  office,
  new Map([
    [1, Buffer.alloc(32, 1)],
    [2, Buffer.alloc(32, 2)],
  ]),
)
const secret = Buffer.from('an embedding')

describe('a change in its envelope', () => {
  test('its bytes do not depend on the order in which PostgreSQL returns names', () => {
    const one = canonicalBytes({ ...frame, fields: { b: 1, a: { y: 1, x: [1, { q: 1, p: 2 }] }, 10: 1, 9: 2 } })
    const other = canonicalBytes({ ...frame, fields: { 9: 2, 10: 1, a: { x: [1, { p: 2, q: 1 }], y: 1 }, b: 1 } })
    expect(one).toEqual(other)
    const people = [makeUid(), makeUid()]
    expect(canonicalBytes({ ...frame, people })).toEqual(canonicalBytes({ ...frame, people: people.toReversed() }))
    expect(canonicalBytes({ ...frame, fields: { a: [1, 2] } })).not.toEqual(
      canonicalBytes({ ...frame, fields: { a: [2, 1] } }),
    )
    // An object and the list that it is written as.
    expect(canonicalBytes({ ...frame, fields: { a: {} } })).not.toEqual(
      canonicalBytes({ ...frame, fields: { a: null } }),
    )
  })

  test('it opens with all of what it was sealed with', () => {
    const sealed = sealChange(keys, frame, secret)
    expect(openChange(keys, frame, sealed)).toEqual(secret)
    const plain = sealChange(keys, { ...frame, fields: null }, null)
    expect(plain.secret).toBe(null)
    expect(openChange(keys, { ...frame, fields: null }, plain)).toBe(null)
    // The same sealed twice looks different.
    expect(sealChange(keys, frame, secret).secret).not.toEqual(sealed.secret)
  })

  const others: [string, Partial<Record<keyof ChangeFrame, unknown>>][] = [
    ['office', { office: makeUid() }],
    ['key', { keyNumber: 2 }],
    ['station', { station: makeUid() }],
    ['number', { number: 8 }],
    ['kind', { kind: 'pin' }],
    ['uid', { uid: makeUid() }],
    ['person', { people: [makeUid()] }],
    ['time', { time: '0000000000000002-01a00000-0000-7000-8000-000000000002' }],
    ['basis', { basis: makeUid() }],
    ['model', { fields: { model: 'another' } }],
  ]
  test.each(others)('it does not open with another %s', (_, change) => {
    const sealed = sealChange(keys, frame, secret)
    const moved = { ...frame, ...change } as ChangeFrame
    const otherKeys = officeKeysOf(
      moved.office,
      new Map([
        [1, Buffer.alloc(32, 1)],
        [2, Buffer.alloc(32, 2)],
      ]),
    )
    expect(() => openChange(otherKeys, moved, sealed)).toThrow(
      expect.objectContaining({ code: 'office-values-changed' }),
    )
  })

  test('it does not open with any bit changed', () => {
    const { secret: sealed, proof } = sealChange(keys, frame, secret)
    for (let bit = 0; bit < sealed!.length * 8; bit++) {
      const bent = Buffer.from(sealed!)
      bent[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openChange(keys, frame, { secret: bent, proof })).toThrow()
      expect(openBytes(keys.derive(1, 'secrets'), bent, canonicalBytes(frame))).toBe(null)
    }
    for (let bit = 0; bit < proof.length * 8; bit++) {
      const bent = Buffer.from(proof)
      bent[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openChange(keys, frame, { secret: sealed, proof: bent })).toThrow()
    }
    expect(() => openChange(keys, frame, { secret: sealed, proof: Buffer.alloc(0) })).toThrow()
  })

  test('a key that is not here yet is another failure than a wrong one', () => {
    const sealed = sealChange(keys, frame, secret)
    expect(() => openChange(keys, { ...frame, keyNumber: 3 }, sealed)).toThrow(
      expect.objectContaining({ code: 'office-key-missing', details: { number: 3 } }),
    )
  })

  test('the keys and the proof are what the standards say', () => {
    // Worked out by the definitions: HKDF-SHA256 with the office as salt, HMAC-SHA256 over parts with their lengths.
    const derived = Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 1), office, 'rollcall office proofs', 32))
    expect(keys.derive(1, 'proofs')).toEqual(derived)
    const bytes = canonicalBytes(frame)
    const { proof } = sealChange(keys, frame, null)
    const length = (size: number) => hex(size.toString(16).padStart(8, '0'))
    const whole = Buffer.concat([length(bytes.length), bytes, length(0)])
    expect(proof).toEqual(createHmac('sha256', derived).update(whole).digest())
    expect(proofOf(derived, 'ab', 'c')).not.toEqual(proofOf(derived, 'a', 'bc'))
  })

  test('AES-256-GCM, by a published vector', () => {
    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
    const key = hex('feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308')
    const plain = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
    const sealed = sealBytes(
      key,
      plain,
      hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
      hex('cafebabefacedbaddecaf888'),
    )
    expect(sealed.subarray(0, 1)).toEqual(hex('01'))
    expect(sealed.subarray(13, 29)).toEqual(hex('76fc6ece0f4e1768cddf8853bb2d551b'))
    expect(sealed.subarray(29)).toEqual(
      hex(
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
      ),
    )
  })

  test('what PostgreSQL cannot keep is replaced before it is sealed, and a person has itself', () => {
    const change = {
      kind: 'person',
      uid: makeUid(),
      people: [],
      fields: { 'a\0': ['\ud800', { b: 'x\0' }] },
    } as unknown as SharedChange
    expect(toStorable(change)).toEqual({
      ...change,
      people: [change.uid],
      fields: { 'a\ufffd': ['\ufffd', { b: 'x\ufffd' }] },
    })
  })
})

describe('keys of the office from hand to hand', () => {
  const [first, second, eve] = [makeKeyPair(), makeKeyPair(), makeKeyPair()]
  const from = { uid: makeUid(), pair: first }
  const to = { uid: makeUid(), publicKey: second.publicKey }
  const key = Buffer.alloc(32, 9)

  test('X25519, by the vector of RFC 7748, 6.1', () => {
    const bob = keyPairOf(hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'))
    expect(Buffer.from(bob.publicKey).toString('hex')).toBe(
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    )
  })

  test('a key opens for its recipient and nobody else', () => {
    const wrap = { ...wrapKey(key, 1, from, to, office), vouch: null }
    expect(unwrapKey(wrap, second, office)).toEqual(key)
    const wrong = expect.objectContaining({ code: 'office-key-wrong' })
    expect(() => unwrapKey(wrap, eve, office)).toThrow(wrong)
    expect(() => unwrapKey({ ...wrap, senderKey: eve.publicKey }, second, office)).toThrow(wrong)
    expect(() => unwrapKey({ ...wrap, number: 2 }, second, office)).toThrow(wrong)
    expect(() => unwrapKey({ ...wrap, sender: makeUid() }, second, office)).toThrow(wrong)
    expect(() => unwrapKey(wrap, second, makeUid())).toThrow(wrong)
    // A point of small order would make a secret that everybody knows.
    expect(() => unwrapKey({ ...wrap, senderKey: Buffer.alloc(32) }, second, office)).toThrow(wrong)
  })

  test('a new key counts when whoever sends it is trusted, or knew the one before', () => {
    const keysOf = (known: ReadonlyMap<number, Uint8Array>) => officeKeysOf(office, known)
    const one = { ...wrapKey(key, 1, from, to, office), vouch: null }
    const manager = { uid: makeUid(), pair: makeKeyPair() }
    const next = Buffer.alloc(32, 8)
    const vouch = senderVouch(keysOf(new Map([[1, key]])), 1, manager.uid, manager.pair.publicKey)
    const two = { ...wrapKey(next, 2, manager, to, office), vouch }
    const open = (...wraps: (typeof two | typeof one)[]) => unwrapKeys(wraps, second, first.publicKey, office, keysOf)
    expect([...open(two, one)]).toEqual([
      [1, key],
      [2, next],
    ])
    const wrong = expect.objectContaining({ code: 'office-key-wrong' })
    // The server's owner can make wraps, but cannot vouch for them.
    const forger = { uid: manager.uid, pair: eve }
    expect(() => open(one, { ...wrapKey(next, 2, forger, to, office), vouch })).toThrow(wrong)
    expect(() => open(one, { ...two, vouch: null })).toThrow(wrong)
    expect(() => open({ ...wrapKey(key, 1, forger, to, office), vouch: null })).toThrow(wrong)
    // Without the key before, nobody can say whether its sender knew it.
    expect(() => open(two)).toThrow(wrong)
  })

  test('six words depend on both keys and the secret, and can be read out', () => {
    const words = comparisonWords(key, first.publicKey, second.publicKey)
    expect(words).toHaveLength(6)
    for (const word of words)
      expect(word).toMatch(/^[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]$/)
    expect(comparisonWords(key, first.publicKey, second.publicKey)).toEqual(words)
    expect(comparisonWords(key, first.publicKey, eve.publicKey)).not.toEqual(words)
    expect(comparisonWords(key, eve.publicKey, second.publicKey)).not.toEqual(words)
    expect(comparisonWords(Buffer.alloc(32), first.publicKey, second.publicKey)).not.toEqual(words)
    const proofs = [introductionProof(key, to.uid, second.publicKey), introductionProof(key, to.uid, eve.publicKey)]
    expect(proofs[0]).not.toEqual(proofs[1])
    expect(admissionProof(key, to.uid, second.publicKey, first.publicKey)).not.toEqual(proofs[0])
  })

  test('what the server keeps of a password is what RFC 7677 works out', () => {
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'), 4096)).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})

describe('where to go, and how one is told', () => {
  test('an address names hosts, a database and an account', () => {
    expect(parseServerAddress('postgresql://ad%40min:p%3Aw@db.example.org,other:5433/office')).toEqual({
      server: {
        hosts: [
          { host: 'db.example.org', port: 5432 },
          { host: 'other', port: 5433 },
        ],
        database: 'office',
        authority: null,
      },
      login: { user: 'ad@min', password: 'p:w' },
    })
    expect(parseServerAddress('postgres://[::1]:6000')?.server.hosts).toEqual([{ host: '::1', port: 6000 }])
    expect(parseServerAddress('postgresql:///office?host=/run/postgresql')?.server.hosts[0]?.host).toBe(
      '/run/postgresql',
    )
    for (const text of ['', 'mysql://a/b', 'postgresql://', 'postgresql://a:99999999/b'])
      expect(parseServerAddress(text)).toBe(null)
  })

  test('only what stays on this machine goes without encryption', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1', '/run/postgresql'].every(isOnThisMachine)).toBe(true)
    expect(['127.0.0.1.example.org', 'localhost.example.org', '10.0.0.1', '::2'].some(isOnThisMachine)).toBe(false)
  })

  const invitation = {
    ...{ office: makeUid(), officeName: 'Büro 東京', station: makeUid(), user: 'rollcall_1', password: 'x'.repeat(32) },
    ...{ secret: 'c2VjcmV0', inviterKey: 'a2V5', expiresAt: 1_796_000_000_000 },
    server: { hosts: [{ host: 'db.example.org', port: 5432 }], database: 'office', authority: null },
  }

  test('a code is read as it was written, with spaces and line breaks in it', () => {
    const code = writeInvitation(invitation)
    expect(readInvitation(code)).toEqual(invitation)
    expect(readInvitation(` ${code.replaceAll(/.{20}/g, '$&\n ')}`)).toEqual(invitation)
    const pem = `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(100).replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
    const withAuthority = { ...invitation, server: { ...invitation.server, authority: pem + pem } }
    expect(readInvitation(writeInvitation(withAuthority))).toEqual(withAuthority)
  })

  test('any slip in a code is noticed', () => {
    const code = writeInvitation(invitation)
    const unreadable = expect.objectContaining({ reason: 'invitation-unreadable' })
    for (let place = 0; place < code.length; place++) {
      const letter = code[place] === 'A' ? 'B' : 'A'
      const slip = code.slice(0, place) + letter + code.slice(place + 1)
      // The last letter of base64 can have bits that say nothing.
      if (place < code.length - 1) expect(() => readInvitation(slip)).toThrow(unreadable)
      expect(() => readInvitation(code.slice(0, place))).toThrow(unreadable)
    }
  })
})

import { randomBytes } from 'node:crypto'
import type { Uid } from '../contract/shared-change.ts'
import type { Connection } from './connect.ts'
import { roleOf } from './create.ts'
import { openBytes, sealBytes } from './envelope.ts'
import { admissionProof, comparisonWords, introductionProof } from './introduction.ts'
import { writeInvitation } from './invitation-code.ts'
import { memberVouch, recoveryPairOf, wrapKey } from './key-exchange.ts'
import { fetchKeys, ownPair, renewKey, toRow } from './key-ring.ts'
import { type KeptMembership, keysOf, toBase64 } from './membership.ts'
import { isEqual, keyBytes, type OfficeKeys } from './office-keys.ts'
import { makePassword, scramVerifier } from './scram.ts'
import { makeError, stateOf } from './server-errors.ts'
import { makeUid } from './uid.ts'

export interface NewStation {
  readonly name: string
  readonly sites: readonly Uid[]
  /** Whether it may invite and revoke others. */
  readonly manages: boolean
  /** By the server's clock, in milliseconds since the epoch. */
  readonly expiresAt: number
}

/** A station that used its code and waits to be taken in. */
export interface Newcomer {
  readonly uid: Uid
  readonly name: string
  /** The six words that its screen shows, too; null when whoever used the code did not have it from us. */
  readonly words: readonly string[] | null
}

const maxTries = 5

/** Makes a code by which one station joins, once. @throws AppError `station-not-managing`, `station-gone` */
export async function inviteStation(connection: Connection, kept: KeptMembership, station: NewStation) {
  const { office, officeName, server } = kept.current
  const { pair } = ownPair(kept.current)
  const uid = makeUid()
  const secret = randomBytes(keyBytes)
  const password = makePassword()
  const { name, sites, manages, expiresAt } = station
  const sealed = sealInvitation(keysOf(kept.current), uid, Buffer.concat([secret, pair.publicKey]))
  const values = [uid, name, roleOf(uid), scramVerifier(password), sites, manages, expiresAt, sealed]
  await connection.query('select rollcall.invite($1, $2, $3, $4, $5, $6, $7, $8)', values)
  const code = writeInvitation({
    ...{ office, officeName, station: uid, server, user: roleOf(uid), password, expiresAt },
    ...{ secret: toBase64(secret), inviterKey: toBase64(pair.publicKey) },
  })
  return { station: uid, code, expiresAt }
}

interface NewcomerRow {
  readonly uid: Uid
  readonly name: string
  readonly public_key: Uint8Array
  readonly introduction: Uint8Array | null
  readonly invitation: Uint8Array | null
}

export async function listNewcomers(connection: Connection, kept: KeptMembership): Promise<Newcomer[]> {
  const rows = await connection.query<NewcomerRow>('select * from rollcall.newcomers()')
  return rows.map((row) => ({ uid: row.uid, name: row.name, words: introductionOf(kept, row)?.words ?? null }))
}

/**
 * Takes a newcomer in: wraps all keys of the office for it.
 * @param words what its screen shows
 * @throws AppError `office-words-differ`, `station-gone`
 */
export async function admitStation(
  connection: Connection,
  kept: KeptMembership,
  uid: Uid,
  words: readonly string[],
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const rows = await connection.query<NewcomerRow>('select * from rollcall.newcomers()')
    const row = rows.find((newcomer) => newcomer.uid === uid)
    if (row === undefined) throw makeError('station-gone', 'No such station waits to be taken in.')
    const introduction = introductionOf(kept, row)
    if (introduction === null || introduction.words.join(' ') !== words.join(' ')) {
      const message = 'The words are not those of the other station. Revoke it: somebody else may have used its code.'
      throw makeError('office-words-differ', message)
    }
    const keys = keysOf(kept.current)
    const from = ownPair(kept.current)
    const to = { uid, publicKey: row.public_key }
    const wraps = Array.from({ length: keys.newest }, (_, index) =>
      toRow({ ...wrapKey(keys.reveal(index + 1), index + 1, from, to, kept.current.office), vouch: null }),
    )
    const admission = admissionProof(introduction.secret, uid, row.public_key, from.pair.publicKey)
    const vouch = memberVouch(keys, keys.newest, uid, row.public_key)
    const values = [uid, row.public_key, admission, vouch, keys.newest, JSON.stringify(wraps)]
    try {
      await connection.query('select rollcall.admit($1, $2, $3, $4, $5, $6)', values)
      return
    } catch (error) {
      if (stateOf(error) !== 'RC012' || tries === maxTries) throw error
      await fetchKeys(connection, kept)
    }
  }
}

/** Ends a station at once, and begins a new key that it never sees. */
export async function revokeStation(connection: Connection, kept: KeptMembership, uid: Uid): Promise<void> {
  await connection.query('select rollcall.revoke_station($1)', [uid])
  // A session that began before its login was ended.
  await connection.query('select rollcall.revoke_station($1)', [uid])
  await renewKeyForAll(connection, kept)
}

/** Begins a new key, also while others change who belongs to the office. */
export async function renewKeyForAll(connection: Connection, kept: KeptMembership): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await renewKey(connection, kept)
    } catch (error) {
      if (!['RC012', 'RC013'].includes(stateOf(error)) || tries === maxTries) throw error
    }
  }
}

/** Makes another printed recovery key; the former one opens nothing any more. @returns its 32 bytes */
export async function replaceRecoveryKey(connection: Connection, kept: KeptMembership): Promise<Uint8Array> {
  const { office } = kept.current
  await fetchKeys(connection, kept)
  const keys = keysOf(kept.current)
  const from = ownPair(kept.current)
  const recoveryKey = randomBytes(keyBytes)
  const uid = makeUid()
  const { publicKey } = recoveryPairOf(recoveryKey, office)
  const wraps = Array.from({ length: keys.newest }, (_, index) =>
    toRow({ ...wrapKey(keys.reveal(index + 1), index + 1, from, { uid, publicKey }, office), vouch: null }),
  )
  const admission = admissionProof(recoveryKey, uid, publicKey, from.pair.publicKey)
  const vouch = memberVouch(keys, keys.newest, uid, publicKey)
  const values = [uid, publicKey, vouch, admission, from.pair.publicKey, keys.newest, JSON.stringify(wraps)]
  await connection.query('select rollcall.set_recovery($1, $2, $3, $4, $5, $6, $7)', values)
  return recoveryKey
}

function introductionOf(kept: KeptMembership, { uid, public_key, introduction, invitation }: NewcomerRow) {
  const opened = invitation === null ? null : openInvitation(keysOf(kept.current), uid, invitation)
  if (opened === null) return null
  const secret = opened.subarray(0, keyBytes)
  if (!isEqual(introduction, introductionProof(secret, uid, public_key))) return null
  return { secret, words: comparisonWords(secret, opened.subarray(keyBytes), public_key) }
}

/** Two bytes say under which key. */
function sealInvitation(keys: OfficeKeys, station: string, plain: Uint8Array): Buffer {
  const number = Buffer.alloc(2)
  number.writeUInt16BE(keys.newest)
  return Buffer.concat([number, sealBytes(keys.derive(keys.newest, 'invitations'), plain, Buffer.from(station))])
}

function openInvitation(keys: OfficeKeys, station: string, sealed: Uint8Array): Buffer | null {
  const number = Buffer.from(sealed).readUInt16BE(0)
  if (!keys.has(number)) return null
  return openBytes(keys.derive(number, 'invitations'), sealed.subarray(2), Buffer.from(station))
}

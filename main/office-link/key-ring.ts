import { z } from 'zod'
import type { Connection } from './connect.ts'
import { openChange, sealChange } from './envelope.ts'
import { admissionProof } from './introduction.ts'
import { type KeyWrap, keyPairOf, memberVouch, senderVouch, unwrapKeys, wrapKey } from './key-exchange.ts'
import { bytesOf, type KeptMembership, keysOf, type OfficeMembership, toBase64, toStoredKeys } from './membership.ts'
import { isEqual, makeKey, officeKeysOf } from './office-keys.ts'
import { makeError } from './server-errors.ts'

const Wraps = z.object({
  admission: z.string().nullable(),
  wraps: z.array(
    z.object({
      ...{ number: z.number(), sender: z.string(), senderKey: z.string(), wrapped: z.string() },
      vouch: z.string().nullable(),
    }),
  ),
})

/** Reads the office's keys that were wrapped for this station. @throws AppError `office-key-wrong` */
export async function fetchKeys(connection: Connection, kept: KeptMembership): Promise<void> {
  const { office, station, privateKey, invitation } = kept.current
  const [row] = await connection.query<{ keys: unknown }>('select rollcall.my_keys() as keys')
  const { admission, wraps } = Wraps.parse(row?.keys)
  const pair = keyPairOf(bytesOf(privateKey))
  const received = wraps.map((wrap): KeyWrap => {
    const { number, sender, senderKey, wrapped, vouch } = wrap
    const opened = { number, sender, recipient: station, senderKey: bytesOf(senderKey), wrapped: bytesOf(wrapped) }
    return { ...opened, vouch: vouch === null ? null : bytesOf(vouch) }
  })
  let trusted = kept.current.trustedKey === null ? null : bytesOf(kept.current.trustedKey)
  if (trusted === null && invitation !== null) {
    const secret = bytesOf(invitation.secret)
    const found = received.find(({ senderKey }) =>
      isEqual(bytesOf(admission ?? ''), admissionProof(secret, station, pair.publicKey, senderKey)),
    )
    trusted = found === undefined ? null : Buffer.from(found.senderKey)
  }
  if (trusted === null) {
    const message =
      'Nobody of the office who knows the code has taken this station in. Leave the office here, and have it invited again.'
    throw makeError('office-key-wrong', message)
  }
  const keys = unwrapKeys(received, pair, trusted, office, (known) => officeKeysOf(office, known))
  await kept.change({ keys: toStoredKeys(keys), trustedKey: toBase64(trusted), invitation: null })
}

interface Recipient {
  readonly uid: string
  readonly public_key: Uint8Array
  readonly vouch: Uint8Array | null
}

/**
 * Begins a new key of the office and wraps it for everybody who belongs to it. Whoever cannot be vouched for gets none,
 * and the key stays as it is. @throws AppError `office-values-changed`, `stations-changed`
 */
export async function renewKey(connection: Connection, kept: KeptMembership): Promise<void> {
  await fetchKeys(connection, kept)
  const keys = keysOf(kept.current)
  const { newest } = keys
  const recipients = await connection.query<Recipient>('select * from rollcall.recipients()')
  for (const { uid, public_key, vouch } of recipients) {
    if (isEqual(vouch, memberVouch(keys, newest, uid, public_key))) continue
    const message =
      'Nobody of the office took one of its stations in. Revoke the station, or ask who has access to the server.'
    throw makeError('office-values-changed', message, { station: uid })
  }
  const number = newest + 1
  const key = makeKey()
  const from = ownPair(kept.current)
  const renewed = officeKeysOf(kept.current.office, new Map([[number, key]]))
  const senderProof = senderVouch(keys, newest, from.uid, from.pair.publicKey)
  const wraps = recipients.map(({ uid, public_key }) =>
    toRow({ ...wrapKey(key, number, from, { uid, publicKey: public_key }, kept.current.office), vouch: senderProof }),
  )
  const vouches = recipients.map(({ uid, public_key }) => ({
    uid,
    vouch: toBase64(memberVouch(renewed, number, uid, public_key)),
  }))
  const values = [number, JSON.stringify(wraps), JSON.stringify(vouches)]
  await connection.query('select rollcall.renew_key($1, $2, $3)', values)
  await fetchKeys(connection, kept)
}

interface OlderRow {
  readonly station: string
  readonly number: number
  readonly kind: string
  readonly uid: string
  readonly people: string[]
  readonly time: string
  readonly basis: string | null
  readonly fields: Record<string, never> | null
  readonly secret: Uint8Array | null
  readonly proof: Uint8Array
  readonly key_number: number
}

const maxResealedRows = 200
const noUid = '00000000-0000-0000-0000-000000000000'

/**
 * Seals everything anew that is still under an older key, some rows at a time, so that others get their turn. What was
 * tampered with stays as it is. @returns how many rows it sealed
 */
export async function renewSeals(connection: Connection, kept: KeptMembership): Promise<number> {
  const { office } = kept.current
  let resealed = 0
  let last: { station: string; number: number } = { station: noUid, number: 0 }
  while (connection.isOpen) {
    const keys = keysOf(kept.current)
    const rows = await connection.query<OlderRow>('select * from rollcall.older_rows($1, $2, $3)', [
      ...[last.station, last.number, maxResealedRows],
    ])
    if (rows.length === 0) break
    last = rows.at(-1)!
    const renewed = rows.flatMap((row) => {
      const { secret, proof, key_number, ...change } = row
      const frame = { ...change, office, keyNumber: key_number } as unknown as Parameters<typeof openChange>[1]
      try {
        const plain = openChange(keys, frame, { secret, proof })
        return [{ row, sealed: sealChange(keys, { ...frame, keyNumber: keys.newest }, plain) }]
      } catch {
        return []
      }
    })
    const [answer] = await connection.query<{ count: number }>(
      'select rollcall.reseal($1, $2, $3, $4, $5, $6) as count',
      [
        ...[renewed.map(({ row }) => row.station), renewed.map(({ row }) => row.number)],
        ...[renewed.map(({ row }) => row.key_number), renewed.map(({ sealed }) => sealed.secret)],
        ...[renewed.map(({ sealed }) => sealed.proof), keys.newest],
      ],
    )
    resealed += answer!.count
  }
  return resealed
}

/** This station as a sender of keys. */
export function ownPair({ station, privateKey }: OfficeMembership) {
  return { uid: station, pair: keyPairOf(bytesOf(privateKey)) }
}

/** A wrap as the server's functions read it. */
export function toRow({ number, recipient, senderKey, wrapped, vouch }: KeyWrap) {
  const text = { senderKey: toBase64(senderKey), wrapped: toBase64(wrapped) }
  return { number, recipient, ...text, vouch: vouch === null ? null : toBase64(vouch) }
}

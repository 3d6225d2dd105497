import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { LogHead, RecordHead } from '../contract/record-head.ts'
import type { Database } from './database.ts'
import type { ChainHead, Head } from './seal-head.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs for this installation, by a key that follows from the vault's. */
export interface Signer {
  /** The public key, in base64. */
  readonly office: string
  /** In base64. */
  sign(text: string): string
}

export function createSigner(vault: Pick<Vault, 'authenticate'>): Signer {
  const seed = vault.authenticate(new Uint8Array(), 'signing key')
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
  const office = publicBytes(key).toString('base64')
  return { office, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') }
}

const publicBytes = (key: KeyObject) =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)

/** Signs the state of the logs; null while rows of before wait for their seals, or when the state itself is lost. */
export function signHead(signer: Signer, head: Head | null, now: number): RecordHead | null {
  const [entries, audit] = [logHeadOf(head?.chains.events), logHeadOf(head?.chains.audit)]
  if (head === null || entries === null || audit === null) return null
  const body = {
    ...{ rollcall: 'head' as const, version: 1 as const, office: signer.office },
    ...{ made: new Date(now).toISOString(), number: head.counter, entries, audit },
  }
  return { ...body, signature: signer.sign(JSON.stringify(body)) }
}

function logHeadOf(chain: ChainHead | undefined): LogHead | null {
  if (chain === undefined || !chain.complete || chain.digest === null) return null
  return { rows: chain.rows, last: chain.last, digest: chain.digest }
}

const Rotation = z.object({ signedBefore: z.string() })

/** The public keys that this installation has signed with, newest first: that follows from the key of the data. */
export function listOffices(database: Database, { office }: Signer): string[] {
  const rotations = database.prepare<{ details: string }>(
    "select details from audit where action = 'key.rotate' order by id desc",
  )
  return [office, ...rotations.all().flatMap(({ details }) => readJson(details, Rotation)?.signedBefore ?? [])]
}

/** Whether a head was signed by the installation that it names, and that is one of these. */
export function isOwnHead(offices: readonly string[], { signature, ...body }: RecordHead): boolean {
  if (!offices.includes(body.office)) return false
  const key = createPublicKey({
    key: Buffer.concat([publicPrefix, Buffer.from(body.office, 'base64')]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, Buffer.from(JSON.stringify(body)), key, Buffer.from(signature, 'base64'))
}

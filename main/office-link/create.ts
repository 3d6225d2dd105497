import { randomBytes } from 'node:crypto'
import type { Uid } from '../contract/shared-change.ts'
import { sharedFormat } from '../contract/shared-change.ts'
import { type Connection, connect } from './connect.ts'
import { readFingerprint, schemaProof } from './fingerprint.ts'
import { admissionProof } from './introduction.ts'
import { type KeyPair, makeKeyPair, memberVouch, recoveryPairOf, wrapKey } from './key-exchange.ts'
import { keysOf, type OfficeMembership, toBase64, toStoredKeys } from './membership.ts'
import { keyBytes, makeKey } from './office-keys.ts'
import { schemaMark, schemaSteps, schemaVersion, withoutPublic } from './schema/schema.ts'
import { makePassword, scramVerifier } from './scram.ts'
import type { ServerAddress, ServerLogin } from './server-address.ts'
import { makeError } from './server-errors.ts'
import { makeUid } from './uid.ts'

export interface NewOffice {
  readonly server: ServerAddress
  /** The owner of an empty database, who may create roles. Used now, and not kept. */
  readonly admin: ServerLogin
  readonly name: string
  /** The first of them is that of the first station. */
  readonly sites: readonly string[]
  readonly firstStation: string
}

export interface CreatedOffice {
  readonly membership: OfficeMembership
  /** 32 bytes to print, which open the office's keys when all stations are lost. They are nowhere else. */
  readonly recoveryKey: Uint8Array
  readonly sites: readonly { readonly uid: Uid; readonly name: string }[]
}

/**
 * Makes an office in an empty database: its schema, its first key, and its first station, which manages it. All of it
 * or nothing is made.
 * @throws AppError `office-exists`, `office-another-database`, `office-no-rights`, and what `connect` throws
 */
export async function createOffice(office: NewOffice): Promise<CreatedOffice> {
  const connection = await connect(office.server, office.admin)
  try {
    await refuseUsedDatabase(connection)
    await connection.query('begin')
    const created = await createIn(connection, office)
    await connection.query('commit')
    return created
  } catch (error) {
    if (connection.isOpen) await connection.query('rollback')
    throw error
  } finally {
    await connection.close()
  }
}

async function createIn(connection: Connection, { server, name, sites: siteNames, firstStation }: NewOffice) {
  const uid = makeUid()
  const owner = `rollcall_office_${plain(uid)}`
  await connection.query(`create role ${owner} nologin createrole`)
  await connection.query(`grant ${owner} to current_user`)
  await connection.query(`create schema rollcall authorization ${owner}`)
  await connection.query(`set local role ${owner}`)
  await connection.query(`set local search_path = rollcall`)
  for (const step of schemaSteps) await connection.query(step)
  await connection.query(withoutPublic)
  await connection.query(`comment on schema rollcall is '${schemaMark}${uid}'`)

  const sites = siteNames.map((siteName) => ({ uid: makeUid(), name: siteName }))
  for (const site of sites) await connection.query('insert into sites values ($1, $2)', [site.uid, site.name])
  const key = makeKey()
  const pair = makeKeyPair()
  const station = makeUid()
  const keys = new Map([[1, key]])
  const membership: OfficeMembership = {
    ...{ office: uid, officeName: name, station, stationName: firstStation, server, invitation: null },
    ...{ login: { user: roleOf(station), password: makePassword() }, keys: toStoredKeys(keys) },
    ...{ privateKey: toBase64(pair.privateKey), trustedKey: toBase64(pair.publicKey), sites: [sites[0]!.uid] },
    ...{ manages: true, token: { now: null, next: null }, renumberAfter: null },
  }
  await connection.query(
    `insert into meta (office, name, schema_version, format, cluster)
      values ($1, $2, $3, $4, (pg_control_system()).system_identifier)`,
    [uid, name, schemaVersion, sharedFormat],
  )
  await insertManagingStation(connection, membership, pair)
  const recoveryKey = randomBytes(keyBytes)
  await insertRecovery(connection, membership, pair, recoveryKey)
  const proof = schemaProof(keysOf(membership), await readFingerprint(connection))
  await connection.query('update rollcall.meta set fingerprint_proof = $1', [proof])
  return { membership, recoveryKey, sites }
}

/** Puts a station in that needs nobody to take it in, as the owner of the schema. */
export async function insertManagingStation(
  connection: Connection,
  membership: OfficeMembership,
  pair: KeyPair,
): Promise<void> {
  const { office, station, stationName, login, sites } = membership
  const keys = keysOf(membership)
  await connection.query('select make_role($1, $2, $3)', [login.user, scramVerifier(login.password), 'infinity'])
  await connection.query(
    `insert into stations (uid, name, role_name, sites, manages, state, public_key, vouch, joined_at)
      values ($1, $2, $3, $4, true, 'active', $5, $6, now())`,
    [station, stationName, login.user, sites, pair.publicKey, memberVouch(keys, keys.newest, station, pair.publicKey)],
  )
  for (let number = 1; number <= keys.newest; number++) {
    const from = { uid: station, pair }
    await insertWrap(connection, wrapKey(keys.reveal(number), number, from, { uid: station, ...pair }, office))
  }
}

async function insertRecovery(
  connection: Connection,
  membership: OfficeMembership,
  pair: KeyPair,
  recoveryKey: Uint8Array,
): Promise<void> {
  const { office, station } = membership
  const keys = keysOf(membership)
  const uid = makeUid()
  const { publicKey } = recoveryPairOf(recoveryKey, office)
  const admission = admissionProof(recoveryKey, uid, publicKey, pair.publicKey)
  await connection.query(
    'insert into recovery_keys (uid, public_key, vouch, admission, sender_key) values ($1, $2, $3, $4, $5)',
    [uid, publicKey, memberVouch(keys, keys.newest, uid, publicKey), admission, pair.publicKey],
  )
  await insertWrap(connection, wrapKey(keys.reveal(1), 1, { uid: station, pair }, { uid, publicKey }, office))
}

async function insertWrap(connection: Connection, wrap: ReturnType<typeof wrapKey>): Promise<void> {
  const { number, recipient, sender, senderKey, wrapped } = wrap
  await connection.query(
    'insert into key_wraps (number, recipient, sender, sender_key, wrapped) values ($1, $2, $3, $4, $5)',
    [number, recipient, sender, senderKey, wrapped],
  )
}

/** The role of a station, by which the server knows it. */
export function roleOf(station: string): string {
  return `rollcall_${plain(station)}`
}

async function refuseUsedDatabase(connection: Connection): Promise<void> {
  const found = await connection.query<{ schema: string; mark: string | null }>(`
    select n.nspname as schema, obj_description(n.oid, 'pg_namespace') as mark from pg_namespace n
    where n.nspname = 'rollcall' or (n.nspname !~ '^(pg_|information_schema$)'
      and exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')))`)
  if (found.length === 0) return
  const ours = found.find(({ schema }) => schema === 'rollcall')
  if (ours?.mark?.startsWith(schemaMark)) {
    throw makeError(
      'office-exists',
      'This database already holds an office. Join it with an invitation from one of its stations.',
    )
  }
  const message = 'This database belongs to another program. Make an empty one for the office.'
  throw makeError('office-another-database', message, { schemas: found.map(({ schema }) => schema) })
}

function plain(uid: string): string {
  return uid.replaceAll('-', '')
}

import type { Uid } from '../contract/shared-change.ts'
import { connect } from './connect.ts'
import { insertManagingStation, roleOf } from './create.ts'
import { admissionProof } from './introduction.ts'
import { type KeyWrap, makeKeyPair, recoveryPairOf, unwrapKeys } from './key-exchange.ts'
import { type OfficeMembership, toBase64, toStoredKeys } from './membership.ts'
import { isEqual, officeKeysOf } from './office-keys.ts'
import { makePassword } from './scram.ts'
import type { ServerAddress, ServerLogin } from './server-address.ts'
import { makeError } from './server-errors.ts'
import { makeUid } from './uid.ts'

export interface LostOffice {
  readonly server: ServerAddress
  /** Who made the office. */
  readonly admin: ServerLogin
  readonly recoveryKey: Uint8Array
  readonly station: string
}

/**
 * Makes this machine a managing station of an office whose stations are all lost, by the printed recovery key. It reads
 * everything from the beginning; revoke the lost stations afterwards.
 * @throws AppError `office-key-wrong`, `office-missing`
 */
export async function recoverOffice({ server, admin, recoveryKey, station }: LostOffice): Promise<OfficeMembership> {
  const connection = await connect(server, admin)
  try {
    const [schema] = await connection.query<{ owner: string }>(
      `select nspowner::regrole::text as owner from pg_namespace where nspname = 'rollcall'`,
    )
    if (schema === undefined)
      throw makeError('office-missing', 'This database holds no office. Check the server and the database.')
    await connection.query('begin')
    await connection.query(`set local role ${schema.owner}`)
    await connection.query('set local search_path = rollcall')
    const [meta] = await connection.query<{ office: Uid; name: string }>('select office, name from meta for update')
    const { office, name } = meta!
    const [row] = await connection.query<{ uid: string; admission: Buffer; sender_key: Buffer }>(
      'select uid, admission, sender_key from recovery_keys where replaced_at is null',
    )
    const recovery = recoveryPairOf(recoveryKey, office)
    const expected = row && admissionProof(recoveryKey, row.uid, recovery.publicKey, row.sender_key)
    if (row === undefined || !isEqual(row.admission, expected!)) {
      throw makeError(
        'office-key-wrong',
        'This is not the recovery key of this office. Compare it with what was printed last.',
      )
    }
    const wraps = await connection.query<KeyWrap>(
      `select number, recipient, sender, sender_key as "senderKey", wrapped, vouch from key_wraps where recipient = $1`,
      [row.uid],
    )
    const keys = unwrapKeys(wraps, recovery, row.sender_key, office, (known) => officeKeysOf(office, known))
    const sites = await connection.query<{ uid: Uid }>('select uid from sites order by uid')
    const pair = makeKeyPair()
    const uid = makeUid()
    const membership: OfficeMembership = {
      ...{ office, officeName: name, station: uid, stationName: station, server, invitation: null },
      ...{ login: { user: roleOf(uid), password: makePassword() }, keys: toStoredKeys(keys) },
      ...{ privateKey: toBase64(pair.privateKey), trustedKey: toBase64(pair.publicKey) },
      ...{ sites: sites.map((site) => site.uid), manages: true, token: { now: null, next: null }, renumberAfter: null },
    }
    await insertManagingStation(connection, membership, pair)
    await connection.query('commit')
    return membership
  } catch (error) {
    if (connection.isOpen) await connection.query('rollback')
    throw error
  } finally {
    await connection.close()
  }
}

import type { AppError } from '../contract/errors.ts'
import { type Connection, connect } from './connect.ts'
import { comparisonWords, introductionProof } from './introduction.ts'
import { readInvitation } from './invitation-code.ts'
import { keyPairOf, makeKeyPair } from './key-exchange.ts'
import { bytesOf, type OfficeMembership, type SaveMembership, toBase64 } from './membership.ts'
import { makePassword, scramVerifier } from './scram.ts'
import { makeError, toOfficeError } from './server-errors.ts'

export interface Joining {
  readonly save: SaveMembership
  /** By this machine's clock. */
  readonly now: number
  /** What `save` was given by an attempt whose answer never came. */
  readonly former?: OfficeMembership | null
}

/**
 * Joins an office by a code. What is returned waits: its `invitation.words` are compared with those on the inviting
 * station, which then takes this one in. It was saved before the office heard of it, so that an answer that got lost
 * does no harm.
 * @throws AppError `invitation-unreadable`, `invitation-used`, `invitation-expired`, and what `connect` throws
 */
export async function joinOffice(code: string, { save, now, former = null }: Joining): Promise<OfficeMembership> {
  const invitation = readInvitation(code)
  const { office, officeName, station, server, user, secret, inviterKey } = invitation
  const isAgain = former !== null && former.station === station
  const pair = isAgain ? keyPairOf(bytesOf(former.privateKey)) : makeKeyPair()
  const password = isAgain ? former.login.password : makePassword()
  let connection: Connection
  try {
    connection = await connect(server, { user, password: invitation.password })
  } catch (error) {
    const failure = toOfficeError(error)
    if (failure.code !== 'office-password-wrong') throw failure
    if (!isAgain || !(await opens(former))) throw usedError(now, invitation.expiresAt)
    return former
  }
  try {
    const words = comparisonWords(bytesOf(secret), bytesOf(inviterKey), pair.publicKey)
    const membership: OfficeMembership = {
      ...{ office, officeName, station, stationName: former?.stationName ?? '', server, login: { user, password } },
      ...{ privateKey: toBase64(pair.privateKey), keys: {}, trustedKey: null, sites: [], manages: false },
      ...{ invitation: { secret, inviterKey, words }, token: { now: null, next: null }, renumberAfter: null },
    }
    await save(membership)
    const proof = introductionProof(bytesOf(secret), station, pair.publicKey)
    const [row] = await connection.query<{ answer: { name: string } }>(
      'select rollcall.join_office($1, $2, $3) as answer',
      [pair.publicKey, proof, scramVerifier(password)],
    )
    const joined = { ...membership, stationName: row!.answer.name }
    await save(joined)
    return joined
  } finally {
    await connection.close()
  }
}

async function opens({ server, login }: OfficeMembership): Promise<boolean> {
  try {
    await (await connect(server, login)).close()
    return true
  } catch {
    return false
  }
}

/** The server lets nobody in by a code that was used or has expired, and does not say which. */
function usedError(now: number, expiresAt: number): AppError {
  if (now >= expiresAt) {
    return makeError('invitation-expired', 'This code has expired. Have another one made.')
  }
  return makeError('invitation-used', 'This code was used already, or withdrawn. Have another one made.')
}

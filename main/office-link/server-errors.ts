import { AppError, type ErrorCode } from '../contract/errors.ts'
import type { Reason } from '../contract/reasons.ts'

/** What went wrong, as a code and its sentence. */
type Failure = readonly [kind: Parameters<typeof makeError>[0], message: string]

/** States that the office's own functions raise. */
const ofFunctions: Readonly<Record<string, Failure>> = {
  RC001: [
    'office-station-revoked',
    'The office does not know this station any more. Leave the office here, and have the station invited again.',
  ],
  RC002: [
    'office-station-revoked',
    'This station was revoked. Leave the office here, and have the station invited again if it is needed.',
  ],
  RC003: ['station-waiting', 'This station waits to be taken in. Have its six words confirmed at another station.'],
  RC004: [
    'office-station-copied',
    'Another computer works as this station, perhaps from a copy of its disk. Leave the office on one of the two, and join anew there.',
  ],
  RC005: [
    'office-station-restored',
    'This station was restored from an older backup and has forgotten what it handed over since. Have it go on from what the office knows.',
  ],
  RC006: [
    'office-numbers-missing',
    'The office has not received all changes of this station before this one. They have to be handed over in order.',
  ],
  RC007: [
    'office-records-newer',
    'The office uses a later version of Rollcall. Update this station; until then it goes on alone.',
  ],
  RC008: ['office-unreachable', 'Another connection has taken the place of this one. It is tried again.'],
  RC009: ['station-not-managing', 'This station may not manage the office. Use one that may, or have one let it.'],
  RC010: ['invitation-used', 'This code was used already. Have another one made.'],
  RC011: ['invitation-expired', 'This code has expired. Have another one made.'],
  RC012: ['stations-changed', 'Another station has changed the office meanwhile. Look at it again, then decide.'],
  RC013: ['stations-changed', 'Another station has changed the office meanwhile. Look at it again, then decide.'],
  RC014: ['last-managing-station', 'No other station may manage the office. Let another one manage it first.'],
  RC016: ['station-gone', 'The office has no such station or site any more. Look at it again, then decide.'],
}

/** States of PostgreSQL itself (Appendix A of its manual). */
const ofServer: Readonly<Record<string, Failure>> = {
  '28P01': [
    'office-password-wrong',
    'The server refuses the name or the password. Check them, or have this station invited again.',
  ],
  '28000': [
    'office-password-wrong',
    'The server lets this account in no more, or not from here. Check its pg_hba.conf, or have this station invited again.',
  ],
  '3D000': ['office-missing', 'The server has no database of this name. Check the name.'],
  '42501': [
    'office-no-rights',
    'This account may not do this on the server. Use the owner of the database, with the right to create roles.',
  ],
  '53100': ['office-server-full', 'The disk of the server is full. Free some space there; nothing is lost meanwhile.'],
  '53200': ['office-server-busy', 'The server has no memory left. It is tried again.'],
  '53300': ['office-server-busy', 'The server takes no more connections. Raise its limit (max_connections).'],
  '25006': ['office-unreachable', 'This server can only be read. The one that can be written to is not there.'],
}

const tlsCodes =
  /CERT|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_TLS|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_/

/** Puts whatever the way to the server and the server itself throw into words. */
export function toOfficeError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const failure = ofFunctions[code] ?? ofServer[code] ?? systemFailure(code, text) ?? tamperFailure(code)
  const detail =
    code === 'RC006' && error instanceof Error && 'detail' in error ? { expected: Number(error.detail) } : {}
  return makeError(failure[0], failure[1], { ...detail, server: code === '' ? text : `${code}: ${text}` }, error)
}

/** An error of one of the office's own states, where it comes as an answer. */
export function refusalError(state: string): AppError {
  const [kind, message] = ofFunctions[state] ?? ofFunctions.RC001!
  return makeError(kind, message, { server: state })
}

/** Whether the connection is still good after this error: the server answered, and went on. */
export function isAnswer(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const severity = error instanceof Error && 'severity' in error ? String(error.severity) : 'FATAL'
  return /^[0-9A-Z]{5}$/.test(code) && severity === 'ERROR' && !['RC002', 'RC008', '25006'].includes(code)
}

/** Whether the same call may do when it is made once more at once. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['40001', '40P01'].includes(String(error.code))
}

export function stateOf(error: unknown): string {
  const cause = error instanceof AppError ? error.cause : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

function systemFailure(code: string, text: string): Failure | null {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return ['office-unknown-host', 'The name of the server cannot be found. Check the network, and the name.']
  }
  if (tlsCodes.test(code)) {
    return [
      'office-certificate',
      `The certificate of the server is not trusted (${text}). Have it renewed, or give the certificate of its authority.`,
    ]
  }
  if (/does not support SSL/i.test(text)) {
    return [
      'office-no-encryption',
      'The server offers no encryption (TLS). Switch it on there (ssl = on); the office does not go without.',
    ]
  }
  if (/timeout|timed out/i.test(text) || code === 'ETIMEDOUT') {
    return [
      'office-too-slow',
      'The server answers too slowly, or not at all. Check the network and how busy the server is.',
    ]
  }
  // A server that ends, begins, or is away; and whatever breaks a connection.
  if (/^(57P|08|E[A-Z]{3,})/.test(code) || /terminated|closed|Connection/i.test(text)) {
    return ['office-unreachable', 'The server does not answer. Check that it runs, and that nothing is in the way.']
  }
  return null
}

/** Missing tables, columns and functions: where the schema was made by us, somebody changed it. */
function tamperFailure(code: string): Failure {
  if (/^(42|XX|23)/.test(code)) return changedSchemaFailure
  return ['office-failed', 'The server of the office reported an error that Rollcall does not know. It is tried again.']
}

export const changedSchemaFailure: Failure = [
  'office-records-changed',
  'The tables of the office were changed by hand. Restore the backup of the server, or put them back as they were.',
]

export function makeError(
  kind: Exclude<ErrorCode, 'conflict' | 'busy' | 'not-found' | 'not-allowed' | 'invalid-input'> | Reason,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): AppError {
  return new AppError(kind, message, { details, ...(cause !== undefined && { cause }) })
}

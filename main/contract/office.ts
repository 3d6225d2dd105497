import { z } from 'zod'
import { Instant } from './entities.ts'
import { type ErrorCode, errorCodes } from './errors.ts'
import { method } from './method.ts'
import { Uid } from './shared-change.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/**
 * Several machines that share people and entries through a PostgreSQL of their own: an office. A station is one
 * Rollcall of it. Each goes on alone for as long as it must, and hands over and takes in behind its people's backs.
 */

/** Codes of errors of the office's server and its records that waiting does not mend: somebody has to do something. */
const lasting: readonly ErrorCode[] = [
  'office-certificate',
  'office-no-encryption',
  'office-password-wrong',
  'office-server-too-old',
  'office-another-database',
  'office-missing',
  'office-no-rights',
  'office-records-newer',
  'office-records-older',
  'office-records-changed',
  'office-values-changed',
  'office-key-wrong',
  'office-station-revoked',
  'office-station-copied',
  'office-station-restored',
]

/** Why a station and the office's server do not come together: a code of errors, with its words. */
export type OfficeTrouble = Extract<ErrorCode, `office-${string}`>
export const OfficeTrouble = z.enum(errorCodes.filter(isOfficeTrouble))

export function isOfficeTrouble(code: ErrorCode): code is OfficeTrouble {
  return code.startsWith('office-')
}

export function isLasting(code: ErrorCode): boolean {
  return lasting.includes(code)
}

/** How a station stands with the server, and since when. */
export const OfficeLinkState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting'), since: Instant }),
  z.object({ kind: z.literal('connected'), since: Instant }),
  z.object({
    kind: z.literal('apart'),
    since: Instant,
    trouble: OfficeTrouble,
    /** When it is tried again. */
    nextAt: Instant.nullable(),
  }),
])
export type OfficeLinkState = z.infer<typeof OfficeLinkState>

/** Six words that two people compare, one at each station, so that nobody stands between the two. */
export const CompareWords = z.array(z.string().min(1).max(40)).length(6)
export type CompareWords = z.infer<typeof CompareWords>

export const Station = z.object({
  uid: Uid,
  name: z.string(),
  /** `invited`: its code was not used yet. `waiting`: its six words are to be compared. */
  state: z.enum(['invited', 'waiting', 'active']),
  /** Whether it may invite and revoke others. */
  manages: z.boolean(),
  /** Of a station that waits. */
  words: CompareWords.nullable(),
  /** Until when a code or a comparison is good. */
  expiresAt: Instant.nullable(),
  /** By the server's clock. */
  lastSeenAt: Instant.nullable(),
  /** Whether it is away for longer than its opening hours allow. */
  silent: z.boolean(),
  /** Changes that it has and nobody else, as it last said. */
  waiting: z.number().int(),
  /** How far its clock is ahead of the server's, in milliseconds. */
  clockOffsetMs: z.number().int().nullable(),
  version: z.string().nullable(),
  schema: z.number().int().nullable(),
  model: z.string().nullable(),
})
export type Station = z.infer<typeof Station>

/** How far the last erasures have come: on how many of the stations that still count. */
export const OfficeErasures = z.object({
  /** People and photos that were erased in the office. */
  erased: z.number().int(),
  /** Those that not every station has confirmed. */
  open: z.number().int(),
  /** Stations that have confirmed all of them, and all stations. */
  confirmedBy: z.number().int(),
  stations: z.number().int(),
  lastAt: Instant.nullable(),
  /** Names of the stations that have not confirmed all of them. */
  missing: z.array(z.string()),
})
export type OfficeErasures = z.infer<typeof OfficeErasures>

const membership = {
  name: z.string(),
  /** Host and port of the server. */
  server: z.string(),
  station: z.object({ uid: Uid, name: z.string() }),
  link: OfficeLinkState,
}

export const OfficeStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alone') }),
  /** Its six words are to be confirmed at another station. */
  z.object({ kind: z.literal('joining'), ...membership, words: CompareWords }),
  z.object({
    kind: z.literal('joined'),
    ...membership,
    stations: z.array(Station),
    /** Changes that were not handed over yet, and the entries among them. */
    waiting: z.number().int(),
    waitingEntries: z.number().int(),
    /** Changes of others that cannot be used here yet, because what they are about is unknown or of another model. */
    heldBack: z.number().int(),
    /** When changes were last handed over or taken in. */
    exchangedAt: Instant.nullable(),
    clockOffsetMs: z.number().int().nullable(),
    /** Whether this station may invite and revoke others. */
    manages: z.boolean(),
    version: z.string(),
    schema: z.number().int(),
    model: z.string(),
    erasures: OfficeErasures,
    /** Stations whose Rollcall is older or newer than this one. */
    otherVersions: z.array(z.object({ name: z.string(), version: z.string(), older: z.boolean() })),
  }),
])
export type OfficeStatus = z.infer<typeof OfficeStatus>
export type JoinedOffice = Extract<OfficeStatus, { kind: 'joined' }>

const StationName = tidyTextUpTo(64)

/** Where a PostgreSQL is: `postgresql://user@host:5432,other:5432/database`. A password in it is taken, too. */
export const ServerAddress = z
  .string()
  .trim()
  .max(2000)
  .refine(
    (address) => /^postgres(ql)?:\/\/\S+$/.test(address),
    'An address of a PostgreSQL begins with postgresql:// and names the server.',
  )

/** Rows, to be printed once. */
const RecoveryKey = z.object({ rows: z.array(z.string()) })

export const officeMethods = {
  'office.status': method(z.object({}), OfficeStatus),
  /** How many entries of this station only this station has: all that a kiosk hears of an office. */
  'office.waiting': method(z.object({}), z.object({ entries: z.number().int() })),
  /**
   * Makes an office on a PostgreSQL and this station its first one. The recovery key is returned this once.
   * @throws `office-unreachable` and the other codes of an office
   */
  'office.create': method(
    z.object({
      address: ServerAddress,
      password: z.string().max(1000).default(''),
      /** The certificate of the authority that signed the server's, as PEM; null for those that the system trusts. */
      certificate: z.string().max(100_000).nullable().default(null),
      office: StationName,
      station: StationName,
    }),
    z.object({ status: OfficeStatus, recoveryKey: RecoveryKey }),
  ),
  /** Makes a code by which one more station joins, once, while it is good. */
  'office.invite': method(
    z.object({
      station: StationName,
      hours: z.number().int().min(1).max(168).default(24),
      manages: z.boolean().default(false),
    }),
    z.object({ code: z.string(), station: Uid, expiresAt: Instant }),
  ),
  /** Has this station join by a code; from then on its six words are to be compared. */
  'office.join': method(z.object({ code: z.string().trim().min(1).max(4000) }), OfficeStatus),
  /** Says that these are the words which the new station shows. @throws `office-words-differ` */
  'office.confirm': method(z.object({ station: Uid, words: CompareWords }), OfficeStatus),
  /** Ends a station or its invitation: it reads nothing more, and later changes are under a new key. */
  'office.revoke': method(z.object({ station: Uid }), OfficeStatus),
  /** Goes on alone with everything that is here; what waits is handed over first where the server answers. */
  'office.leave': method(z.object({}), z.object({ left: z.number().int() })),
  /**
   * Goes on as the station that this one was, after it was restored from a backup: it reads what it forgot and hands
   * over what it wrote since under new numbers.
   */
  'office.resume': method(z.object({}), OfficeStatus),
  /** Hands over and takes in at once, and says how it went. */
  'office.check': method(z.object({}), OfficeStatus),
  /** Makes another recovery key, which is returned this once; the former one opens nothing of later. */
  'office.recoveryKey': method(z.object({}), RecoveryKey),
}

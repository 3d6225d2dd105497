import { isReason, type Reason, type ReasonedCode, reasons } from './reasons.ts'

/**
 * Failures as stable codes. Expected outcomes (no face, unknown person) are values with a `kind`, not errors. Every
 * code has words in the renderer's messages; `message` is the English sentence for the command line and the log: what
 * happened, and what to do next.
 */
export const errorCodes = [
  // what somebody asked for is refused, with a reason
  'conflict',
  'busy',
  'not-found',
  'not-allowed',
  'invalid-input',
  // input
  'not-an-image',
  'image-truncated',
  'image-too-large',
  'image-too-small',
  'file-not-found',
  'file-unreadable',
  'csv-wrong-columns',
  'calendar-unreadable',
  'calendar-too-large',
  'embeddings-unreadable',
  'pairs-unreadable',
  'frame-malformed',
  // vision
  'model-missing',
  'model-damaged',
  'model-unsupported',
  'provider-failed',
  'vision-stopped',
  'stopped-recognition',
  'download-failed',
  // store
  'database-missing',
  'database-newer',
  'database-damaged',
  'database-busy',
  'disk-full',
  'disk-failed',
  'key-missing',
  'key-wrong',
  'database-replaced',
  'backup-failed',
  'not-a-backup',
  'backup-damaged',
  'restore-failed',
  'data-in-use',
  // domain
  'person-not-found',
  'template-not-found',
  'event-not-found',
  'employee-number-taken',
  'names-not-unique',
  'unlike-own-photos',
  'model-mismatch',
  'too-little-data',
  // stations of one office, and its server
  'office-unknown-host',
  'office-unreachable',
  'office-too-slow',
  'office-certificate',
  'office-no-encryption',
  'office-password-wrong',
  'office-server-too-old',
  'office-server-full',
  'office-server-busy',
  'office-another-database',
  'office-missing',
  'office-no-rights',
  'office-records-newer',
  'office-records-older',
  'office-records-changed',
  'office-values-changed',
  'office-numbers-missing',
  'office-key-missing',
  'office-key-wrong',
  'office-station-revoked',
  'office-station-copied',
  'office-station-restored',
  'office-failed',
  // camera (raised in the renderer)
  'camera-missing',
  'camera-refused',
  'camera-busy',
  'camera-lost',
  // shells
  'forbidden',
  'wrong-usage',
  'unknown-method',
  'engine-stopped',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export function isErrorCode(text: string): text is ErrorCode {
  return (errorCodes as readonly string[]).includes(text)
}

/** An error as it crosses a process border. */
export interface ErrorBody {
  readonly code: ErrorCode
  /** With the codes that have one, such as `conflict`. */
  readonly reason?: Reason
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The codes that need no reason. */
type PlainCode = Exclude<ErrorCode, ReasonedCode>

/**
 * The one error type of the app, made from a code, or from a reason, which implies its code. `details` must be plain
 * data, because it crosses process borders.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: Reason | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    kind: PlainCode | Reason,
    message: string,
    options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = isReason(kind) ? reasons[kind] : kind
    this.reason = isReason(kind) ? kind : null
    this.details = options.details ?? {}
  }
}

/** Converts anything thrown into an error body; what nobody expected becomes `internal`. */
export function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) {
    const { code, reason, message, details } = error
    return { code, ...(reason !== null && { reason }), message, details }
  }
  const refusal = refusalOf(error)
  if (refusal !== null) return refusal
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong inside Rollcall: ${message}`, details: {} }
}

/** Recreates the error on the other side of a process border. */
export function errorFrom({ code, reason, message, details }: ErrorBody, cause?: unknown): AppError {
  return new AppError(reason ?? (code as PlainCode), message, { details, cause })
}

/** A failure in a worker thread. An unexpected one keeps its name, message and stack for the log. */
export interface ThreadFailure extends ErrorBody {
  readonly thrown: Readonly<Pick<Error, 'name' | 'message' | 'stack'>> | null
}

export function toThreadFailure(error: unknown): ThreadFailure {
  const body = errorBody(error)
  if (body.code !== 'internal' || !(error instanceof Error)) return { ...body, thrown: null }
  const { name, message, stack } = error
  return { ...body, thrown: { name, message, ...(stack !== undefined && { stack }) } }
}

export function errorFromThread({ thrown, ...body }: ThreadFailure): AppError {
  return errorFrom(body, thrown === null ? undefined : Object.assign(new Error(thrown.message), thrown))
}

/** Errors that the system reports now and then, by its names for them: our code, and what to do. */
const refusals: Readonly<Record<string, { readonly code: ErrorCode; readonly advice: string }>> = {
  ENOSPC: { code: 'disk-full', advice: 'The disk is full. Free some space.' },
  EDQUOT: { code: 'disk-full', advice: 'Your quota of the disk is used up. Free some space.' },
  EIO: { code: 'disk-failed', advice: 'The disk does not read or write as it should. Check it.' },
  EROFS: { code: 'disk-failed', advice: 'The disk can only be read. Make it writable, or use another one.' },
  EACCES: { code: 'file-unreadable', advice: 'You may not use it. Check whose it is.' },
  EPERM: { code: 'file-unreadable', advice: 'You may not use it. Check whose it is.' },
  EMFILE: { code: 'file-unreadable', advice: 'Too many files are open. Close other programs.' },
  ENFILE: { code: 'file-unreadable', advice: 'Too many files are open. Close other programs.' },
}

/** Finds the words for a system error that Node throws unchanged; null for everything else. */
function refusalOf(error: unknown): ErrorBody | null {
  if (!(error instanceof Error) || !('code' in error) || !Object.hasOwn(refusals, String(error.code))) return null
  const { code, advice } = refusals[String(error.code)]!
  const file = 'path' in error && typeof error.path === 'string' ? error.path : null
  const message = file === null ? advice : `${file}: ${advice}`
  return { code, message, details: { system: error.code, ...(file !== null && { file }) } }
}

export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected value: ${JSON.stringify(value)}`)
}

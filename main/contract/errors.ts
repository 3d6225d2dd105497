/**
 * Failures, as stable codes. Expected outcomes (no face, unknown person) are values with a `kind`, not errors.
 * Every code has words in the renderer's message catalogue; `message` is the English sentence for the command line and
 * the log: what happened, and what to do next.
 */
export const errorCodes = [
  // input
  'invalid-input',
  'not-an-image',
  'image-truncated',
  'image-too-large',
  'image-too-small',
  'file-not-found',
  'file-unreadable',
  'csv-wrong-columns',
  'calendar-unreadable',
  'calendar-too-large',
  'frame-malformed',
  // vision
  'model-missing',
  'model-damaged',
  'model-unsupported',
  'provider-failed',
  'vision-stopped',
  // store
  'database-missing',
  'database-newer',
  'database-damaged',
  'database-busy',
  'disk-full',
  'key-missing',
  'key-wrong',
  'backup-failed',
  'data-in-use',
  // domain
  'person-not-found',
  'template-not-found',
  'event-not-found',
  'employee-number-taken',
  'unlike-own-photos',
  'model-mismatch',
  'too-little-data',
  // camera (raised in the renderer)
  'camera-missing',
  'camera-refused',
  'camera-busy',
  'camera-lost',
  // shells
  'forbidden',
  'unknown-method',
  'engine-stopped',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What crosses a process border when a call fails. */
export interface ErrorBody {
  readonly code: ErrorCode
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The one error type of the app. `details` must be plain data: it crosses process borders. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
  }
}

/** Turns anything thrown into the body that crosses a border; what is not an AppError becomes `internal`. */
export function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong inside Rollcall: ${message}`, details: {} }
}

export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected value: ${JSON.stringify(value)}`)
}

import type { MethodName } from '../contract/api.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { openLogFile } from './log-file.ts'
import { type Trace, traceOf } from './trace.ts'

/** The events that are logged. */
export type LogEvent =
  | 'app-opened'
  | 'app-closed'
  | 'open-failed'
  | 'call-failed'
  | 'frame-failed'
  | 'command-failed'
  | 'request-failed'
  | 'task-failed'
  | 'delivery-failed'
  | 'sign-in-failed'
  | 'provider-fell-back'
  | 'provider-refused'
  | 'vision-stopped'
  | 'engine-stalled'
  | 'engine-ended'
  | 'window-crashed'
  | 'api-not-started'
  | 'uncaught'

/** Background work that can fail without a caller. */
export type BackgroundTask =
  | 'kept-photo'
  | 'model-change'
  | 'office'
  | 'retention'
  | 'backup'
  | 'clock'
  | 'close'
  | 'demo'
  | 'follow-database'
  | 'heads'
  | 'held-photos'
  | 'import'
  | 'looks'
  | 'providers'
  | 'rest'
  | 'scrub'
  | 'search-index'
  | 'self-check'
  | 'sealing'
  | 'threshold'
  | 'warm-up'
  | 'webhooks'
  | 'window-placement'

/**
 * Everything that may be logged: numbers, and words of our own. There is no field for sentences, names, paths or typed
 * text; of an error only kind and place are logged (trace.ts).
 */
export interface LogFields {
  readonly method?: MethodName
  readonly task?: BackgroundTask
  readonly code?: ErrorCode
  readonly error?: unknown
  /** Recognition's processors, such as `cpu` and `webgpu`. */
  readonly provider?: string
  readonly next?: string
  /** Of the app. */
  readonly version?: string
  readonly runtime?: string
  readonly platform?: string
  readonly shell?: string
  /** Why a process or an attempt ended: Electron's word, such as `oom`, a `NetworkFailure`, a `SignInFailure` or an
   * `OfficeTrouble`. */
  readonly end?: string
  readonly webhook?: number
  readonly status?: number
  readonly port?: number
  readonly milliseconds?: number
}

type Field = keyof LogFields

const fields: Readonly<Record<Field, 'word' | 'number' | 'error'>> = {
  method: 'word',
  task: 'word',
  code: 'word',
  error: 'error',
  provider: 'word',
  next: 'word',
  version: 'word',
  runtime: 'word',
  platform: 'word',
  shell: 'word',
  end: 'word',
  webhook: 'number',
  status: 'number',
  port: 'number',
  milliseconds: 'number',
}

/** Writes to the log of the data folder. No method throws. */
export interface Logger {
  /** Path of the log; null when nothing is written. */
  readonly file: string | null
  info(event: LogEvent, fields?: LogFields): void
  warn(event: LogEvent, fields?: LogFields): void
  error(event: LogEvent, fields?: LogFields): void
}

export const silentLogger: Logger = {
  file: null,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

export interface LoggerOptions {
  readonly dataFolder: string
  /** Which of Rollcall's processes this is. */
  readonly process: 'window' | 'engine' | 'serve' | 'command'
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

/** Within this time the same line is counted and not written again: a camera sends thirty frames a second. */
const repeatMs = 60_000
const maxRemembered = 200

export function openLogger({ dataFolder, process: from, now = Date.now }: LoggerOptions): Logger {
  const file = openLogFile(dataFolder)
  const recent = new Map<string, { readonly at: number; more: number }>()
  /** Errors that were logged already: the shell logs what the call has logged. */
  const told = new WeakSet<object>()

  function write(level: 'info' | 'warn' | 'error', event: LogEvent, given: LogFields = {}): void {
    const { error } = given
    if (typeof error === 'object' && error !== null) {
      const causes = error instanceof Error && typeof error.cause === 'object' ? [error, error.cause] : [error]
      if (causes.some((cause) => cause !== null && told.has(cause))) return
      told.add(error)
    }
    const at = now()
    const line = { level, event, ...plainFields(given) }
    const key = JSON.stringify(line)
    const before = recent.get(key)
    if (before !== undefined && Math.abs(at - before.at) < repeatMs) {
      before.more += 1
      return
    }
    if (recent.size >= maxRemembered) recent.clear()
    recent.set(key, { at, more: 0 })
    const more = before !== undefined && before.more > 0 && { more: before.more }
    const time = new Date(at).toISOString()
    file.append(JSON.stringify({ time, process: from, pid: process.pid, ...line, ...more }))
  }

  return {
    file: file.path,
    info: (event, given) => write('info', event, given),
    warn: (event, given) => write('warn', event, given),
    error: (event, given) => write('error', event, given),
  }
}

/** Keeps only the fields that may be logged, even when a cast got around the types. */
function plainFields(given: LogFields): Record<string, string | number | Trace> {
  const plain: Record<string, string | number | Trace> = {}
  for (const [name, kind] of Object.entries(fields)) {
    const value: unknown = given[name as Field]
    if (value === undefined) continue
    if (kind === 'error') plain[name] = traceOf(value)
    if (kind === 'number' && typeof value === 'number') plain[name] = value
    if (kind === 'word' && typeof value === 'string' && /^[\w.+-]{1,40}$/.test(value)) plain[name] = value
  }
  return plain
}

import type { AppError } from '../contract/errors.ts'
import { type Connection, type ConnectionOptionsOfOffice, connect } from './connect.ts'
import type { KeptMembership } from './membership.ts'
import { toOfficeError } from './server-errors.ts'
import { type Greeting, greet, type StationDescription } from './station-session.ts'

/** How a station stands with the server. */
export type LinkState =
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'connected'; readonly since: number; readonly host: string }
  | { readonly kind: 'apart'; readonly since: number; readonly error: AppError; readonly nextAt: number }

export interface LoopOptions extends ConnectionOptionsOfOffice {
  readonly kept: KeptMembership
  readonly describe: () => StationDescription
  /** Runs after each greeting, before anything else is done with the connection; what it throws ends it. */
  readonly greeted: (greeting: Greeting, connection: Connection) => void | Promise<void>
  readonly onState: (state: LinkState) => void
  readonly now: () => number
  /** Between 0 and 1, so that stations do not all come back in the same moment. */
  readonly random: () => number
}

/** Keeps a connection, and comes back with growing pauses when it is lost. */
export interface LinkLoop {
  state(): LinkState
  /** The connection, after an attempt that is under way. @throws AppError of the last failure while there is none */
  use(): Promise<Connection>
  /** Connects now, whatever pause there is. @throws AppError when it fails */
  retry(resume?: boolean): Promise<void>
  close(): Promise<void>
}

const minPauseMs = 500
const maxPauseMs = 60_000
/** Of what waiting does not end; somebody may have put it right meanwhile. */
const lastingPauseMs = 300_000
/** Of a station that waits to be taken in. */
const waitingPauseMs = 5_000

const passing = /^office-(unreachable|too-slow|unknown-host|server-busy|server-full|failed)$/

export function startLoop({ kept, describe, greeted, onState, now, random, ...timeouts }: LoopOptions): LinkLoop {
  let state: LinkState = { kind: 'connecting', since: now() }
  let connection: Connection | null = null
  let attempt: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let failures = 0
  let isClosed = false

  function setState(next: LinkState): void {
    state = next
    if (!isClosed) onState(next)
  }

  function pauseAfter(error: AppError): number {
    if (error.reason === 'station-waiting') return waitingPauseMs
    if (!passing.test(error.code)) return lastingPauseMs
    const pause = Math.min(maxPauseMs, minPauseMs * 2 ** Math.min(failures - 1, 10))
    return pause * (0.5 + random() / 2)
  }

  function fail(error: AppError): void {
    failures++
    const pause = pauseAfter(error)
    const since = state.kind === 'apart' ? state.since : now()
    setState({ kind: 'apart', since, error, nextAt: now() + pause })
    if (timer !== null) clearTimeout(timer)
    timer = isClosed ? null : setTimeout(() => void begin(false).catch(() => {}), pause)
    timer?.unref()
  }

  async function attemptOnce(resume: boolean): Promise<void> {
    let opened: Connection | null = null
    try {
      opened = await connect(kept.current.server, kept.current.login, timeouts)
      const greeting = await greet(opened, kept, describe(), resume)
      await opened.query('listen rollcall')
      await greeted(greeting, opened)
      if (isClosed) throw toOfficeError(new Error('Connection terminated'))
      const current = opened
      connection = current
      failures = 0
      setState({ kind: 'connected', since: now(), host: current.host })
      current.onEnd(() => {
        if (connection !== current) return
        connection = null
        if (!isClosed) fail(toOfficeError(new Error('Connection terminated')))
      })
      if (!current.isOpen) throw toOfficeError(new Error('Connection terminated'))
    } catch (error) {
      connection = null
      await opened?.close()
      const failure = toOfficeError(error)
      fail(failure)
      throw failure
    }
  }

  function begin(resume: boolean): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    attempt ??= attemptOnce(resume).finally(() => {
      attempt = null
    })
    return attempt
  }

  void begin(false).catch(() => {})
  return {
    state: () => state,
    async use() {
      if (attempt !== null) await attempt
      if (connection?.isOpen) return connection
      if (state.kind === 'apart') throw state.error
      throw toOfficeError(new Error('Connection terminated'))
    },
    async retry(resume = false) {
      if (attempt !== null) await attempt.catch(() => {})
      if (!connection?.isOpen) await begin(resume)
    },
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      await connection?.close()
      await attempt?.catch(() => {})
    },
  }
}

import type { SharedChange, Uid } from '../contract/shared-change.ts'
import {
  admitStation,
  inviteStation,
  listNewcomers,
  type Newcomer,
  type NewStation,
  renewKeyForAll,
  replaceRecoveryKey,
  revokeStation,
} from './administration.ts'
import type { Connection, ConnectionOptionsOfOffice } from './connect.ts'
import type { Cursor } from './cursor.ts'
import { type Pulled, type PullOptions, pullChanges, pushChanges } from './exchange.ts'
import { renewSeals } from './key-ring.ts'
import { type LinkState, startLoop } from './link-loop.ts'
import { keepMembership, type OfficeMembership, type SaveMembership } from './membership.ts'
import type { Greeting, StationDescription } from './station-session.ts'
import { readSharedStatus, type SharedStatus } from './status.ts'
import { makeUid } from './uid.ts'

export interface OfficeLinkOptions extends ConnectionOptionsOfOffice {
  readonly membership: OfficeMembership
  /** Keeps the membership sealed on disk before it returns. */
  readonly save: SaveMembership
  readonly describe: () => StationDescription & { readonly waiting: number }
  /**
   * What the office says whenever this station connects, before anything is handed over or read. The link's own methods
   * wait until it is done: call none of them here.
   */
  readonly greeted?: (greeting: Greeting) => void | Promise<void>
  readonly onState?: (state: LinkState) => void
  /** There may be something to read or to hand over: after each connection, with each change, now and then. */
  readonly onWake?: () => void
  readonly now?: () => number
  readonly random?: () => number
  /** How often it is asked without being woken; 20 s unless told. */
  readonly pollMs?: number
}

/**
 * A station's link to its office. It connects by itself and stays connected; a method that needs the server throws what
 * keeps the two apart (`state().error`) while they are. Nothing else of Rollcall waits for it.
 */
export interface OfficeLink {
  membership(): OfficeMembership
  state(): LinkState
  /** How far this machine's clock is ahead of the server's, in milliseconds. */
  clockOffsetMs(): number | null
  /** Hands changes over; @returns the newest number that the office has. May be called again with the same ones. */
  push(changes: readonly SharedChange[]): Promise<number>
  /** Reads what others wrote behind a cursor (`firstCursor` at the beginning). */
  pull(cursor: Cursor, options?: PullOptions): Promise<Pulled>
  /** Says that people were erased here. */
  acknowledgeErased(people: readonly Uid[]): Promise<void>
  readStatus(): Promise<SharedStatus>
  /** Makes a code by which one more station joins. */
  invite(station: NewStation): Promise<{ readonly station: Uid; readonly code: string; readonly expiresAt: number }>
  listNewcomers(): Promise<Newcomer[]>
  /** Takes a newcomer in that shows these words. @throws AppError `office-words-differ` */
  admit(station: Uid, words: readonly string[]): Promise<void>
  /** Ends a station or its invitation at once; what is written later is under a new key. */
  revoke(station: Uid): Promise<void>
  /** Makes another recovery key, 32 bytes; the former one opens nothing any more. */
  replaceRecoveryKey(): Promise<Uint8Array>
  addSite(name: string): Promise<Uid>
  setSites(station: Uid, sites: readonly Uid[]): Promise<void>
  setManages(station: Uid, manages: boolean): Promise<void>
  /** Seals anew what is under an older key; stations that manage do it by themselves. @returns how many rows */
  renewSeals(): Promise<number>
  /** Goes on although this station went back to a backup; see `Greeting.renumberAfter`. */
  resume(): Promise<void>
  /** Says that new changes have numbers behind `renumberAfter` from now on. */
  renumbered(): Promise<void>
  /** Ends this station's login and keys on the server. @throws AppError `last-managing-station` */
  leave(): Promise<void>
  /** Connects at once when it is apart. @throws AppError of what keeps them apart */
  check(): Promise<void>
  close(): Promise<void>
}

const defaultPollMs = 20_000
/** An older transaction has usually ended after the first pause; one that has not may take long. */
const minBehindPauseMs = 50
const maxBehindPauseMs = 2000

/** Opens the link of a station that belongs to an office, or waits to be taken in. */
export function openOfficeLink(options: OfficeLinkOptions): OfficeLink {
  const { membership, save, describe, greeted, onState, onWake, pollMs = defaultPollMs, ...others } = options
  const { now = Date.now, random = Math.random, ...timeouts } = others
  const kept = keepMembership(membership, save)
  let offsetMs: number | null = null
  let behindTimer: NodeJS.Timeout | null = null
  let behindPauseMs = minBehindPauseMs
  let sealing: Promise<number> | null = null

  const wake = () => onWake?.()
  const loop = startLoop({
    ...{ kept, describe, now, random, ...timeouts },
    onState(state) {
      onState?.(state)
      if (state.kind === 'connected') wake()
    },
    async greeted(greeting, connection) {
      connection.onNotice(wake)
      await measureClock(connection)
      await greeted?.(greeting)
      if (kept.current.manages) void keepUp(connection, greeting.renewalDue)
    },
  })

  async function measureClock(connection: Connection): Promise<void> {
    const before = now()
    const [row] = await connection.query<{ now: number }>(
      'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now',
    )
    offsetMs = Math.round((before + now()) / 2 - row!.now)
  }

  /** What a station does in the background that manages; it comes again with the next connection when it fails. */
  async function keepUp(connection: Connection, renewalDue: boolean): Promise<void> {
    try {
      if (renewalDue) await renewKeyForAll(connection, kept)
      await sealAgain(connection)
    } catch {
      // The link's own state says what is the matter with the server.
    }
  }

  function sealAgain(connection: Connection): Promise<number> {
    sealing ??= renewSeals(connection, kept).finally(() => {
      sealing = null
    })
    return sealing
  }

  async function report(): Promise<void> {
    if (loop.state().kind !== 'connected') return
    try {
      const connection = await loop.use()
      await measureClock(connection)
      await connection.query('select rollcall.report($1, $2)', [describe().waiting, offsetMs])
      wake()
    } catch {
      // The loop knows of it, and connects again.
    }
  }
  const poll = setInterval(() => void report(), pollMs)
  poll.unref()

  async function run(text: string, values: readonly unknown[]): Promise<void> {
    await (await loop.use()).query(text, values)
  }
  return {
    membership: () => kept.current,
    state: loop.state,
    clockOffsetMs: () => offsetMs,
    push: async (changes) => pushChanges(await loop.use(), kept, changes, offsetMs ?? 0),
    async pull(cursor, pullOptions) {
      const pulled = await pullChanges(await loop.use(), kept, cursor, pullOptions)
      if (pulled.hasMore) behindPauseMs = minBehindPauseMs
      if (pulled.isBehind && behindTimer === null) {
        behindTimer = setTimeout(() => {
          behindTimer = null
          wake()
        }, behindPauseMs)
        behindTimer.unref()
        behindPauseMs = Math.min(maxBehindPauseMs, behindPauseMs * 2)
      }
      return pulled
    },
    acknowledgeErased: (people) => run('select rollcall.acknowledge_erased($1)', [people]),
    readStatus: async () => readSharedStatus(await loop.use()),
    invite: async (station) => inviteStation(await loop.use(), kept, station),
    listNewcomers: async () => listNewcomers(await loop.use(), kept),
    admit: async (station, words) => admitStation(await loop.use(), kept, station, words),
    async revoke(station) {
      const connection = await loop.use()
      await revokeStation(connection, kept, station)
      void keepUp(connection, false)
    },
    replaceRecoveryKey: async () => replaceRecoveryKey(await loop.use(), kept),
    async addSite(name) {
      const uid = makeUid(now())
      await run('select rollcall.add_site($1, $2)', [uid, name])
      return uid
    },
    setSites: (station, sites) => run('select rollcall.set_sites($1, $2)', [station, sites]),
    setManages: (station, manages) => run('select rollcall.set_manages($1, $2)', [station, manages]),
    renewSeals: async () => sealAgain(await loop.use()),
    resume: () => loop.retry(true),
    renumbered: () => kept.change({ renumberAfter: null }),
    leave: () => run('select rollcall.leave_office()', []),
    check: async () => {
      await loop.retry()
      await loop.use()
    },
    async close() {
      clearInterval(poll)
      if (behindTimer !== null) clearTimeout(behindTimer)
      await loop.close()
      await sealing?.catch(() => {})
    },
  }
}

import type { Caller } from '../contract/caller.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import {
  type CompareWords,
  isLasting,
  isOfficeTrouble,
  type OfficeLinkState,
  type OfficeStatus,
} from '../contract/office.ts'
import type { Uid } from '../contract/shared-change.ts'
import { migrations } from '../store/migrate.ts'
import type { SharedNumbers } from '../store/shared-numbers.ts'
import type { Sharing, Taken } from '../store/sharing/sharing.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'
import { announceTakenIn } from './office-announcements.ts'
import { createExchange, type Exchange } from './office-exchange.ts'
import { describeServer, type OfficeMemory } from './office-memory.ts'
import {
  firstCursor,
  type LinkState,
  type OfficeLink,
  type OfficeLinkOptions,
  type OfficeMembership,
  type OfficeOrder,
  type OfficeServer,
} from './office-server.ts'
import { type DescribedOffice, listSilent, type OfficeKnowledge, statusOf } from './office-status.ts'
import type { Part } from './part.ts'

type SharedStore = Pick<
  Sharing,
  | 'station'
  | 'join'
  | 'leave'
  | 'readCursor'
  | 'writeCursor'
  | 'listOutgoing'
  | 'noteHandedOver'
  | 'countWaiting'
  | 'countHeldBack'
  | 'takeIn'
  | 'listErased'
>

export interface OfficeOptions {
  readonly sharing: SharedStore
  readonly numbers: SharedNumbers
  readonly memory: OfficeMemory
  readonly server: OfficeServer
  readonly version: string
  /** Whether this process lives long enough to exchange by itself. */
  readonly exchanges: boolean
  readonly timing?: Pick<OfficeLinkOptions, 'pollMs' | 'connectTimeoutMs' | 'queryTimeoutMs'>
}

export interface MadeCode {
  readonly code: string
  readonly station: Uid
  readonly expiresAt: Instant
}

/** This station's place in an office of several. Nothing at a door waits for any of it. */
export interface Office extends Part {
  status(): OfficeStatus
  /** Entries that only this station has; none while they are on their way. */
  countWaitingEntries(): number
  /** @returns the recovery key */
  create(order: OfficeOrder, caller: Caller): Promise<Uint8Array>
  join(code: string, caller: Caller): Promise<void>
  invite(name: string, hours: number, manages: boolean): Promise<MadeCode>
  confirm(station: Uid, words: CompareWords): Promise<void>
  revoke(station: Uid): Promise<void>
  makeRecoveryKey(): Promise<Uint8Array>
  /** Hands over what waits, as far as the server answers, and goes on alone. @returns changes that nobody else has */
  leave(caller: Caller): Promise<number>
  resume(): Promise<void>
  /** Exchanges at once. */
  check(): Promise<void>
  close(): Promise<void>
}

/** A connection of this process, and what goes over it. */
interface Running {
  readonly station: Uid
  readonly link: OfficeLink
  readonly exchange: Exchange
}

/** How old what the server says of its stations may be. */
const maxDescriptionAgeMs = 15_000
/** How long leaving waits for what is still to be handed over. */
const maxFarewellMs = 15_000

type Use = Pick<Context, 'store' | 'gallery' | 'settings' | 'rules' | 'model' | 'publish' | 'now' | 'random' | 'logger'>

export function openOffice(context: Use, options: OfficeOptions): Office {
  const { store, gallery, rules, model, publish, now, random, logger } = context
  const { sharing, numbers, memory, server, version, exchanges, timing } = options
  let running: Running | null = null
  let described: DescribedOffice | null = null
  let describedAt = Number.NEGATIVE_INFINITY
  let withOwn = false
  let isAnnouncing = false
  let told = { silent: '', apart: '' }
  const confirmed = new Set<Uid>()

  const announce = () => publish('office.changed', {})
  const noteFailure = (error: unknown) => logger.warn('task-failed', { task: 'office', error })

  function start(): Running | null {
    if (running !== null) return running
    const membership = memory.read()
    if (membership === null) return null
    const link = server.open({
      ...{ membership, save: keep, now, random, ...timing },
      describe: () => ({
        ...{ version, model, handedOver: numbers.readHandedOver(), cursor: sharing.readCursor() ?? firstCursor },
        waiting: sharing.countWaiting(),
      }),
      greeted: settleGreeting,
      onState,
      onWake: () => running?.exchange.wake(),
    })
    const exchange = createExchange({
      rows: {
        ...{ listOutgoing: sharing.listOutgoing, noteHandedOver: sharing.noteHandedOver, listErased },
        readCursor: () => sharing.readCursor() ?? firstCursor,
        takeIn: (changes, cursor) => (cursor === null ? sharing.takeIn(changes) : sharing.takeIn(changes, cursor)),
        noteConfirmed: (erased) => {
          for (const uid of erased) confirmed.add(uid)
        },
      },
      link: {
        isConnected: () => link.state().kind === 'connected',
        push: link.push,
        pull,
        acknowledgeErased: link.acknowledgeErased,
      },
      ...{ now, logger, changed: announce, afterwards, tookIn },
    })
    running = { station: membership.station, link, exchange }
    return running

    async function pull(cursor: string) {
      const pulled = await link.pull(cursor, { withOwn })
      for (const error of pulled.refused) noteFailure(error)
      if (withOwn && !pulled.hasMore) withOwn = false
      return pulled
    }
  }

  async function stop(): Promise<void> {
    const ending = running
    running = null
    described = null
    describedAt = Number.NEGATIVE_INFINITY
    confirmed.clear()
    await ending?.link.close()
    await ending?.exchange.close()
  }

  /** Keeps what the link says that this station must remember, and joins when somebody has let it in. */
  function keep(membership: OfficeMembership): void {
    store.transaction(() => {
      memory.write(membership)
      if (membership.invitation === null && sharing.station !== membership.station) sharing.join(membership.station)
    })
  }

  /** What has to be put right before anything is exchanged. */
  async function settleGreeting(greeting: Parameters<NonNullable<OfficeLinkOptions['greeted']>>[0]): Promise<void> {
    confirmed.clear()
    const { renumberAfter, forgotten, sitesChanged } = greeting
    store.transaction(() => {
      if (renumberAfter !== null) {
        numbers.numberAfter(renumberAfter, false)
        withOwn = true
      }
      if (forgotten !== null) numbers.numberAfter(forgotten.to, true)
      if (sitesChanged || renumberAfter !== null) sharing.writeCursor(firstCursor)
    })
    if (renumberAfter !== null) renumbered = true
  }
  let renumbered = false

  function onState(state: LinkState): void {
    if (state.kind === 'connected' && renumbered) {
      renumbered = false
      void running?.link.renumbered().catch(noteFailure)
    }
    const trouble = troubleIn(state)
    const apart = trouble !== null && isLasting(trouble) ? trouble : ''
    if (apart !== '' && isChangedElsewhere()) return void restart()
    if (apart !== '' && apart !== told.apart) {
      const message = `This station has no way to the server of its office (${apart}). It goes on alone; see Settings, Office.`
      publish('notice', { level: 'warning', code: 'station-apart', message, details: { trouble: apart } })
    }
    told = { ...told, apart }
    announce()
  }

  /** Whether another process, such as a command, has spoken for this station since. */
  function isChangedElsewhere(): boolean {
    const kept = memory.read()
    return running !== null && JSON.stringify(kept?.token) !== JSON.stringify(running.link.membership().token)
  }

  function restart(): void {
    stop().then(start).then(announce).catch(noteFailure)
  }

  async function afterwards(): Promise<void> {
    if (now() - describedAt < maxDescriptionAgeMs && now() >= describedAt) return
    if (running !== null) await describe(running.link)
  }

  async function describe(link: OfficeLink): Promise<void> {
    const before = JSON.stringify(described)
    const status = await link.readStatus()
    const isWaitedFor = status.stations.some(({ state }) => state === 'waiting')
    const newcomers = isWaitedFor && link.membership().manages ? await link.listNewcomers() : []
    described = { ...status, newcomers }
    describedAt = now()
    if (JSON.stringify(described) !== before) announce()
    tellSilent()
  }

  function tellSilent(): void {
    const known = knowledge()
    const silent = known === null ? '' : listSilent(known).join(', ')
    if (silent !== '' && silent !== told.silent) {
      const message = `Silent for longer than its opening hours allow: ${silent}. Check the computer and its network.`
      publish('notice', { level: 'warning', code: 'station-silent', message, details: { stations: silent } })
    }
    told = { ...told, silent }
  }

  function tookIn(taken: Taken): void {
    isAnnouncing = true
    try {
      announceTakenIn(taken, { store, gallery, publish })
    } finally {
      isAnnouncing = false
    }
    if (taken.photos.length > 0) store.importFiles.remove([...taken.photos])
    if (taken.hasErased) void finishErasure(context, taken.people).catch(noteFailure)
  }

  /** Says so only once nothing of them is left in the files of this station. */
  async function listErased(): Promise<readonly Uid[]> {
    // The office does not know yet of whoever is still to be handed over.
    if (sharing.countWaiting() > 0) return []
    const open = sharing.listErased().filter((uid) => !confirmed.has(uid))
    if (open.length === 0) return open
    const { heldBack } = await finishErasure(context)
    return heldBack ? [] : open
  }

  function requireMembership(): OfficeMembership {
    const membership = memory.read()
    if (membership !== null) return membership
    throw new AppError('office-none', 'This station belongs to no office. Create one, or join one by a code.')
  }

  /** @returns a membership that waits to be let in, whose code may be used again */
  function refuseSecond(): OfficeMembership | null {
    const membership = memory.read()
    if (membership === null || membership.invitation !== null) return membership
    throw new AppError('office-joined', 'This station belongs to an office already. Leave it first.')
  }

  function requireRunning(): Running {
    requireMembership()
    return start()!
  }

  /** Does something that only the server can do, and reads how the office is afterwards. */
  async function manage<R>(work: (link: OfficeLink) => Promise<R>): Promise<R> {
    const { link } = requireRunning()
    await link.check()
    const result = await work(link)
    await describe(link)
    announce()
    return result
  }

  function knowledge(): OfficeKnowledge | null {
    const membership = memory.read()
    if (membership === null) return null
    const { officeName, station, stationName, manages } = membership
    return {
      name: officeName,
      server: describeServer(membership),
      station: { uid: station, name: stationName },
      link: linkState(),
      ...{ waiting: sharing.countWaiting(), waitingEntries: numbers.countWaitingEntries() },
      heldBack: sharing.countHeldBack(),
      exchangedAt: running?.exchange.findLastTime() ?? null,
      clockOffsetMs: running?.link.clockOffsetMs() ?? null,
      ...{ version, schema: migrations.length, model, described, manages },
      rules: rules.current().rules,
      now: now(),
    }
  }

  function linkState(): OfficeLinkState {
    if (running === null) return { kind: 'connecting', since: now() as Instant }
    const state = running.link.state()
    const since = state.since as Instant
    const trouble = troubleIn(state)
    if (state.kind === 'apart' && trouble !== null) {
      return { kind: 'apart', since, trouble, nextAt: Math.ceil(state.nextAt) as Instant }
    }
    const failure = running.exchange.findFailure()
    if (state.kind === 'connected' && failure !== null) {
      const { code } = errorBody(failure)
      return { kind: 'apart', since, trouble: isOfficeTrouble(code) ? code : 'office-failed', nextAt: null }
    }
    return { kind: state.kind === 'connected' ? 'connected' : 'connecting', since }
  }

  /** Follows what another process, such as a command, has changed. */
  function follow(): void {
    if (!exchanges || isAnnouncing) return
    const station = memory.read()?.station ?? null
    if (station !== (running?.station ?? null)) restart()
  }

  function wake(): void {
    // What others wrote is not handed over.
    if (!isAnnouncing) running?.exchange.wake()
  }

  async function check(resume = false): Promise<void> {
    const { link, exchange } = requireRunning()
    describedAt = Number.NEGATIVE_INFINITY
    try {
      await (resume ? link.resume() : link.check())
    } catch {
      // The state says why.
      return announce()
    }
    await exchange.exchangeNow()
    announce()
  }

  if (exchanges) {
    try {
      start()
    } catch (error) {
      noteFailure(error)
    }
  }

  return {
    status() {
      const membership = memory.read()
      const known = knowledge()
      if (membership === null || known === null) return { kind: 'alone' }
      const { name, server: place, station, link } = known
      if (membership.invitation !== null) {
        return { kind: 'joining', name, server: place, station, link, words: [...membership.invitation.words] }
      }
      return statusOf(known)
    },
    countWaitingEntries() {
      if (sharing.station === null || linkState().kind === 'connected') return 0
      return numbers.countWaitingEntries()
    },
    async create(order, caller) {
      if (refuseSecond() !== null)
        throw new AppError('office-joined', 'This station is about to join an office. Cancel that first.')
      const { membership, recoveryKey } = await server.create(order)
      store.transaction(() => {
        keep(membership)
        note(caller, 'office.create', membership)
      })
      if (exchanges) start()
      announce()
      return recoveryKey
    },
    async join(code, caller) {
      const former = refuseSecond()
      await stop()
      try {
        const membership = await server.join(code, { save: memory.write, now: now(), former })
        note(caller, 'office.join', membership)
      } catch (error) {
        // Where nobody knows whether the office has heard of it, the code may be used again.
        if (former === null && isLasting(errorBody(error).code)) memory.forget()
        throw error
      } finally {
        if (exchanges) start()
        announce()
      }
    },
    invite: (name, hours, manages) =>
      manage(async (link) => {
        const expiresAt = now() - (link.clockOffsetMs() ?? 0) + hours * 3_600_000
        const { sites } = link.membership()
        const made = await link.invite({ name, sites, manages, expiresAt: Math.round(expiresAt) })
        return { ...made, expiresAt: made.expiresAt as Instant }
      }),
    confirm: (station, words) => manage((link) => link.admit(station, words)),
    revoke: (station) => manage((link) => link.revoke(station)),
    makeRecoveryKey: () => manage((link) => link.replaceRecoveryKey()),
    async leave(caller) {
      const membership = requireMembership()
      const { link, exchange } = start()!
      await withTimeLimit(
        link
          .check()
          .then(() => (membership.invitation === null ? exchange.exchangeNow() : undefined))
          .then(() => link.leave())
          .catch((error: unknown) => {
            // Without this station, nobody could manage the office any more.
            if (errorBody(error).reason === 'last-managing-station') throw error
          }),
        maxFarewellMs,
      )
      await stop()
      const left = sharing.countWaiting()
      store.transaction(() => {
        sharing.leave()
        memory.forget()
        note(caller, 'office.leave', membership, { left })
      })
      announce()
      return left
    },
    resume: () => check(true),
    check: () => check(),
    on: {
      'event.recorded': wake,
      'people.changed': wake,
      'rules.changed': wake,
      'settings.changed': wake,
      'kiosks.changed': wake,
      'guests.changed': wake,
      'requests.changed': wake,
      'disputes.changed': wake,
      'pins.changed': wake,
      'confirmations.changed': wake,
      'filters.changed': wake,
      'office.changed': follow,
    },
    close: stop,
  }

  function note(
    caller: Caller,
    action: 'office.create' | 'office.join' | 'office.leave',
    { office, station }: OfficeMembership,
    details: Readonly<Record<string, unknown>> = {},
  ): void {
    store.audit.append({ ...caller, action, subject: `station ${station}`, details: { office, ...details } })
  }
}

/** What keeps a station from its office; null while nothing does, and while it waits to be let in. */
function troubleIn(state: LinkState) {
  if (state.kind !== 'apart' || state.error.reason === 'station-waiting') return null
  return isOfficeTrouble(state.error.code) ? state.error.code : 'office-failed'
}

/** Waits for work, but not for ever. */
async function withTimeLimit(work: Promise<unknown>, maxMs: number): Promise<void> {
  const time = Promise.withResolvers<void>()
  const timer = setTimeout(time.resolve, maxMs)
  try {
    await Promise.race([work, time.promise])
  } finally {
    clearTimeout(timer)
  }
}

import { setImmediate as otherWork } from 'node:timers/promises'
import type { Instant } from '../contract/entities.ts'
import type { ReceivedChange, SharedChange, Uid } from '../contract/shared-change.ts'
import { type Logger, silentLogger } from '../log/logger.ts'

/** What the exchange needs of this station's database. */
export interface ExchangedRows<T> {
  /** The oldest changes that were not handed over. */
  listOutgoing(limit: number): readonly SharedChange[]
  /** Forgets what was handed over, up to and with a number. */
  noteHandedOver(upTo: number): void
  /** How far this station has read. */
  readCursor(): string
  /**
   * Takes changes in, in one transaction, and notes the cursor where there is one. What was taken in before changes
   * nothing.
   */
  takeIn(changes: readonly ReceivedChange[], cursor: string | null): T
  /** Whose data are gone from here, which was not confirmed to the office yet. */
  listErased(): readonly Uid[] | Promise<readonly Uid[]>
  noteConfirmed(erased: readonly Uid[]): void
}

/** The way to the office's server. It connects by itself, and wakes the exchange when it has. */
export interface ExchangeLink {
  readonly isConnected: () => boolean
  /** @returns the newest number that the office has */
  push(changes: readonly SharedChange[]): Promise<number>
  /** What others wrote after a cursor. */
  pull(cursor: string): Promise<PulledChanges>
  acknowledgeErased(erased: readonly Uid[]): Promise<void>
}

export interface PulledChanges {
  readonly changes: readonly ReceivedChange[]
  readonly cursor: string
  readonly hasMore: boolean
}

export interface ExchangeOptions<T> {
  readonly rows: ExchangedRows<T>
  readonly link: ExchangeLink
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Something was handed over, or an exchange failed here, or works again. */
  readonly changed?: () => void
  /** What else is asked of the server with each exchange. */
  readonly afterwards?: () => Promise<void>
  /** Something of others was taken in. */
  readonly tookIn?: (taken: T) => void
  readonly logger?: Logger
}

/** Hands over and takes in, in the background, so that nothing at a door ever waits for the network. */
export interface Exchange {
  /** When an exchange last went through; null before the first. */
  findLastTime(): Instant | null
  /** What failed although there is a connection, since the last exchange that went through. */
  findFailure(): unknown
  /** Says that there may be something to hand over or to take in. */
  wake(): void
  /** Exchanges now, and waits until that has gone through or failed. */
  exchangeNow(): Promise<void>
  close(): Promise<void>
}

/** Changes that are read and sent at once. */
const batchChanges = 200
/** How long taking in others' changes, search index and all, may go on before somebody at a door has their turn. */
const maxTakingMs = 12
const maxPieceChanges = 256

/** Creates the exchange, which does something when it is woken. What fails is tried again the next time. */
export function createExchange<T>(options: ExchangeOptions<T>): Exchange {
  const { rows, link, now, changed, afterwards, tookIn, logger = silentLogger } = options
  let isClosed = false
  let lastTime: Instant | null = null
  let failure: unknown = null
  let pieceChanges = 8
  let running: Promise<void> | null = null
  let isWanted = false
  let begun = 0
  let waiting: { readonly after: number; readonly done: () => void }[] = []

  function wake(): void {
    if (isClosed) return
    isWanted = true
    running ??= run()
  }

  async function run(): Promise<void> {
    while (isWanted && !isClosed) {
      isWanted = false
      begun += 1
      await attempt()
      for (const { after, done } of waiting) if (after < begun) done()
      waiting = waiting.filter(({ after }) => after >= begun)
    }
    // In the same moment in which nothing more was wanted, so that no later wish is missed.
    running = null
  }

  async function attempt(): Promise<void> {
    if (!link.isConnected()) return
    try {
      await exchange()
      if (isClosed) return
      lastTime = now() as Instant
      if (failure !== null) changed?.()
      failure = null
    } catch (error) {
      // The link says by itself what keeps it from the server.
      if (isClosed || !link.isConnected()) return
      logger.warn('task-failed', { task: 'office', error })
      failure = error
      changed?.()
    }
  }

  async function exchange(): Promise<void> {
    await handOver()
    await takeIn()
    const erased = await rows.listErased()
    if (erased.length > 0) {
      await link.acknowledgeErased(erased)
      rows.noteConfirmed(erased)
    }
    await afterwards?.()
  }

  async function handOver(): Promise<void> {
    for (let batch = rows.listOutgoing(batchChanges); batch.length > 0; batch = rows.listOutgoing(batchChanges)) {
      const reached = await link.push(batch)
      if (isClosed || reached < batch[0]!.number) return
      rows.noteHandedOver(Math.min(reached, batch.at(-1)!.number))
      changed?.()
    }
  }

  async function takeIn(): Promise<void> {
    for (let hasMore = true; hasMore && !isClosed; ) {
      const pulled = await link.pull(rows.readCursor())
      hasMore = pulled.hasMore
      if (!isClosed) await takePageIn(pulled)
    }
  }

  /** In pieces, between which the engine does what is asked of it. */
  async function takePageIn({ changes, cursor }: PulledChanges): Promise<void> {
    if (changes.length === 0 && cursor !== rows.readCursor()) rows.takeIn([], cursor)
    for (let from = 0; from < changes.length; ) {
      const piece = changes.slice(from, from + pieceChanges)
      from += piece.length
      const began = performance.now()
      const taken = rows.takeIn(piece, from >= changes.length ? cursor : null)
      tookIn?.(taken)
      const busyMs = performance.now() - began
      if (busyMs > maxTakingMs) pieceChanges = Math.max(1, pieceChanges >> 1)
      else pieceChanges = Math.min(maxPieceChanges, pieceChanges * 2)
      await otherWork()
      if (isClosed) return
    }
  }

  return {
    findLastTime: () => lastTime,
    findFailure: () => failure,
    wake,
    exchangeNow() {
      if (isClosed) return Promise.resolve()
      const { promise, resolve: done } = Promise.withResolvers<void>()
      waiting.push({ after: begun, done })
      wake()
      return promise
    },
    async close() {
      isClosed = true
      for (const { done } of waiting) done()
      waiting = []
      await running
    },
  }
}

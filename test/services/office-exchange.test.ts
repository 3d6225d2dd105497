import { afterEach, expect, test, vi } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import type { LogicalTime, ReceivedChange, SharedChange, Uid } from '../../main/contract/shared-change.ts'
import {
  createExchange,
  type Exchange,
  type ExchangedRows,
  type ExchangeOptions,
} from '../../main/services/office-exchange.ts'

const running: Exchange[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((exchange) => exchange.close()))
})

const uidOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}` as Uid
const front = uidOf(1)
const back = uidOf(2)

function changeOf(station: Uid, number: number): SharedChange {
  return {
    ...{ station, number, kind: 'event', uid: uidOf(number), people: [] },
    time: `${String(number).padStart(16, '0')}-${station}` as LogicalTime,
    ...{ basis: null, fields: { number }, secret: null },
  }
}

/** What all stations have in common, in memory. */
function makeServer() {
  const log: ReceivedChange[] = []
  const bells = new Set<() => void>()
  const confirmed: Uid[] = []
  let away = false
  /** What the next push does after it has stored everything. */
  let afterPush: (() => void) | null = null

  function answer(): void {
    if (away) throw new AppError('office-unreachable', 'The server does not answer.')
  }

  /** A station's link: it is connected as long as the server is there. */
  function connect(own: () => void) {
    bells.add(own)
    return {
      isConnected: () => !away,
      async push(changes: readonly SharedChange[]) {
        answer()
        for (const change of changes) {
          const isKnown = log.some(({ station, number }) => station === change.station && number === change.number)
          if (!isKnown) log.push({ ...change, arrivedAt: 0 as Instant, clockOffsetMs: 0 })
        }
        for (const bell of bells) if (bell !== own) bell()
        const then = afterPush
        afterPush = null
        then?.()
        return changes.at(-1)!.number
      },
      async pull(cursor: string) {
        answer()
        const from = Number(cursor)
        const changes = log.slice(from, from + 1000)
        return { changes, cursor: String(from + changes.length), hasMore: changes.length > 0 }
      },
      async acknowledgeErased(erased: readonly Uid[]) {
        answer()
        confirmed.push(...erased)
      },
    }
  }
  return {
    ...{ log, confirmed, connect },
    leave: () => {
      away = true
    },
    comeBack: () => {
      away = false
      for (const bell of bells) bell()
    },
    loseNextAnswer: () => {
      afterPush = () => {
        throw new AppError('office-too-slow', 'The answer did not come in time.')
      }
    },
  }
}

/** A station's own rows, in memory. */
function makeRows() {
  let outgoing: SharedChange[] = []
  let cursor = '0'
  let erased: Uid[] = []
  const taken: ReceivedChange[] = []
  const pieces: number[] = []
  const rows: ExchangedRows<number> = {
    listOutgoing: (limit) => outgoing.slice(0, limit),
    noteHandedOver: (upTo) => {
      outgoing = outgoing.filter(({ number }) => number > upTo)
    },
    readCursor: () => cursor,
    takeIn(changes, next) {
      taken.push(...changes)
      pieces.push(changes.length)
      cursor = next ?? cursor
      return changes.length
    },
    listErased: () => erased,
    noteConfirmed: (uids) => {
      erased = erased.filter((uid) => !uids.includes(uid))
    },
  }
  return {
    ...{ rows, taken, pieces },
    write: (...changes: SharedChange[]) => void outgoing.push(...changes),
    erase: (...uids: Uid[]) => void erased.push(...uids),
    waiting: () => outgoing.length,
    erasedLeft: () => erased,
  }
}

function start(
  server: ReturnType<typeof makeServer>,
  rows: ExchangedRows<number>,
  options: Pick<ExchangeOptions<number>, 'changed' | 'tookIn'> = {},
): Exchange {
  const link = server.connect(() => exchange.wake())
  const exchange: Exchange = createExchange({ rows, link, now: Date.now, ...options })
  running.push(exchange)
  return exchange
}

test('what one station writes is handed over in its order, and wakes the other one', async () => {
  const server = makeServer()
  const [first, second] = [makeRows(), makeRows()]
  const one = start(server, first.rows)
  const two = start(server, second.rows)
  await Promise.all([one.exchangeNow(), two.exchangeNow()])
  first.write(changeOf(front, 1), changeOf(front, 2))
  one.wake()
  await vi.waitFor(() => expect(second.taken.map(({ number }) => number)).toEqual([1, 2]))
  expect(first.waiting()).toBe(0)
  expect(one.findLastTime()).not.toBeNull()
})

test('an exchange that is asked for has handed over what was there when it was asked for', async () => {
  const server = makeServer()
  const { rows, write } = makeRows()
  const exchange = start(server, rows)
  for (let number = 1; number <= 20; number++) {
    write(changeOf(front, number))
    await exchange.exchangeNow()
    expect(server.log).toHaveLength(number)
  }
})

test('more than a batch goes over in several, and more than a page comes in several', async () => {
  const server = makeServer()
  const [first, second] = [makeRows(), makeRows()]
  first.write(...Array.from({ length: 2_500 }, (_, index) => changeOf(front, index + 1)))
  await start(server, first.rows).exchangeNow()
  expect(server.log).toHaveLength(2_500)
  await start(server, second.rows).exchangeNow()
  expect(second.taken.map(({ number }) => number)).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1))
  expect(second.pieces.length).toBeGreaterThan(10)
  expect(second.rows.readCursor()).toBe('2500')
})

test('a batch whose answer was lost is said to have failed, is sent again, and stands there once', async () => {
  const server = makeServer()
  const { rows, write, waiting } = makeRows()
  const seen: [failed: boolean, waiting: number][] = []
  const exchange: Exchange = start(server, rows, {
    changed: () => void seen.push([exchange.findFailure() !== null, waiting()]),
  })
  write(changeOf(front, 1), changeOf(front, 2), changeOf(front, 3))
  server.loseNextAnswer()
  await exchange.exchangeNow()
  expect(seen).toEqual([[true, 3]])
  expect(exchange.findFailure()).toMatchObject({ code: 'office-too-slow' })
  await exchange.exchangeNow()
  expect(exchange.findFailure()).toBeNull()
  expect(waiting()).toBe(0)
  expect(server.log.map(({ number }) => number)).toEqual([1, 2, 3])
})

test('while the server is away everything waits, and nothing is said to have failed here', async () => {
  const server = makeServer()
  const { rows, write, waiting } = makeRows()
  const exchange = start(server, rows)
  server.leave()
  write(changeOf(front, 1))
  await exchange.exchangeNow()
  expect(waiting()).toBe(1)
  expect(exchange.findFailure()).toBeNull()
  expect(exchange.findLastTime()).toBeNull()
  server.comeBack()
  await vi.waitFor(() => expect(waiting()).toBe(0))
  expect(server.log).toHaveLength(1)
})

test('a database that takes nothing in keeps its place in the log', async () => {
  const server = makeServer()
  const { rows, taken } = makeRows()
  server.log.push({ ...changeOf(back, 1), arrivedAt: 0 as Instant, clockOffsetMs: 0 })
  let isFull = true
  const exchange = start(server, {
    ...rows,
    takeIn(changes, cursor) {
      if (isFull) throw new AppError('disk-full', 'The disk is full.')
      return rows.takeIn(changes, cursor)
    },
  })
  await exchange.exchangeNow()
  expect(exchange.findFailure()).toMatchObject({ code: 'disk-full' })
  expect(rows.readCursor()).toBe('0')
  isFull = false
  await exchange.exchangeNow()
  expect(taken.map(({ number }) => number)).toEqual([1])
})

test('erasures are confirmed once they are done here, and again where the server did not hear it', async () => {
  const server = makeServer()
  const { rows, erase, erasedLeft } = makeRows()
  const exchange = start(server, rows)
  erase(uidOf(7))
  server.leave()
  await exchange.exchangeNow()
  expect(erasedLeft()).toEqual([uidOf(7)])
  server.comeBack()
  await exchange.exchangeNow()
  expect(server.confirmed).toEqual([uidOf(7)])
  expect(erasedLeft()).toEqual([])
})

const work = (milliseconds: number) => {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

// A change costs a millisecond here and a piece may cost twelve: with pieces that only grow there were seven.
test.each([
  ['taking in', { inRows: 1, afterwards: 0 }],
  ['following in the search index', { inRows: 0, afterwards: 1 }],
])('other work has its turn between the pieces of a long page, whose %s takes long', async (_, cost) => {
  const server = makeServer()
  const { rows } = makeRows()
  for (let number = 1; number <= 900; number++)
    server.log.push({ ...changeOf(back, number), arrivedAt: 0 as Instant, clockOffsetMs: 0 })
  let turns = 0
  let counting = true
  const count = (): void => {
    turns += 1
    if (counting) setImmediate(count)
  }
  count()
  let size = 0
  const slow: ExchangedRows<number> = {
    ...rows,
    takeIn(changes, cursor) {
      size = changes.length
      work(cost.inRows * size)
      return rows.takeIn(changes, cursor)
    },
  }
  await start(server, slow, { tookIn: () => work(cost.afterwards * size) }).exchangeNow()
  counting = false
  expect(turns).toBeGreaterThan(40)
})

test('closing answers whoever waits for an exchange', async () => {
  const server = makeServer()
  const { rows } = makeRows()
  const never = Promise.withResolvers<never>()
  const pull = vi.fn(() => never.promise)
  const link = { ...server.connect(() => undefined), pull }
  const exchange = createExchange({ rows, link, now: Date.now })
  const asked = exchange.exchangeNow()
  await vi.waitFor(() => expect(pull).toHaveBeenCalled())
  const closed = exchange.close()
  await asked
  // The link closes first, which ends whatever it waits for.
  never.reject(new AppError('office-unreachable', 'The connection was closed.'))
  await closed
})

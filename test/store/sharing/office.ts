import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Instant } from '../../../main/contract/entities.ts'
import type { ReceivedChange, SharedChange, Uid } from '../../../main/contract/shared-change.ts'
import { openStore, type Store } from '../../../main/store/open.ts'
import { keyVault, scratchFolder } from '../scratch.ts'

/** A log in memory, as PostgreSQL keeps it: what is about somebody who was erased is emptied, for ever. */
export function createLog() {
  const changes: ReceivedChange[] = []
  const originals: ReceivedChange[] = []
  const known = new Map<string, string>()
  const erased = new Set<Uid>()
  const empty = (change: ReceivedChange): ReceivedChange =>
    change.people.some((uid) => erased.has(uid)) ? { ...change, fields: null, secret: null } : change
  return {
    changes,
    /** As they were handed over, for what is still on its way when somebody is erased. */
    originals,
    /** Takes a batch whose numbers go on without a hole; a number that is known is accepted again. */
    push(batch: readonly SharedChange[]): void {
      for (const change of batch) {
        const key = `${change.station} ${change.number}`
        const digest = JSON.stringify([change.kind, change.uid, change.time])
        const before = known.get(key)
        if (before !== undefined && before !== digest) throw new Error(`another change under ${key}`)
        if (before !== undefined) continue
        if (change.number > 1 && !known.has(`${change.station} ${change.number - 1}`))
          throw new Error(`hole before ${key}`)
        known.set(key, digest)
        if (change.kind === 'person' && change.fields === null) {
          erased.add(change.uid)
          for (const [place, each] of changes.entries()) changes[place] = empty(each)
        }
        const received = { ...change, arrivedAt: (changes.length + 1) as Instant, clockOffsetMs: 0 }
        originals.push(received)
        changes.push(empty(received))
      }
    },
  }
}

export type Log = ReturnType<typeof createLog>

export const stationUid = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as Uid

export interface Station {
  readonly store: Store
  readonly uid: Uid
  /** The wall clock, which anybody may set. */
  clock: number
}

/** A station of its own, with its own key. @param file in memory when left out */
export function createStation(number: number, { file = ':memory:', joins = true } = {}): Station {
  const uid = stationUid(number)
  const station = { uid, clock: 1_000_000 }
  const store = openStore({ file, vault: keyVault(number), now: () => station.clock++, steady: () => station.clock })
  if (joins) store.sharing.join(uid)
  let open = true
  onTestFinished(() => {
    if (open) store.close()
    open = false
  })
  return Object.assign(station, { store })
}

export const stationFile = () => join(scratchFolder(), 'rollcall.db')

/** Hands everything over that a station wrote. */
export function handOver({ store }: Station, log: Log, atOnce = 1000): void {
  for (let batch = store.sharing.listOutgoing(atOnce); batch.length > 0; batch = store.sharing.listOutgoing(atOnce)) {
    log.push(batch)
    store.sharing.noteHandedOver(batch.at(-1)!.number)
  }
}

/** Reads the log from the station's cursor on. */
export function takeIn({ store }: Station, log: Log, atOnce = 1000) {
  const taken = []
  for (let from = Number(store.sharing.readCursor() ?? 0); from < log.changes.length; from += atOnce) {
    const page = log.changes.slice(from, from + atOnce)
    taken.push(store.sharing.takeIn(page, String(from + page.length)))
  }
  return taken
}

/** Has all stations tell each other everything. */
export function settle(stations: readonly Station[], log: Log): void {
  for (let round = 0; round < 2; round++) {
    for (const station of stations) handOver(station, log)
    for (const station of stations) takeIn(station, log)
  }
}

import { onTestFinished, vi } from 'vitest'
import type { ReceivedChange, SharedChange, Uid } from '../../main/contract/shared-change.ts'
import { createOffice } from '../../main/office-link/create.ts'
import { firstCursor } from '../../main/office-link/cursor.ts'
import { joinOffice } from '../../main/office-link/join.ts'
import { type OfficeLink, type OfficeLinkOptions, openOfficeLink } from '../../main/office-link/link.ts'
import type { OfficeMembership } from '../../main/office-link/membership.ts'
import { makeUid } from '../../main/office-link/uid.ts'
import type { Postgres, TestDatabase } from './postgres.ts'

/** A station without a Rollcall behind it: it counts its changes, and remembers what it was given. */
export interface TestStation {
  readonly link: OfficeLink
  readonly uid: Uid
  /** As it lies on its disk. */
  membership(): OfficeMembership
  /** The next change of this station. */
  change(change?: Partial<SharedChange>): SharedChange
  /** Everything that it has not read yet. */
  readAll(withOwn?: boolean): Promise<ReceivedChange[]>
  woken(): number
}

let times = 0

/** @param atEnd when the station is closed; at the end of the test unless told */
export function openStation(
  membership: OfficeMembership,
  options: Partial<OfficeLinkOptions> = {},
  atEnd: (close: () => Promise<void>) => void = onTestFinished,
): TestStation {
  let kept = membership
  let number = 0
  let cursor = firstCursor
  let wakes = 0
  const link = openOfficeLink({
    membership,
    save: (next) => {
      kept = next
    },
    describe: () => ({ version: '1.0.0', model: 'arcface', handedOver: 0, cursor: firstCursor, waiting: 0 }),
    onWake: () => wakes++,
    ...options,
  })
  atEnd(() => link.close())
  return {
    ...{ link, uid: membership.station, membership: () => kept, woken: () => wakes },
    change: (change = {}) => ({
      ...{ station: membership.station, number: ++number, kind: 'event', uid: makeUid(), people: [], basis: null },
      ...{ time: `${(++times).toString(16).padStart(16, '0')}-${membership.station}`, fields: {}, secret: null },
      ...change,
    }),
    async readAll(withOwn = false) {
      const changes: ReceivedChange[] = []
      for (;;) {
        const pulled = await link.pull(cursor, { withOwn })
        if (pulled.refused.length > 0) throw pulled.refused[0]
        changes.push(...pulled.changes)
        cursor = pulled.cursor
        if (!pulled.hasMore && !pulled.isBehind) return changes
      }
    },
  }
}

export interface TestOffice {
  readonly database: TestDatabase
  readonly first: TestStation
  readonly recoveryKey: Uint8Array
  readonly sites: readonly Uid[]
  /** Has one more station join and be taken in. */
  add(options?: { sites?: readonly Uid[]; manages?: boolean; name?: string }): Promise<TestStation>
}

/** An office of two sites with its first station, at the first of them. */
export async function openOffice(
  postgres: Postgres,
  atEnd: (close: () => Promise<void>) => void = onTestFinished,
): Promise<TestOffice> {
  const database = await postgres.createDatabase()
  const { server, login: admin } = database
  const created = await createOffice({
    server,
    admin,
    name: 'Head office',
    sites: ['North', 'South'],
    firstStation: 'Desk',
  })
  const first = openStation(created.membership, {}, atEnd)
  await first.link.check()
  const sites = created.sites.map(({ uid }) => uid)
  return {
    ...{ database, first, sites, recoveryKey: created.recoveryKey },
    async add({ sites: own = [sites[0]!], manages = false, name = 'Kiosk' } = {}) {
      const { code } = await first.link.invite({ name, sites: own, manages, expiresAt: Date.now() + 60_000 })
      const membership = await joinOffice(code, { save: () => {}, now: Date.now() })
      await first.link.admit(membership.station, membership.invitation!.words)
      const station = openStation(membership, {}, atEnd)
      await station.link.check()
      return station
    },
  }
}

/** Waits until something comes to be, which is asked again and again. */
export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 30_000, interval: 20 })
}

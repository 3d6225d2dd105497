import type { Instant, PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'

/**
 * A counter of wrong PINs: after `free` of them in a row it locks for a minute, then two, four, ... up to `longest`
 * minutes.
 */
interface CountGuard {
  readonly kind: 'count'
  readonly who: string
  readonly free: number
  readonly maxLockMinutes: number
  /** The count starts again after this time without a wrong PIN; null where it never does. */
  readonly calmMs: number | null
}

/** A leaky bucket: it takes `capacity` wrong PINs, of which one is forgotten after each `refillMs`. */
interface BucketGuard {
  readonly kind: 'bucket'
  readonly who: string
  readonly capacity: number
  readonly refillMs: number
}

export type Guard = CountGuard | BucketGuard

/** The clocks of a machine, in milliseconds. */
export interface Clocks {
  /** Since the epoch; anybody may set it. */
  readonly now: () => number
  /** Since the machine was started; nobody can set it, and it begins anew with the machine. */
  readonly steady: () => number
}

/** `locks`: the guards that lock unless this attempt turns out right. */
export type Reservation =
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'reserved'; readonly locks: readonly Guard[] }

/** How often somebody entered a wrong PIN, and who has to wait for it. */
export interface PinAttempts {
  /** Counts an attempt as wrong before it is checked, so that parallel attempts do not get around the limit. */
  reserve(guards: readonly Guard[]): Reservation
  /** Takes a right attempt off the counts. */
  takeBack(guards: readonly Guard[]): void
  forget(who: string): void
  /** When the lock ends; null without one. */
  lockEndOf(who: string): Instant | null
  /** Kiosks at which PINs are locked; null stands for all of them. */
  listLockedKiosks(): { name: string | null; lockedUntil: Instant }[]
}

const minute = 60_000
const day = 1440 * minute
/** A number that nobody has is forgotten after this time, so that guesses do not fill the disk. */
const keptTypedMs = 30 * day

const ofOne = { kind: 'count', free: 5, maxLockMinutes: 1440, calmMs: null } as const
export const personGuard = (id: PersonId): Guard => ({ ...ofOne, who: `person ${id}` })
/** For a number that nobody has: it locks as a person's does, so that the answers do not tell which numbers exist. */
export const numberGuard = (hash: Uint8Array): Guard => ({
  ...ofOne,
  who: `typed ${Buffer.from(hash).toString('base64')}`,
})
/** Allows more wrong PINs, because many people use a kiosk. */
export const kioskGuard = (name: string): Guard => ({
  ...{ kind: 'count', who: `kiosk ${name}`, free: 30, maxLockMinutes: 60, calmMs: 60 * minute },
})
/**
 * Of passphrases, by the name that is typed, whether or not there is such an account; forgotten like a number that
 * nobody has.
 */
export const accountGuard = (name: string): Guard => ({
  ...{ kind: 'count', free: 5, maxLockMinutes: 60, calmMs: null },
  who: `typed account ${name.normalize('NFKC').toLowerCase()}`,
})
/**
 * At guessing the codes that let people sign a consent: of one kiosk, and of all together, because whoever calls may
 * name any kiosk.
 */
export const consentCodeGuards = (kiosk: string): readonly Guard[] => [
  { kind: 'bucket', who: `consent ${kiosk.toLowerCase()}`, capacity: 10, refillMs: 10 * minute },
  { kind: 'bucket', who: 'consents', capacity: 30, refillMs: 10 * minute },
]

/**
 * Of all kiosks together: 144 guesses a day after the first 60. Among 500 PINs of eight digits one is found with a
 * chance of 0.1 % in the first day.
 */
export const installationGuard: Guard = { kind: 'bucket', who: 'installation', capacity: 60, refillMs: 10 * minute }

export interface Attempts {
  /** Wrong PINs in a row; of a bucket, milliseconds until it is empty. */
  readonly failures: number
  readonly last_at: number
  /** Later than `last_at` by the length of the lock; 0 without one. */
  readonly locked_until: number
  /** Null in rows of earlier versions. */
  readonly steady_at: number | null
}

export function openPinAttempts(database: Database, { now, steady }: Clocks): PinAttempts {
  const ofKiosks = database.prepare<Attempts & { who: string }>(
    "select * from pin_attempts where (who like 'kiosk %' or who = 'installation') and locked_until > 0 order by who",
  )
  const attempts = database.prepare<Attempts>('select * from pin_attempts where who = @who')
  const count = database.prepare(`
    insert into pin_attempts (who, failures, last_at, locked_until, steady_at)
    values (@who, @failures, @at, @lockedUntil, @steadyAt)
    on conflict (who) do update set failures = excluded.failures, last_at = excluded.last_at,
      locked_until = excluded.locked_until, steady_at = excluded.steady_at`)
  const takeBack = database.prepare(`
    update pin_attempts set failures = max(0, failures - @by), locked_until = 0 where who = @who`)
  const forget = database.prepare('delete from pin_attempts where who = @who')
  const forgetTyped = database.prepare("delete from pin_attempts where who like 'typed %' and last_at < @before")

  /**
   * Milliseconds since the last attempt was counted: by the steady clock while the machine runs, else by the wall
   * clock. Null when the attempt lies in the future, because the clock was wrong then or is now.
   */
  function msSince({ last_at, steady_at }: Attempts): number | null {
    if (steady_at !== null && steady() >= steady_at) return steady() - steady_at
    return now() >= last_at ? now() - last_at : null
  }

  /** Milliseconds until a lock ends; never more than its whole length, whatever the clock says. */
  function remainingLockMs(row: Attempts): number {
    const length = row.locked_until - row.last_at
    return length <= 0 ? 0 : Math.max(0, length - (msSince(row) ?? 0))
  }

  function lockEnd(row: Attempts): Instant | null {
    const left = remainingLockMs(row)
    return left === 0 ? null : ((now() + left) as Instant)
  }

  function write(who: string, failures: number, lockFor: number): void {
    const at = now()
    count.run({ who, failures, at, lockedUntil: lockFor === 0 ? 0 : at + lockFor, steadyAt: Math.floor(steady()) })
  }

  /** Starts a lock again that begins in the future, because the clock was set back, so that it ends. */
  function restartLock(who: string, row: Attempts): void {
    if (msSince(row) === null) write(who, row.failures, remainingLockMs(row))
  }

  /** Counts one more. @returns whether it locks, in milliseconds; 0 when it does not */
  function add(guard: Guard, row: Attempts | undefined): number {
    const since = row === undefined ? 0 : (msSince(row) ?? 0)
    const before = row?.failures ?? 0
    if (guard.kind === 'bucket') {
      const { refillMs, capacity } = guard
      const debt = Math.max(0, before - since) + refillMs
      const lockFor = debt > (capacity - 1) * refillMs ? debt - (capacity - 1) * refillMs : 0
      write(guard.who, Math.ceil(debt), Math.ceil(lockFor))
      return lockFor
    }
    const calmed = guard.calmMs !== null && since > guard.calmMs
    const failures = (calmed ? 0 : before) + 1
    const minutes = failures < guard.free ? 0 : Math.min(2 ** (failures - guard.free), guard.maxLockMinutes)
    write(guard.who, failures, minutes * minute)
    return minutes
  }

  function reserve(guards: readonly Guard[]): Reservation {
    const found = guards.map((guard) => ({ guard, row: attempts.get({ who: guard.who }) }))
    const left = Math.max(0, ...found.map(({ row }) => (row === undefined ? 0 : remainingLockMs(row))))
    if (left > 0) {
      for (const { guard, row } of found) if (row !== undefined) restartLock(guard.who, row)
      return { kind: 'locked', until: (now() + left) as Instant }
    }
    forgetTyped.run({ before: now() - keptTypedMs })
    return { kind: 'reserved', locks: found.filter(({ guard, row }) => add(guard, row) > 0).map(({ guard }) => guard) }
  }

  return {
    reserve,
    takeBack(guards) {
      for (const guard of guards) takeBack.run({ who: guard.who, by: guard.kind === 'bucket' ? guard.refillMs : 1 })
    },
    forget: (who) => void forget.run({ who }),
    lockEndOf(who) {
      const row = attempts.get({ who })
      return row === undefined ? null : lockEnd(row)
    },
    listLockedKiosks: () =>
      ofKiosks.all().flatMap((row) => {
        const lockedUntil = lockEnd(row)
        const name = row.who === installationGuard.who ? null : row.who.slice('kiosk '.length)
        return lockedUntil === null ? [] : [{ name, lockedUntil }]
      }),
  }
}

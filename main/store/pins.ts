import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Instant, PersonId } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'

/** Who has a PIN, and who tried too often. */
export interface Pins {
  /** What is stored of a PIN: scrypt over its keyed hash. Takes about a tenth of a second, off the main thread. */
  hash(pin: string): Promise<Uint8Array>
  /** Whose PIN has this hash; compares with everybody's, in the same time whoever it is. */
  holder(hash: Uint8Array): PersonId | null
  set(personId: PersonId, hash: Uint8Array): void
  remove(personId: PersonId): void
  list(): { personId: PersonId; name: string; setAt: Instant; lockedUntil: Instant | null }[]
  /**
   * Counts an attempt as wrong before it is checked, so that many at once gain nothing.
   * @returns until when nobody may try; null when this attempt may go on
   */
  reserve(guards: readonly Guard[]): Instant | null
  /** The attempt was right: the person's count is forgotten, the others' is taken back by one. */
  succeed(personId: PersonId, guards: readonly Guard[]): void
  unlock(personId: PersonId): void
  /** Kiosks at which nobody may try for now. */
  lockedKiosks(): { name: string; lockedUntil: Instant }[]
  unlockKiosk(name: string): void
}

/** What counts wrong PINs: after `free` in a row it locks for a minute, then two, four, ... up to `longest` minutes. */
export interface Guard {
  readonly who: string
  readonly free: number
  readonly longestMinutes: number
}

export const personGuard = (id: PersonId): Guard => ({ who: `person ${id}`, free: 5, longestMinutes: 1440 })
/** Many people pass a kiosk, and each may slip. */
export const kioskGuard = (name: string): Guard => ({ who: `kiosk ${name}`, free: 30, longestMinutes: 60 })

/** OWASP's recommendation for scrypt at 32 MiB: (2^15, 8, 3). */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const minute = 60_000
/** A kiosk's count starts anew after so long without a wrong PIN; a person's does not. */
const calm = 60 * minute

interface Attempts {
  failures: number
  last_at: number
  /** Later than `last_at` by the length of the lock; 0 without one. */
  locked_until: number
  /** Null in rows of earlier versions. */
  steady_at: number | null
}

/** What stands beside a PIN whose person never tried in vain. */
type Nothing = { [K in keyof Attempts]: null }

/** The clocks of a machine, in milliseconds. */
export interface Clocks {
  /** Since the epoch; anybody may set it. */
  readonly now: () => number
  /** Since the machine was started; nobody can set it, and it begins anew with the machine. */
  readonly steady: () => number
}

/**
 * PINs are told apart by their hash alone, so that one may be entered without a number. They share one salt, which
 * the vault's key makes: without that key a stolen database gives nothing to guess against.
 */
export function openPins(database: Database, vault: Vault, { now, steady }: Clocks): Pins {
  const all = database.prepare<{ person_id: number; hash: Uint8Array }>('select person_id, hash from pins')
  const put = database.prepare(`
    insert into pins (person_id, hash, set_at) values (@personId, @hash, @at)
    on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at`)
  const remove = database.prepare('delete from pins where person_id = @personId')
  const listed = database.prepare<{ person_id: number; name: string; set_at: number } & (Attempts | Nothing)>(`
    select person_id, people.name, set_at, failures, last_at, locked_until, steady_at
    from pins join people on people.id = pins.person_id
    left join pin_attempts on who = 'person ' || person_id order by sort_name, person_id`)
  const ofKiosks = database.prepare<Attempts & { who: string }>(
    "select * from pin_attempts where who like 'kiosk %' and locked_until > 0 order by who",
  )
  const attempts = database.prepare<Attempts>('select * from pin_attempts where who = @who')
  const count = database.prepare(`
    insert into pin_attempts (who, failures, last_at, locked_until, steady_at)
    values (@who, @failures, @at, @lockedUntil, @steadyAt)
    on conflict (who) do update set failures = excluded.failures, last_at = excluded.last_at,
      locked_until = excluded.locked_until, steady_at = excluded.steady_at`)
  const takeBack = database.prepare(`
    update pin_attempts set failures = max(0, failures - 1), locked_until = 0 where who = @who`)
  const forget = database.prepare('delete from pin_attempts where who = @who')
  const unlock = (personId: PersonId) => void forget.run({ who: personGuard(personId).who })

  /**
   * Milliseconds since the last attempt was counted: by the steady clock while the machine runs, else by the wall clock.
   * Null when the attempt lies in the future, because the clock was wrong then or is now.
   */
  function elapsedSince({ last_at, steady_at }: Attempts): number | null {
    if (steady_at !== null && steady() >= steady_at) return steady() - steady_at
    return now() >= last_at ? now() - last_at : null
  }

  /** Milliseconds that a lock goes on; never longer than it was made for, whatever was done to the clock. */
  function remaining(row: Attempts): number {
    const length = row.locked_until - row.last_at
    return length <= 0 ? 0 : Math.max(0, length - (elapsedSince(row) ?? 0))
  }

  function lockedUntil(row: Attempts): Instant | null {
    const left = remaining(row)
    return left === 0 ? null : ((now() + left) as Instant)
  }

  function write(who: string, failures: number, lockFor: number): void {
    const at = now()
    count.run({ who, failures, at, lockedUntil: lockFor === 0 ? 0 : at + lockFor, steadyAt: Math.floor(steady()) })
  }

  /** A lock from a time that lies in the future begins anew, so that it ends. */
  function restartLock(who: string, row: Attempts): void {
    if (elapsedSince(row) === null) write(who, row.failures, remaining(row))
  }

  function reserve(guards: readonly Guard[]): Instant | null {
    const found = guards.map((guard) => ({ guard, row: attempts.get({ who: guard.who }) }))
    const left = Math.max(0, ...found.map(({ row }) => (row === undefined ? 0 : remaining(row))))
    if (left > 0) {
      for (const { guard, row } of found) if (row !== undefined) restartLock(guard.who, row)
      return (now() + left) as Instant
    }
    for (const { guard, row } of found) {
      const calmed = guard.who.startsWith('kiosk ') && row !== undefined && (elapsedSince(row) ?? 0) > calm
      const failures = (calmed ? 0 : (row?.failures ?? 0)) + 1
      const minutes = failures < guard.free ? 0 : Math.min(2 ** (failures - guard.free), guard.longestMinutes)
      write(guard.who, failures, minutes * minute)
    }
    return null
  }

  return {
    hash: (pin) =>
      new Promise((resolve, reject) => {
        const text = vault.authenticate(Buffer.from(pin), 'pin')
        const salt = vault.authenticate(new Uint8Array(), 'pin salt')
        scrypt(text, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)))
      }),
    holder(hash) {
      let holder: PersonId | null = null
      for (const row of all.all()) if (timingSafeEqual(blob(row.hash), hash)) holder = row.person_id as PersonId
      return holder
    },
    set: (personId, hash) =>
      database.transaction(() => {
        put.run({ personId, hash, at: now() })
        unlock(personId)
      }),
    remove: (personId) => void remove.run({ personId }),
    list: () =>
      listed.all().map((row) => ({
        personId: row.person_id as PersonId,
        name: row.name,
        setAt: row.set_at as Instant,
        lockedUntil: row.last_at === null ? null : lockedUntil(row),
      })),
    reserve: (guards) => database.transaction(() => reserve(guards)),
    succeed: (personId, guards) =>
      database.transaction(() => {
        for (const { who } of guards) takeBack.run({ who })
        unlock(personId)
      }),
    unlock,
    lockedKiosks: () =>
      ofKiosks.all().flatMap((row) => {
        const until = lockedUntil(row)
        return until === null ? [] : [{ name: row.who.slice('kiosk '.length), lockedUntil: until }]
      }),
    unlockKiosk: (name) => void forget.run({ who: kioskGuard(name).who }),
  }
}

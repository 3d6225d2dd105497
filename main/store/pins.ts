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
  locked_until: number
}

/**
 * PINs are told apart by their hash alone, so that one may be entered without a number. They share one salt, which
 * the vault's key makes: without that key a stolen database gives nothing to guess against.
 */
export function openPins(database: Database, vault: Vault, now: () => number): Pins {
  const all = database.prepare<{ person_id: number; hash: Uint8Array }>('select person_id, hash from pins')
  const put = database.prepare(`
    insert into pins (person_id, hash, set_at) values (@personId, @hash, @at)
    on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at`)
  const remove = database.prepare('delete from pins where person_id = @personId')
  const listed = database.prepare<{ person_id: number; name: string; set_at: number; locked_until: number | null }>(`
    select person_id, people.name, set_at, locked_until from pins join people on people.id = pins.person_id
    left join pin_attempts on who = 'person ' || person_id order by sort_name, person_id`)
  const attempts = database.prepare<Attempts>('select * from pin_attempts where who = @who')
  const count = database.prepare(`
    insert into pin_attempts (who, failures, last_at, locked_until) values (@who, @failures, @at, @lockedUntil)
    on conflict (who) do update
      set failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until`)
  const takeBack = database.prepare(`
    update pin_attempts set failures = max(0, failures - 1), locked_until = 0 where who = @who`)
  const forget = database.prepare('delete from pin_attempts where who = @who')
  const unlock = (personId: PersonId) => void forget.run({ who: personGuard(personId).who })

  function reserve(guards: readonly Guard[]): Instant | null {
    const at = now()
    const found = guards.map((guard) => ({ guard, row: attempts.get({ who: guard.who }) }))
    const until = Math.max(0, ...found.map(({ row }) => row?.locked_until ?? 0))
    if (until > at) return until as Instant
    for (const { guard, row } of found) {
      const stale = guard.who.startsWith('kiosk ') && row !== undefined && at - row.last_at > calm
      const failures = (stale ? 0 : (row?.failures ?? 0)) + 1
      const minutes = failures < guard.free ? 0 : Math.min(2 ** (failures - guard.free), guard.longestMinutes)
      count.run({ who: guard.who, failures, at, lockedUntil: minutes === 0 ? 0 : at + minutes * minute })
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
        lockedUntil: (row.locked_until ?? 0) > now() ? (row.locked_until as Instant) : null,
      })),
    reserve: (guards) => database.transaction(() => reserve(guards)),
    succeed: (personId, guards) =>
      database.transaction(() => {
        for (const { who } of guards) takeBack.run({ who })
        unlock(personId)
      }),
    unlock,
  }
}

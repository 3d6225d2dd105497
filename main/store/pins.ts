import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import type { PinSeal } from './pin-seal.ts'
import type { Vault } from './vault.ts'

/** PINs, and how often somebody entered a wrong one. */
export interface Pins {
  /** Hashes a PIN by scrypt over its keyed hash; takes a tenth of a second, off the main thread. */
  hash(pin: string): Promise<Uint8Array>
  /** Whose PIN has this hash. Compares with all of them in constant time; damaged ones match nobody. */
  findHolder(hash: Uint8Array): PersonId | null
  set(personId: PersonId, hash: Uint8Array): void
  remove(personId: PersonId): void
  list(): { personId: PersonId; name: string; setAt: Instant; lockedUntil: Instant | null }[]
  /**
   * Counts an attempt as wrong before it is checked, so that parallel attempts do not get around the limit.
   * @returns until when attempts are locked; null when this one may go on
   */
  reserve(guards: readonly Guard[]): Instant | null
  /** Says that the attempt was right: resets the person's count, and takes the attempt off the other counts. */
  succeed(personId: PersonId, guards: readonly Guard[]): void
  unlock(personId: PersonId): void
  /** Kiosks at which PINs are locked. */
  listLockedKiosks(): { name: string; lockedUntil: Instant }[]
  unlockKiosk(name: string): void
}

/**
 * A counter of wrong PINs: after `free` of them in a row it locks for a minute, then two, four, ... up to `longest`
 * minutes.
 */
export interface Guard {
  readonly who: string
  readonly free: number
  readonly maxLockMinutes: number
}

export const personGuard = (id: PersonId): Guard => ({ who: `person ${id}`, free: 5, maxLockMinutes: 1440 })
/** Allows more wrong PINs, because many people use a kiosk. */
export const kioskGuard = (name: string): Guard => ({ who: `kiosk ${name}`, free: 30, maxLockMinutes: 60 })

/** OWASP's recommendation for scrypt at 32 MiB: (2^15, 8, 3). */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const minute = 60_000
/** A kiosk's count starts again after this time without a wrong PIN; a person's does not. */
const calmMs = 60 * minute

interface Attempts {
  failures: number
  last_at: number
  /** Later than `last_at` by the length of the lock; 0 without one. */
  locked_until: number
  /** Null in rows of earlier versions. */
  steady_at: number | null
}

interface PinRow {
  person_id: number
  hash: Uint8Array
  seal: Uint8Array | null
}

/** The columns of attempts for a person without any. */
type Nothing = { [K in keyof Attempts]: null }

/** The clocks of a machine, in milliseconds. */
export interface Clocks {
  /** Since the epoch; anybody may set it. */
  readonly now: () => number
  /** Since the machine was started; nobody can set it, and it begins anew with the machine. */
  readonly steady: () => number
}

/**
 * Opens the table of PINs. A PIN is found by its hash alone, so that it can be entered without an employee number;
 * therefore all share one salt. It is derived from the vault's key: without that, a stolen database allows no guessing.
 */
export function openPins(
  database: Database,
  damages: Damages,
  { vault, seal, now, steady }: Clocks & { readonly vault: Pick<Vault, 'authenticate'>; readonly seal: PinSeal },
): Pins {
  const all = database.prepare<PinRow>('select person_id, hash, seal from pins')
  const unsealed = database.prepare<Omit<PinRow, 'seal'>>('select person_id, hash from pins where seal is null')
  const putSeal = database.prepare('update pins set seal = @seal where person_id = @personId')
  const put = database.prepare(`
    insert into pins (person_id, hash, seal, set_at) values (@personId, @hash, @seal, @at)
    on conflict (person_id) do update set hash = excluded.hash, seal = excluded.seal, set_at = excluded.set_at`)
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

  function lockEndOf(row: Attempts): Instant | null {
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

  function reserve(guards: readonly Guard[]): Instant | null {
    const found = guards.map((guard) => ({ guard, row: attempts.get({ who: guard.who }) }))
    const left = Math.max(0, ...found.map(({ row }) => (row === undefined ? 0 : remainingLockMs(row))))
    if (left > 0) {
      for (const { guard, row } of found) if (row !== undefined) restartLock(guard.who, row)
      return (now() + left) as Instant
    }
    for (const { guard, row } of found) {
      const calmed = guard.who.startsWith('kiosk ') && row !== undefined && (msSince(row) ?? 0) > calmMs
      const failures = (calmed ? 0 : (row?.failures ?? 0)) + 1
      const minutes = failures < guard.free ? 0 : Math.min(2 ** (failures - guard.free), guard.maxLockMinutes)
      write(guard.who, failures, minutes * minute)
    }
    return null
  }

  // PINs of earlier versions have no seal.
  for (const { person_id: id, hash } of unsealed.all()) {
    putSeal.run({ personId: id, seal: seal.of(id as PersonId, blob(hash)) })
  }

  /** The PINs whose seal is valid; the others are reported as damaged. */
  function readIntact(): PinRow[] {
    return all.all().filter(({ person_id: id, hash, seal: kept }) => {
      const personId = id as PersonId
      const holds = seal.holds(personId, blob(hash), kept && blob(kept))
      if (!holds) damages.report({ kind: 'pin', id, personId })
      return holds
    })
  }

  return {
    hash: (pin) =>
      new Promise((resolve, reject) => {
        const text = vault.authenticate(Buffer.from(pin), 'pin')
        const salt = vault.authenticate(new Uint8Array(), 'pin salt')
        scrypt(text, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)))
      }),
    findHolder(hash) {
      let holder: PersonId | null = null
      for (const row of readIntact()) if (timingSafeEqual(blob(row.hash), hash)) holder = row.person_id as PersonId
      return holder
    },
    set: (personId, hash) =>
      database.transaction(() => {
        put.run({ personId, hash, seal: seal.of(personId, hash), at: now() })
        unlock(personId)
      }),
    remove: (personId) => void remove.run({ personId }),
    list() {
      readIntact()
      return listed.all().map((row) => ({
        personId: row.person_id as PersonId,
        name: row.name,
        setAt: row.set_at as Instant,
        lockedUntil: row.last_at === null ? null : lockEndOf(row),
      }))
    },
    reserve: (guards) => database.transaction(() => reserve(guards)),
    succeed: (personId, guards) =>
      database.transaction(() => {
        for (const { who } of guards) takeBack.run({ who })
        unlock(personId)
      }),
    unlock,
    listLockedKiosks: () =>
      ofKiosks.all().flatMap((row) => {
        const until = lockEndOf(row)
        return until === null ? [] : [{ name: row.who.slice('kiosk '.length), lockedUntil: until }]
      }),
    unlockKiosk: (name) => void forget.run({ who: kioskGuard(name).who }),
  }
}

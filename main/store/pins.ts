import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import {
  type Clocks,
  type Guard,
  installationGuard,
  kioskGuard,
  numberGuard,
  openPinAttempts,
  personGuard,
  type Reservation,
} from './pin-attempts.ts'
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
  /** Whether somebody has one, intact or damaged. */
  has(personId: PersonId): boolean
  list(): { personId: PersonId; name: string; setAt: Instant; lockedUntil: Instant | null }[]
  /** The guard of a number that nobody has, by a keyed hash: it may be somebody's elsewhere. */
  numberGuard(employeeNumber: string): Guard
  /** Counts an attempt as wrong before it is checked, so that parallel attempts do not get around the limit. */
  reserve(guards: readonly Guard[]): Reservation
  /** Says that the attempt was right: resets the person's count, and takes the attempt off the other counts. */
  succeed(personId: PersonId, guards: readonly Guard[]): void
  unlock(personId: PersonId): void
  /** Kiosks at which PINs are locked; null stands for all of them. */
  listLockedKiosks(): { name: string | null; lockedUntil: Instant }[]
  unlockKiosk(name: string | null): void
}

/** OWASP's recommendation for scrypt at 32 MiB: (2^15, 8, 3). */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
interface PinRow {
  person_id: number
  hash: Uint8Array
  seal: Uint8Array | null
}

/**
 * Opens the table of PINs. A PIN is found by its hash alone, so that it can be entered without an employee number;
 * therefore all share one salt. It is derived from the vault's key: without that, a stolen database allows no guessing.
 */
export function openPins(
  database: Database,
  damages: Damages,
  { vault, seal, now, steady }: Clocks & { readonly vault: Pick<Vault, 'fingerprint'>; readonly seal: PinSeal },
): Pins {
  const all = database.prepare<PinRow>('select person_id, hash, seal from pins')
  const unsealed = database.prepare<Omit<PinRow, 'seal'>>('select person_id, hash from pins where seal is null')
  const putSeal = database.prepare('update pins set seal = @seal where person_id = @personId')
  const put = database.prepare(`
    insert into pins (person_id, hash, seal, set_at) values (@personId, @hash, @seal, @at)
    on conflict (person_id) do update set hash = excluded.hash, seal = excluded.seal, set_at = excluded.set_at`)
  const remove = database.prepare('delete from pins where person_id = @personId')
  const one = database.prepare('select 1 from pins where person_id = @personId')
  const listed = database.prepare<{ person_id: number; name: string; set_at: number }>(`
    select person_id, people.name, set_at from pins join people on people.id = pins.person_id
    order by sort_name, person_id`)
  const attempts = openPinAttempts(database, { now, steady })
  const unlock = (personId: PersonId) => attempts.forget(personGuard(personId).who)

  // PINs of earlier versions have no seal.
  for (const { person_id: id, hash } of unsealed.all()) {
    putSeal.run({ personId: id, seal: seal.of(id as PersonId, blob(hash)) })
  }

  /** The PINs whose seal is valid; the others are reported as damaged. */
  function readIntact(): PinRow[] {
    return all.all().filter(({ person_id: id, hash, seal: kept }) => {
      const personId = id as PersonId
      const holds = database.proof.holds('pins', id) && seal.holds(personId, blob(hash), kept && blob(kept))
      if (!holds) damages.report({ kind: 'pin', id, personId })
      return holds
    })
  }

  return {
    hash: (pin) =>
      new Promise((resolve, reject) => {
        const text = vault.fingerprint(Buffer.from(pin), 'pin')
        const salt = vault.fingerprint(new Uint8Array(), 'pin salt')
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
        database.proof.renew('pins', personId)
        unlock(personId)
      }),
    remove: (personId) => void remove.run({ personId }),
    has: (personId) => one.get({ personId }) !== undefined,
    list() {
      readIntact()
      return listed.all().map((row) => ({
        personId: row.person_id as PersonId,
        name: row.name,
        setAt: row.set_at as Instant,
        lockedUntil: attempts.lockEndOf(personGuard(row.person_id as PersonId).who),
      }))
    },
    numberGuard: (number) => numberGuard(vault.fingerprint(Buffer.from(tidy(number)), 'typed number')),
    reserve: (guards) => database.transaction(() => attempts.reserve(guards)),
    succeed: (personId, guards) =>
      database.transaction(() => {
        attempts.takeBack(guards)
        unlock(personId)
      }),
    unlock,
    listLockedKiosks: attempts.listLockedKiosks,
    unlockKiosk: (name) => attempts.forget(name === null ? installationGuard.who : kioskGuard(name).who),
  }
}

/** As numbers are looked up. */
const tidy = (number: string) => number.normalize('NFKC').toLowerCase()

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PersonId } from '../../main/contract/entities.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import { type Guard, installationGuard, kioskGuard, personGuard } from '../../main/store/pin-attempts.ts'
import { createPinSeal } from '../../main/store/pin-seal.ts'
import { openPins, type Pins } from '../../main/store/pins.ts'
import { openVault } from '../../main/store/vault.ts'
import { scratchFolder } from './scratch.ts'

const minute = 60_000
const day = 24 * 60 * minute
const year = 365 * day
const guard = personGuard(PersonId.parse(1))

/** Tries once. @returns until when attempts are locked; null when this one was let through */
function lockEnd(pins: Pins, guards: readonly Guard[]) {
  const reserved = pins.reserve(guards)
  return reserved.kind === 'locked' ? reserved.until : null
}

/**
 * A machine with clocks of its own; `restart` opens the store anew, on the machine as it runs or after it was started
 * anew.
 */
function machine() {
  const file = join(scratchFolder(), 'rollcall.db')
  let wall = Date.parse('2026-05-20T07:00:00Z')
  let steady = 5 * day
  const vault = openVault({ kind: 'file', path: join(scratchFolder(), 'key') })
  vault.establish()
  let database = openDatabase(file)
  migrate(database)
  const open = () =>
    openPins(database, createDamages(), { vault, seal: createPinSeal(vault), now: () => wall, steady: () => steady })
  let pins = open()
  return {
    pins: () => pins,
    wall: () => wall,
    /** Time passes. */
    pass(milliseconds: number) {
      wall += milliseconds
      steady += milliseconds
    },
    /** Somebody sets the clock. */
    setClock(by: number) {
      wall += by
    },
    restart(ofMachine = false) {
      database.close()
      if (ofMachine) steady = 0
      database = openDatabase(file)
      pins = open()
    },
    sql: (text: string) => database.exec(text),
    /** Wrong guesses until the lock says no. */
    guesses(most = 100): number {
      for (let count = 0; count < most; count += 1) if (lockEnd(pins, [guard]) !== null) return count
      return most
    },
  }
}

describe('a lock and a clock that was wrong once', () => {
  test.each([
    ['the year 2038', 12 * year],
    ['the day after', day],
  ])('the clock stood at %s and is right again: locked for the length of the lock, no longer', (_, ahead) => {
    const { pins, setClock, guesses, pass, wall } = machine()
    setClock(ahead)
    expect(guesses()).toBe(5)
    setClock(-ahead)
    expect(lockEnd(pins(), [guard])).toBe(wall() + minute)
    pass(minute)
    expect(lockEnd(pins(), [guard])).toBeNull()
  })

  test('the same after the machine was started anew', () => {
    const { pins, setClock, guesses, pass, restart, wall } = machine()
    setClock(12 * year)
    guesses()
    setClock(-12 * year)
    restart(true)
    expect(lockEnd(pins(), [guard])).toBe(wall() + minute)
    pass(minute - 1)
    expect(lockEnd(pins(), [guard])).toBe(wall() + 1)
    pass(1)
    expect(lockEnd(pins(), [guard])).toBeNull()
  })

  test('a lock of an earlier version, from a time that lies in the future, ends too', () => {
    const { pins, pass, sql, wall } = machine()
    const at = wall() + 12 * year
    sql(
      `insert into pin_attempts (who, failures, last_at, locked_until) values ('person 1', 6, ${at}, ${at + 2 * minute})`,
    )
    expect(lockEnd(pins(), [guard])).toBe(wall() + 2 * minute)
    pass(2 * minute)
    expect(lockEnd(pins(), [guard])).toBeNull()
  })

  test('setting the clock forward, or back and forth, or closing the app in between, ends no lock', () => {
    const { setClock, guesses, restart } = machine()
    let tried = guesses()
    for (let round = 0; round < 40; round += 1) {
      setClock(round % 2 === 0 ? day : -day / 2)
      if (round % 5 === 0) restart()
      tried += guesses()
    }
    expect(tried).toBe(5)
  })

  test('the count of a kiosk calms down after an hour, also when its last attempt lies in the future', () => {
    const { pins, setClock, pass } = machine()
    const kiosk = kioskGuard('Door')
    setClock(year)
    for (let count = 0; count < 29; count += 1) expect(lockEnd(pins(), [kiosk])).toBeNull()
    setClock(-year)
    pass(61 * minute)
    for (let count = 0; count < 29; count += 1) expect(lockEnd(pins(), [kiosk])).toBeNull()
  })
})

test('a locked kiosk is listed, and unlocked by name', () => {
  const { pins, wall } = machine()
  const kiosk = kioskGuard('Front door')
  for (let count = 0; count < 30; count += 1) lockEnd(pins(), [kiosk])
  expect(pins().listLockedKiosks()).toEqual([{ name: 'Front door', lockedUntil: wall() + minute }])
  pins().unlockKiosk('Front door')
  expect(pins().listLockedKiosks()).toEqual([])
  expect(lockEnd(pins(), [kiosk])).toBeNull()
})

describe('PINs', () => {
  const [ada, eve] = [1, 2].map((id) => PersonId.parse(id)) as [PersonId, PersonId]

  function office() {
    const found = machine()
    found.sql(`insert into people (id, name, search, sort_name, created_at) values
      (1, 'Ada', 'ada', 'ada', 0), (2, 'Eve', 'eve', 'eve', 0)`)
    return found
  }

  test('are told apart by a hash that is the same each time, and the store’s alone', async () => {
    const { pins } = office()
    const hash = await pins().hash('123456')
    expect(hash).toHaveLength(32)
    expect(Buffer.from(await pins().hash('123456')).equals(hash)).toBe(true)
    expect(Buffer.from(await pins().hash('123457')).equals(hash)).toBe(false)
    const elsewhere = await office().pins().hash('123456')
    expect(Buffer.from(elsewhere).equals(hash)).toBe(false)
  })

  test('have one holder each, until they are replaced or taken away', () => {
    const { pins, wall } = office()
    const [first, second, third] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer]
    expect(pins().findHolder(first)).toBeNull()
    pins().set(ada, first)
    pins().set(eve, second)
    expect([first, second, third].map((hash) => pins().findHolder(hash))).toEqual([ada, eve, null])
    expect(pins().list()).toEqual([
      { personId: ada, name: 'Ada', setAt: wall(), lockedUntil: null },
      { personId: eve, name: 'Eve', setAt: wall(), lockedUntil: null },
    ])
    pins().set(ada, third)
    expect([first, third].map((hash) => pins().findHolder(hash))).toEqual([null, ada])
    expect(pins().has(ada)).toBe(true)
    pins().remove(ada)
    expect(pins().has(ada)).toBe(false)
    expect(pins().findHolder(third)).toBeNull()
    expect(
      pins()
        .list()
        .map(({ name }) => name),
    ).toEqual(['Eve'])
  })

  test('of somebody who is locked say until when; a new one and the office unlock', () => {
    const { pins, wall, guesses, pass } = office()
    pins().set(ada, Buffer.alloc(32, 1))
    pins().set(eve, Buffer.alloc(32, 2))
    expect(guesses()).toBe(5)
    expect(
      pins()
        .list()
        .map(({ lockedUntil }) => lockedUntil),
    ).toEqual([wall() + minute, null])
    pins().set(ada, Buffer.alloc(32, 3))
    expect(pins().list()[0]!.lockedUntil).toBeNull()
    expect(guesses()).toBe(5)
    pins().unlock(ada)
    expect(guesses()).toBe(5)
    pass(minute)
    expect(pins().list()[0]!.lockedUntil).toBeNull()
  })

  test('entered rightly forget the person’s wrong ones, and take one back from the kiosk', () => {
    const { pins } = office()
    const guards = [kioskGuard('Door'), personGuard(ada)]
    for (let round = 0; round < 5; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) expect(lockEnd(pins(), guards)).toBeNull()
      expect(lockEnd(pins(), guards)).toBeNull()
      pins().succeed(ada, guards)
    }
    // Twenty were wrong at the kiosk; ten more lock it.
    for (let wrong = 0; wrong < 9; wrong += 1) expect(lockEnd(pins(), [kioskGuard('Door')])).toBeNull()
    expect(pins().listLockedKiosks()).toEqual([])
    expect(lockEnd(pins(), [kioskGuard('Door')])).toBeNull()
    expect(pins().listLockedKiosks()).toHaveLength(1)
  })

  test('entered rightly at the last attempt before a kiosk locks leave it open', () => {
    const { pins } = office()
    const guards = [kioskGuard('Door'), personGuard(ada)]
    for (let wrong = 0; wrong < 29; wrong += 1) expect(lockEnd(pins(), [kioskGuard('Door')])).toBeNull()
    expect(lockEnd(pins(), guards)).toBeNull()
    pins().succeed(ada, guards)
    expect(pins().listLockedKiosks()).toEqual([])
    expect(lockEnd(pins(), guards)).toBeNull()
  })

  test('entered wrongly lock for a minute, then two, four, ... up to a day; a kiosk up to an hour', () => {
    const { pins, wall, pass } = office()
    const locks = (guard: Guard, frees: number, rounds: number) => {
      for (let free = 1; free < frees; free += 1) expect(lockEnd(pins(), [guard])).toBeNull()
      return Array.from({ length: rounds }, () => {
        expect(lockEnd(pins(), [guard])).toBeNull()
        const left = lockEnd(pins(), [guard])! - wall()
        pass(left)
        return left / minute
      })
    }
    expect(locks(personGuard(ada), 5, 13)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440])
    expect(locks(kioskGuard('Door'), 30, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  test('lock each person and each kiosk for themselves', () => {
    const { pins } = office()
    for (let wrong = 0; wrong < 5; wrong += 1) lockEnd(pins(), [personGuard(ada)])
    expect(lockEnd(pins(), [personGuard(ada)])).not.toBeNull()
    expect(lockEnd(pins(), [personGuard(eve)])).toBeNull()
    expect(lockEnd(pins(), [kioskGuard('Door'), personGuard(ada)])).not.toBeNull()
    // What was refused did not count at the kiosk.
    for (let wrong = 0; wrong < 30; wrong += 1) expect(lockEnd(pins(), [kioskGuard('Door')])).toBeNull()
    expect(lockEnd(pins(), [kioskGuard('Door')])).not.toBeNull()
    expect(lockEnd(pins(), [kioskGuard('Gate')])).toBeNull()
    expect(
      pins()
        .listLockedKiosks()
        .map(({ name }) => name),
    ).toEqual(['Door'])
  })

  test('the count of a kiosk calms down after more than an hour, that of a person does not', () => {
    const { pins, pass } = office()
    const door = kioskGuard('Door')
    for (let wrong = 0; wrong < 29; wrong += 1) lockEnd(pins(), [door])
    for (let wrong = 0; wrong < 4; wrong += 1) lockEnd(pins(), [personGuard(ada)])
    pass(60 * minute)
    expect(lockEnd(pins(), [door])).toBeNull()
    expect(pins().listLockedKiosks()).toHaveLength(1)
    pass(61 * minute)
    for (let wrong = 0; wrong < 29; wrong += 1) expect(lockEnd(pins(), [door])).toBeNull()
    expect(lockEnd(pins(), [personGuard(ada)])).toBeNull()
    expect(lockEnd(pins(), [personGuard(ada)])).not.toBeNull()
  })

  test('a lock goes on by the wall clock where the machine was started anew', () => {
    const { pins, pass, restart, guesses, wall } = office()
    guesses()
    restart(true)
    expect(lockEnd(pins(), [guard])).toBe(wall() + minute)
    pass(minute / 2)
    expect(lockEnd(pins(), [guard])).toBe(wall() + minute / 2)
    pass(minute / 2)
    expect(lockEnd(pins(), [guard])).toBeNull()
  })

  test('at all kiosks together fill a bucket that empties by one every ten minutes', () => {
    const { pins, pass, restart, wall } = office()
    const wrong = () => lockEnd(pins(), [installationGuard])
    for (let guess = 0; guess < 60; guess += 1) expect(wrong(), `guess ${guess}`).toBeNull()
    expect(wrong()).toBe(wall() + 10 * minute)
    expect(pins().listLockedKiosks()).toEqual([{ name: null, lockedUntil: wall() + 10 * minute }])
    restart()
    pass(10 * minute)
    expect(wrong()).toBeNull()
    expect(wrong()).toBe(wall() + 10 * minute)
    // A whole day of guessing at any number of kiosks.
    let guesses = 0
    for (let step = 0; step < 24 * 60; step += 1, pass(minute)) while (wrong() === null) guesses += 1
    expect(guesses).toBe(143)
    // A quiet night gives back what the night is long, and no more than all.
    pass(11 * 60 * minute)
    for (let guess = 0; guess < 60; guess += 1) expect(wrong()).toBeNull()
    expect(wrong()).not.toBeNull()
    pins().unlockKiosk(null)
    expect(wrong()).toBeNull()
  })

  test('that were right are taken off the bucket', () => {
    const { pins } = office()
    const guards = [installationGuard, personGuard(ada)]
    for (let right = 0; right < 200; right += 1) {
      expect(lockEnd(pins(), guards)).toBeNull()
      pins().succeed(ada, guards)
    }
  })
})

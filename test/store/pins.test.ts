import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import { kioskGuard, openPins } from '../../main/store/pins.ts'
import { openVault } from '../../main/store/vault.ts'
import { scratchFolder } from './scratch.ts'

const minute = 60_000
const day = 24 * 60 * minute
const year = 365 * day
const guard = { who: 'person 1', free: 5, longestMinutes: 1440 }

/** A machine with clocks of its own; `restart` opens the store anew, on the machine as it runs or after it was started anew. */
function machine() {
  const file = join(scratchFolder(), 'rollcall.db')
  let wall = Date.parse('2026-05-20T07:00:00Z')
  let steady = 5 * day
  const vault = openVault({ kind: 'file', path: join(scratchFolder(), 'key') })
  vault.establish()
  let database = openDatabase(file)
  migrate(database)
  const open = () => openPins(database, vault, { now: () => wall, steady: () => steady })
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
      for (let count = 0; count < most; count += 1) if (pins.reserve([guard]) !== null) return count
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
    expect(pins().reserve([guard])).toBe(wall() + minute)
    pass(minute)
    expect(pins().reserve([guard])).toBeNull()
  })

  test('the same after the machine was started anew', () => {
    const { pins, setClock, guesses, pass, restart, wall } = machine()
    setClock(12 * year)
    guesses()
    setClock(-12 * year)
    restart(true)
    expect(pins().reserve([guard])).toBe(wall() + minute)
    pass(minute - 1)
    expect(pins().reserve([guard])).toBe(wall() + 1)
    pass(1)
    expect(pins().reserve([guard])).toBeNull()
  })

  test('a lock of an earlier version, from a time that lies in the future, ends too', () => {
    const { pins, pass, sql, wall } = machine()
    const at = wall() + 12 * year
    sql(
      `insert into pin_attempts (who, failures, last_at, locked_until) values ('person 1', 6, ${at}, ${at + 2 * minute})`,
    )
    expect(pins().reserve([guard])).toBe(wall() + 2 * minute)
    pass(2 * minute)
    expect(pins().reserve([guard])).toBeNull()
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
    for (let count = 0; count < 29; count += 1) expect(pins().reserve([kiosk])).toBeNull()
    setClock(-year)
    pass(61 * minute)
    for (let count = 0; count < 29; count += 1) expect(pins().reserve([kiosk])).toBeNull()
  })
})

test('a locked kiosk is listed, and unlocked by name', () => {
  const { pins, wall } = machine()
  const kiosk = kioskGuard('Front door')
  for (let count = 0; count < 30; count += 1) pins().reserve([kiosk])
  expect(pins().lockedKiosks()).toEqual([{ name: 'Front door', lockedUntil: wall() + minute }])
  pins().unlockKiosk('Front door')
  expect(pins().lockedKiosks()).toEqual([])
  expect(pins().reserve([kiosk])).toBeNull()
})

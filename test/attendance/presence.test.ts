import { describe, expect, test } from 'vitest'
import { type CheckRule, nextCheck } from '../../main/attendance/presence.ts'
import type { Instant } from '../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../main/contract/events.ts'
import { check, correction, local } from './build.ts'

const toggle: CheckRule = { cooldownSeconds: 300, askMinutes: 60, direction: 'toggle', kiosk: 'Front door' }
const maxSession = () => 16 * 3_600_000

function next(rule: CheckRule, recent: readonly AttendanceEvent[], at: Instant) {
  return nextCheck(rule, recent, at, maxSession)
}

describe('toggle', () => {
  test('starts with in, then turns by turns', () => {
    const morning = check(1, 'in', local('2026-05-04 08:00'))
    const noon = check(2, 'out', local('2026-05-04 12:00'))
    expect(next(toggle, [], local('2026-05-04 08:00'))).toEqual({ kind: 'record', direction: 'in' })
    expect(next(toggle, [morning], local('2026-05-04 12:00'))).toEqual({ kind: 'record', direction: 'out' })
    expect(next(toggle, [noon, morning], local('2026-05-04 12:30'))).toEqual({ kind: 'record', direction: 'in' })
  })

  test('a night ends with out, whatever the day; who came longer ago than the longest session comes in again', () => {
    const evening = check(1, 'in', local('2026-05-04 22:00'))
    expect(next(toggle, [evening], local('2026-05-05 03:59'))).toMatchObject({ direction: 'out' })
    expect(next(toggle, [evening], local('2026-05-05 04:30'))).toMatchObject({ direction: 'out' })
    expect(next(toggle, [evening], local('2026-05-05 14:00'))).toMatchObject({ direction: 'out' })
    expect(next(toggle, [evening], local('2026-05-05 14:01'))).toMatchObject({ direction: 'in' })
  })

  test('who went the evening before comes in the next morning', () => {
    const evening = check(1, 'out', local('2026-05-04 17:00'))
    expect(next(toggle, [evening], local('2026-05-05 08:00'))).toEqual({ kind: 'record', direction: 'in' })
  })

  test('follows what corrections left standing', () => {
    const morning = check(1, 'in', local('2026-05-04 08:00'))
    const added = correction(2, 'add', null, 'out', local('2026-05-04 12:00'))
    const taken = correction(3, 'void', 2, 'out', local('2026-05-04 12:00'))
    expect(next(toggle, [morning, added], local('2026-05-04 13:00'))).toMatchObject({ direction: 'in' })
    expect(next(toggle, [morning, added, taken], local('2026-05-04 13:00'))).toMatchObject({ direction: 'out' })
  })

  test('a correction of yesterday, entered today, does not turn today round', () => {
    const morning = check(1, 'in', local('2026-05-05 08:00'))
    const added = correction(2, 'add', null, 'out', local('2026-05-04 17:00'))
    expect(next(toggle, [morning, added], local('2026-05-05 12:00'))).toMatchObject({ direction: 'out' })
  })
})

describe('cooldown', () => {
  const last = check(1, 'in', local('2026-05-04 08:00'))

  test('holds for its seconds and not one millisecond longer', () => {
    const until = local('2026-05-04 08:05')
    const unasked = { ...toggle, askMinutes: 0 }
    expect(next(unasked, [last], (until - 1) as Instant)).toMatchObject({
      kind: 'cooldown',
      last: { at: last.at, direction: 'in' },
      until,
    })
    expect(next(unasked, [last], until)).toEqual({ kind: 'record', direction: 'out' })
  })

  test('two cameras that see somebody at once write once', () => {
    const at = local('2026-05-04 08:00:10')
    expect(next({ ...toggle, kiosk: 'Side door' }, [last], at).kind).toBe('cooldown')
    expect(next({ ...toggle, kiosk: 'Side door', direction: 'in' }, [last], at).kind).toBe('cooldown')
  })

  test('an entry and an exit passed quickly are both written', () => {
    const at = local('2026-05-04 08:00:10')
    expect(next({ ...toggle, kiosk: 'Exit', direction: 'out' }, [last], at)).toEqual({
      kind: 'record',
      direction: 'out',
    })
    expect(next({ ...toggle, direction: 'out' }, [last], at).kind).toBe('cooldown')
  })

  test('can be switched off', () => {
    expect(next({ ...toggle, cooldownSeconds: 0, askMinutes: 0 }, [last], last.at)).toEqual({
      kind: 'record',
      direction: 'out',
    })
  })
})

describe('soon after coming in', () => {
  const last = check(1, 'in', local('2026-05-04 09:00'))
  const hasty = { ...toggle, cooldownSeconds: 60 }

  test('nobody is checked out unasked', () => {
    expect(next(hasty, [last], local('2026-05-04 09:01:05'))).toMatchObject({ kind: 'ask', direction: 'out' })
    expect(next(hasty, [last], local('2026-05-04 09:59:59'))).toMatchObject({ kind: 'ask', direction: 'out' })
    expect(next(hasty, [last], local('2026-05-04 10:00'))).toEqual({ kind: 'record', direction: 'out' })
  })

  test('so that the evening is the way out', () => {
    expect(next(hasty, [last], local('2026-05-04 17:00'))).toEqual({ kind: 'record', direction: 'out' })
  })

  test('an exit asks nobody, and coming back from lunch is not asked about', () => {
    expect(next({ ...hasty, direction: 'out' }, [last], local('2026-05-04 09:05')).kind).toBe('record')
    const lunch = check(2, 'out', local('2026-05-04 12:00'))
    expect(next(hasty, [last, lunch], local('2026-05-04 12:30'))).toEqual({ kind: 'record', direction: 'in' })
  })
})

describe('a clock that was set back', () => {
  test('loses no entry and keeps the turns in the order of recording', () => {
    const wrong = check(1, 'in', local('2026-05-04 10:00'))
    const out = check(2, 'out', local('2026-05-04 09:00'))
    expect(next(toggle, [wrong], local('2026-05-04 09:00'))).toEqual({ kind: 'record', direction: 'out' })
    expect(next(toggle, [wrong, out], local('2026-05-04 09:30'))).toEqual({ kind: 'record', direction: 'in' })
  })

  test('by less than the cooldown still holds off a second entry', () => {
    const last = check(1, 'in', local('2026-05-04 08:00'))
    expect(next(toggle, [last], local('2026-05-04 07:59:30')).kind).toBe('cooldown')
  })
})

test('a fixed direction is written as it is', () => {
  const last = check(1, 'in', local('2026-05-04 08:00'))
  expect(next({ ...toggle, direction: 'in' }, [last], local('2026-05-04 09:00'))).toEqual({
    kind: 'record',
    direction: 'in',
  })
  expect(next({ ...toggle, direction: 'out' }, [], local('2026-05-04 09:00'))).toEqual({
    kind: 'record',
    direction: 'out',
  })
})

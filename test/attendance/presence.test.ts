import { describe, expect, test } from 'vitest'
import { attendanceDayStart, type CheckRule, nextCheck } from '../../main/attendance/presence.ts'
import type { AttendanceEvent, Instant } from '../../main/contract/entities.ts'
import { check, correction, local } from './build.ts'

const toggle: CheckRule = { cooldownSeconds: 60, direction: 'toggle', kiosk: 'Front door' }

function next(rule: CheckRule, recent: readonly AttendanceEvent[], at: Instant) {
  return nextCheck(rule, recent, at, attendanceDayStart(at, 'Europe/Berlin'))
}

describe('toggle', () => {
  test('starts with in, then turns by turns', () => {
    const morning = check(1, 'in', local('2026-05-04 08:00'))
    const noon = check(2, 'out', local('2026-05-04 12:00'))
    expect(next(toggle, [], local('2026-05-04 08:00'))).toEqual({ kind: 'record', direction: 'in' })
    expect(next(toggle, [morning], local('2026-05-04 12:00'))).toEqual({ kind: 'record', direction: 'out' })
    expect(next(toggle, [noon, morning], local('2026-05-04 12:30'))).toEqual({ kind: 'record', direction: 'in' })
  })

  test('starts with in again on a new attendance day, though nobody checked out', () => {
    const yesterday = check(1, 'in', local('2026-05-04 22:00'))
    expect(next(toggle, [yesterday], local('2026-05-05 03:59'))).toMatchObject({ direction: 'out' })
    expect(next(toggle, [yesterday], local('2026-05-05 04:00'))).toMatchObject({ direction: 'in' })
  })

  test('counts an entry at the very beginning of the day to that day', () => {
    const first = check(1, 'in', local('2026-05-05 04:00'))
    expect(next(toggle, [first], local('2026-05-05 08:00'))).toMatchObject({ direction: 'out' })
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
    const until = local('2026-05-04 08:01')
    expect(next(toggle, [last], (until - 1) as Instant)).toMatchObject({
      kind: 'cooldown',
      last: { at: last.at, direction: 'in' },
      until,
    })
    expect(next(toggle, [last], until)).toEqual({ kind: 'record', direction: 'out' })
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
    expect(next({ ...toggle, cooldownSeconds: 0 }, [last], last.at)).toEqual({ kind: 'record', direction: 'out' })
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

describe('the attendance day', () => {
  test.each([
    ['2026-05-04 04:00', '2026-05-04 04:00'],
    ['2026-05-04 03:59', '2026-05-03 04:00'],
    // 2026-03-29: 02:00 becomes 03:00, so the day before is an hour shorter; 2026-10-25: 03:00 becomes 02:00.
    ['2026-03-29 03:59', '2026-03-28 04:00'],
    ['2026-10-25 04:30', '2026-10-25 04:00'],
  ])('of %s began at %s', (at, start) => {
    expect(attendanceDayStart(local(at), 'Europe/Berlin')).toBe(local(start))
  })

  test('begins at 03:00 UTC in Berlin in winter', () => {
    expect(attendanceDayStart(local('2026-01-15 12:00'), 'Europe/Berlin')).toBe(Date.parse('2026-01-15T03:00Z'))
  })
})

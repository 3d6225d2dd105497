import { describe, expect, test } from 'vitest'
import { applyCorrections } from '../../main/attendance/corrections.ts'
import {
  approveRequest,
  checkCorrection,
  correctionEvent,
  minuteAround,
  refuseRequest,
  reverseOf,
} from '../../main/attendance/requests.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import { AttendanceEvent, type Direction } from '../../main/contract/events.ts'
import { CorrectionDraft, CorrectionRequest } from '../../main/contract/timesheets.ts'
import { check, correction, local } from './build.ts'

const morning = check(1, 'in', local('2026-05-04 09:00'))
const evening = check(2, 'out', local('2026-05-04 17:00'))
const now = local('2026-05-05 08:00')

function draft(
  action: 'void' | 'add' | 'move',
  corrects: number | null,
  direction: Direction,
  at: Instant,
): CorrectionDraft {
  return CorrectionDraft.parse({
    personId: 1,
    action,
    corrects,
    direction,
    at,
    zone: 'Europe/Berlin',
    reason: 'forgot',
  })
}

describe('a correction is allowed', () => {
  test.each([
    ['that adds', draft('add', null, 'out', local('2026-05-04 12:00'))],
    ['that voids', draft('void', 2, 'out', evening.at)],
    ['that moves', draft('move', 2, 'out', local('2026-05-04 16:00'))],
    ['that turns a direction round', draft('move', 2, 'in', evening.at)],
  ])('%s', (_name, wanted) => {
    expect(checkCorrection(wanted, [morning, evening], now)).toEqual({ kind: 'allowed' })
  })

  test('that takes back another one, and then that one too', () => {
    const taken = correction(3, 'void', 2, 'out', evening.at)
    const back = correction(4, 'void', 3, 'out', evening.at)
    expect(checkCorrection(draft('void', 3, 'out', evening.at), [morning, evening, taken], now).kind).toBe('allowed')
    expect(checkCorrection(draft('void', 4, 'out', evening.at), [morning, evening, taken, back], now).kind).toBe(
      'allowed',
    )
  })
})

describe('a correction is refused', () => {
  const voided = correction(3, 'void', 2, 'out', evening.at)
  test.each([
    ['without its event', 'nothing-to-correct', draft('move', 9, 'out', evening.at)],
    [
      'for an event of somebody else',
      'somebody-elses',
      { ...draft('void', 1, 'in', morning.at), personId: 2 as never },
    ],
    ['for what no longer stands', 'already-void', draft('void', 2, 'out', evening.at)],
    ['when it moves what no longer stands', 'already-void', draft('move', 2, 'out', local('2026-05-04 16:00'))],
    ['when it moves a void', 'void-can-not-move', draft('move', 3, 'out', local('2026-05-04 16:00'))],
    ['when it moves nothing', 'changes-nothing', draft('move', 1, 'in', morning.at)],
    ['when it adds what is there', 'changes-nothing', draft('add', null, 'in', morning.at)],
    ['in the future', 'in-the-future', draft('add', null, 'out', local('2026-05-05 08:01'))],
  ])('%s', (_name, reason, wanted) => {
    expect(checkCorrection(wanted, [morning, evening, voided], now)).toEqual({ kind: 'refused', reason })
  })
})

test('a correction event is whole, carries no evidence of a face, and its reverse undoes it', () => {
  const wanted = draft('move', 2, 'out', local('2026-05-04 16:00'))
  const person = { id: morning.person.id, name: 'Ada', employeeNumber: 'E1' }
  const made = { actor: 'Grace', at: now, kiosk: 'Office' }
  const moved = AttendanceEvent.parse({ id: 3, ...correctionEvent(wanted, person, made) })
  expect(moved).toMatchObject({ actor: 'Grace', reason: 'forgot', corrects: 2, recordedAt: now, similarity: null })
  const reverse = AttendanceEvent.parse({ id: 4, ...correctionEvent(reverseOf(moved, 'mistake'), person, made) })
  const before = applyCorrections([morning, evening])
  expect(applyCorrections([morning, evening, moved]).entries[1]).toMatchObject({ at: wanted.at, source: evening })
  expect(applyCorrections([morning, evening, moved, reverse])).toEqual(before)
})

test('a move of a move changes the check at the bottom', () => {
  const first = correction(3, 'move', 2, 'out', local('2026-05-04 16:00'))
  const second = correction(4, 'move', 3, 'out', local('2026-05-04 15:00'))
  const { entries } = applyCorrections([morning, evening, first, second])
  expect(entries.map(({ at, source }) => [source.id, at])).toEqual([
    [1, morning.at],
    [2, local('2026-05-04 15:00')],
  ])
})

describe('a request', () => {
  const waiting = CorrectionRequest.parse({
    id: 1,
    draft: draft('add', null, 'out', local('2026-05-04 17:00')),
    requestedAt: now,
    requestedBy: 'Ada',
    state: { kind: 'waiting' },
  })

  test('is decided once', () => {
    const approved = approveRequest(waiting, { by: 'Grace', at: now, correction: evening.id })
    expect(approved.state).toEqual({ kind: 'approved', by: 'Grace', at: now, correction: 2 })
    expect(() => refuseRequest(approved, { by: 'Grace', at: now, note: '' })).toThrow(AppError)
    const refused = refuseRequest(waiting, { by: 'Grace', at: now, note: 'not true' })
    expect(refused.state).toEqual({ kind: 'refused', by: 'Grace', at: now, note: 'not true' })
    expect(() => approveRequest(refused, { by: 'Grace', at: now, correction: evening.id })).toThrow(AppError)
  })
})

describe('what is there is looked at as it stands', () => {
  const allowed = { kind: 'allowed' }
  const changesNothing = { kind: 'refused', reason: 'changes-nothing' }

  test('an addition is one too many in the minute of an entry of its direction, whichever of several it is', () => {
    const add = (direction: Direction, text: string) =>
      checkCorrection(draft('add', null, direction, local(text)), [morning, evening], now)
    expect(add('out', '2026-05-04 17:00:59')).toEqual(changesNothing)
    expect(add('in', '2026-05-04 09:00')).toEqual(changesNothing)
    expect(add('out', '2026-05-04 17:01')).toEqual(allowed)
    expect(add('out', '2026-05-04 16:59:59')).toEqual(allowed)
    expect(add('in', '2026-05-04 17:00')).toEqual(allowed)
    const at = local('2026-05-04 17:00:42')
    expect(minuteAround(at)).toEqual({ begin: local('2026-05-04 17:00'), end: local('2026-05-04 17:01') })
  })

  test('a move changes nothing where its own entry already stands, moved before or added', () => {
    const moved = correction(3, 'move', 2, 'out', local('2026-05-04 18:00'))
    const events = [morning, evening, moved]
    const move = (corrects: number, text: string, direction: Direction = 'out') =>
      checkCorrection(draft('move', corrects, direction, local(text)), events, now)
    expect(move(2, '2026-05-04 18:00')).toEqual(changesNothing)
    expect(move(3, '2026-05-04 18:00')).toEqual(changesNothing)
    expect(move(2, '2026-05-04 17:00')).toEqual(allowed)
    expect(move(3, '2026-05-04 18:00', 'in')).toEqual(allowed)
    // Where another entry stands it may go.
    expect(move(2, '2026-05-04 09:00', 'in')).toEqual(allowed)
  })

  test('a move that a later move replaced can not be moved', () => {
    const events = [
      morning,
      correction(3, 'move', 1, 'in', local('2026-05-04 08:00')),
      correction(4, 'move', 1, 'in', local('2026-05-04 08:30')),
    ]
    expect(checkCorrection(draft('move', 3, 'in', local('2026-05-04 07:00')), events, now)).toEqual({
      kind: 'refused',
      reason: 'already-void',
    })
  })

  test('an entry that was moved is still one to take out; only voids take out', () => {
    const moved = correction(3, 'move', 2, 'out', local('2026-05-04 18:00'))
    expect(checkCorrection(draft('void', 2, 'out', evening.at), [evening, moved], now)).toEqual(allowed)
  })

  test('nothing is added or moved into the future, not by a millisecond; an entry of the future is taken out', () => {
    expect(checkCorrection(draft('add', null, 'in', now), [], now)).toEqual(allowed)
    const late = (now + 1) as Instant
    const refused = { kind: 'refused', reason: 'in-the-future' }
    expect(checkCorrection(draft('add', null, 'in', late), [], now)).toEqual(refused)
    expect(checkCorrection(draft('move', 1, 'in', late), [morning], now)).toEqual(refused)
    const ahead = check(9, 'in', late)
    expect(checkCorrection(draft('void', 9, 'in', late), [ahead], now)).toEqual(allowed)
  })

  test('the entry of a correction is never marked by the clock', () => {
    const made = { actor: 'chief', at: now, kiosk: 'Office' }
    const person = { ...morning.person, employeeNumber: null }
    expect(correctionEvent(draft('add', null, 'in', now), person, made).clockMoved).toBe(false)
  })
})

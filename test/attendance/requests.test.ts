import { describe, expect, test } from 'vitest'
import { applyCorrections } from '../../main/attendance/corrections.ts'
import {
  approveRequest,
  checkCorrection,
  correctionEvent,
  refuseRequest,
  reverseOf,
} from '../../main/attendance/requests.ts'
import { AttendanceEvent, type Direction, type Instant } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import { CorrectionDraft, CorrectionRequest } from '../../main/contract/timesheet.ts'
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

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PersonId } from '../../main/contract/entities.ts'
import { type Counted, countEntries } from '../../main/services/counted-entries.ts'
import type { AuditDraft } from '../../main/store/audit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const wrong: Counted = { actor: 'Lobby', via: 'kiosk', action: 'pin.refuse', subject: 'kiosk Lobby' }

function log() {
  const written: AuditDraft[] = []
  const counted = countEntries({ appendIfPossible: (draft) => written.push(draft) > 0 })
  return { counted, written }
}

test('300 in a minute are two entries: the first at once, the others with their number', () => {
  const { counted, written } = log()
  for (let attempt = 0; attempt < 300; attempt++) counted.note(wrong)
  expect(written).toEqual([{ ...wrong, details: { count: 1 } }])
  vi.advanceTimersByTime(59_999)
  expect(written).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(written.map(({ details }) => details)).toEqual([{ count: 1 }, { count: 299 }])
  vi.advanceTimersByTime(600_000)
  expect(written).toHaveLength(2)
  counted.note(wrong)
  expect(written).toHaveLength(3)
})

test('each actor, way, action and subject is counted apart', () => {
  const { counted, written } = log()
  counted.note(wrong)
  counted.note({ ...wrong, actor: 'Gate' })
  counted.note({ ...wrong, subject: 'kiosk Gate' })
  counted.note({ ...wrong, action: 'token.refuse' })
  expect(written).toHaveLength(4)
})

test('an entry names each person and method once, and at most 100 people', () => {
  const { counted, written } = log()
  counted.note(wrong)
  for (let id = 1; id <= 250; id++) {
    counted.note({ ...wrong, people: [id as PersonId, 1 as PersonId], method: 'people.get' })
  }
  vi.advanceTimersByTime(60_000)
  const people = Array.from({ length: 100 }, (_, index) => index + 1)
  expect(written[1]!.details).toEqual({ count: 250, people, methods: ['people.get'] })
})

test('what was not written yet is written when Rollcall closes', () => {
  const { counted, written } = log()
  for (let attempt = 0; attempt < 5; attempt++) counted.note(wrong)
  void counted.close?.()
  expect(written.map(({ details }) => details)).toEqual([{ count: 1 }, { count: 4 }])
  vi.advanceTimersByTime(600_000)
  expect(written).toHaveLength(2)
})

import type { Evidence } from '../attendance/evidence.ts'
import { nextCheck } from '../attendance/presence.ts'
import { standingAt } from '../attendance/standing.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Direction } from '../contract/events.ts'
import type { CheckOutcome } from '../contract/kiosks.ts'
import type { Context } from './context.ts'

/** How far back a person's entries are read for cooldown and direction, if the longest session is not longer. */
const lookBackMilliseconds = 48 * 3_600_000

/**
 * Checks a person in or out, by the kiosk's setup and the longest session of the person's policy. Nothing is written
 * during the cooldown, for somebody who does not work here yet or no longer, or while a question is unanswered: some
 * kiosks ask everybody, others whoever would be checked out soon after coming in. The caller publishes the event.
 *
 * @param answer the direction chosen on screen; counts only where it was asked for
 */
export function recordCheck(
  context: Context,
  { personId, kiosk, evidence }: { personId: PersonId; kiosk: string; evidence: Evidence },
  answer: Direction | null = null,
): CheckOutcome {
  const { store, settings, rules, kiosks, now, zone } = context
  const setup = kiosks.setupOf(kiosk).direction
  const asked = setup === 'ask'
  const direction = setup === 'settings' ? settings().direction : asked ? (answer ?? 'toggle') : setup
  return store.transaction(() => {
    const worker = store.attendance.findWorker(personId)
    const at = now() as Instant
    const plan = rules.current().planOf(worker)
    const standing = standingAt(plan, worker.employments, at)
    // A clock that was changed says nothing about who works here: the entry is marked, and somebody looks at it.
    if (standing.kind !== 'active' && !context.clockMoved()) return standing
    const lookBack = Math.max(lookBackMilliseconds, plan.reachMinutes * 60_000)
    const recent = store.events.listRecentOf(personId, (at - lookBack) as Instant)
    const maxSession = (since: Instant) => plan.day(plan.dayOf(since)).maxSessionMinutes * 60_000
    const { cooldownSeconds, askMinutes } = settings()
    const next = nextCheck({ cooldownSeconds, askMinutes, direction, kiosk }, recent, at, maxSession)
    const stays = next.kind === 'ask' && !asked && answer === 'in'
    if (next.kind === 'cooldown' || stays) return { kind: 'cooldown', direction: next.last.direction, at: next.last.at }
    if (answer === null && (asked || next.kind === 'ask')) {
      return { kind: 'ask', direction: next.direction, early: !asked }
    }
    const event = store.events.record({
      ...evidence,
      kind: 'check',
      person: { id: worker.id, name: worker.name },
      employeeNumber: worker.employeeNumber,
      direction: next.direction,
      at,
      zone: zone(),
      kiosk,
      clockMoved: context.clockMoved(),
      corrects: null,
      action: null,
      actor: null,
      reason: null,
    })
    return { kind: 'recorded', event }
  })
}

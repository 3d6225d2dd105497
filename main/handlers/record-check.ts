import type { Evidence } from '../attendance/evidence.ts'
import { nextCheck } from '../attendance/presence.ts'
import type { CheckOutcome } from '../contract/api/kiosks.ts'
import type { Direction, Instant, PersonId } from '../contract/entities.ts'
import type { Context } from './context.ts'

/** The person's entries of so long are looked at for cooldown and direction; longer than any shift. */
const lookBackMilliseconds = 48 * 3_600_000

/**
 * Checks a person in or out, by the kiosk's setup and the day boundary of the person's schedule. Nothing is written in
 * the cooldown, nor where the kiosk asks and nobody answered yet. The caller publishes the event.
 *
 * @param answer the direction somebody chose on screen; counts only where the kiosk asks
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
    const worker = store.attendance.worker(personId)
    const at = now() as Instant
    const plan = rules.current().planOf(worker)
    const dayStart = plan.day(plan.dayOf(at)).start
    const recent = store.events.recentOf(personId, (at - lookBackMilliseconds) as Instant)
    const rule = { cooldownSeconds: settings().cooldownSeconds, direction, kiosk }
    const next = nextCheck(rule, recent, at, dayStart)
    if (next.kind === 'cooldown') return { kind: 'cooldown', direction: next.last.direction, at: next.last.at }
    if (asked && answer === null) return { kind: 'ask', direction: next.direction }
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

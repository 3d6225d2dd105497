import { randomBytes } from 'node:crypto'
import { standingAt } from '../attendance/standing.ts'
import type { Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ShownWithPin } from '../contract/hours.ts'
import type { Context } from '../services/context.ts'
import { identifyByPin } from '../services/identify-by-pin.ts'
import type { TimesheetSource } from '../services/month-figures.ts'
import { listConfirmations, mayConfirm, readOwnMonths } from '../services/own-hours.ts'
import type { Visits } from '../services/visits.ts'
import type { Module } from './module.ts'

/** How long a PIN that was right lets its person look: long enough to read two months, too short to be found open. */
const passSeconds = 180

interface Pass {
  readonly pass: string
  readonly personId: PersonId
  /** By the clock that nobody can set, in milliseconds. */
  readonly until: number
}

/**
 * Handles what people see of their own hours at a kiosk. A kiosk has one pass at a time, for one person: it ends by the
 * clock, when the kiosk says so, when somebody else asks, and when its camera sees somebody else and not the person.
 */
export function hoursModule(
  context: Context,
  { visits, steady }: { readonly visits: Pick<Visits, 'findGreeted' | 'listSeen'>; readonly steady: () => number },
): Module<'hours'> {
  const { store, rules, kiosks, publish, now } = context
  const source: TimesheetSource = { store, rules: rules.current, now }
  const passes = new Map<string, Pass>()

  const keyOf = (kiosk: string) => kiosks.setupOf(kiosk).name.toLowerCase()
  const isOffered = (kiosk: string) => kiosks.setupOf(kiosk).hours

  function isAnotherSeen(kiosk: string, personId: PersonId): boolean {
    const seen = visits.listSeen(kiosk)
    return seen.length > 0 && !seen.includes(personId)
  }

  function faceOf(kiosk: string, shown: ShownWithPin): PersonId | null {
    if (shown.by === 'pin') return null
    const face = visits.findGreeted(shown.track, kiosk)
    if (face === null) throw expiredError()
    return face
  }

  /** @throws AppError `question-expired` */
  function requirePass(kiosk: string, pass: string): PersonId {
    const found = passes.get(keyOf(kiosk))
    const isGood =
      found?.pass === pass &&
      steady() < found.until &&
      isOffered(kiosk) &&
      store.people.find(found.personId) !== null &&
      !isAnotherSeen(kiosk, found.personId)
    if (isGood) return found.personId
    if (found?.pass === pass) passes.delete(keyOf(kiosk))
    throw expiredError()
  }

  const monthsOf = (personId: PersonId) => readOwnMonths(source, store.attendance.findWorker(personId))

  /** Notes in the audit log that they looked, which whoever reads it would take for somebody else's look otherwise. */
  function noteLook(personId: PersonId, caller: Caller): void {
    store.audit.appendIfPossible({ ...caller, action: 'hours.view', subject: `person ${personId}`, details: {} })
  }

  function confirm({ kiosk, pass, month, digest }: Parsed<'hours.confirm'>, caller: Caller) {
    const personId = requirePass(kiosk, pass)
    const answer = store.transaction(() => {
      const own = monthsOf(personId).find((each) => each.month === month)
      if (own === undefined || !mayConfirm(own)) return { kind: 'open' as const }
      if (own.digest !== digest) return { kind: 'changed' as const }
      const { workedMinutes } = own
      const place = kiosks.setupOf(kiosk).name
      const { at } = store.confirmations.add({ personId, month, digest, workedMinutes, kiosk: place })
      const details = { month, digest }
      store.audit.append({ ...caller, action: 'hours.confirm', subject: `person ${personId}`, details })
      return { kind: 'confirmed' as const, confirmation: { month, at, kiosk: place, workedMinutes, changed: false } }
    })
    if (answer.kind === 'confirmed') publish('confirmations.changed', {})
    return answer
  }

  return {
    handlers: {
      'hours.open': async ({ kiosk, shown }, caller) => {
        if (!isOffered(kiosk)) return { kind: 'off' }
        const face = faceOf(kiosk, shown)
        const employeeNumber = shown.by === 'pin' ? shown.employeeNumber : null
        const found = await identifyByPin(context, { kiosk, employeeNumber, face, pin: shown.pin }, caller)
        if (found.kind !== 'known') return found
        const { personId } = found
        if (isAnotherSeen(kiosk, personId)) return { kind: 'seen-other' }
        const worker = store.attendance.findWorker(personId)
        if (monthsOf(personId).length === 0) {
          const standing = standingAt(rules.current().planOf(worker), worker.employments, now() as Instant)
          if (standing.kind !== 'active') return standing
        }
        const pass = randomBytes(16).toString('hex')
        passes.set(keyOf(kiosk), { pass, personId, until: steady() + passSeconds * 1000 })
        noteLook(personId, caller)
        const signed = store.consents.listOf(personId).find(({ text }) => text !== null)
        return {
          ...{ kind: 'known', pass, seconds: passSeconds, person: { id: personId, name: worker.name } },
          language: signed?.text?.language ?? null,
        }
      },
      'hours.get': ({ kiosk, pass }) => ({ months: monthsOf(requirePass(kiosk, pass)) }),
      'hours.confirm': confirm,
      'hours.close': ({ kiosk, pass }) => {
        if (passes.get(keyOf(kiosk))?.pass === pass) passes.delete(keyOf(kiosk))
        return {}
      },
      'hours.list': async (asked) => ({ people: await listConfirmations(source, asked) }),
    },
    on: {
      // Whose PIN was taken away is shown nothing more by it.
      'pins.changed': () => passes.clear(),
    },
  }
}

const expiredError = () => new AppError('question-expired', 'This took too long. Enter the PIN again.')

import { randomInt } from 'node:crypto'
import { evidenceWithoutFace } from '../attendance/evidence.ts'
import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import { identifyByPin, minDigitsAlone } from '../services/identify-by-pin.ts'
import { recordCheck } from '../services/record-check.ts'
import type { Visits } from '../services/visits.ts'
import { installationGuard } from '../store/pin-attempts.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

const digitsWithNumber = 6

/** Handles checking in by PIN, and the PINs themselves. */
export function pinModule(context: Context, visits: Pick<Visits, 'noteProved'>): Module<'pin'> {
  const { store, kiosks, publish } = context
  const audited = auditing(store)

  /** Announces that a PIN or its lock has changed. */
  function answer() {
    publish('pins.changed', {})
    return {}
  }

  /** Sets the PIN unless somebody else has it. */
  const giveHash = audited('pin.set', {
    change({ personId, hash }: { personId: PersonId; hash: Uint8Array }) {
      const holder = store.pins.findHolder(hash)
      const free = holder === null || holder === personId
      if (free) store.pins.set(personId, hash)
      return free
    },
    entry: ({ personId }, isGiven) => (isGiven ? { subject: `person ${personId}` } : null),
    answer(isGiven) {
      if (isGiven) answer()
      return isGiven
    },
  })

  async function give(personId: PersonId, pin: string, caller: Caller): Promise<boolean> {
    return giveHash({ personId, hash: await store.pins.hash(pin) }, caller)
  }

  async function giveAny(personId: PersonId, caller: Caller): Promise<string> {
    for (;;) {
      const digits = kiosks.list().kiosks.some((kiosk) => kiosk.pin === 'alone') ? minDigitsAlone : digitsWithNumber
      const pin = String(randomInt(10 ** digits)).padStart(digits, '0')
      if (await give(personId, pin, caller)) return pin
    }
  }

  return {
    handlers: {
      'pin.check': async ({ direction, ...entered }, caller) => {
        const found = await identifyByPin(context, entered, caller)
        if (found.kind !== 'known') return found
        const { kiosk } = entered
        const outcome = recordCheck(
          context,
          { personId: found.personId, kiosk, evidence: evidenceWithoutFace('pin') },
          direction,
        )
        if (outcome.kind === 'recorded') {
          publish('event.recorded', outcome.event)
          visits.noteProved(found.personId, kiosk)
        }
        return { kind: 'known', person: personRef(found.personId), outcome }
      },
      'pin.identify': async (entered, caller) => {
        const found = await identifyByPin(context, entered, caller)
        if (found.kind !== 'known') return found
        const standing = context.roster.standingOf(found.personId)
        return standing.kind === 'active' ? { kind: 'known', person: personRef(found.personId) } : standing
      },
      'pin.list': () => ({
        pins: store.pins.list().map(({ personId, name, ...pin }) => ({ person: { id: personId, name }, ...pin })),
        lockedKiosks: store.pins.listLockedKiosks(),
      }),
      'pin.set': async ({ personId, pin }, caller) => {
        store.attendance.findWorker(personId)
        if (pin === null) return { pin: await giveAny(personId, caller) }
        if (await give(personId, pin, caller)) return { pin }
        throw new AppError('pin-unusable', 'This PIN cannot be used. Choose another one.')
      },
      'pin.remove': audited('pin.remove', {
        change: ({ personId }) => store.pins.remove(personId),
        entry: ({ personId }) => ({ subject: `person ${personId}` }),
        answer,
      }),
      'pin.unlock': audited('pin.unlock', {
        change: ({ personId }) => store.pins.unlock(personId),
        entry: ({ personId }) => ({ subject: `person ${personId}` }),
        answer,
      }),
      'pin.unlockKiosk': audited('pin.unlockKiosk', {
        change: ({ kiosk }) => store.pins.unlockKiosk(kiosk),
        entry: ({ kiosk }) => ({ subject: kiosk === null ? installationGuard.who : `kiosk ${kiosk}` }),
        answer,
      }),
    },
  }

  function personRef(id: PersonId) {
    return { id, name: store.attendance.findWorker(id).name }
  }
}

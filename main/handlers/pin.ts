import { randomInt } from 'node:crypto'
import { evidenceWithoutFace } from '../attendance/evidence.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import type { Context } from '../services/context.ts'
import { recordCheck } from '../services/record-check.ts'
import { kioskGuard, personGuard } from '../store/pins.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

type Identified =
  | { readonly kind: 'known'; readonly personId: PersonId }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'off' }

interface Entered {
  readonly kiosk: string
  readonly employeeNumber: string | null
  readonly pin: string
}

/** Least digits of a PIN that is entered without a number. */
const standsAlone = 6

/** Checking in by a PIN, and the PINs themselves. */
export function pinModule(context: Context): Module<'pin'> {
  const { store, kiosks, publish } = context
  const audited = auditing(store)

  /** Every wrong pair takes the same work and gets the same answer, whether number or PIN was wrong. */
  async function identify({ kiosk, employeeNumber, pin }: Entered): Promise<Identified> {
    const setup = kiosks.setupOf(kiosk)
    if (!allows(setup, employeeNumber)) return { kind: 'off' }
    const claimed = employeeNumber === null ? null : store.people.findByTypedNumber(employeeNumber)
    const guards = [kioskGuard(setup.name), ...(claimed ? [personGuard(claimed.id)] : [])]
    const until = store.pins.reserve(guards)
    if (until !== null) return { kind: 'locked', until }
    const holder = store.pins.findHolder(await store.pins.hash(pin))
    const right = employeeNumber === null ? pin.length >= standsAlone : holder === claimed?.id
    if (holder === null || !right) return { kind: 'wrong' }
    store.pins.succeed(holder, guards)
    // Who knows the PIN was not somebody else when the face was denied.
    store.disputes.dismissOpen(holder)
    return { kind: 'known', personId: holder }
  }

  /** Answers once a PIN or its lock has changed. */
  function answer() {
    publish('pins.changed', {})
    return {}
  }

  /** Gives it, unless somebody else has it. */
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
      const pin = String(randomInt(10 ** standsAlone)).padStart(standsAlone, '0')
      if (await give(personId, pin, caller)) return pin
    }
  }

  return {
    handlers: {
      'pin.check': async ({ direction, ...entered }) => {
        const found = await identify(entered)
        if (found.kind !== 'known') return found
        const { kiosk } = entered
        const outcome = recordCheck(
          context,
          { personId: found.personId, kiosk, evidence: evidenceWithoutFace('pin') },
          direction,
        )
        if (outcome.kind === 'recorded') publish('event.recorded', outcome.event)
        return { kind: 'known', person: personRef(found.personId), outcome }
      },
      'pin.identify': async (entered) => {
        const found = await identify(entered)
        return found.kind === 'known' ? { kind: 'known', person: personRef(found.personId) } : found
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
        entry: ({ kiosk }) => ({ subject: `kiosk ${kiosk}` }),
        answer,
      }),
    },
  }

  function personRef(id: PersonId) {
    return { id, name: store.attendance.findWorker(id).name }
  }
}

function allows(setup: KioskSetup, employeeNumber: string | null): boolean {
  return setup.pin === 'alone' || (setup.pin === 'number' && employeeNumber !== null)
}

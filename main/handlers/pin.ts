import { randomInt } from 'node:crypto'
import { evidenceWithoutFace } from '../attendance/evidence.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import type { Context } from '../services/context.ts'
import { isSameKiosk } from '../services/kiosk-list.ts'
import { recordCheck } from '../services/record-check.ts'
import { type Guard, installationGuard, kioskGuard, personGuard } from '../store/pin-attempts.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

type Identified =
  | { readonly kind: 'known'; readonly personId: PersonId }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'off' }
  | { readonly kind: 'short' }

interface Entered {
  readonly kiosk: string
  readonly employeeNumber: string | null
  readonly pin: string
}

/** Minimum length of a PIN that is entered without an employee number. */
const minDigitsAlone = 8
const digitsWithNumber = 6

const lockedWords = {
  number: 'Too many wrong PINs for one employee number: it is locked for a while',
  kiosk: 'Too many wrong PINs at one kiosk: it takes none for a while',
  all: 'Too many wrong PINs at all kiosks together: they take none for a while',
} as const

/** Handles checking in by PIN, and the PINs themselves. */
export function pinModule(context: Context): Module<'pin'> {
  const { store, kiosks, publish, settings } = context
  const audited = auditing(store)

  /**
   * Finds the person of a number and a PIN. Every wrong pair takes the same time and gets the same answer, so that it
   * does not tell which of the two was wrong.
   */
  async function identify({ kiosk, employeeNumber, pin }: Entered, caller: Caller): Promise<Identified> {
    const setup = kiosks.setupOf(kiosk)
    if (!isKnown(kiosk, caller) || !allows(setup, employeeNumber)) return { kind: 'off' }
    if (employeeNumber === null && pin.length < minDigitsAlone) return { kind: 'short' }
    const claimed = employeeNumber === null ? null : store.people.findByTypedNumber(employeeNumber)
    const ofNumber = claimed ? personGuard(claimed.id) : employeeNumber && store.pins.numberGuard(employeeNumber)
    const guards = [installationGuard, kioskGuard(setup.name), ...(ofNumber ? [ofNumber] : [])]
    const reserved = store.pins.reserve(guards)
    if (reserved.kind === 'locked') return reserved
    const holder = store.pins.findHolder(await store.pins.hash(pin))
    if (holder === null || (employeeNumber !== null && holder !== claimed?.id)) {
      for (const guard of reserved.locks) report(guard, setup.name, caller)
      return { kind: 'wrong' }
    }
    store.pins.succeed(holder, guards)
    // The PIN proves that the disputed face was this person's.
    store.disputes.dismissOpen(holder)
    return { kind: 'known', personId: holder }
  }

  /** Tells whether a kiosk is set up, is the installation's own, or is the one whose window asks. */
  function isKnown(kiosk: string, { actor, via }: Caller): boolean {
    const names = [settings().kiosk, ...(via === 'kiosk' ? [actor] : [])]
    return kiosks.isSetUp(kiosk) || names.some((name) => isSameKiosk(name, kiosk))
  }

  /** Announces that wrong PINs have locked a person or a kiosk. */
  function report(guard: Guard, kiosk: string, caller: Caller): void {
    const locked = findLocked(guard)
    const subject = guard.who.startsWith('typed ') ? 'unknown number' : guard.who
    store.audit.appendIfPossible({ ...caller, action: 'pin.locked', subject, details: { kiosk } })
    const message = `${lockedWords[locked]} (kiosk "${kiosk}")`
    publish('notice', { level: 'warning', code: 'pin-locked', message, details: { locked, kiosk } })
    publish('pins.changed', {})
  }

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
        const found = await identify(entered, caller)
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
      'pin.identify': async (entered, caller) => {
        const found = await identify(entered, caller)
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

function allows(setup: KioskSetup, employeeNumber: string | null): boolean {
  return setup.pin === 'alone' || (setup.pin === 'number' && employeeNumber !== null)
}

function findLocked({ who }: Guard): keyof typeof lockedWords {
  if (who === installationGuard.who) return 'all'
  return who.startsWith('kiosk ') ? 'kiosk' : 'number'
}

import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import { type Guard, installationGuard, kioskGuard, personGuard } from '../store/pin-attempts.ts'
import type { Context } from './context.ts'
import { isSameKiosk } from './kiosk-list.ts'

export type IdentifiedByPin =
  | { readonly kind: 'known'; readonly personId: PersonId }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'off' }
  | { readonly kind: 'short' }

interface Entered {
  readonly kiosk: string
  readonly employeeNumber: string | null
  /** Whom the kiosk's camera has recognised, who types no number; null when nobody is said to have. */
  readonly face?: PersonId | null
  readonly pin: string
}

/** Minimum length of a PIN that is entered without an employee number. */
export const minDigitsAlone = 8

const lockedWords = {
  number: 'Too many wrong PINs for one employee number: it is locked for a while',
  kiosk: 'Too many wrong PINs at one kiosk: it takes none for a while',
  all: 'Too many wrong PINs at all kiosks together: they take none for a while',
} as const

/**
 * Finds the person of a PIN and a number or a face. Every wrong pair takes the same time and gets the same answer, so
 * that it does not tell which of the two was wrong.
 */
export async function identifyByPin(
  context: Context,
  { kiosk, employeeNumber, face = null, pin }: Entered,
  caller: Caller,
): Promise<IdentifiedByPin> {
  const { store, kiosks } = context
  const setup = kiosks.setupOf(kiosk)
  const isAlone = employeeNumber === null && face === null
  if (!isKnown(context, kiosk, caller) || !allows(setup, isAlone)) return { kind: 'off' }
  if (isAlone && pin.length < minDigitsAlone) return { kind: 'short' }
  const claimed =
    face !== null
      ? store.people.find(face)
      : employeeNumber === null
        ? null
        : store.people.findByTypedNumber(employeeNumber)
  const ofNumber = claimed ? personGuard(claimed.id) : employeeNumber && store.pins.numberGuard(employeeNumber)
  const guards = [installationGuard, kioskGuard(setup.name), ...(ofNumber ? [ofNumber] : [])]
  const reserved = store.pins.reserve(guards)
  if (reserved.kind === 'locked') return reserved
  const holder = store.pins.findHolder(await store.pins.hash(pin))
  if (holder === null || (!isAlone && holder !== claimed?.id)) {
    for (const guard of reserved.locks) report(context, guard, setup.name, caller)
    return { kind: 'wrong' }
  }
  store.pins.succeed(holder, guards)
  // The PIN proves that the disputed face was this person's.
  store.disputes.dismissOpen(holder)
  return { kind: 'known', personId: holder }
}

/** Tells whether a kiosk is set up, is the installation's own, or is the one whose window asks. */
function isKnown({ settings, kiosks }: Context, kiosk: string, { actor, via }: Caller): boolean {
  const names = [settings().kiosk, ...(via === 'kiosk' ? [actor] : [])]
  return kiosks.isSetUp(kiosk) || names.some((name) => isSameKiosk(name, kiosk))
}

/** Announces that wrong PINs have locked a person or a kiosk. */
function report({ store, publish }: Context, guard: Guard, kiosk: string, caller: Caller): void {
  const locked = findLocked(guard)
  const subject = guard.who.startsWith('typed ') ? 'unknown number' : guard.who
  store.audit.appendIfPossible({ ...caller, action: 'pin.locked', subject, details: { kiosk } })
  const message = `${lockedWords[locked]} (kiosk "${kiosk}")`
  publish('notice', { level: 'warning', code: 'pin-locked', message, details: { locked, kiosk } })
  publish('pins.changed', {})
}

function allows(setup: KioskSetup, isAlone: boolean): boolean {
  return setup.pin === 'alone' || (setup.pin === 'number' && !isAlone)
}

function findLocked({ who }: Guard): keyof typeof lockedWords {
  if (who === installationGuard.who) return 'all'
  return who.startsWith('kiosk ') ? 'kiosk' : 'number'
}

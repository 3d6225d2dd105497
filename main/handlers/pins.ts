import { randomInt } from 'node:crypto'
import { withoutFace } from '../attendance/evidence.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { KioskSetup } from '../contract/kiosk-setup.ts'
import { kioskGuard, personGuard } from '../store/pins.ts'
import type { Context, Handlers } from './context.ts'
import { recordCheck } from './record-check.ts'

type PinMethod = 'pin.check' | 'pin.identify' | 'pin.list' | 'pin.set' | 'pin.remove' | 'pin.unlock' | 'pin.unlockKiosk'

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

export function pinHandlers(context: Context): Handlers<PinMethod> {
  const { store, kiosks, publish, actor } = context

  /** Every wrong pair takes the same work and gets the same answer, whether number or PIN was wrong. */
  async function identify({ kiosk, employeeNumber, pin }: Entered): Promise<Identified> {
    const setup = kiosks.setupOf(kiosk)
    if (!allows(setup, employeeNumber)) return { kind: 'off' }
    const claimed = employeeNumber === null ? null : store.people.byTypedNumber(employeeNumber)
    const guards = [kioskGuard(setup.name), ...(claimed ? [personGuard(claimed.id)] : [])]
    const until = store.pins.reserve(guards)
    if (until !== null) return { kind: 'locked', until }
    const holder = store.pins.holder(await store.pins.hash(pin))
    const right = employeeNumber === null ? pin.length >= standsAlone : holder === claimed?.id
    if (holder === null || !right) return { kind: 'wrong' }
    store.pins.succeed(holder, guards)
    // Who knows the PIN was not somebody else when the face was denied.
    store.disputes.dismissOpen(holder)
    return { kind: 'known', personId: holder }
  }

  function changed(subject: string, action: string) {
    store.audit.append({ actor, action, subject, details: {} })
    publish('attendance.changed', { what: 'pins' })
  }

  /** @throws AppError `invalid-input` when somebody else has it */
  async function give(personId: PersonId, pin: string): Promise<boolean> {
    const hash = await store.pins.hash(pin)
    return store.transaction(() => {
      const holder = store.pins.holder(hash)
      if (holder !== null && holder !== personId) return false
      store.pins.set(personId, hash)
      return true
    })
  }

  async function giveAny(personId: PersonId): Promise<string> {
    for (;;) {
      const pin = String(randomInt(10 ** standsAlone)).padStart(standsAlone, '0')
      if (await give(personId, pin)) return pin
    }
  }

  return {
    'pin.check': async ({ direction, ...entered }) => {
      const found = await identify(entered)
      if (found.kind !== 'known') return found
      const { kiosk } = entered
      const outcome = recordCheck(context, { personId: found.personId, kiosk, evidence: withoutFace('pin') }, direction)
      if (outcome.kind === 'recorded') publish('event.recorded', outcome.event)
      return { kind: 'known', person: personRef(found.personId), outcome }
    },
    'pin.identify': async (entered) => {
      const found = await identify(entered)
      return found.kind === 'known' ? { kind: 'known', person: personRef(found.personId) } : found
    },
    'pin.list': () => ({
      pins: store.pins.list().map(({ personId, name, ...pin }) => ({ person: { id: personId, name }, ...pin })),
      lockedKiosks: store.pins.lockedKiosks(),
    }),
    'pin.set': async ({ personId, pin }) => {
      store.attendance.worker(personId)
      if (pin !== null && !(await give(personId, pin))) {
        throw new AppError('invalid-input', 'Choose another PIN; this one cannot be given.')
      }
      const given = pin ?? (await giveAny(personId))
      changed(`person ${personId}`, 'pin.set')
      return { pin: given }
    },
    'pin.remove': ({ personId }) => {
      store.pins.remove(personId)
      changed(`person ${personId}`, 'pin.remove')
      return {}
    },
    'pin.unlock': ({ personId }) => {
      store.pins.unlock(personId)
      changed(`person ${personId}`, 'pin.unlock')
      return {}
    },
    'pin.unlockKiosk': ({ kiosk }) => {
      store.pins.unlockKiosk(kiosk)
      changed(`kiosk ${kiosk}`, 'pin.unlockKiosk')
      return {}
    },
  }

  function personRef(id: PersonId) {
    return { id, name: store.attendance.worker(id).name }
  }
}

function allows(setup: KioskSetup, employeeNumber: string | null): boolean {
  return setup.pin === 'alone' || (setup.pin === 'number' && employeeNumber !== null)
}

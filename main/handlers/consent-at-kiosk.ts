import type { Caller } from '../contract/caller.ts'
import type { Shown } from '../contract/consent.ts'
import type { PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import { type IdentifiedByPin, identifyByPin } from '../services/identify-by-pin.ts'
import type { Visits } from '../services/visits.ts'
import { withdrawConsent } from '../services/withdraw-consent.ts'
import type { Module } from './module.ts'

/** How long somebody has to confirm after their face was in view. */
const faceMs = 120_000

/** Handles what people withdraw themselves, at a kiosk. */
export function withdrawingAtKiosk(
  context: Context,
  visits: Pick<Visits, 'findGreeted'>,
  announce: (personId: PersonId) => void,
): Pick<Module<'consent'>['handlers'], 'consent.identify' | 'consent.withdrawHere'> {
  const { store, consenting, now } = context
  const faces = new Map<string, { readonly personId: PersonId; readonly until: number }>()

  async function identify(kiosk: string, shown: Shown, caller: Caller): Promise<IdentifiedByPin> {
    if (consenting.policy().policy.basis !== 'consent') return { kind: 'off' }
    if (shown.by === 'pin') return identifyByPin(context, { kiosk, ...shown }, caller)
    const personId = findFace(kiosk, shown.track)
    if (personId === null || store.people.find(personId) === null) {
      throw new AppError('question-expired', 'This face is not in view any more. Look at the camera again.')
    }
    return { kind: 'known', personId }
  }

  function findFace(kiosk: string, track: number): PersonId | null {
    for (const [key, { until }] of faces) if (until <= now()) faces.delete(key)
    const key = `${track} ${kiosk.toLowerCase()}`
    const personId = visits.findGreeted(track, kiosk)
    if (personId !== null) faces.set(key, { personId, until: now() + faceMs })
    return faces.get(key)?.personId ?? null
  }

  const personRef = (id: PersonId) => ({ id, name: store.people.get(id).name })

  return {
    'consent.identify': async ({ kiosk, shown }, caller) => {
      const found = await identify(kiosk, shown, caller)
      if (found.kind !== 'known') return found
      const { personId } = found
      const photos = store.templates.listOfPerson(personId).length + store.imports.countHeld(personId)
      return { kind: 'known', person: personRef(personId), photos, hasPin: store.pins.has(personId) }
    },
    'consent.withdrawHere': async ({ kiosk, shown, alternative }, caller) => {
      const found = await identify(kiosk, shown, caller)
      if (found.kind !== 'known') return found
      const { personId } = found
      for (const [key, face] of faces) if (face.personId === personId) faces.delete(key)
      const person = personRef(personId)
      const gone = await withdrawConsent(context, { personId, alternative, place: kiosk }, caller, () =>
        announce(personId),
      )
      return {
        ...{ kind: 'withdrawn', person, hasPin: store.pins.has(personId) },
        record: { id: gone.record.id, at: gone.record.at },
        photos: gone.templates + gone.held,
        backups: gone.remains.backups.count,
      }
    },
  }
}

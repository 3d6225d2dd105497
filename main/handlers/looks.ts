import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import { finishErasure } from '../services/erasure.ts'
import { identifyByPin } from '../services/identify-by-pin.ts'
import type { LookCheck } from '../services/look-check.ts'
import { lookDeadline, noteLookDecision } from '../services/look-proposals.ts'
import type { Visits } from '../services/visits.ts'
import type { Module } from './module.ts'

/** Handles looks that people keep at the kiosk, and what the office decides about them. */
export function looksModule(
  context: Context,
  check: LookCheck,
  visits: Pick<Visits, 'findAskedForLook' | 'endQuestion'>,
): Module<'looks'> {
  const { store, gallery, roster, publish, now } = context

  const announce = () => publish('looks.changed', {})

  /** @throws AppError `question-expired` */
  function requireAsked(track: number, kiosk: string) {
    const asked = visits.findAskedForLook(track, kiosk)
    if (asked !== null) return asked
    throw new AppError('question-expired', 'This question has expired. Look at the camera again.')
  }

  async function destroy(): Promise<void> {
    announce()
    await finishErasure(context)
  }

  return {
    handlers: {
      'looks.keep': async ({ kiosk, track, pin }, caller) => {
        const { personId, pin: needsPin } = requireAsked(track, kiosk)
        if (needsPin) {
          if (pin === null) return { kind: 'pin-needed' }
          const found = await identifyByPin(context, { kiosk, employeeNumber: null, face: personId, pin }, caller)
          if (found.kind !== 'known') return found
        }
        // Whoever was there may have gone while the PIN was checked.
        const asked = requireAsked(track, kiosk)
        if (asked.personId !== personId) throw new AppError('question-expired', 'Look at the camera again.')
        roster.requireEnrollable(personId)
        const until = lookDeadline(now())
        store.transaction(() => {
          store.looks.keep(asked.id, asked.look, until)
          noteLookDecision(context, 'look.keep', asked, caller)
        })
        visits.endQuestion(track)
        announce()
        return { kind: 'kept', until }
      },
      'looks.decline': ({ kiosk, track }) => {
        store.looks.decline(requireAsked(track, kiosk).id)
        visits.endQuestion(track)
        return {}
      },
      'looks.list': () => ({
        looks: store.looks.listWaiting().map(({ vector: _, model: __, personId, ...look }) => ({
          ...look,
          photo: look.photo as Uint8Array<ArrayBuffer>,
          person: { id: personId, name: store.people.get(personId).name },
          template: store.templates.listOfPerson(personId).find(({ hasPhoto }) => hasPhoto)?.id ?? null,
        })),
      }),
      'looks.accept': async ({ id }, caller) => {
        const look = store.looks.get(id)
        const { personId, quality, photo } = look
        roster.requireEnrollable(personId)
        const checked = await check(look)
        // Somebody else may have decided meanwhile, and its person may have withdrawn.
        store.looks.get(id)
        roster.requireEnrollable(personId)
        const refusal = checked.kind === 'refused' ? checked.refusal : null
        store.transaction(() => {
          store.looks.decide(id, refusal === null ? 'accepted' : 'refused')
          noteLookDecision(context, refusal === null ? 'look.accept' : 'look.refuse', look, caller)
          if (checked.kind === 'refused') return
          const draft = { personId, ...checked.embedding, quality, source: 'camera', photo, origin: null } as const
          const template = store.templates.add(draft)
          const details = { person: personId, source: 'camera' }
          store.audit.append({ ...caller, action: 'template.add', subject: `template ${template.id}`, details })
        })
        if (refusal === null) {
          gallery.refresh()
          publish('people.changed', { personId })
        }
        await destroy()
        return refusal === null
          ? { kind: 'accepted', person: store.people.get(personId) }
          : { kind: 'refused', refusal }
      },
      'looks.refuse': async ({ id }, caller) => {
        const look = store.looks.get(id)
        store.transaction(() => {
          store.looks.decide(id, 'refused')
          noteLookDecision(context, 'look.refuse', look, caller)
        })
        await destroy()
        return {}
      },
    },
  }
}

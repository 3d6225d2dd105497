import type { Context } from '../services/context.ts'
import type { Enroller } from '../services/enroller.ts'
import { finishErasure } from '../services/erasure.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

const dayMs = 86_400_000

/** Handles unknown visitors, whose faces are kept for some days. */
export function visitorsModule(context: Context, enroller: Enroller): Module<'visitors'> {
  const { store, gallery, consenting, publish, model, settings, now, mayEraseByAge } = context
  const audited = auditing(store)
  return {
    handlers: {
      'visitors.list': ({ limit }) => {
        const { visitorDays } = settings()
        const isKept = ({ seenAt }: { seenAt: number }) => !mayEraseByAge() || seenAt >= now() - visitorDays * dayMs
        // Strangers, kept before consent was the basis, have consented to nothing.
        const mayCompare = consenting.mayEnrolNew(null)
        const kept = store.visitors.list(limit).filter(isKept)
        const visitors = kept.map(({ vector, model: made, ...visitor }) => {
          const nearest =
            mayCompare && made === model ? gallery.identify({ model, vector }, 1).candidates[0] : undefined
          return { ...visitor, nearest: nearest ?? null }
        })
        return { visitors }
      },
      'visitors.assign': async ({ id, personId, allowUnlike }, caller) => {
        const visitor = store.visitors.get(id)
        context.roster.requireEnrollable(personId)
        const embedding = { model: visitor.model, vector: visitor.vector }
        const refusal = allowUnlike ? null : enroller.unlike({ embedding, quality: null }, personId)
        if (refusal !== null) return { kind: 'refused', refusal }
        const person = store.transaction(() => {
          const { vector, photo, quality, model: made } = visitor
          const draft = { personId, model: made, vector, quality, source: 'camera' as const, photo, origin: null }
          const template = store.templates.add(draft)
          store.visitors.erase(id)
          const details = { person: personId, visitor: id }
          store.audit.append({ ...caller, action: 'visitor.assign', subject: `template ${template.id}`, details })
          return store.people.get(personId)
        })
        gallery.refresh()
        publish('people.changed', { personId })
        await finishErasure(context)
        return { kind: 'assigned', person }
      },
      'visitors.erase': audited('visitor.erase', {
        change: ({ id }) => store.visitors.erase(id),
        entry: ({ id }) => ({ subject: `visitor ${id}` }),
        async answer() {
          await finishErasure(context)
          return {}
        },
      }),
    },
  }
}

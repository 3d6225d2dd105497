import type { Instant } from '../contract/entities.ts'
import type { TrackedFace } from '../vision/vision.ts'
import type { Context, Handlers } from './context.ts'
import { finishErasure } from './erasure.ts'

const dayMilliseconds = 24 * 3_600_000

/** Keeps one face of a track that turned out to be a stranger, if the user wants visitors kept. */
export function keepVisitor(context: Context, face: TrackedFace, kiosk: string): boolean {
  const { store, settings, now } = context
  const days = settings().visitorDays
  if (days === 0 || face.embedding === null || face.crop === null) return false
  const seenAt = now() as Instant
  eraseOldVisitors(context)
  store.visitors.add({
    seenAt,
    kiosk,
    model: face.embedding.model,
    quality: face.quality?.score ?? 0,
    vector: face.embedding.vector,
    photo: face.crop,
  })
  return true
}

/** Erases the visitors that are older than the user wants them kept, by a clock that can be believed. */
export function eraseOldVisitors({ store, settings, now, mayEraseByAge }: Context): void {
  if (!mayEraseByAge()) return
  const erased = store.visitors.eraseBefore((now() - settings().visitorDays * dayMilliseconds) as Instant)
  // Nobody waits for this; a full disk says so to whoever stores something next.
  if (erased > 0) store.scrub().catch(() => undefined)
}

export function visitorHandlers(context: Context): Handlers<'visitors.list' | 'visitors.assign' | 'visitors.erase'> {
  const { store, gallery, publish, actor, model } = context
  return {
    'visitors.list': ({ limit }) => {
      eraseOldVisitors(context)
      const visitors = store.visitors.list(limit).map(({ vector, model: made, ...visitor }) => {
        const nearest = made === model ? gallery.identify({ model, vector }, 1).candidates[0] : undefined
        return { ...visitor, nearest: nearest ?? null }
      })
      return { visitors }
    },
    'visitors.assign': async ({ id, personId }) => {
      const person = store.transaction(() => {
        const { vector, photo, quality, model: made } = store.visitors.get(id)
        const draft = { personId, model: made, vector, quality, source: 'camera' as const, photo, origin: null }
        const template = store.templates.add(draft)
        store.visitors.erase(id)
        const details = { person: personId, visitor: id }
        store.audit.append({ actor, action: 'visitor.assign', subject: `template ${template.id}`, details })
        return store.people.get(personId)
      })
      gallery.refresh()
      publish('people.changed', { personId })
      await finishErasure(context)
      return person
    },
    'visitors.erase': async ({ id }) => {
      store.visitors.erase(id)
      await finishErasure(context)
      return {}
    },
  }
}

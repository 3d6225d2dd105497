import type { Instant } from '../contract/entities.ts'
import type { TrackedFace } from '../vision/vision.ts'
import type { Context } from './context.ts'

/** Stores one face of a stranger's track, if the user wants visitors to be kept. */
export function keepVisitor(context: Context, face: TrackedFace, kiosk: string): boolean {
  const { store, settings, consenting, now } = context
  const days = settings().visitorDays
  // A stranger has consented to nothing.
  if (days === 0 || consenting.policy().policy.basis === 'consent' || face.embedding === null || face.crop === null)
    return false
  const seenAt = now() as Instant
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

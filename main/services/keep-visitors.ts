import type { Instant } from '../contract/entities.ts'
import { ifWritable } from '../store/if-writable.ts'
import type { TrackedFace } from '../vision/vision.ts'
import type { Context } from './context.ts'

const dayMilliseconds = 24 * 3_600_000

/** Stores one face of a stranger's track, if the user wants visitors to be kept. */
export function keepVisitor(context: Context, face: TrackedFace, kiosk: string): boolean {
  const { store, settings, consenting, now } = context
  const days = settings().visitorDays
  // A stranger has consented to nothing.
  if (days === 0 || consenting.policy().policy.basis === 'consent' || face.embedding === null || face.crop === null)
    return false
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

/** Erases visitors that are older than the settings allow, if the clock can be trusted. */
export function eraseOldVisitors({ store, settings, now, mayEraseByAge, logger }: Context): void {
  if (!mayEraseByAge()) return
  const oldest = (now() - settings().visitorDays * dayMilliseconds) as Instant
  // Nobody is waiting; the next call that stores something says that the disk is full.
  ifWritable(() => {
    if (store.visitors.eraseBefore(oldest) === 0) return
    store.scrub().catch((error: unknown) => logger.warn('task-failed', { task: 'scrub', error }))
  })
}

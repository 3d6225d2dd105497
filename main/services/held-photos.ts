import type { Instant } from '../contract/entities.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'

const dayMs = 86_400_000
const lookEveryMs = 3_600_000

/**
 * Destroys imported photos that waited for a consent longer than the office allows, now and every hour, if the clock
 * can be trusted.
 */
export function destroyOldHeldPhotos(context: Context): Part {
  destroy(context)
  const timer = setInterval(() => destroy(context), lookEveryMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

function destroy({ store, consenting, now, mayEraseByAge, self, logger }: Context): void {
  try {
    if (!mayEraseByAge()) return
    const before = (now() - consenting.policy().policy.holdDays * dayMs) as Instant
    const old = store.imports.listHeldBefore(before)
    if (old.length === 0) return
    store.transaction(() => {
      for (const id of old) store.imports.settle(id, 'refused', 'consent-missing')
      const details = { photos: old.length }
      store.audit.append({ ...self, action: 'consent.destroy', subject: 'imported photos', details })
    })
    store.importFiles.remove(old)
  } catch (error) {
    // The disk may be full; the next time tries again.
    logger.warn('task-failed', { task: 'held-photos', error })
  }
}

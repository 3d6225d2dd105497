import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context, Handlers } from './context.ts'

const day = 86_400_000

/** Guests come and go by name; the log of entries is not theirs. */
export function guestHandlers(
  context: Context,
): Handlers<'guests.signIn' | 'guests.signOut' | 'guests.list' | 'guests.forget'> {
  const { store, kiosks, publish, now, actor } = context
  const changed = () => publish('attendance.changed', { what: 'guests' })
  return {
    'guests.signIn': ({ name, company, hostId, kiosk }) => {
      if (!kiosks.setupOf(kiosk).guests) {
        throw new AppError('invalid-input', 'Guests do not sign in at this kiosk. Go to the reception.')
      }
      const host = store.attendance.worker(hostId)
      const guest = store.guests.signIn({ name, company, host: { id: host.id, name: host.name }, kiosk })
      changed()
      return guest
    },
    'guests.signOut': ({ id }) => {
      const guest = store.guests.signOut(id)
      changed()
      return guest
    },
    'guests.list': ({ present, limit }) => ({ guests: store.guests.list(present, limit) }),
    'guests.forget': async ({ days }) => {
      const forgotten = store.transaction(() => {
        const count = store.guests.forget((now() - days * day) as Instant)
        store.audit.append({ actor, action: 'guests.forget', subject: 'guests', details: { days, guests: count } })
        return count
      })
      changed()
      await store.scrub()
      return { forgotten }
    },
  }
}

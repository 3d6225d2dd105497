import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

const day = 86_400_000

/** Guests come and go by name; the log of entries is not theirs. */
export function guestsModule(context: Context): Module<'guests'> {
  const { store, kiosks, publish, now } = context
  const audited = auditing(store)
  const announceChange = () => publish('guests.changed', {})
  return {
    handlers: {
      'guests.signIn': ({ name, company, hostId, kiosk }) => {
        if (!kiosks.setupOf(kiosk).guests) {
          throw new AppError('no-guests-here', 'Guests do not sign in at this kiosk. Go to the reception.')
        }
        const host = store.attendance.findWorker(hostId)
        const guest = store.guests.signIn({ name, company, host: { id: host.id, name: host.name }, kiosk })
        announceChange()
        return guest
      },
      'guests.signOut': ({ id }) => {
        const guest = store.guests.signOut(id)
        announceChange()
        return guest
      },
      'guests.list': ({ present, limit }) => ({ guests: store.guests.list(present, limit) }),
      'guests.forget': audited('guests.forget', {
        change: ({ days }) => store.guests.forget((now() - days * day) as Instant),
        entry: ({ days }, guests) => ({ subject: 'guests', details: { days, guests } }),
        async answer(forgotten) {
          announceChange()
          await store.scrub()
          return { forgotten }
        },
      }),
    },
  }
}

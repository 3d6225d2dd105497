import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { beginsName, isEnough, nextCharacters } from '../contract/name-search.ts'
import type { Context } from '../services/context.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

const day = 86_400_000
/** More guests than are ever in the house at once. */
const maxPresent = 1000
/** No more are listed: a door is no place for a list of all who work, or are, here. */
const maxNamesAtDoor = 6

function findNames<T extends { readonly name: string }>(all: readonly T[], typed: string): T[] {
  return isEnough(typed) ? all.filter(({ name }) => beginsName(name, typed)).slice(0, maxNamesAtDoor) : []
}

/** Handles guests, who come and go by name and are not in the log of entries. */
export function guestsModule(context: Context): Module<'guests'> {
  const { store, kiosks, publish, now } = context
  const audited = auditing(store)
  const announceChange = () => publish('guests.changed', {})
  return {
    handlers: {
      'guests.hosts': ({ query }) => {
        const people = store.attendance
          .listWorkers(null)
          .filter(({ id }) => context.roster.standingOf(id).kind === 'active')
        const names = people.map(({ name }) => name)
        return {
          hosts: findNames(people, query).map(({ id, name }) => ({ id, name })),
          next: nextCharacters(names, query),
        }
      },
      'guests.find': ({ query }) => {
        const guests = store.guests.list(true, maxPresent)
        return {
          guests: findNames(guests, query),
          next: nextCharacters(
            guests.map(({ name }) => name),
            query,
          ),
        }
      },
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

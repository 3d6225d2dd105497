import { applyCorrections } from '../attendance/corrections.ts'
import type { Instant, PersonRef } from '../contract/entities.ts'
import { EventFilter } from '../contract/events.ts'
import type { Context } from '../services/context.ts'
import type { ShownPortraits } from '../services/shown-portraits.ts'
import type { Visits } from '../services/visits.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

/** How many events are read to find one entry: checks, and the corrections that voided some of them. */
const eventsPerEntry = 6

/** Handles the kiosks that were set up, and what happens at them. */
export function kiosksModule(context: Context, visits: Visits, portraits: ShownPortraits): Module<'kiosks'> {
  const { store, kiosks, consenting, publish, now, settings } = context
  const audited = auditing(store)
  return {
    handlers: {
      'kiosks.list': () => kiosks.list(),
      'kiosks.get': ({ name }) => {
        const { basis, operator, noticeUrl } = consenting.policy().policy
        return { ...kiosks.setupOf(name), notice: { basis, operator, noticeUrl } }
      },
      'kiosks.answer': ({ track, direction }) => visits.answer(track, direction),
      'kiosks.entries': ({ from, limit }, caller) => {
        const { entries: seen } = kiosks.setupOf(caller.role === 'kiosk' ? caller.actor : settings().kiosk)
        if (seen === 'none') return { entries: [] }
        const { events } = store.events.list(EventFilter.parse({ from }), null, limit * eventsPerEntry)
        const people = new Map<number, PersonRef>()
        for (const { person } of events) if (!people.has(person.id)) people.set(person.id, person)
        const until = (now() + 1) as Instant
        const entries = [...people.values()].flatMap((person) =>
          applyCorrections(store.attendance.listSlim(person.id, from, until))
            .entries.filter(({ at }) => at >= from)
            .map(({ source, direction, at }) => ({ event: source.id, person, direction, at })),
        )
        entries.sort((one, other) => other.at - one.at || other.event - one.event)
        return {
          entries: entries.slice(0, limit).map((entry) => {
            const portrait = seen === 'photos' ? (store.people.find(entry.person.id)?.portrait ?? null) : null
            if (portrait !== null) portraits.note(portrait)
            return { ...entry, portrait }
          }),
        }
      },
      'kiosks.dispute': ({ event, wrong }, caller) => visits.dispute(event, wrong, caller),
      'kiosks.reportBlind': ({ kiosk, trouble }) => {
        const message = `The camera of the kiosk "${kiosk}" has seen nothing for a minute (${trouble}). Is it covered?`
        publish('notice', { level: 'warning', code: 'kiosk-blind', message, details: { kiosk, trouble } })
        return {}
      },
      'kiosks.set': audited('kiosks.set', {
        change: (input, { actor }) => kiosks.set(input.kiosks, input.version, actor),
        entry: (input) => ({
          subject: 'kiosks',
          details: { kiosks: input.kiosks.length, version: input.version + 1 },
        }),
        answer() {
          publish('kiosks.changed', {})
          return kiosks.list()
        },
      }),
    },
  }
}

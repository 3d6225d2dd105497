import { localText } from '../attendance/table.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { Context } from '../services/context.ts'
import type { ListColumn, ListExports } from '../services/list-exports.ts'
import type { Module } from './module.ts'

/** Handles the log of entries. */
export function eventsModule({ store }: Context, exports: ListExports): Module<'events'> {
  return {
    handlers: {
      'events.list': ({ before, limit, ...filter }) => store.events.list(filter, before, limit),
      'events.export': async (wish, caller) => {
        const rows = store.events.iterate(wish)
        const written = await exports.write({ name: 'events', columns, rows, total: store.events.count(), wish })
        if (written.kind === 'cancelled') return written
        const { rows: events, ...file } = written
        const details = { format: wish.format, events }
        store.audit.appendIfPossible({ ...caller, action: 'events.export', subject: 'events', details })
        return { ...file, events }
      },
    },
  }
}

const columns: readonly ListColumn<AttendanceEvent>[] = [
  { key: 'id', kind: 'number', value: (event) => event.id },
  { key: 'kind', kind: 'text', value: (event) => event.kind },
  { key: 'name', kind: 'text', value: (event) => event.person.name },
  { key: 'employee_number', kind: 'text', value: (event) => event.employeeNumber },
  { key: 'direction', kind: 'text', value: (event) => event.direction },
  { key: 'time_utc', kind: 'text', value: (event) => new Date(event.at).toISOString() },
  { key: 'time_local', kind: 'text', value: (event) => localText(event) },
  { key: 'zone', kind: 'text', value: (event) => event.zone },
  { key: 'kiosk', kind: 'text', value: (event) => event.kiosk },
  { key: 'method', kind: 'text', value: (event) => event.method },
  { key: 'similarity', kind: 'number', value: (event) => roundSimilarity(event.similarity) },
  { key: 'threshold', kind: 'number', value: (event) => event.threshold },
  { key: 'runner_up', kind: 'text', value: (event) => event.runnerUp?.person.name ?? null },
  {
    key: 'runner_up_similarity',
    kind: 'number',
    value: (event) => roundSimilarity(event.runnerUp?.similarity ?? null),
  },
  { key: 'model', kind: 'text', value: (event) => event.model },
  { key: 'corrects', kind: 'number', value: (event) => event.corrects },
  { key: 'action', kind: 'text', value: (event) => event.action },
  { key: 'actor', kind: 'text', value: (event) => event.actor },
  { key: 'reason', kind: 'text', value: (event) => event.reason },
]

function roundSimilarity(similarity: number | null): number | null {
  return similarity === null ? null : Number(similarity.toFixed(4))
}

import type { AuditEntry } from '../contract/audit.ts'
import type { Context } from '../services/context.ts'
import type { ListColumn, ListExports } from '../services/list-exports.ts'
import type { Module } from './module.ts'

const maxActors = 1000

const columns: readonly ListColumn<AuditEntry>[] = [
  { key: 'id', kind: 'number', value: ({ id }) => id },
  { key: 'time_utc', kind: 'text', value: ({ at }) => new Date(at).toISOString() },
  { key: 'actor', kind: 'text', value: ({ actor }) => actor },
  { key: 'via', kind: 'text', value: ({ via }) => via },
  { key: 'action', kind: 'text', value: ({ action }) => action },
  { key: 'subject', kind: 'text', value: ({ subject }) => subject },
  { key: 'details', kind: 'text', value: ({ details }) => JSON.stringify(details) },
]

/** Handles the audit log: who did what. */
export function auditModule({ store: { audit } }: Context, exports: ListExports): Module<'audit'> {
  return {
    handlers: {
      'audit.list': ({ before, limit, ...filter }) => audit.list(before, limit, filter),
      'audit.actors': () => ({ actors: audit.actors(maxActors) }),
      'audit.export': async (wish, caller) => {
        const rows = audit.iterate(wish)
        const written = await exports.write({ name: 'audit', columns, rows, total: audit.count(), wish })
        if (written.kind === 'cancelled') return written
        const { rows: entries, ...file } = written
        const details = { format: wish.format, entries }
        audit.appendIfPossible({ ...caller, action: 'audit.export', subject: 'audit log', details })
        return { ...file, entries }
      },
    },
  }
}

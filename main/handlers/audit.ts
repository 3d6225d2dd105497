import type { Context } from '../services/context.ts'
import type { Module } from './module.ts'

/** Who did what, as the audit log has it. */
export function auditModule({ store }: Context): Module<'audit'> {
  return {
    handlers: {
      'audit.list': ({ before, limit, ...filter }) => store.audit.list(before, limit, filter),
    },
  }
}

import type { Context } from '../services/context.ts'
import type { Module } from './module.ts'

/** Handles the audit log: who did what. */
export function auditModule({ store }: Context): Module<'audit'> {
  return {
    handlers: {
      'audit.list': ({ before, limit, ...filter }) => store.audit.list(before, limit, filter),
    },
  }
}

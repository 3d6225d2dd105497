import { z } from 'zod'
import { Via } from './caller.ts'
import { Instant, PersonId } from './entities.ts'
import { method } from './method.ts'

/** One change, by whom and to what. Never names of people: those can be erased, and this cannot. */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: Instant,
  actor: z.string(),
  /** Null in entries of versions that did not write it down. */
  via: Via.nullable(),
  /** For example `person.erase`; other versions may have others. */
  action: z.string(),
  /** What it was done to, for example `person 12`. */
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilter = z.object({
  actor: z.string().max(200).nullable().default(null),
  /** One action, or all that begin with a word: `person` is `person.create`, `person.erase` and so on. */
  action: z.string().max(64).nullable().default(null),
  /** What was done to this person or to something of theirs, also when they are gone. */
  personId: PersonId.nullable().default(null),
  /** Included. */
  from: Instant.nullable().default(null),
  /** Not included. */
  to: Instant.nullable().default(null),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const auditMethods = {
  /** Newest first. `before` is the last id of the page before; `more` when older entries match. */
  'audit.list': method(
    AuditFilter.extend({
      before: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
  ),
}

import { z } from 'zod'
import { Via } from './caller.ts'
import { Instant, PersonId } from './entities.ts'
import { method } from './method.ts'

/**
 * One change in the audit log: by whom and to what. Never names of people, which can be erased while an entry cannot.
 */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: Instant,
  actor: z.string(),
  /** Null in entries of versions that did not record it. */
  via: Via.nullable(),
  /** For example `person.erase`; other versions may have others. */
  action: z.string(),
  /** What was changed, for example `person 12`. */
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilter = z.object({
  actor: z.string().max(200).nullable().default(null),
  /** One action, or all that begin with a word: `person` is `person.create`, `person.erase` and so on. */
  action: z.string().max(64).nullable().default(null),
  /** Changes to this person or their things, even if the person is gone. */
  personId: PersonId.nullable().default(null),
  /** Included. */
  from: Instant.nullable().default(null),
  /** Excluded. */
  to: Instant.nullable().default(null),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const auditMethods = {
  /**
   * Lists changes, newest first. `before` is the last id of the previous page; `more` tells whether older entries
   * match.
   */
  'audit.list': method(
    AuditFilter.extend({
      before: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
  ),
}

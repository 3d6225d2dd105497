import { z } from 'zod'
import { Instant } from './entities.ts'
import { method } from './method.ts'

/** What is erased because of its age; each has a setting of its own. */
export const retentionKinds = ['leavers', 'unseen', 'guests', 'requests'] as const
export const RetentionKind = z.enum(retentionKinds)
export type RetentionKind = z.infer<typeof RetentionKind>

/** After how many days each is erased; null keeps it. */
export const RetentionDays = z.object({
  /** Photos and templates of people who have left, from their last day on; 0 is at once. */
  leavers: z.number().int().min(0).max(3650).nullable().default(null),
  /** Photos and templates of people without an entry for so long, and without a newer photo. */
  unseen: z.number().int().min(30).max(3650).nullable().default(null),
  /** Guests, since they left. */
  guests: z.number().int().min(1).max(3650).nullable().default(null),
  /** Requests for corrections that were decided, since they were made. */
  requests: z.number().int().min(1).max(3650).nullable().default(null),
})
export type RetentionDays = z.infer<typeof RetentionDays>

/** What is due of one kind: how many, and from when until when they are. */
export const RetentionFinding = z.object({
  kind: RetentionKind,
  count: z.number().int(),
  from: Instant.nullable(),
  to: Instant.nullable(),
})
export type RetentionFinding = z.infer<typeof RetentionFinding>

const found = z.object({
  findings: z.array(RetentionFinding),
  /** Nothing is erased because of its age while the clock cannot be trusted. */
  clockTrusted: z.boolean(),
})

export const retentionMethods = {
  /** Says what would be erased now: by the settings, or by other days. */
  'retention.preview': method(z.object({ days: RetentionDays.nullable().default(null) }), found),
  /**
   * Erases what is due by the settings, as Rollcall does by itself every minute. The certificate in the audit log
   * (`retention.run`) counts what went and what a query finds left.
   */
  'retention.run': method(z.object({}), found),
}

import { z } from 'zod'
import { Instant } from './entities.ts'
import { method } from './method.ts'

/** What is erased because of its age. Visitors and exports have settings elsewhere, the others `RetentionDays`. */
export const retentionKinds = [
  'leavers',
  'unseen',
  'guests',
  'requests',
  'visitors',
  'reviews',
  'deliveries',
  'events',
  'evidence',
  'audit',
  'exports',
] as const
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
  /** Imported photos that wait for somebody to decide, since the import was begun. */
  reviews: z.number().int().min(1).max(3650).nullable().default(null),
  /** Entries that no webhook took and that were given up, since they were made; the entries themselves stay. */
  deliveries: z.number().int().min(1).max(3650).nullable().default(null),
  /**
   * Entries, by whole months, since the end of the month and since their last correction. The month in progress and the
   * one before are always there, and so is what `unseen` counts by.
   */
  events: z.number().int().min(62).max(3650).nullable().default(null),
  /** How alike faces were at entries, and to whom else, by whole months; the entries stay. */
  evidence: z.number().int().min(31).max(3650).nullable().default(null),
  /** Lines of the audit log, by whole months, but for those that prove other records (store/aged-audit.ts). */
  audit: z.number().int().min(365).max(3650).nullable().default(null),
})
export type RetentionDays = z.infer<typeof RetentionDays>

/** The kinds whose days are set together. */
export type DatedKind = keyof RetentionDays
export const datedKinds = Object.keys(RetentionDays.shape) as DatedKind[]

/** What an office begins with. One that was there before this could be set keeps everything until it chooses. */
export const retentionOfNewOffice: RetentionDays = {
  leavers: 30,
  unseen: 365,
  guests: 30,
  requests: 365,
  reviews: 30,
  deliveries: 30,
  events: null,
  evidence: 365,
  audit: null,
}

/** For how many days exports are kept in a new office. */
export const exportDaysOfNewOffice = 30

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

import { z } from 'zod'
import { Via } from './caller.ts'
import { CsvSeparator } from './csv-separator.ts'
import { Instant, PersonId } from './entities.ts'
import { exportOutcome } from './events.ts'
import { method } from './method.ts'

/** What the audit log can be narrowed to, in the order in which it is offered. */
export const auditFamilies = [
  'sign-in',
  'accounts',
  'people',
  'attendance',
  'looks',
  'exports',
  'settings',
  'data',
] as const
export const AuditFamily = z.enum(auditFamilies)
export type AuditFamily = z.infer<typeof AuditFamily>

/** Everything that this version writes into the audit log, and the family that it is found in. */
export const auditActions = {
  'account.signIn': 'sign-in',
  'account.signOut': 'sign-in',
  'account.timeOut': 'sign-in',
  'account.refuse': 'sign-in',
  'account.lock': 'sign-in',
  'identity.refuse': 'sign-in',
  'access.refuse': 'sign-in',
  'kiosk.leave': 'sign-in',
  'pin.refuse': 'sign-in',
  'pin.locked': 'sign-in',
  'token.refuse': 'sign-in',

  'account.begin': 'accounts',
  'account.create': 'accounts',
  'account.update': 'accounts',
  'account.remove': 'accounts',
  'account.setPassphrase': 'accounts',
  'account.setSecondStep': 'accounts',
  'account.setIdentity': 'accounts',
  'identityProvider.set': 'accounts',
  'identityProvider.remove': 'accounts',
  'pin.set': 'accounts',
  'pin.remove': 'accounts',
  'pin.unlock': 'accounts',
  'pin.unlockKiosk': 'accounts',
  'token.create': 'accounts',
  'token.revoke': 'accounts',

  'person.create': 'people',
  'person.update': 'people',
  'person.erase': 'people',
  'person.merge': 'people',
  'person.unmerge': 'people',
  'template.add': 'people',
  'template.erase': 'people',
  'visitor.assign': 'people',
  'visitor.erase': 'people',
  'look.keep': 'people',
  'look.accept': 'people',
  'look.refuse': 'people',
  'look.destroy': 'people',
  'guests.forget': 'people',
  'consent.record': 'people',
  'consent.withdraw': 'people',
  'consent.guardian': 'people',
  'consent.ask': 'people',
  'consent.destroy': 'people',
  'import.begin': 'people',
  'import.decide': 'people',
  'import.end': 'people',

  'attendance.correct': 'attendance',
  'attendance.decide': 'attendance',
  'attendance.rules': 'attendance',
  'event.not-me': 'attendance',
  'event.wrong-direction': 'attendance',
  'hours.confirm': 'attendance',
  'dispute.decide': 'attendance',

  'person.view': 'looks',
  'timesheet.view': 'looks',
  'hours.view': 'looks',
  'search.photo': 'looks',
  'search.compare': 'looks',
  'api.read': 'looks',

  'attendance.export': 'exports',
  'events.export': 'exports',
  'audit.export': 'exports',
  'person.export': 'exports',
  'privacy.export': 'exports',
  'metric.export': 'exports',
  'metric.exportPack': 'exports',

  'settings.set': 'settings',
  'threshold.apply': 'settings',
  'consent.policy': 'settings',
  'privacy.choose': 'settings',
  'kiosks.set': 'settings',
  'webhook.add': 'settings',
  'webhook.update': 'settings',
  'webhook.remove': 'settings',
  'webhook.secret': 'settings',
  'webhook.retry': 'settings',
  'webhook.discard': 'settings',
  'webhook.test': 'settings',
  'office.create': 'settings',
  'office.invite': 'settings',
  'office.join': 'settings',
  'office.confirm': 'settings',
  'office.revoke': 'settings',
  'office.leave': 'settings',
  'office.resume': 'settings',
  'office.recoveryKey': 'data',
  'metric.train': 'settings',
  'metric.adopt': 'settings',
  'metric.undo': 'settings',
  'modelChange.begin': 'settings',
  'modelChange.end': 'settings',
  'models.accept': 'settings',
  'models.add': 'settings',
  'models.use': 'settings',
  'models.secondOpinion': 'settings',
  'models.noSecondOpinion': 'settings',
  'models.remove': 'settings',

  'retention.run': 'data',
  backup: 'data',
  'backup.remove': 'data',
  'records.seal': 'data',
  'records.older-copy': 'data',
  'records.head': 'exports',
  'records.export': 'exports',
  restore: 'data',
  'restore.erase': 'data',
  'key.show': 'data',
  'key.move': 'data',
  'key.rotate': 'data',
} as const satisfies Record<string, AuditFamily>

export type AuditAction = keyof typeof auditActions

/** The actions of a family. */
export function actionsOf(family: AuditFamily): AuditAction[] {
  const names = Object.keys(auditActions) as AuditAction[]
  return names.filter((name) => auditActions[name] === family)
}

/** One change, look or refusal: by whom and of what. Never names of people: those can be erased, and this cannot. */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: Instant,
  actor: z.string(),
  /** Null in entries of versions that did not record it. */
  via: Via.nullable(),
  /** One of `auditActions`; other versions may have others. */
  action: z.string(),
  /** What was changed, for example `person 12`. */
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilter = z.object({
  actor: z.string().max(200).nullable().default(null),
  family: AuditFamily.nullable().default(null),
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
  /** Whoever stands in the log, in order of name: at most 1000. */
  'audit.actors': method(z.object({}), z.object({ actors: z.array(z.string()) })),
  /**
   * Writes all that matches, oldest first, into the exports folder, as `events.export` does; that it was written is an
   * entry of its own.
   */
  'audit.export': method(
    AuditFilter.extend({
      task: z.string().min(1).max(64).default('audit.export'),
      format: z.enum(['csv', 'json']).default('csv'),
      /** The mark by which spreadsheets know UTF-8. */
      bom: z.boolean().default(false),
      separator: CsvSeparator.default(','),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({ entries: z.number().int() }),
  ),
}

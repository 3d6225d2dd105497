import type { z } from 'zod'
import { accountMethods } from './accounts.ts'
import { attendanceMethods } from './attendance.ts'
import { auditMethods } from './audit.ts'
import { backupMethods } from './backups.ts'
import { consentMethods } from './consent.ts'
import { disputeMethods } from './disputes.ts'
import { enrolMethods } from './enrol.ts'
import { eventMethods } from './events.ts'
import { guestMethods } from './guests.ts'
import { hoursMethods } from './hours.ts'
import { identityProviderMethods } from './identity-provider.ts'
import { importMethods } from './imports.ts'
import { keyMethods } from './keys.ts'
import { kioskMethods } from './kiosks.ts'
import { lookMethods } from './looks.ts'
import { metricMethods } from './metrics.ts'
import { modelChangeMethods } from './model-change.ts'
import { modelMethods } from './models.ts'
import { noticeMethods } from './notices.ts'
import { officeMethods } from './office.ts'
import { peopleMethods } from './people.ts'
import { pinMethods } from './pins.ts'
import { privacyMethods } from './privacy.ts'
import { qualityMethods } from './quality.ts'
import { recordMethods } from './records.ts'
import { restMethods } from './rest.ts'
import { restoreMethods } from './restore.ts'
import { retentionMethods } from './retention.ts'
import { searchMethods } from './search.ts'
import { settingsMethods } from './settings.ts'
import { systemMethods } from './system.ts'
import { thresholdMethods } from './thresholds.ts'
import { visitorMethods } from './visitors.ts'
import { webhookMethods } from './webhooks.ts'

/**
 * Every method of the app: the one table from which callers and handlers are typed. `Uint8Array`s travel as they are
 * (structured clone in Electron, MessagePack over HTTP). Camera frames are no methods, see frame.ts and
 * frame-result.ts; announcements are in topics.ts.
 */
export const methods = {
  ...peopleMethods,
  ...enrolMethods,
  ...importMethods,
  ...qualityMethods,
  ...searchMethods,
  ...eventMethods,
  ...kioskMethods,
  ...disputeMethods,
  ...attendanceMethods,
  ...hoursMethods,
  ...pinMethods,
  ...guestMethods,
  ...webhookMethods,
  ...restMethods,
  ...settingsMethods,
  ...systemMethods,
  ...backupMethods,
  ...keyMethods,
  ...restoreMethods,
  ...retentionMethods,
  ...noticeMethods,
  ...visitorMethods,
  ...lookMethods,
  ...metricMethods,
  ...modelChangeMethods,
  ...modelMethods,
  ...thresholdMethods,
  ...auditMethods,
  ...consentMethods,
  ...privacyMethods,
  ...recordMethods,
  ...accountMethods,
  ...identityProviderMethods,
  ...officeMethods,
}

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller passes, before defaults are filled in. */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler receives. */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>
/** What a handler returns and a caller gets. */
export type Output<M extends MethodName> = z.output<Methods[M]['output']>

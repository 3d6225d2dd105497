import type { z } from 'zod'
import { attendanceMethods } from './api/attendance.ts'
import { enrolMethods } from './api/enrol.ts'
import { eventMethods } from './api/events.ts'
import { guestMethods } from './api/guests.ts'
import { importMethods } from './api/imports.ts'
import { kioskMethods } from './api/kiosk.ts'
import { kiosksMethods } from './api/kiosks.ts'
import { metricMethods } from './api/metric.ts'
import { noticeMethods } from './api/notices.ts'
import { peopleMethods } from './api/people.ts'
import { pinMethods } from './api/pin.ts'
import { qualityMethods } from './api/quality.ts'
import { restMethods } from './api/rest.ts'
import { searchMethods } from './api/search.ts'
import { settingsMethods } from './api/settings.ts'
import { systemMethods } from './api/system.ts'
import { thresholdMethods } from './api/thresholds.ts'
import { visitorMethods } from './api/visitors.ts'
import { webhookMethods } from './api/webhooks.ts'

/**
 * Every method of the app: the one table from which both ends are inferred.
 * `Uint8Array`s travel as they are (structured clone in Electron, MessagePack over HTTP).
 * Camera frames are no method: see frame.ts and frame-result.ts. Announcements: see topics.ts.
 */
export const methods = {
  ...peopleMethods,
  ...enrolMethods,
  ...importMethods,
  ...qualityMethods,
  ...searchMethods,
  ...eventMethods,
  ...kioskMethods,
  ...kiosksMethods,
  ...attendanceMethods,
  ...pinMethods,
  ...guestMethods,
  ...webhookMethods,
  ...restMethods,
  ...settingsMethods,
  ...systemMethods,
  ...noticeMethods,
  ...visitorMethods,
  ...metricMethods,
  ...thresholdMethods,
}

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller passes (before defaults are filled in). */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler receives. */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>
/** What a handler returns and a caller gets. */
export type Output<M extends MethodName> = z.output<Methods[M]['output']>

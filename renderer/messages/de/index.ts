import type { Messages } from '../en/index.ts'
import { accounts } from './accounts.ts'
import { attacks } from './attacks.ts'
import { audit } from './audit.ts'
import { backups } from './backups.ts'
import { camera } from './camera.ts'
import { closed } from './closed.ts'
import { common } from './common.ts'
import { connections } from './connections.ts'
import { consent } from './consent.ts'
import { consentKiosk } from './consent-kiosk.ts'
import { corrections } from './corrections.ts'
import { errors } from './errors.ts'
import { gates } from './gates.ts'
import { hours } from './hours.ts'
import { identityProvider } from './identity-provider.ts'
import { importing } from './import.ts'
import { kiosk } from './kiosk.ts'
import { kioskEntry } from './kiosk-entry.ts'
import { kiosks } from './kiosks.ts'
import { log } from './log.ts'
import { looks } from './looks.ts'
import { metric } from './metric.ts'
import { models } from './models.ts'
import { notices } from './notices.ts'
import { office } from './office.ts'
import { people } from './people.ts'
import { photos } from './photos.ts'
import { privacy } from './privacy.ts'
import { reasons } from './reasons.ts'
import { schedules } from './schedules.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { thresholds } from './thresholds.ts'
import { timesheet } from './timesheet.ts'
import { today } from './today.ts'

/** Every visible word, in German. */
export const messages: Messages = {
  ...common,
  ...errors,
  ...reasons,
  ...camera,
  ...photos,
  ...notices,
  ...accounts,
  ...attacks,
  ...audit,
  ...backups,
  ...closed,
  ...connections,
  ...consent,
  ...consentKiosk,
  ...corrections,
  ...gates,
  ...hours,
  ...identityProvider,
  ...importing,
  ...kiosk,
  ...kioskEntry,
  ...kiosks,
  ...log,
  ...looks,
  ...metric,
  ...models,
  ...office,
  ...people,
  ...privacy,
  ...schedules,
  ...search,
  ...settings,
  ...thresholds,
  ...timesheet,
  ...today,
}

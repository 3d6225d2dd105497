import { defaultConsentPolicy } from '../../main/contract/consent.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { standardKiosk } from '../../main/contract/kiosks.ts'
import { defaultSettings } from '../../main/contract/settings.ts'
import type { PrivacyFacts, Recipient } from '../../main/privacy/facts.ts'

/** An office with nothing decided. */
export const plainFacts: PrivacyFacts = {
  made: Date.UTC(2026, 10, 30, 8) as Instant,
  zone: 'UTC',
  policy: defaultConsentPolicy,
  settings: defaultSettings,
  kiosks: [standardKiosk('Front door')],
  recipients: [],
  model: 'a-model',
  people: 3,
  access: 'accounts',
}

/** One recipient of each kind; a kind that is left out does not compile. */
export const recipients: { readonly [K in Recipient['kind']]: Extract<Recipient, { kind: K }> } = {
  webhook: { kind: 'webhook', host: 'payroll.example:8443', active: true },
  program: { kind: 'program', name: 'Door opener', scopes: ['events:read', 'people:consent'] },
  identityProvider: { kind: 'identityProvider', name: 'Office login', host: 'login.example' },
  office: { kind: 'office', host: 'db.example:5432' },
  heads: { kind: 'heads', folder: '/mnt/heads' },
  backups: { kind: 'backups', folder: '/mnt/backups' },
}

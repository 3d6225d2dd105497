import type { Section } from '../rights/person-data.ts'

/** What is held, as people would say it, in the order in which it is told. */
export const categories = [
  ...(['person', 'face', 'consent', 'pin', 'entries'] as const),
  ...(['hours', 'guests', 'imports', 'sent', 'audit'] as const),
]
export type Category = (typeof categories)[number]

/** Where each section of what is handed out to somebody belongs; a new section must say so. */
export const categoryOf: Readonly<Record<Section, Category>> = {
  person: 'person',
  groups: 'person',
  writings: 'person',
  names: 'person',
  merges: 'person',
  movedEntries: 'entries',
  pin: 'pin',
  pinAttempts: 'pin',
  consents: 'consent',
  consentTexts: 'consent',
  consentCodes: 'consent',
  templates: 'face',
  embeddings: 'face',
  photos: 'face',
  looks: 'face',
  templateChanges: 'face',
  entries: 'entries',
  entryChains: 'entries',
  runnerUp: 'entries',
  disputes: 'entries',
  requests: 'hours',
  rules: 'hours',
  months: 'hours',
  confirmations: 'hours',
  guests: 'guests',
  imports: 'imports',
  importPhotos: 'imports',
  importMentions: 'imports',
  webhooks: 'sent',
  deliveries: 'sent',
  audit: 'audit',
}

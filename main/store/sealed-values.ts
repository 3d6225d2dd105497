import { secondStepContext } from './accounts.ts'
import { signatureContext } from './consents.ts'
import { clientSecretContext } from './identity-provider.ts'
import { waitingPhotoContext } from './import-files.ts'
import { lookContext } from './looks.ts'
import { mapContext } from './metrics.ts'
import { labMemoryContext, officeContext } from './remembered.ts'
import { waitingContext } from './sharing/waiting.ts'
import { embeddingContext, photoContext } from './templates.ts'
import { visitorContext } from './visitors.ts'
import { secretContext } from './webhooks.ts'

type Row = Readonly<Record<string, string | number>>

/** A column whose values the vault seals. */
export interface SealedValue {
  readonly table: string
  readonly column: string
  /** Columns that `context` reads. */
  readonly of: readonly string[]
  context(row: Row): string
}

const value = (table: string, column: string, of: readonly string[], context: SealedValue['context']): SealedValue => ({
  ...{ table, column, of },
  context,
})

/**
 * All values in the database that the vault seals, but for the check of the key and the head of the seals. Whoever
 * seals a column adds it here, or it is lost when the data get another key.
 */
export const sealedValues: readonly SealedValue[] = [
  value('templates', 'embedding', ['id', 'person_id', 'model'], ({ id, person_id: person, model }) =>
    embeddingContext(Number(id), Number(person), String(model)),
  ),
  value(
    'template_embeddings',
    'embedding',
    ['template_id', 'person_id', 'model'],
    ({ template_id: id, person_id: person, model }) => embeddingContext(Number(id), Number(person), String(model)),
  ),
  value('photos', 'photo', ['template_id'], ({ template_id: id }) => photoContext(Number(id))),
  ...['embedding', 'photo'].map((column) =>
    value(
      'visitors',
      column,
      ['seen_at', 'kiosk'],
      ({ seen_at: at, kiosk }) => `${column} ${visitorContext(Number(at), String(kiosk))}`,
    ),
  ),
  ...(['embedding', 'photo'] as const).map((column) =>
    value('look_proposals', column, ['id', 'person_id'], ({ id, person_id: person }) =>
      lookContext(column, Number(id), Number(person)),
    ),
  ),
  value('metrics', 'map', ['version', 'model'], ({ version, model }) => mapContext(Number(version), String(model))),
  value('webhooks', 'secret', ['id'], ({ id }) => secretContext(Number(id))),
  value('accounts', 'second_step', ['id'], ({ id }) => secondStepContext(Number(id))),
  value('consents', 'signature', ['id'], ({ id }) => signatureContext(Number(id))),
  value('identity_provider', 'client_secret', [], () => clientSecretContext),
  value('shared_waiting', 'change', ['station', 'number'], ({ station, number }) =>
    waitingContext(String(station), Number(number)),
  ),
  // Values of other keys do not open, and stay as they are.
  value('remembered', 'value', ['key'], ({ key }) => (key === 'office' ? officeContext : labMemoryContext)),
  // Only in a backup that was put in place by hand and never opened.
  value('packed_photos', 'sealed', ['id'], ({ id }) => waitingPhotoContext(Number(id))),
]

/** Columns of bytes that the vault does not seal, and what they are. */
export const unsealedBytes: Readonly<Record<string, string>> = {
  'templates.origin': 'a fingerprint of the file',
  'pins.hash': 'scrypt over a fingerprint',
  'consent_codes.hash': 'a fingerprint of the code',
  'erased.hash': 'a fingerprint of the row that is gone',
  'pins.seal': 'made anew',
  'audit.chain': 'made anew',
  'seals.seal': 'made anew',
  'log_gaps.seal': 'a keyed hash over an entry that is gone; the next seal goes on from it as it is',
  'log_gaps.link': 'the same over a line of the audit log',
  'events.evidence': 'SHA-256 over the figures and their salt',
  'events.salt': 'random',
  'bare_entries.seal': 'made anew',
  'seal_head.head': 'made anew',
  'api_tokens.hash': 'SHA-256 of 256 random bits',
  'uids.uid': 'the name of a row',
  'event_origins.uid': 'the same',
  'event_origins.station': 'the name of a station',
  'shared_waiting.uid': 'the name of a row',
  'shared_waiting.waits_for': 'the same',
  'tombstones.uid': 'the name of a row that is gone',
  'timesheet_months.figures': 'hours, which stand in the entries too',
}

import { filedUnder } from './imports.ts'

/** The rows of one table that are about a person, and how they are handed out. */
export interface PersonTable {
  readonly table: string
  /** SQL for each value, by the name that it is handed out under. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns that are not handed out, and why. */
  readonly withheld?: Readonly<Record<string, string>>
  /** SQL for the rows that are about the person. */
  readonly where: string
  /** SQL for what tells the rows apart, and orders them. */
  readonly key: string
  /** Instants; those of 0 are none. */
  readonly times?: readonly string[]
  readonly truths?: readonly string[]
  readonly json?: readonly string[]
}

/** SQL for the ids of the person and of those who were merged into them; `@id` is the person alone. */
const mine = '(select value from json_each(@ids))'
const ofMine = `person_id in ${mine}`
const entriesOfMine = `(select id from events where ${ofMine})`
const templatesOfMine = `(select id from templates where ${ofMine})`
const filed = `(${filedUnder.replaceAll('@personId', '@id')})`
/** SQL for a JSON column; null where it is damaged. */
const json = (column: string) => `iif(json_valid(${column}), ${column}, null)`
/** SQL for the items of a JSON array that are about the person. */
const itemsOfMine = (column: string, path: string, person: string) => `
  (select json_group_array(json(value)) from json_each(${json(column)}, '${path}') where value ->> '${person}' in ${mine})`
/** SQL for an id of somebody, unless that is somebody else. */
const ifMine = (column: string) => `iif(${column} in ${mine}, ${column}, null)`
const twoKeys = (one: string, other: string) => `printf('%019d %019d', ${one}, ${other})`

/** SQL for the milliseconds of a logical time, which it begins with as hexadecimal digits. */
const timeOf = (column: string) => `(
  with recursive digits (place, ms) as (
    select 0, 0
    union all select place + 1, ms * 16 + instr('0123456789abcdef', substr(${column}, place + 1, 1)) - 1 from digits
    where place < 12)
  select ms from digits where place = 12)`

const aboutSomebodyElse = 'is about somebody else'

/** Every table with rows about a person, by the name under which these are handed out. */
export const personTables = {
  person: {
    table: 'people',
    columns: {
      ...{ id: 'id', name: 'name', employeeNumber: 'employee_number', groups: json('groups') },
      ...{ employments: json('employments'), isSearched: 'searched', guardianSigns: 'coalesce(guardian_signs, 0)' },
      createdAt: 'created_at',
    },
    withheld: { search: 'the name once more, as it is searched', sort_name: 'the name once more, as it is sorted' },
    where: `id in ${mine}`,
    key: 'id',
    times: ['createdAt'],
    truths: ['isSearched', 'guardianSigns'],
    json: ['groups', 'employments'],
  },
  groups: {
    table: 'group_memberships',
    columns: { personId: 'person_id', from: "nullif(from_date, '')", groups: json('groups') },
    where: ofMine,
    key: "printf('%019d ', person_id) || from_date",
    json: ['groups'],
  },
  /** What was written of the person at several stations at a time; the value is one that did not last. */
  writings: {
    table: 'field_writings',
    columns: { personId: 'person_id', field: 'field', at: timeOf('time'), value: json('value') },
    withheld: { replaced: 'the time of the writing before' },
    where: ofMine,
    key: "printf('%019d ', person_id) || field || time",
    times: ['at'],
    json: ['value'],
  },
  pin: {
    table: 'pins',
    columns: { personId: 'person_id', setAt: 'set_at' },
    withheld: { hash: 'opens the door', seal: 'proves the hash' },
    where: ofMine,
    key: 'person_id',
    times: ['setAt'],
  },
  pinAttempts: {
    table: 'pin_attempts',
    columns: { who: 'who', failures: 'failures', lastAt: 'last_at', lockedUntil: 'locked_until' },
    withheld: { steady_at: 'the same time by the clock of the machine' },
    where: `who in (select 'person ' || value from json_each(@ids))`,
    key: 'who',
    times: ['lastAt', 'lockedUntil'],
  },
  consents: {
    table: 'consents',
    columns: {
      ...{ id: 'id', personId: 'person_id', kind: 'kind', at: 'at', textVersion: 'text_version', language: 'language' },
      ...{ textHash: 'text_hash', name: 'name', guardian: 'guardian', witness: 'witness', place: 'place' },
      ...{ paper: 'paper', alternative: 'alternative', hasSignature: 'signature is not null' },
    },
    where: ofMine,
    key: 'id',
    times: ['at'],
    truths: ['hasSignature'],
  },
  consentTexts: {
    table: 'consent_texts',
    columns: { hash: 'hash', title: 'title', body: 'body' },
    where: `hash in (select text_hash from consents where ${ofMine})`,
    key: 'hash',
  },
  consentCodes: {
    table: 'consent_codes',
    columns: { personId: 'person_id', until: 'until', witness: 'witness' },
    withheld: { hash: 'lets somebody sign' },
    where: ofMine,
    key: 'person_id',
    times: ['until'],
  },
  templates: {
    table: 'templates',
    columns: {
      ...{ id: 'id', personId: 'person_id', model: 'model', quality: 'quality', source: 'source' },
      createdAt: 'created_at',
    },
    withheld: { origin: 'a keyed hash, to know the same file again', embedding: 'is a file of its own' },
    where: ofMine,
    key: 'id',
    times: ['createdAt'],
  },
  embeddings: {
    table: 'template_embeddings',
    columns: { templateId: 'template_id', personId: 'person_id', model: 'model' },
    withheld: { embedding: 'is a file of its own' },
    where: ofMine,
    key: "printf('%019d ', template_id) || model",
  },
  /** Looks that the person would keep, and that they were asked. */
  looks: {
    table: 'look_proposals',
    columns: {
      ...{ id: 'id', personId: 'person_id', askedAt: 'asked_at', kiosk: 'kiosk', state: 'state', until: 'until' },
      ...{ model: 'model', quality: 'quality', similarity: 'similarity', purpose: 'purpose', namedBy: 'named_by' },
    },
    withheld: { embedding: 'is a file of its own', photo: 'is a file of its own' },
    where: ofMine,
    key: 'id',
    times: ['askedAt', 'until'],
  },
  photos: {
    table: 'photos',
    columns: { templateId: 'template_id' },
    withheld: { photo: 'is a file of its own' },
    where: `template_id in ${templatesOfMine}`,
    key: 'template_id',
  },
  templateChanges: {
    table: 'template_changes',
    columns: { revision: 'revision', templateId: 'template_id', model: 'model', change: 'change' },
    withheld: { stamp: 'tells two copies of the database apart' },
    where: `template_id in ${templatesOfMine}`,
    key: 'revision',
  },
  names: {
    table: 'event_people',
    columns: { id: 'id', personId: ifMine('person_id'), name: 'name', employeeNumber: 'employee_number' },
    withheld: { search: 'the name once more, as it is searched' },
    where: `(${ofMine} or id in (select event_person_id from events where ${ofMine}))`,
    key: 'id',
  },
  entries: {
    table: 'events',
    columns: {
      ...{ id: 'id', kind: 'kind', personId: ifMine('person_id'), nameId: 'event_person_id', direction: 'direction' },
      ...{ at: 'at', zone: 'zone', recordedAt: 'recorded_at', method: 'method', kiosk: 'kiosk', track: 'track' },
      ...{ similarity: 'similarity', runnerUpSimilarity: 'runner_up_similarity', threshold: 'threshold' },
      ...{ thresholdVersion: 'threshold_version', model: 'model', metric: 'metric', liveness: 'liveness' },
      ...{ quality: 'quality', clockMoved: 'clock_moved', corrects: 'corrects', action: 'action', actor: 'actor' },
      ...{ reason: 'reason', livenessModels: json('liveness_models') },
    },
    withheld: {
      ...{ runner_up_id: aboutSomebodyElse, runner_up_event_person_id: aboutSomebodyElse },
      ...{ evidence: 'a hash of figures that are handed out', salt: 'random, and part of that hash' },
    },
    where: `(${ofMine} or event_person_id in (select id from event_people where ${ofMine}))`,
    key: 'id',
    times: ['at', 'recordedAt'],
    truths: ['clockMoved'],
    json: ['livenessModels'],
  },
  entryChains: {
    table: 'event_chains',
    columns: { entryId: 'event_id', firstId: 'root_id', personId: 'person_id', at: 'at' },
    where: ofMine,
    key: 'event_id',
    times: ['at'],
  },
  /** Entries of others, whose face was like the person's. */
  runnerUp: {
    table: 'events',
    columns: {
      ...{ id: 'id', at: 'at', zone: 'zone', kiosk: 'kiosk' },
      runnerUpName: '(select name from event_people where event_people.id = runner_up_event_person_id)',
      runnerUpSimilarity: 'runner_up_similarity',
    },
    where: `runner_up_id in ${mine}`,
    key: 'id',
    times: ['at'],
  },
  requests: {
    table: 'correction_requests',
    columns: {
      ...{ id: 'id', personId: 'person_id', draft: json('draft'), requestedAt: 'requested_at' },
      ...{ requestedBy: 'requested_by', state: json('state'), isWaiting: 'waiting' },
    },
    where: ofMine,
    key: 'id',
    times: ['requestedAt'],
    truths: ['isWaiting'],
    json: ['draft', 'state'],
  },
  disputes: {
    table: 'disputes',
    columns: {
      ...{ id: 'id', entryId: 'event_id', personId: ifMine('person_id'), rivalId: ifMine('rival_id') },
      ...{ similarity: 'similarity', at: 'at', verdict: 'verdict' },
    },
    where: `(${ofMine} or rival_id in ${mine})`,
    key: 'id',
    times: ['at'],
  },
  guests: {
    table: 'guests',
    columns: {
      ...{ id: 'id', name: 'name', company: 'company', hostId: 'host_id', hostName: 'host_name', kiosk: 'kiosk' },
      ...{ arrivedAt: 'arrived_at', leftAt: 'left_at' },
    },
    where: `host_id in ${mine}`,
    key: 'id',
    times: ['arrivedAt', 'leftAt'],
  },
  /** What the versions of the rules say about the person. */
  rules: {
    table: 'documents',
    columns: {
      ...{
        version: 'version',
        at: 'at',
        actor: 'actor',
        leaves: itemsOfMine('documents.value', '$.leaves', '$.personId'),
      },
      assignments: itemsOfMine('documents.value', '$.assignments', '$.target.personId'),
    },
    withheld: { key: 'always the same' },
    where: `key = 'attendance-rules' and json_valid(value)
      and exists (select 1 from json_tree(documents.value) where key = 'personId' and atom in ${mine})`,
    key: 'version',
    times: ['at'],
    json: ['leaves', 'assignments'],
  },
  months: {
    table: 'timesheet_months',
    columns: {
      ...{ personId: 'person_id', month: "printf('%04d-%02d', month / 12, month % 12 + 1)" },
      ...{ through: "date(through * 86400, 'unixepoch')", figures: 'hex(figures)' },
    },
    where: ofMine,
    key: twoKeys('month', 'person_id'),
  },
  confirmations: {
    table: 'hour_confirmations',
    columns: {
      ...{ id: 'id', personId: 'person_id', month: 'month', digest: 'digest', workedMinutes: 'worked_minutes' },
      ...{ at: 'at', kiosk: 'kiosk' },
    },
    where: ofMine,
    key: 'id',
    times: ['at'],
  },
  merges: {
    table: 'merges',
    columns: {
      ...{ id: 'id', keptId: 'kept_id', goneId: 'gone_id', name: 'name', employeeNumber: 'employee_number' },
      ...{ groups: json('groups'), templates: json('templates'), at: 'at' },
      moved: "iif(json_valid(moved), json_remove(moved, '$.pin.hash'), null)",
    },
    where: `(kept_id in ${mine} or gone_id in ${mine})`,
    key: 'id',
    times: ['at'],
    json: ['groups', 'templates', 'moved'],
  },
  movedEntries: {
    table: 'event_moves',
    columns: { mergeId: 'merge_id', entryId: 'event_id', fromId: ifMine('from_id'), toId: ifMine('to_id') },
    where: `(from_id in ${mine} or to_id in ${mine})`,
    key: twoKeys('merge_id', 'event_id'),
  },
  imports: {
    table: 'imports',
    columns: { id: 'id', source: 'source', startedAt: 'started_at', state: 'state', failure: 'failure' },
    where: `id in (select import_id from import_photos where ${filed})`,
    key: 'id',
    times: ['startedAt'],
  },
  importPhotos: {
    table: 'import_photos',
    columns: {
      ...{ id: 'id', importId: 'import_id', path: 'path', bytes: 'bytes', name: 'name' },
      ...{ employeeNumber: 'employee_number', personId: 'person_id', state: 'state', reason: 'reason', tries: 'tries' },
      seen: `iif(json_valid(seen), json_set(seen, '$.candidates', json(${itemsOfMine('seen', '$.candidates', '$.personId')})), null)`,
      ...{ groups: json('groups'), employments: json('employments') },
    },
    where: filed,
    key: 'id',
    json: ['seen', 'groups', 'employments'],
  },
  /** Imported photos of others, which look like the person. */
  importMentions: {
    table: 'import_photos',
    columns: { id: 'id', importId: 'import_id', candidates: itemsOfMine('seen', '$.candidates', '$.personId') },
    where: `not coalesce(${filed}, 0) and exists (
      select 1 from json_each(${json('seen')}, '$.candidates') where value ->> '$.personId' in ${mine})`,
    key: 'id',
    json: ['candidates'],
  },
  /** Who is told of entries; `sent` were, unless somebody discarded them. */
  webhooks: {
    table: 'webhooks',
    columns: {
      ...{ id: 'id', url: 'url', kinds: json('kinds'), isActive: 'active', createdAt: 'created_at' },
      sent: `(select count(*) from events where ${ofMine} and recorded_at >= created_at
        and kind in (select value from json_each(${json('kinds')}))
        and id not in (select event_id from webhook_outbox where webhook_id = webhooks.id))`,
    },
    withheld: {
      secret: 'proves to the receiver who sends',
      delivered: 'counts the entries of everybody',
      last_delivered_at: 'the same',
    },
    where: `exists ${entriesOfMine}`,
    key: 'id',
    times: ['createdAt'],
    truths: ['isActive'],
    json: ['kinds'],
  },
  deliveries: {
    table: 'webhook_outbox',
    columns: {
      ...{ webhookId: 'webhook_id', entryId: 'event_id', attempts: 'attempts', nextAt: 'next_at', stopped: 'stopped' },
      ...{ lastStatus: 'last_status', lastError: 'last_error', waitMs: 'wait_ms' },
    },
    where: `event_id in ${entriesOfMine}`,
    key: twoKeys('webhook_id', 'event_id'),
    times: ['nextAt'],
  },
} as const satisfies Record<string, PersonTable>

export type PersonSection = keyof typeof personTables

/** Tables without anything about a person of their own, and why. */
export const tablesAboutNobody: Readonly<Record<string, string>> = {
  audit: 'read by `Audit`, which finds the entries about a person',
  accounts: 'people who use the office, whom nothing ties to somebody enrolled',
  api_tokens: 'programs',
  identity_provider: 'a service',
  visitors: 'faces of unknown people, whom nobody has named',
  settings: 'of the installation',
  threshold_versions: 'of the installation',
  metrics: 'learned from everybody, and says nothing of one',
  metric_adoptions: 'the same',
  timesheet_basis: 'says which kept months are out of date',
  remembered: 'caches without ids or names',
  meta: 'of the database',
  uids: 'names of rows that are handed out under their numbers here',
  event_origins: 'the station that an entry was made at, which its kiosk names',
  shared_station: 'of the installation',
  shared_outbox: 'numbers of rows that are still to be told to other stations',
  shared_waiting: 'what other stations told of rows that are not here',
  shared_times: 'when rows were written that are handed out',
  tombstones: 'names of rows that are gone, which name nobody',
  erased: 'keyed hashes of what is gone, which name nobody',
  bare_entries: 'digests and a keyed hash of entries that are handed out',
  log_gaps: 'numbers and digests of entries that were erased',
  seals: 'a keyed hash over each row that is handed out',
  seal_head: 'the same over all',
  sqlite_sequence: 'of SQLite itself',
}

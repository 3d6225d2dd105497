import type { DamageKind } from '../contract/damages.ts'
import type { Database } from './database.ts'
import { figureColumns } from './evidence.ts'

/** A table whose rows carry a seal: a keyed hash over the table's name, the row's key and these columns. */
export interface SealedTable {
  readonly name: string
  readonly key: readonly string[]
  /**
   * What decides something. A new column goes to the end and is null in the rows of before: trailing nulls are not part
   * of the seal.
   */
  readonly columns: readonly string[]
  /** What a row that does not hold is reported as. */
  readonly damage: DamageKind | null
}

/**
 * A table that only grows. Each seal covers the one before too, so that the last one proves the order and number of all
 * rows.
 */
export interface ChainedTable extends SealedTable {
  /** What the columns are read from. */
  readonly from: string
  /** Names that belong to a row, and are neither sealed with it nor part of the digest: they can be erased. */
  readonly names: { readonly columns: readonly string[]; readonly join: string }
  /**
   * Columns that the digest of the table leaves out, so that it can be shown to anybody: where names stand, and what
   * means nothing without the key.
   */
  readonly withheld: readonly string[]
  /** What columns are read as, where that is not the column itself. */
  readonly sources: Readonly<Record<string, string>>
  /** Columns that can be erased (evidence.ts), and that of their salt. */
  readonly apart: { readonly salt: string | null; readonly figures: readonly string[] }
}

const nothingApart: ChainedTable['apart'] = { salt: null, figures: [] }

/** Tables whose rows are changed and removed. */
export const sealedTables: readonly SealedTable[] = [
  {
    name: 'people',
    key: ['id'],
    columns: ['name', 'employee_number', 'created_at', 'employments', 'guardian_signs'],
    damage: 'name',
  },
  {
    name: 'event_people',
    key: ['id'],
    columns: ['person_id', 'name', 'employee_number'],
    damage: null,
  },
  {
    name: 'log_gaps',
    key: ['tbl', 'first'],
    columns: ['last', 'before', 'after', 'seal', 'written_before', 'link'],
    damage: null,
  },
  { name: 'uids', key: ['kind', 'id'], columns: ['uid'], damage: null },
  { name: 'group_memberships', key: ['person_id', 'from_date'], columns: ['groups'], damage: 'groups' },
  { name: 'pins', key: ['person_id'], columns: ['hash', 'set_at'], damage: 'pin' },
  {
    name: 'api_tokens',
    key: ['id'],
    columns: ['name', 'hash', 'scopes', 'created_at', 'expires_at'],
    damage: 'token',
  },
  {
    name: 'accounts',
    key: ['id'],
    columns: [
      ...['name', 'key', 'role', 'groups', 'passphrase', 'recovery', 'second_step', 'created_at'],
      ...['email', 'issuer', 'subject'],
    ],
    damage: null,
  },
  {
    name: 'identity_provider',
    key: ['id'],
    columns: ['name', 'issuer', 'client_id', 'client_secret', 'port'],
    damage: null,
  },
  { name: 'webhooks', key: ['id'], columns: ['url', 'kinds', 'active', 'secret'], damage: 'webhook' },
  {
    name: 'consents',
    key: ['id'],
    columns: [
      ...[
        'person_id',
        'kind',
        'at',
        'text_version',
        'language',
        'text_hash',
        'name',
        'witness',
        'place',
        'alternative',
      ],
      ...['guardian', 'paper', 'signature'],
    ],
    damage: null,
  },
  {
    name: 'hour_confirmations',
    key: ['id'],
    columns: ['person_id', 'month', 'digest', 'worked_minutes', 'at', 'kiosk'],
    damage: null,
  },
  { name: 'settings', key: ['key'], columns: ['value'], damage: 'setting' },
  {
    name: 'threshold_versions',
    key: ['version'],
    columns: ['threshold', 'margin', 'since', 'basis'],
    damage: null,
  },
  { name: 'documents', key: ['key', 'version'], columns: ['value', 'at', 'actor'], damage: 'document' },
  { name: 'metrics', key: ['version'], columns: ['model', 'about', 'map', 'trained_at'], damage: 'metric' },
  {
    name: 'metric_adoptions',
    key: ['id'],
    columns: ['version', 'at', 'threshold_before', 'threshold_version', 'undone_at'],
    damage: null,
  },
  {
    name: 'merges',
    key: ['id'],
    columns: ['kept_id', 'gone_id', 'name', 'employee_number', 'groups', 'templates', 'moved', 'at'],
    damage: 'merge',
  },
  {
    name: 'disputes',
    key: ['id'],
    columns: ['event_id', 'person_id', 'rival_id', 'similarity', 'at', 'verdict'],
    damage: null,
  },
  {
    name: 'correction_requests',
    key: ['id'],
    columns: ['person_id', 'draft', 'requested_at', 'requested_by', 'state'],
    damage: 'request',
  },
]

const eventColumns = [
  ...['event_person_id', 'kind', 'direction', 'at', 'zone', 'recorded_at', 'method', 'kiosk', 'track', 'similarity'],
  ...['runner_up_id', 'runner_up_event_person_id', 'runner_up_similarity', 'threshold', 'threshold_version', 'model'],
  ...['metric', 'liveness', 'quality', 'clock_moved', 'corrects', 'action', 'actor', 'reason', 'evidence'],
].map((column) => `events.${column}`)

const runnerUpRow = 'events.runner_up_event_person_id'
const figures = figureColumns.map((column) => `events.${column}`)

/** Tables that only grow. An entry's person may change by a merge; `proof.ts` holds it against the merges. */
export const chainedTables: readonly ChainedTable[] = [
  {
    name: 'events',
    key: ['id'],
    from: 'events left join event_people on event_people.id = events.event_person_id',
    columns: ['event_people.person_id', ...eventColumns],
    names: {
      columns: ['event_people.name', 'event_people.employee_number', 'runner_ups.name'],
      join: 'left join event_people runner_ups on runner_ups.id = events.runner_up_event_person_id',
    },
    withheld: ['events.event_person_id', runnerUpRow],
    // Entries of before are sealed with the figures themselves.
    sources: Object.fromEntries(figures.map((column) => [column, `iif(events.evidence is null, ${column}, null)`])),
    apart: {
      ...{ salt: 'events.salt', figures },
    },
    damage: null,
  },
  {
    name: 'audit',
    key: ['id'],
    from: 'audit',
    columns: ['at', 'actor', 'action', 'subject', 'details', 'chain', 'via'].map((column) => `audit.${column}`),
    names: { columns: [], join: '' },
    withheld: ['audit.chain'],
    sources: {},
    apart: nothingApart,
    damage: null,
  },
]

/** Where the name of a runner-up stands. */
interface RunnerUpName {
  readonly column: string
  readonly join: string
}

/** The log of entries as it was sealed while names were part of each entry; they stand where they do now. */
export const withNames = (entries: ChainedTable): ChainedTable =>
  addNames(entries, { column: entries.names.columns[2]!, join: entries.names.join })

function addNames(entries: ChainedTable, runnerUp: RunnerUpName): ChainedTable {
  const [person, ...columns] = entries.columns
  const names = [...entries.names.columns.slice(0, 2), runnerUp.column]
  const others = columns.flatMap((column) =>
    column === 'events.event_person_id' ? [] : column === runnerUpRow ? [runnerUp.column] : [column],
  )
  return {
    ...entries,
    from: `${entries.from} ${runnerUp.join}`,
    columns: [person!, ...names.slice(0, 2), ...others],
    withheld: names,
  }
}

/** Tables without seals, and why they need none. */
export const unsealedTables: Readonly<Record<string, string>> = {
  seals: 'holds the seals',
  seal_head: 'is encrypted',
  meta: 'the key check is encrypted, and nothing else in it decides anything',
  templates: 'each embedding is encrypted together with its person and model',
  template_embeddings: 'the same',
  photos: 'each is encrypted together with its template',
  consent_texts: 'each is known by its hash, which the sealed record of a consent holds',
  consent_codes: 'nobody can make up a code that is found without the key',
  visitors: 'encrypted, and nobody is named by them',
  look_proposals: 'each is encrypted together with its person, and looked at before it counts',
  erased: 'nobody can make up a hash without the key, and what is taken out stands in the file beside',
  template_changes: 'says which index is out of date',
  event_chains: 'derived from the entries',
  bare_entries: 'each carries a seal of its own (log-rows.ts)',
  event_moves: 'an entry moves only between people whose merge stands in the audit log',
  timesheet_months: 'worked out from the entries, and thrown away at will',
  timesheet_basis: 'says which of those are out of date',
  pin_attempts: 'counts wrong PINs; whoever writes to the database needs no PIN',
  guests: 'guests sign themselves in under any name',
  webhook_outbox: 'says what is still to be sent; what is sent is read from the entries',
  event_origins: 'an entry that is taken for another one is only told twice, or not at all',
  shared_station: 'the office knows each station by its role and keys, not by what it says of itself',
  shared_outbox: 'says what is still to be told; what is told is read from the rows',
  shared_waiting: 'each is encrypted together with its number, and looked at like any other before it counts',
  shared_times: 'whoever writes to the database can take a later statement out as well, which the seals show',
  tombstones: 'what is gone is gone, and what is taken out stands at every other station',
  field_writings: 'says which writing of a field is newer; what is held back decides nothing',
  imports: 'photos in review are decided upon by people who look at them',
  import_photos: 'the same',
  remembered: 'caches',
  sqlite_sequence: 'of SQLite itself',
}

export interface PresentTables {
  readonly changing: readonly SealedTable[]
  readonly growing: readonly ChainedTable[]
  /** Whether names stand apart from the entries, as they have since they can be erased. */
  readonly namesApart: boolean
}

/** The tables and columns of them that a database has: one of an earlier version lacks some, until it is migrated. */
export function presentTables(database: Database): PresentTables {
  const columns = database.prepare<{ name: string }>(`
    select tables.name || '.' || columns.name as name
    from sqlite_schema tables join pragma_table_info(tables.name) columns where tables.type = 'table'`)
  const present = new Set(columns.all().map(({ name }) => name))
  const only = <T extends SealedTable>(tables: readonly T[]): T[] =>
    tables
      .filter(({ name, key }) => present.has(`${name}.${key[0]}`))
      .map((table) => ({
        ...table,
        columns: table.columns.filter((column) =>
          present.has(column.includes('.') ? column : `${table.name}.${column}`),
        ),
      }))
  const namesApart = present.has(runnerUpRow)
  const growing = chainedTables
    .map((table) => {
      if (!present.has('events.salt')) return { ...table, sources: {}, apart: nothingApart }
      const there = table.apart.figures.filter((column) => present.has(column))
      return { ...table, apart: { ...table.apart, figures: there } }
    })
    .map((table) =>
      namesApart || table.name !== 'events' ? table : addNames(table, { column: 'events.runner_up_name', join: '' }),
    )
  return { changing: only(sealedTables), growing: only(growing), namesApart }
}

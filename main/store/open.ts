import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { KeyPlace } from '../contract/key-place.ts'
import type { RecordHead } from '../contract/record-head.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import { type AgedAudit, openAgedAudit } from './aged-audit.ts'
import { type AgedEntries, openAgedEntries } from './aged-entries.ts'
import { type AgedEvidence, openAgedEvidence } from './aged-evidence.ts'
import { type AgedRows, openAgedRows } from './aged-rows.ts'
import { type AttendanceStore, openAttendance } from './attendance.ts'
import { type Audit, openAudit } from './audit.ts'
import { writeBackup } from './backup.ts'
import { type Confirmations, openConfirmations } from './confirmations.ts'
import { type Consents, openConsents } from './consents.ts'
import { createDamages, type Damages } from './damages.ts'
import { type Database, databaseDamagedError, openDatabase } from './database.ts'
import { type Disputes, openDisputes } from './disputes.ts'
import { type Documents, openDocuments } from './documents.ts'
import { type ErasedAgain, endConsentsAgain, eraseAgain, nothingAgain, self } from './erase-again.ts'
import { erasePerson } from './erase-person.ts'
import { type Erased, openErased } from './erased.ts'
import { type Events, openEvents } from './events.ts'
import type { Examination, Thoroughness } from './examination.ts'
import { type ExamineOptions, examine } from './examine.ts'
import { checkDatabaseFile } from './first-look.ts'
import { type Guests, openGuests } from './guests.ts'
import { readHeadOf } from './head.ts'
import { createSigner, isOwnHead, listOffices, signHead } from './head-signature.ts'
import { type HighWater, openHighWater, restOf } from './high-water.ts'
import { openProvider, type ProviderStore } from './identity-provider.ts'
import { type ImportFiles, openImportFiles } from './import-files.ts'
import { type Imports, openImports } from './imports.ts'
import { type Installation, openInstallation } from './installation.ts'
import { checkKey } from './key-check.ts'
import { type KeyRecord, readKeyRecord, writeKeyRecord } from './key-record.ts'
import { entryCount } from './log-gaps.ts'
import { type Looks, openLooks } from './looks.ts'
import { type Merges, openMerges } from './merges.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { migrate, migrations, schemaVersion } from './migrate.ts'
import { openMembership, type StoredMembership } from './office-membership.ts'
import { openPeople, type People } from './people.ts'
import { openPersonRecords, type PersonRecords } from './person-records.ts'
import { openPinAttempts, type PinAttempts } from './pin-attempts.ts'
import { createPinSeal } from './pin-seal.ts'
import { openPins, type Pins } from './pins.ts'
import { createPrivateFile, restrictToOwner } from './private-files.ts'
import { openRecords, type Records } from './records.ts'
import { recoveryRows } from './recovery-key.ts'
import { openRemembered, type Remembered } from './remembered.ts'
import { openRequests, type Requests } from './requests.ts'
import { createScrubber } from './scrub.ts'
import { hasSeals, type Seals, sealDatabase } from './seals.ts'
import { renewSearchFields } from './search-fields.ts'
import { openSettings, type SettingsStore } from './settings.ts'
import { auditOfMove, settleMove } from './settle-move.ts'
import { openSharedNumbers, type SharedNumbers } from './shared-numbers.ts'
import { type NotedDatabase, noteChanges } from './sharing/noted-changes.ts'
import { openSharing, type Sharing } from './sharing/sharing.ts'
import { openTemplates, type Templates } from './templates.ts'
import { openTokens, type Tokens } from './tokens.ts'
import type { Vault } from './vault.ts'
import { openVisitors, type Visitors } from './visitors.ts'
import { type WatchedDatabase, watchDatabase, withoutWatch } from './watch.ts'
import { openWebhooks, type Webhooks } from './webhooks.ts'

export interface StoreOptions {
  /** Path of the database, or `:memory:`. */
  readonly file: string
  readonly vault: Vault
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds since the machine was started. */
  readonly steady?: () => number
  /** The data folder whose list of what was erased counts: of a copy, the one that it is to replace the data of. */
  readonly dataFolder?: string
}

/** Everything that must outlive the process. SQLite is the truth; indexes are derived from it. */
export interface Store {
  readonly file: string
  readonly keyPlace: KeyPlace
  /** See `Vault`. */
  readonly keyFile: string | null
  /** What the database says about its key. */
  readonly keyRecord: { read(): KeyRecord; write(record: Partial<KeyRecord>): void }
  /** Has the place that a move of the key led to keep it, and none besides. */
  finishMove(next: NonNullable<KeyRecord['next']>): void
  /** Whether what keeps the key keeps the data key itself, and not one that opens it. */
  readonly keepsDataKey: boolean
  /** The key, as rows that people can write down (recovery-key.ts). */
  toRecoveryRows(): string[]
  readonly damages: Damages
  readonly highWater: Pick<HighWater, 'lost' | 'findLoss' | 'findChange' | 'acknowledge'>
  readonly seals: Seals
  /** The public key that this installation signs with (head-signature.ts), in base64. */
  readonly office: string
  /** With those of the keys that the data had before. */
  listOffices(): string[]
  /** A signed note of where the logs end; null while rows of before wait for their seals, or when the state is lost. */
  signHead(): RecordHead | null
  /** Signs a text as this installation, in base64. */
  sign(text: string): string
  readonly records: Records
  /** Whether this installation signed a head. */
  isOwnHead(head: RecordHead): boolean
  readonly people: People
  readonly personRecords: PersonRecords
  readonly templates: Templates
  readonly events: Events
  readonly disputes: Disputes
  readonly merges: Merges
  readonly visitors: Visitors
  readonly metrics: Metrics
  readonly imports: Imports
  readonly importFiles: ImportFiles
  readonly settings: SettingsStore
  readonly audit: Audit
  readonly attendance: AttendanceStore
  readonly documents: Documents
  readonly remembered: Remembered
  readonly membership: StoredMembership
  readonly requests: Requests
  readonly pins: Pins
  readonly guests: Guests
  readonly consents: Consents
  readonly confirmations: Confirmations
  readonly looks: Looks
  /** What this station shares with the others of its office. */
  readonly sharing: Sharing
  readonly sharedNumbers: SharedNumbers
  readonly webhooks: Webhooks
  readonly installation: Installation
  readonly tokens: Tokens
  readonly accounts: Accounts
  readonly aged: AgedRows
  readonly erased: Erased
  /** What this start erased once more, because an older copy of the database had brought it back. */
  readonly again: ErasedAgain
  readonly agedEntries: AgedEntries
  readonly agedAudit: AgedAudit
  readonly agedEvidence: AgedEvidence
  readonly identityProvider: ProviderStore
  /** At passphrases; PINs count their own. */
  readonly attempts: PinAttempts
  countRows(): { people: number; templates: number; events: number }
  /** A number that changes when another process writes, not when this one does. Takes microseconds. */
  readDataVersion(): number
  /**
   * Checks that the open file is still the one at its path; microseconds. Every write does so by itself.
   * @throws AppError `database-replaced` when the file was replaced, overwritten, moved or deleted
   */
  verifyFile(): void
  /** All or nothing. `work` must not be asynchronous. */
  transaction<T>(work: () => T): T
  /** Runs `work`, which sees the database as of one moment, whatever others write meanwhile. */
  snapshot<T>(work: () => T): T
  /**
   * Checks the database for damage in a thread of its own; takes seconds for a large one.
   * @throws AppError `cancelled`
   */
  examine(how: Thoroughness, options?: ExamineOptions): Promise<Examination>
  /**
   * Writes a compact copy that can be opened as it is, in a thread of its own while the app goes on.
   * @throws AppError `backup-failed`
   */
  backup(file: string): Promise<void>
  /**
   * Overwrites deleted data in the database and its log. Waits up to ten seconds for programs that are reading.
   * @returns false when one of them still prevents it; then it is done later
   */
  scrub(): Promise<boolean>
  /** Closes the database; a second call does nothing. */
  close(): void
}

/** Milliseconds since the machine was started, a clock that nobody can set. */
export const steadyClock = () => uptime() * 1000

/**
 * Opens the database, or makes it, and brings its schema up to date.
 * @throws AppError `database-missing`, `database-newer`, `database-damaged`, `database-busy`, `disk-full`,
 * `file-unreadable`, `key-missing`, `key-wrong`
 */
export function openStore({ file, vault, now, steady = steadyClock, dataFolder }: StoreOptions): Store {
  let rest: Uint8Array | null = null
  if (file !== ':memory:') {
    checkDatabaseFile(file)
    restrictDatabase(file)
    // A backup that somebody put here is another file than the one that was closed, as they know.
    rest = isCopiedByHand(file) ? null : restOf(file)
  }
  let highWater: HighWater | null = null
  let erased: Erased | null = null
  const database = openDatabase(file, {
    onCommit() {
      highWater?.noteWrite()
      erased?.keep()
    },
  })
  try {
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma secure_delete = on;
      pragma busy_timeout = 5000`)
    migrateSealed(database, vault, now)
    checkKey(database, vault)
    const moved = file === ':memory:' ? null : settleMove(database, vault, dirname(file))
    const noted = noteChanges(database, now)
    const { database: sealed, seals } = sealDatabase(noted.database, vault, now)
    renewSearchFields(sealed)
    highWater = openHighWater(sealed, rest, { file, vault })
    erased = openErased(sealed, {
      ...{ vault, now, isOwn: dataFolder === undefined },
      folder: file === ':memory:' ? null : (dataFolder ?? dirname(file)),
    })
    const watched = file === ':memory:' ? withoutWatch(sealed) : watchDatabase(sealed, file)
    const store = storeOf(watched, { highWater, seals, erased, noted }, { file, vault, now, steady })
    if (erased.wasBehind) {
      store.again = eraseAgain(store)
      if (dataFolder === undefined) endConsentsAgain(store)
      watched.guardWrite(() => watched.exec('pragma wal_checkpoint(truncate)'))
    }
    if (moved !== null) store.finishMove(moved)
    return store
  } catch (error) {
    database.close()
    throw toDamageError(file, error)
  }
}

/** Migrates; rows that a migration changes keep their seals valid, if they were. */
function migrateSealed(database: Database, vault: Vault, now: () => number): void {
  const isSealed = schemaVersion(database) < migrations.length && hasSeals(database)
  if (isSealed) checkKey(database, vault)
  migrate(isSealed ? sealDatabase(database, vault, now).database : database)
}

/** Whether the database is a backup that was copied here by hand: its head says that it was never written to. */
function isCopiedByHand(file: string): boolean {
  try {
    const { isDatabase, hasLog } = readHeadOf(file)
    return isDatabase && !hasLog
  } catch {
    // Opening it will report why it cannot be read.
    return false
  }
}

/** Turns SQL errors into damage: a missing or duplicate table or column means that the schema is damaged. */
function toDamageError(file: string, error: unknown): unknown {
  const isSql = error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR'
  return isSql ? databaseDamagedError(file, error.message, error) : error
}

/**
 * Makes the database readable for its owner only, before SQLite creates it; the log gets the same permissions from
 * SQLite.
 */
function restrictDatabase(file: string): void {
  try {
    createPrivateFile(file)
  } catch {
    return
  }
  for (const ending of ['', '-wal', '-shm']) restrictToOwner(`${file}${ending}`)
}

/** What stands before the tables are opened. */
interface Opened {
  readonly highWater: HighWater
  readonly seals: Seals
  readonly erased: Erased
  readonly noted: NotedDatabase
}

function storeOf(
  database: WatchedDatabase,
  { highWater, seals, erased, noted }: Opened,
  { file, vault, now, steady }: Required<Omit<StoreOptions, 'dataFolder'>>,
): Store & { again: ErasedAgain } {
  const counts = database.prepare<{ people: number; templates: number; events: number }>(`
    select (select count(*) from people) as people, (select count(*) from templates) as templates,
      ${entryCount} as events`)
  const dataVersion = database.prepare<{ data_version: number }>('pragma data_version')
  const scrubber = createScrubber(database)
  const importFolder = join(dirname(file), 'imports')
  const audit = openAudit(database, vault, now)
  const damages = createDamages()
  let isOpen = true
  const people = openPeople(database, damages, now)
  const templates = openTemplates(database, vault, damages, now, erased.note)
  const remembered = openRemembered(database)
  const pinSeal = createPinSeal(vault)
  const signer = createSigner(vault)
  const events = openEvents(database, damages, now)
  const consents = openConsents(database, vault, now, erased.note)
  const erase = (id: PersonId) => {
    audit.append({ ...self, action: 'person.erase', subject: `person ${id}`, details: { office: true } })
    return erasePerson(store, id, self.actor).photos
  }
  const store: Store & { again: ErasedAgain } = {
    file,
    keyPlace: vault.place,
    keyFile: vault.keyFile,
    keyRecord: { read: () => readKeyRecord(database), write: (record) => writeKeyRecord(database, record) },
    finishMove: (next) =>
      database.transaction(() => {
        writeKeyRecord(database, { current: next, next: null, movedAt: now() as Instant })
        audit.append(auditOfMove(next))
      }),
    keepsDataKey: vault.opened === null,
    toRecoveryRows: () => recoveryRows(vault.reveal()),
    damages,
    highWater,
    seals,
    office: signer.office,
    signHead: () => signHead(signer, seals.head(), now()),
    sign: signer.sign,
    records: openRecords(database),
    listOffices: () => listOffices(database, signer),
    isOwnHead: (head) => isOwnHead(listOffices(database, signer), head),
    people,
    personRecords: openPersonRecords(database),
    templates,
    events,
    disputes: openDisputes(database),
    merges: openMerges(database, damages, { people, moveTemplate: templates.move, pinSeal, now }),
    visitors: openVisitors(database, vault, damages),
    metrics: openMetrics(database, vault, damages, now),
    imports: openImports(database, now),
    importFiles: openImportFiles(database, importFolder, vault),
    settings: openSettings(database, damages, now),
    audit,
    attendance: openAttendance(database, damages),
    documents: openDocuments(database, damages, now),
    remembered,
    membership: openMembership(remembered, vault),
    requests: openRequests(database, damages, now),
    pins: openPins(database, damages, { vault, seal: pinSeal, now, steady }),
    guests: openGuests(database, now),
    consents,
    confirmations: openConfirmations(database, now),
    looks: openLooks(database, vault, damages, now),
    sharing: openSharing(database, noted, { vault, people, templates, events, consents, erase }),
    sharedNumbers: openSharedNumbers(database),
    webhooks: openWebhooks(database, vault, damages, now),
    installation: openInstallation(database),
    tokens: openTokens(database, damages, now),
    accounts: openAccounts(database, vault, now),
    aged: openAgedRows(database),
    erased,
    again: nothingAgain,
    agedEntries: openAgedEntries(database, vault),
    agedAudit: openAgedAudit(database, vault),
    agedEvidence: openAgedEvidence(database, vault),
    identityProvider: openProvider(database, vault),
    attempts: openPinAttempts(database, { now, steady }),
    countRows() {
      const { people, templates, events } = counts.get()!
      return { people, templates, events }
    },
    readDataVersion: () => dataVersion.get()!.data_version,
    verifyFile: database.verifyFile,
    transaction: (work) => database.transaction(work),
    snapshot: (work) => database.snapshot(work),
    examine: (how, { heads = [], ...examineOptions } = {}) =>
      examine({ file, vault: { kind: 'key', key: vault.reveal(), place: vault.place }, how, heads }, examineOptions),
    backup: (to) => writeBackup({ from: file, to, photos: importFolder }),
    scrub: scrubber.scrub,
    close() {
      if (!isOpen) return
      isOpen = false
      scrubber.close()
      const noteRest = highWater.close()
      database.close()
      noteRest()
    },
  }
  return store
}

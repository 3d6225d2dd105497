import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import { type AttendanceStore, openAttendance } from './attendance.ts'
import { type Audit, openAudit } from './audit.ts'
import { writeBackup } from './backup.ts'
import { type Database, findDamage, openDatabase } from './database.ts'
import { type Disputes, openDisputes } from './disputes.ts'
import { type Documents, openDocuments } from './documents.ts'
import { type Events, openEvents } from './events.ts'
import { lookAtDatabase } from './first-look.ts'
import { type Guests, openGuests } from './guests.ts'
import { type ImportFiles, openImportFiles } from './import-files.ts'
import { type Imports, openImports } from './imports.ts'
import { type Installation, openInstallation } from './installation.ts'
import { checkKey } from './key-check.ts'
import { type Merges, openMerges } from './merges.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { migrate } from './migrate.ts'
import { openPeople, type People } from './people.ts'
import { openPins, type Pins } from './pins.ts'
import { closeToOthers, createPrivateFile } from './private-files.ts'
import { openRequests, type Requests } from './requests.ts'
import { createScrubber } from './scrub.ts'
import { openSettings, type SettingsStore } from './settings.ts'
import { openTemplates, type Templates } from './templates.ts'
import { openTokens, type Tokens } from './tokens.ts'
import type { Vault } from './vault.ts'
import { openVisitors, type Visitors } from './visitors.ts'
import { openWebhooks, type Webhooks } from './webhooks.ts'

export interface StoreOptions {
  /** Path of the database, or `:memory:`. */
  readonly file: string
  readonly vault: Vault
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds since the machine was started. */
  readonly steady?: () => number
}

export interface StoreCheck {
  /** `ok`, or what SQLite found wrong. */
  readonly integrity: string
  readonly schema: number
  readonly auditIntact: boolean
}

/** Everything that must outlive the process. SQLite is the truth; indexes are derived from it. */
export interface Store {
  readonly file: string
  readonly keySource: string
  /** See `Vault`. */
  readonly keyFile: string | null
  readonly people: People
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
  readonly requests: Requests
  readonly pins: Pins
  readonly guests: Guests
  readonly webhooks: Webhooks
  readonly installation: Installation
  readonly tokens: Tokens
  counts(): { people: number; templates: number; events: number }
  /** Changes when another process wrote to the database, never by this one's own writing. Takes microseconds. */
  dataVersion(): number
  /** All or nothing. `work` must not be asynchronous. */
  transaction<T>(work: () => T): T
  /** Reads the whole database: seconds for a large one. */
  check(): StoreCheck
  /** Writes a compact copy that can be opened as it is, in a thread of its own while the app goes on. @throws AppError `backup-failed` */
  backup(file: string): Promise<void>
  /**
   * Overwrites what was deleted before, in the database and in the log beside it. Waits up to ten seconds for programs
   * that are reading. @returns false when one of them still holds it back; then it is done as soon as it can be
   */
  scrub(): Promise<boolean>
  close(): void
}

/** Milliseconds since the machine was started: nobody can set it. */
export const steadyClock = () => uptime() * 1000

/**
 * Opens the database, or makes it, and brings its schema up to date.
 * @throws AppError `database-missing`, `database-newer`, `database-damaged`, `database-busy`, `disk-full`, `file-unreadable`, `key-missing`,
 * `key-wrong`
 */
export function openStore({ file, vault, now, steady = steadyClock }: StoreOptions): Store {
  if (file !== ':memory:') {
    lookAtDatabase(file)
    closeDatabaseToOthers(file)
  }
  const database = openDatabase(file)
  try {
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma secure_delete = on;
      pragma busy_timeout = 5000`)
    migrate(database)
    checkKey(database, vault)
    return storeOf(database, { file, vault, now, steady })
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLite gives its log and its shared memory the mode of the database, and says it when the file cannot be made. */
function closeDatabaseToOthers(file: string): void {
  try {
    createPrivateFile(file)
  } catch {
    return
  }
  for (const ending of ['', '-wal', '-shm']) closeToOthers(`${file}${ending}`)
}

function storeOf(database: Database, { file, vault, now, steady }: Required<StoreOptions>): Store {
  const counts = database.prepare<{ people: number; templates: number; events: number }>(`
    select (select count(*) from people) as people, (select count(*) from templates) as templates,
      (select coalesce(max(id), 0) from events) as events`)
  const schema = database.prepare<{ version: number }>('select user_version as version from pragma_user_version')
  const dataVersion = database.prepare<{ data_version: number }>('pragma data_version')
  const scrubber = createScrubber(database)
  const audit = openAudit(database, vault, now)
  const people = openPeople(database, now)
  const templates = openTemplates(database, vault, now)
  return {
    file,
    keySource: vault.label,
    keyFile: vault.keyFile,
    people,
    templates,
    events: openEvents(database, now),
    disputes: openDisputes(database),
    merges: openMerges(database, people, templates.move, now),
    visitors: openVisitors(database, vault),
    metrics: openMetrics(database, vault, now),
    imports: openImports(database, now),
    importFiles: openImportFiles(join(dirname(file), 'imports'), vault),
    settings: openSettings(database, now),
    audit,
    attendance: openAttendance(database),
    documents: openDocuments(database, now),
    requests: openRequests(database, now),
    pins: openPins(database, vault, { now, steady }),
    guests: openGuests(database, now),
    webhooks: openWebhooks(database, vault, now),
    installation: openInstallation(database),
    tokens: openTokens(database, now),
    counts() {
      const { people, templates, events } = counts.get()!
      return { people, templates, events }
    },
    dataVersion: () => dataVersion.get()!.data_version,
    transaction: (work) => database.transaction(work),
    check: () => ({
      integrity: findDamage(database, 'integrity') ?? 'ok',
      schema: schema.get()!.version,
      auditIntact: audit.verify().kind === 'intact',
    }),
    backup: (to) => writeBackup(file, to),
    scrub: scrubber.scrub,
    close() {
      scrubber.close()
      database.close()
    },
  }
}

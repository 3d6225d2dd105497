import type { Damage } from '../contract/damages.ts'
import type { TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { EventFilter } from '../contract/events.ts'
import type { RecordHead } from '../contract/record-head.ts'
import { type AuditVerdict, openAudit } from './audit.ts'
import { createDamages, type Damages } from './damages.ts'
import { type Database, findDamage } from './database.ts'
import { documentKeys, openDocuments } from './documents.ts'
import { openEvents } from './events.ts'
import { findDamagedMemberships } from './groups.ts'
import { entryCount } from './log-gaps.ts'
import { openMerges } from './merges.ts'
import { openMetrics } from './metrics.ts'
import { schemaVersion } from './migrate.ts'
import { openPeople } from './people.ts'
import { createPinSeal } from './pin-seal.ts'
import { openPins } from './pins.ts'
import { nothingProved, proveRecords, type RecordVerdict } from './record-proof.ts'
import { openRequests } from './requests.ts'
import { readSeals } from './seals.ts'
import { findMisfiledNames } from './search-fields.ts'
import { openSettings } from './settings.ts'
import { openTemplates } from './templates.ts'
import { openTokens } from './tokens.ts'
import type { Vault } from './vault.ts'
import { openVisitors } from './visitors.ts'
import { openWebhooks } from './webhooks.ts'

/** `quick` leaves out what takes long in a large database: indexes, photos, templates and single entries. */
export type Thoroughness = 'quick' | 'whole'

/** The result of checking a database. */
export interface Examination {
  /** What SQLite's own check finds wrong; null for nothing. */
  readonly integrity: string | null
  readonly schema: number
  readonly events: number
  readonly audit: AuditVerdict
  /** Whether every row that decides something is as Rollcall wrote it. */
  readonly records: RecordVerdict
  /** Values that do not open, cannot be read, or do not fit together. */
  readonly damages: readonly Damage[]
}

export interface ExamineWish {
  readonly how: Thoroughness
  /** Heads that were kept outside the database; compared in a whole check only. */
  readonly heads?: readonly RecordHead[]
}

/** Larger files are checked at night only: reading them at every start would slow down the first check-ins. */
const maxQuickBytes = 256 * 1024 * 1024

/** Up to this size SQLite checks the file in one go; larger files are checked table by table, to show progress. */
const maxBytesAtOnce = 64 * 1024 * 1024

/**
 * Checks everything in a database without changing it, step by step; yields the share done after each. Values are read
 * by the code that reads them in use, with two exceptions: photos that wait for a decision are not read, and of rules
 * only the form is checked (contradictions are found by `services/rules.ts`).
 */
export function* examineInSteps(
  file: Database,
  vault: Vault,
  { how, heads = [] }: ExamineWish,
): Generator<number, Examination> {
  const database = { ...file, proof: readSeals(file, vault) }
  const damages = createDamages()
  const found: string[] = []
  let records = nothingProved
  let audit: AuditVerdict = { kind: 'intact', entries: 0 }
  const steps: Step[] = [
    ...fileSteps(database, how).map(({ weight, look }) =>
      toStep(weight, () => {
        const damage = look()
        if (damage !== null) found.push(damage)
      }),
    ),
    toStep(1, () => {
      audit = database.snapshot(() => openAudit(database, vault, Date.now).verify())
    }),
    ...valueSteps(database, vault, damages, how),
    {
      weight: how === 'whole' ? 20 : 1,
      *run() {
        records = yield* proveRecords(database, vault, damages, { logs: how === 'whole', heads })
      },
    },
  ]
  const total = steps.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  for (const { weight, run } of steps) {
    try {
      for (const share of run()) yield (done + weight * share) / total
    } catch (error) {
      // A page that cannot be read ends this step, not the whole check.
      if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error
      found.push(String(error.details.found ?? error.message))
    }
    done += weight
    yield done / total
  }
  const { events } = database.prepare<{ events: number }>(`select ${entryCount} as events`).get()!
  return {
    integrity: found.length === 0 ? null : [...new Set(found)].join('; '),
    schema: schemaVersion(database),
    events,
    audit,
    records,
    damages: damages.list(),
  }
}

/** One part of the check; `run` yields the share of it that is done. */
interface Step {
  readonly weight: number
  run(): Iterable<number>
}

function toStep(weight: number, work: () => void): Step {
  return {
    weight,
    run() {
      work()
      return []
    },
  }
}

function fileSteps(database: Database, how: Thoroughness): { weight: number; look: () => string | null }[] {
  const quick = { weight: 2, look: () => findDamage(database, 'quick') }
  const { bytes } = database
    .prepare<{ bytes: number }>('select page_count * page_size as bytes from pragma_page_count, pragma_page_size')
    .get()!
  if (how === 'quick') return bytes <= maxQuickBytes ? [quick] : []
  if (bytes <= maxBytesAtOnce) return [{ weight: 3, look: () => findDamage(database, 'integrity') }]
  const tables = database.prepare<{ name: string }>("select name from sqlite_schema where type = 'table'").all()
  const pieces = tables.map(({ name }) => ({
    weight: name === 'events' ? 10 : 0.1,
    look: () => findDamage(database, 'integrity', name),
  }))
  return [quick, ...pieces]
}

function valueSteps(database: Database, vault: Vault, damages: Damages, how: Thoroughness): Step[] {
  const now = Date.now
  const people = openPeople(database, damages, now)
  const templates = openTemplates(database, vault, damages, now)
  const pinSeal = createPinSeal(vault)
  const light = toStep(1, () => {
    people.list('', -1)
    for (const damage of findMisfiledNames(database)) damages.report(damage)
    findDamagedMemberships(database, damages)
    openSettings(database, damages, now).get()
    const documents = openDocuments(database, damages, now)
    for (const key of documentKeys) documents.get(key)
    openPins(database, damages, { vault, seal: pinSeal, now, steady: () => 0 }).list()
    openRequests(database, damages, now).list(false)
    openTokens(database, damages, farFuture).list()
    openMerges(database, damages, { people, moveTemplate: templates.move, pinSeal, now }).list()
    openVisitors(database, vault, damages).list(-1)
    const metrics = openMetrics(database, vault, damages, now)
    for (const { version } of metrics.list()) tolerate(() => metrics.readMap(version))
    const webhooks = openWebhooks(database, vault, damages, now)
    for (const { id } of webhooks.list()) tolerate(() => webhooks.readSecret(id))
  })
  if (how === 'quick') return [light]
  return [
    light,
    {
      weight: 1,
      *run() {
        for (const { model } of templates.countByModel()) {
          for (const _ of templates.listAllEmbeddings(model)) yield 0
        }
      },
    },
    {
      weight: 1,
      *run() {
        for (const { id } of database.prepare<{ id: number }>('select template_id as id from photos').all()) {
          templates.readPhoto(id as TemplateId)
          yield 0
        }
      },
    },
    {
      weight: 10,
      *run() {
        const events = openEvents(database, damages, now)
        const total = Math.max(1, events.count())
        let done = 0
        for (const _ of events.iterate(everything)) {
          done += 1
          if (done % 10_000 === 0) yield Math.min(1, done / total)
        }
      },
    },
  ]
}

const everything = EventFilter.parse({})

/**
 * A clock that reads the end of time: for it no stored time lies in the future, so none is corrected while it is read.
 */
const farFuture = () => Number.MAX_SAFE_INTEGER

/** Ignores errors from damage: the code that met it has reported it. */
function tolerate(look: () => unknown): void {
  try {
    look()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error
  }
}

import { AppError } from '../contract/errors.ts'
import type { Database } from './database.ts'
import { initial } from './migrations/0001-initial.ts'
import { recognition } from './migrations/0002-recognition.ts'
import { attendance } from './migrations/0003-attendance.ts'
import { metric } from './migrations/0004-metric.ts'
import { log } from './migrations/0005-log.ts'
import { webhookKinds } from './migrations/0006-webhook-kinds.ts'
import { imports } from './migrations/0007-imports.ts'
import { steadyPinLocks } from './migrations/0008-steady-pin-locks.ts'
import { tidyNames } from './migrations/0009-tidy-names.ts'
import { disputes } from './migrations/0010-disputes.ts'
import { mergedEvents } from './migrations/0011-merged-events.ts'
import { groupMemberships } from './migrations/0012-group-memberships.ts'
import { remembered } from './migrations/0013-remembered.ts'
import { damageShows } from './migrations/0014-damage-shows.ts'
import { importGroups } from './migrations/0015-import-groups.ts'
import { boundedOutbox } from './migrations/0016-bounded-outbox.ts'
import { retryWaits } from './migrations/0017-retry-waits.ts'
import { ruleNames } from './migrations/0018-rule-names.ts'
import { auditVia } from './migrations/0019-audit-via.ts'
import { accounts } from './migrations/0020-accounts.ts'
import { seals } from './migrations/0021-seals.ts'
import { access } from './migrations/0022-access.ts'
import { identityProvider } from './migrations/0023-identity-provider.ts'
import { employments } from './migrations/0024-employments.ts'
import { consent } from './migrations/0025-consent.ts'
import { runnerUp } from './migrations/0026-runner-up.ts'
import { hourConfirmations } from './migrations/0027-hour-confirmations.ts'
import { templateEmbeddings } from './migrations/0028-template-embeddings.ts'
import { erasableNames } from './migrations/0029-erasable-names.ts'
import { erased } from './migrations/0030-erased.ts'
import { looks } from './migrations/0031-looks.ts'
import { logGaps } from './migrations/0032-log-gaps.ts'
import { auditGaps } from './migrations/0033-audit-gaps.ts'
import { erasableEvidence } from './migrations/0034-erasable-evidence.ts'
import { namesOfErased } from './migrations/0035-names-of-erased.ts'
import { lookPurposes } from './migrations/0036-look-purposes.ts'
import { sharing } from './migrations/0037-sharing.ts'
import { livenessModels } from './migrations/0038-liveness-models.ts'

/** All migrations in order. A migration's number is its place, counted from 1; a released one is never changed. */
export const migrations: readonly string[] = [
  initial,
  recognition,
  attendance,
  metric,
  log,
  webhookKinds,
  imports,
  steadyPinLocks,
  tidyNames,
  disputes,
  mergedEvents,
  groupMemberships,
  remembered,
  damageShows,
  importGroups,
  boundedOutbox,
  retryWaits,
  ruleNames,
  auditVia,
  accounts,
  seals,
  access,
  identityProvider,
  employments,
  consent,
  runnerUp,
  hourConfirmations,
  templateEmbeddings,
  erasableNames,
  erased,
  looks,
  logGaps,
  auditGaps,
  erasableEvidence,
  namesOfErased,
  lookPurposes,
  sharing,
  livenessModels,
]

export function schemaVersion(database: Database): number {
  return database.prepare<{ version: number }>('select user_version as version from pragma_user_version').get()!.version
}

/**
 * Brings the schema up to `target`, one transaction a migration.
 * @throws AppError `database-newer` when a later version of the app has written the file, `database-damaged` when it
 * does not hold what its version says
 */
export function migrate(database: Database, target = migrations.length): void {
  const found = schemaVersion(database)
  if (found > migrations.length) {
    const message = `The database was written by a newer Rollcall (schema ${found}, this one knows ${migrations.length}). Install the newer version.`
    throw new AppError('database-newer', message, { details: { found, known: migrations.length } })
  }
  for (let version = found + 1; version <= target; version++) {
    try {
      database.transaction(() => {
        if (schemaVersion(database) >= version) return
        database.exec(migrations[version - 1]!)
        database.exec(`pragma user_version = ${version}`)
      })
    } catch (error) {
      throw toSchemaError(error, version)
    }
  }
}

/** A migration fails with an SQL error only when the file's schema is not the one of its version number. */
function toSchemaError(error: unknown, version: number): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const message = `The database says that its schema is ${version - 1}, but it holds something else (${error.message}). Another program has changed it: restore a backup.`
  return new AppError('database-damaged', message, { details: { version, found: error.message }, cause: error })
}

import { type Database, databaseDamagedError, findDamage, openDatabase } from './database.ts'

/** Row counts of the tables that a backup must not lose. */
export interface BackupCounts {
  readonly people: number
  readonly templates: number
  readonly photos: number
  readonly events: number
  readonly audit: number
}

export function backupCounts(database: Database): BackupCounts {
  return database
    .prepare<BackupCounts>(`
      select (select count(*) from people) as people, (select count(*) from templates) as templates,
        (select count(*) from photos) as photos, (select count(*) from events) as events,
        (select count(*) from audit) as audit`)
    .get()!
}

const counted = ['people', 'templates', 'photos', 'events', 'audit'] as const satisfies (keyof BackupCounts)[]

/**
 * Checks that a copy can be used: opens it read-only, lets SQLite check every page, and compares row counts.
 * @param before the counts of the original when copying began
 * @param unchanged whether nothing was written to the original meanwhile: then the counts must be equal. Otherwise the
 * copy must hold at least as many entries and audit entries, which are never removed
 * @throws AppError `database-damaged`
 */
export function checkCopy(file: string, before: BackupCounts, unchanged: boolean): void {
  const copy = openDatabase(file, { readonly: true })
  try {
    const found = findDamage(copy, 'quick')
    if (found !== null) throw databaseDamagedError(file, found)
    const counts = backupCounts(copy)
    for (const name of counted) {
      const grows = name === 'events' || name === 'audit'
      const right = unchanged ? counts[name] === before[name] : !grows || counts[name] >= before[name]
      if (!right) throw databaseDamagedError(file, `${name}: ${counts[name]} of ${before[name]}`)
    }
  } finally {
    copy.close()
  }
}

import { statSync } from 'node:fs'
import type { Instant } from '../contract/entities.ts'
import { errorBody } from '../contract/errors.ts'
import type { Holdings, RestorePreview } from '../contract/restore.ts'
import { type Database, openDatabase } from './database.ts'

/** Counts what the database in a file holds, without changing it. @throws AppError when it cannot be read */
export function holdingsOf(file: string): Holdings {
  const database = openDatabase(file, { readonly: true })
  try {
    return readHoldings(database)
  } finally {
    database.close()
  }
}

function readHoldings(database: Database): Holdings {
  const { people, templates, entries, newest } = database
    .prepare<{ people: number; templates: number; entries: number; newest: number | null }>(`
      select (select count(*) from people) as people, (select count(*) from templates) as templates,
        (select count(*) from events) as entries,
        (select recorded_at from events order by id desc limit 1) as newest`)
    .get()!
  return { people, templates, entries, newestEntry: newest as Instant | null }
}

/**
 * What would be lost and what would come back if `backup` replaced the database in `file`. Ids alone do not tell,
 * because after an earlier restore they were used a second time, so times are compared as well.
 */
export function compareWith(file: string, backup: string): RestorePreview['present'] {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return { kind: 'missing' }
  try {
    const database = openDatabase(file, { readonly: true })
    try {
      database.prepare('attach @backup as backup').run({ backup })
      const lacks = (one: string, other: string, table: string, time: string) => `
        (select count(*) from ${one}.${table} as own where not exists
          (select 1 from ${other}.${table} as same where same.id = own.id and same.${time} = own.${time}))`
      const { people, templates, entries, returns } = database
        .prepare<{ people: number; templates: number; entries: number; returns: number }>(`
          select ${lacks('main', 'backup', 'people', 'created_at')} as people,
            ${lacks('main', 'backup', 'templates', 'created_at')} as templates,
            ${lacks('main', 'backup', 'events', 'recorded_at')} as entries,
            ${lacks('backup', 'main', 'people', 'created_at')} as returns`)
        .get()!
      return { kind: 'readable', ...readHoldings(database), goes: { people, templates, entries }, returns }
    } finally {
      database.close()
    }
  } catch (error) {
    return { kind: 'unreadable', message: errorBody(error).message }
  }
}

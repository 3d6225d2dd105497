import type { LogicalTime, SharedKind } from '../../contract/shared-change.ts'
import type { Database } from '../database.ts'

/** When a row was written, or its state decided, by the clock that all stations share. */
export interface SharedTimes {
  /** Null for what was written while the station belonged to no office. */
  of(kind: SharedKind, id: number): LogicalTime | null
  put(kind: SharedKind, id: number, time: LogicalTime): void
}

export function openSharedTimes(database: Database): SharedTimes {
  const one = database.prepare<{ time: LogicalTime }>('select time from shared_times where kind = @kind and id = @id')
  const put = database.prepare(`
    insert into shared_times (kind, id, time) values (@kind, @id, @time)
    on conflict (kind, id) do update set time = excluded.time`)
  return {
    of: (kind, id) => one.get({ kind, id })?.time ?? null,
    put: (kind, id, time) => void put.run({ kind, id, time }),
  }
}

/**
 * SQL that orders rows which are never changed, the one that counts first: by when they were written, at whichever
 * station. Those without a shared moment were written here, after all that have one.
 */
export const newestFirst = (kind: SharedKind, table: string) => `
  coalesce((select time from shared_times where kind = '${kind}' and shared_times.id = ${table}.id), 'z') desc, ${table}.id desc`

/** SQL for the id of the consent of a row of people that counts. */
export const newestConsentId = `
  select consents.id from consents where person_id = people.id order by ${newestFirst('consent', 'consents')} limit 1`

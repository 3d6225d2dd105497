import { type Database, openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'

/** What must be the same after an update. */
export interface OldOffice {
  readonly people: number
  readonly events: number
  /** Over all entries, in order. */
  readonly sum: number
}

/** Makes a database as an earlier version left it: people and entries, in the columns that every version had. */
export function makeOldOffice(file: string, version: number, events: number): OldOffice {
  const database = openDatabase(file)
  try {
    database.exec('pragma journal_mode = wal')
    migrate(database, version)
    database.transaction(() =>
      database.exec(`
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 50)
          insert into people (name, search, sort_name, created_at) select 'Person ' || i, 'person ' || i, 'person ' || i, i from n;
        insert into event_people (person_id, name, search) select id, name, search from people;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < ${events})
          insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
          select 'check', 1 + i % 50, 1 + i % 50, iif(i % 2, 'in', 'out'), i * 60000, 'UTC', i * 60000, 'manual', 'Door' from n`),
    )
    return readOffice(database)
  } finally {
    database.close()
  }
}

export function readOffice(database: Database): OldOffice {
  return database
    .prepare<OldOffice>(`
      select (select count(*) from people where name = 'Person ' || id) as people, count(*) as events,
        sum(id * 7 + at / 1000 * 3 + person_id * 11 + (direction = 'in')) as sum from events`)
    .get()!
}

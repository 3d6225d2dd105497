import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openDisputes } from '../../main/store/disputes.ts'
import { migrate, migrations, schemaVersion } from '../../main/store/migrate.ts'
import { scratchFolder } from './scratch.ts'

test('every migration applies on top of the one before, and all of them once', () => {
  const database = openDatabase(':memory:')
  for (let version = 1; version <= migrations.length; version++) {
    migrate(database, version)
    expect(schemaVersion(database)).toBe(version)
  }
  migrate(database)
  expect(schemaVersion(database)).toBe(migrations.length)
  database.close()
})

test('a migration that fails half-way leaves nothing behind', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const database = openDatabase(file)
  // The settings table stands in the way of the first migration, after it has made several tables.
  database.exec('create table settings (another)')
  expect(() => migrate(database)).toThrow('already exists')
  expect(schemaVersion(database)).toBe(0)
  const tables = database.prepare<{ name: string }>(`select name from sqlite_schema where type = 'table'`).all()
  expect(tables.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'))).toEqual(['settings'])
  database.close()
})

test('the first migration: a person takes templates and photos along, and the history knows', () => {
  const database = openDatabase(':memory:')
  migrate(database, 1)
  database.exec(`
    pragma foreign_keys = on;
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 0);
    insert into templates (person_id, model, quality, source, created_at, embedding) values (1, 'm', 1, 'photo', 0, x'00');
    insert into photos values (1, x'01');
    delete from people`)
  const changes = database.prepare<{ change: string }>('select change from template_changes order by revision').all()
  expect(changes.map(({ change }) => change)).toEqual(['add', 'remove'])
  expect(database.prepare<{ total: number }>('select count(*) as total from photos').get()!.total).toBe(0)
  database.close()
})

test('the sixth migration: a webhook that was there before goes on hearing of everything', () => {
  const database = openDatabase(':memory:')
  migrate(database, 5)
  database.exec("insert into webhooks (url, secret, created_at) values ('https://example.org', x'00', 0)")
  migrate(database, 6)
  const kinds = database.prepare<{ kinds: string }>('select kinds from webhooks').get()!.kinds
  expect(JSON.parse(kinds)).toEqual(['check', 'correction'])
  database.exec(`
    insert into event_people (id, person_id, name, employee_number, search) values (1, 1, 'Ada', null, 'ada');
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', 1, 1, 'in', 5, 'UTC', 7, 'pin', 'Front door')`)
  const outbox = database.prepare<{ next_at: number }>('select webhook_id, event_id, next_at from webhook_outbox').all()
  expect(outbox).toEqual([{ webhook_id: 1, event_id: 1, next_at: 7 }])
  database.close()
})

test('PIN locks of earlier versions go on as they were', () => {
  const database = openDatabase(':memory:')
  migrate(database, 7)
  database.exec("insert into pin_attempts (who, failures, last_at, locked_until) values ('person 3', 6, 1000, 121000)")
  migrate(database)
  expect(database.prepare('select * from pin_attempts').all()).toEqual([
    { who: 'person 3', failures: 6, last_at: 1000, locked_until: 121_000, steady_at: null },
  ])
  database.close()
})

test('blanks in the names of earlier versions are folded; nobody is merged, and no number is taken', () => {
  const database = openDatabase(':memory:')
  migrate(database, 8)
  const add = database.prepare(`
    insert into people (name, employee_number, groups, search, sort_name, created_at)
    values (@name, @number, '[]', @search, @sort, 0)`)
  for (const [name, number, sort] of [
    ['John   Doe', 'A  1', 'john   doe'],
    ['John Doe', 'A 1', 'john doe'],
    ['山田\u3000\u3000太郎', 'B\u00a02', '山田  太郎'],
    ['Ada', null, 'ada'],
  ] as const) {
    add.run({ name, number, sort, search: `${sort}\n${number ?? ''}` })
  }
  migrate(database, 9)
  const rows = database
    .prepare<object>('select name, employee_number as number, search, sort_name as sort from people')
    .all()
  expect(rows).toEqual([
    { name: 'John Doe', number: 'A  1', search: 'john doe\nA 1', sort: 'john doe' },
    { name: 'John Doe', number: 'A 1', search: 'john doe\nA 1', sort: 'john doe' },
    { name: '山田 太郎', number: 'B 2', search: '山田 太郎\nB\u00a02', sort: '山田 太郎' },
    { name: 'Ada', number: null, search: 'ada\n', sort: 'ada' },
  ])
  database.close()
})

test('the tenth migration: what was denied before is open, and old enough to be over', () => {
  const database = openDatabase(':memory:')
  migrate(database, 9)
  database.exec(`
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 0);
    insert into event_people (id, person_id, name, employee_number, search) values (1, 1, 'Ada', null, 'ada');
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', 1, 1, 'in', 5, 'UTC', 7, 'face', 'Front door');
    insert into disputes (event_id, person_id, similarity, at) values (1, 1, 0.5, 9)`)
  migrate(database, 10)
  const disputes = openDisputes(database)
  const before = { eventId: 1, personId: 1, rivalId: null, similarity: 0.5, at: 9, verdict: 'open' }
  expect(disputes.list(0 as Instant)).toEqual([before])
  expect(disputes.holding(9 as Instant)).toEqual([before])
  expect(disputes.holding(10 as Instant)).toEqual([])
  database.close()
})

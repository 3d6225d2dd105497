import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import { everyDay } from '../../main/contract/employment.ts'
import type { EventId, Instant, ModelId, PersonId } from '../../main/contract/entities.ts'
import { openAccounts } from '../../main/store/accounts.ts'
import { openAttendance } from '../../main/store/attendance.ts'
import { openConfirmations } from '../../main/store/confirmations.ts'
import { openConsents } from '../../main/store/consents.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { openDisputes } from '../../main/store/disputes.ts'
import { openEvents } from '../../main/store/events.ts'
import { openProvider } from '../../main/store/identity-provider.ts'
import { openImports } from '../../main/store/imports.ts'
import { lookContext, openLooks } from '../../main/store/looks.ts'
import { migrate, migrations, schemaVersion } from '../../main/store/migrate.ts'
import { openPeople } from '../../main/store/people.ts'
import { openRemembered } from '../../main/store/remembered.ts'
import { openTemplates } from '../../main/store/templates.ts'
import { bytesOfVector } from '../../main/store/vector.ts'
import { keyVault, scratchFolder, scratchStore } from './scratch.ts'

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
  expect(() => migrate(database)).toThrow('holds something else (table settings already exists)')
  expect(schemaVersion(database)).toBe(0)
  const tables = database.prepare<{ name: string }>(`select name from sqlite_schema where type = 'table'`).all()
  expect(tables.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'))).toEqual(['settings'])
  database.close()
})

test('a version that was set back is said, and nothing is changed', () => {
  for (const version of [0, 3, 8, 16]) {
    const file = join(scratchFolder(), 'rollcall.db')
    scratchStore(file).close()
    const database = openDatabase(file)
    database.exec(`pragma user_version = ${version}`)
    const before = database.prepare<{ sql: string }>('select sql from sqlite_schema order by name').all()
    expect(() => migrate(database)).toThrow(
      /^The database says that its schema is \d+, but it holds something else \(.+\)\. Another program has changed it: restore a backup\.$/,
    )
    expect(database.prepare<{ sql: string }>('select sql from sqlite_schema order by name').all()).toEqual(before)
    database.close()
  }
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

describe('the twelfth migration: everybody was always in the groups that they are in', () => {
  for (let version = 1; version < 12; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        pragma foreign_keys = on;
        insert into people (name, groups, search, sort_name, created_at) values
          ('Ada', '["Lab","Night"]', 'ada', 'ada', 0), ('Eve', '[]', 'eve', 'eve', 0)`)
      migrate(database)
      const workers = openAttendance(database, createDamages()).listWorkers(null)
      expect(workers.map(({ name, groups }) => [name, groups])).toEqual([
        ['Ada', [{ from: null, groups: ['Lab', 'Night'] }]],
        ['Eve', [{ from: null, groups: [] }]],
      ])
      database.exec('delete from people where id = 1')
      const left = database.prepare<{ person_id: number }>('select person_id from group_memberships').all()
      expect(left.map(({ person_id: id }) => id)).toEqual([2])
      database.close()
    })
  }

  test('the days that were worked out stay, until a membership changes', () => {
    const database = openDatabase(':memory:')
    migrate(database, 11)
    database.exec(`
      insert into people (name, groups, search, sort_name, created_at) values ('Ada', '["Lab"]', 'ada', 'ada', 0);
      insert into timesheet_months (person_id, month, through, figures) values (1, 24312, 20000, x'0000')`)
    migrate(database)
    const months = () => database.prepare<{ through: number }>('select through from timesheet_months').all()
    expect(months()).toEqual([{ through: 20_000 }])
    database.exec("insert into group_memberships (person_id, from_date, groups) values (1, '2026-06-02', '[]')")
    expect(months()).toEqual([])
    database.close()
  })
})
test.each([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])(
  'PINs and webhooks of schema %i come into the fourteenth as they were',
  (schema) => {
    const database = openDatabase(':memory:')
    migrate(database, schema)
    database.exec(`
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 0);
    insert into pins (person_id, hash, set_at) values (1, x'0102', 5);
    insert into webhooks (url, secret, created_at) values ('https://example.org', x'00', 0)`)
    migrate(database, 14)
    const pin = database.prepare<{ hash: Uint8Array; set_at: number; seal: null }>(
      'select hash, set_at, seal from pins',
    )
    expect(pin.all()).toEqual([{ hash: Buffer.from([1, 2]), set_at: 5, seal: null }])
    const record = `
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', 1, 1, 'in', 5, 'UTC', 7, 'pin', 'Front door')`
    database.exec(
      "insert into event_people (id, person_id, name, employee_number, search) values (1, 1, 'Ada', null, 'ada')",
    )
    database.exec(record)
    database.exec(`update webhooks set kinds = '["correction"]'`)
    database.exec(record)
    // Damaged, it hears of everything, and keeps nobody out.
    database.exec(`update webhooks set kinds = '["corr'`)
    database.exec(record)
    const sent = database.prepare<{ event_id: number }>('select event_id from webhook_outbox order by event_id').all()
    expect(sent.map(({ event_id: id }) => id)).toEqual([1, 3])
    database.close()
  },
)

test('the thirteenth migration: everything of before is as it was, and there is room for what is remembered', () => {
  const database = openDatabase(':memory:')
  migrate(database, 12)
  database.exec(`
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 0);
    insert into settings (key, value) values ('kiosk', '"Front hall"');
    insert into imports (source, started_at, state) values ('staff', 5, 'running');
    insert into import_photos (import_id, path, bytes, name, state) values (1, 'Ada/1.jpg', 9, 'Ada', 'review')`)
  const rows = () =>
    ['people', 'settings', 'imports', 'import_photos'].map((name) => database.prepare(`select * from ${name}`).all())
  const before = rows()
  migrate(database, 13)
  expect(rows()).toEqual(before)
  const remembered = openRemembered(database)
  expect(remembered.get('metric-lab')).toBeNull()
  for (const bytes of [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]) {
    remembered.put('metric-lab', bytes)
    expect(new Uint8Array(remembered.get('metric-lab')!)).toEqual(bytes)
  }
  database.close()
})

describe('the fifteenth migration: photos of an import that is going on have no groups', () => {
  for (let version = 7; version < 15; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into imports (source, started_at, state) values ('staff', 0, 'running');
        insert into import_photos (import_id, path, bytes, name, employee_number, state) values
          (1, 'Ada/1.jpg', 7, 'Ada', '007', 'waiting')`)
      migrate(database)
      const imports = openImports(database, () => 0)
      expect(imports.findNext(1)).toMatchObject({ path: 'Ada/1.jpg', name: 'Ada', employeeNumber: '007', groups: [] })
      database.close()
    })
  }
})

test.each([6, 7, 8, 9, 10, 11, 12, 13, 14, 15])(
  'what waits at a webhook of schema %i is all there after the sixteenth, and grows no further while it is paused',
  (schema) => {
    const database = openDatabase(':memory:')
    migrate(database, schema)
    const put = (from: number, to: number) =>
      database.exec(`
        with recursive ids (id) as (select ${from} union all select id + 1 from ids where id < ${to})
        insert into webhook_outbox (webhook_id, event_id, next_at) select 1, id, 0 from ids`)
    database.exec(`
      pragma foreign_keys = off;
      insert into webhooks (url, secret, created_at, active) values ('https://example.org', x'00', 0, 0)`)
    put(1, 12_000)
    migrate(database)
    const outbox = () =>
      database
        .prepare<{ first: number; rows: number }>('select min(event_id) as first, count(*) as rows from webhook_outbox')
        .get()
    expect(outbox()).toEqual({ first: 1, rows: 12_000 })
    put(12_001, 12_001)
    expect(outbox()).toEqual({ first: 2002, rows: 10_000 })
    database.close()
  },
)

test.each([6, 10, 14, 16])('retries that schema %i put off are as they were after the seventeenth', (schema) => {
  const database = openDatabase(':memory:')
  migrate(database, schema)
  database.exec(`
    pragma foreign_keys = off;
    insert into webhooks (url, secret, created_at) values ('https://example.org', x'00', 0);
    insert into webhook_outbox (webhook_id, event_id, next_at, attempts, last_status) values (1, 3, 500, 2, 503)`)
  migrate(database)
  expect(
    database.prepare('select event_id, next_at, attempts, last_status, wait_ms from webhook_outbox').all(),
  ).toEqual([{ event_id: 3, next_at: 500, attempts: 2, last_status: 503, wait_ms: null }])
  database.close()
})

describe('limits in stored rules keep their values under their new names', () => {
  const stored = {
    schedules: [],
    policies: [
      {
        id: 'p',
        name: 'Says "leastMinutes": 3, and {"longestSessionMinutes":4}',
        zone: 'UTC',
        longestSessionMinutes: 720,
        breaks: { paidMinutes: 5, leastMinutes: 7, required: [] },
        overtime: { from: 'scheduled', leastMinutes: 20, stepMinutes: 15 },
      },
    ],
    assignments: [],
    holidays: [],
    leaves: [],
  }
  for (let version = 3; version < 18; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      const insert = database.prepare(
        "insert into documents (key, version, value, at, actor) values (@key, @version, @value, 0, 'x')",
      )
      insert.run({ key: 'attendance-rules', version: 1, value: JSON.stringify(stored) })
      insert.run({ key: 'attendance-rules', version: 2, value: 'no JSON' })
      insert.run({ key: 'log-filters', version: 1, value: '{"leastMinutes":1}' })
      migrate(database)
      const rows = database.prepare<{ value: string }>('select value from documents order by key, version').all()
      const [policy] = JSON.parse(rows[0]!.value).policies
      expect(policy).toMatchObject({
        name: stored.policies[0]!.name,
        maxSessionMinutes: 720,
        breaks: { paidMinutes: 5, minMinutes: 7 },
        overtime: { minMinutes: 20, stepMinutes: 15 },
      })
      expect(JSON.stringify(policy)).not.toMatch(/"(leastMinutes|longestSessionMinutes)":/)
      expect(rows.slice(1).map(({ value }) => value)).toEqual(['no JSON', '{"leastMinutes":1}'])
      database.close()
    })
  }
})

describe('accounts of before sign in as they did, and may get an identity', () => {
  for (const version of [20, 21, 22]) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into accounts (name, key, role, groups, passphrase, recovery, second_step, last_code_step, created_at)
          values ('Ada', 'ada', 'owner', '[]', 'hash', 'key', x'4142', 7, 5),
            ('Bo', 'bo', 'manager', '["Blue"]', 'other', 'spare', null, 0, 6)`)
      migrate(database)
      const vault = { seal: (plain: Uint8Array) => plain, open: (sealed: Uint8Array) => sealed }
      const accounts = openAccounts(database, vault, () => 9)
      expect(accounts.list()).toEqual([
        {
          ...{ id: 1, name: 'Ada', role: 'owner', groups: [], passphrase: 'hash', recovery: 'key', secondStep: 'AB' },
          ...{ lastCodeStep: 7, createdAt: 5, lastSignInAt: null, identity: null },
        },
        {
          ...{ id: 2, name: 'Bo', role: 'manager', groups: ['Blue'], passphrase: 'other', recovery: 'spare' },
          ...{ secondStep: null, lastCodeStep: 0, createdAt: 6, lastSignInAt: null, identity: null },
        },
      ])
      const bo = accounts.byName('bo')!
      accounts.update(bo.id, { identity: { email: 'bo@example.org', issuer: null, subject: null } })
      const proved = { issuer: 'https://id.example', subject: 's', email: 'Bo@example.org' }
      expect(accounts.byIdentity(proved)?.name).toBe('Bo')
      expect(openProvider(database, vault).get()).toBeNull()
      database.close()
    })
  }
})

describe('an office of before has accounts to make, and everything else as it was', () => {
  const tables = ['people', 'events', 'settings', 'meta']
  for (let version = 1; version < 20; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (id, name, search, sort_name, created_at) values (7, 'Ada', 'ada', 'ada', 5);
        insert into settings (key, value) values ('kiosk', '"Front hall"');
        insert into meta (key, value) values ('zone', 'Asia/Tokyo')`)
      const rows = () => tables.map((name) => database.prepare(`select * from ${name}`).all())
      migrate(database, 19)
      const before = rows()
      migrate(database, 20)
      expect(rows()).toEqual(before)
      migrate(database)
      const accounts = openAccounts(database, { seal: (plain) => plain, open: (sealed) => sealed }, () => 5)
      expect(accounts.mode()).toBe('undecided')
      const draft = { name: 'Ada', role: 'owner', groups: [], passphrase: 'hash', recovery: 'key' } as const
      expect(accounts.create({ ...draft, groups: [] })).toMatchObject({ name: 'Ada', role: 'owner', secondStep: null })
      expect(accounts.mode()).toBe('accounts')
      database.close()
    })
  }
})

describe('everybody of before works here on all days, and imports that wait say nothing of dates', () => {
  for (let version = 1; version < migrations.length; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (name, groups, search, sort_name, created_at) values ('Ada', '["Lab"]', 'ada', 'ada', 5);
        insert into templates (person_id, model, quality, source, created_at, embedding)
          values (1, 'm', 1, 'photo', 0, x'00')`)
      if (version >= 3) {
        database.exec(
          "insert into timesheet_months (person_id, month, through, figures) values (1, 24312, 20000, x'0000')",
        )
      }
      if (version >= 7) {
        database.exec(`
          insert into imports (source, started_at, state) values ('staff', 0, 'running');
          insert into import_photos (import_id, path, bytes, name, state) values (1, 'Bo/1.jpg', 7, 'Bo', 'waiting')`)
      }
      migrate(database)
      const people = openPeople(database, createDamages(), () => 0)
      const [ada] = people.list('', 10).people
      expect(ada).toMatchObject({
        name: 'Ada',
        createdAt: 5,
        employments: [{ joined: null, left: null }],
        templates: 1,
      })
      expect(openAttendance(database, createDamages()).listWorkers(null)[0]!.employments).toEqual(everyDay)
      const templates = openTemplates(database, keyVault(), createDamages(), () => 0)
      expect(templates.count('m' as ModelId)).toBe(1)
      const months = () =>
        database.prepare<{ rows: number }>('select count(*) as rows from timesheet_months').get()!.rows
      expect(months()).toBe(version >= 3 ? 1 : 0)
      people.update(ada!.id, { employments: [{ joined: LocalDate.parse('2026-06-01'), left: null }] })
      expect(months()).toBe(0)
      if (version >= 7) expect(openImports(database, () => 0).findNext(1)!.employments).toBeUndefined()
      database.close()
    })
  }
})

describe('of an office of before nobody has said anything, all templates are searched, and imports wait as they did', () => {
  for (let version = 1; version < 25; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (name, groups, search, sort_name, created_at) values ('Ada', '[]', 'ada', 'ada', 5);
        insert into templates (person_id, model, quality, source, created_at, embedding)
          values (1, 'm', 1, 'photo', 0, x'00')`)
      if (version >= 7) {
        database.exec(`
          insert into imports (source, started_at, state) values ('staff', 0, 'running');
          insert into import_photos (import_id, path, bytes, name, state, person_id, reason, tries, seen) values
            (1, 'Ada/1.jpg', 7, 'Ada', 'review', 1, 'low-quality', 1, '{}'), (1, 'Bo/1.jpg', 7, 'Bo', 'waiting', null, null, 0, null)`)
      }
      migrate(database)
      const consents = openConsents(database, keyVault(), () => 0)
      expect(consents.list()).toEqual([
        { personId: 1, name: 'Ada', photos: 1, held: 0, newest: null, guardianSigns: false },
      ])
      expect(openTemplates(database, keyVault(), createDamages(), () => 0).count('m' as ModelId)).toBe(1)
      if (version >= 7) {
        expect(openImports(database, () => 0).list(1)).toMatchObject([
          { id: 1, path: 'Ada/1.jpg', state: 'review', personId: 1, reason: 'low-quality', tries: 1, seen: {} },
          { id: 2, path: 'Bo/1.jpg', state: 'waiting', personId: null, reason: null, tries: 0, seen: null },
        ])
      }
      database.close()
    })
  }
})

describe('who was there before has confirmed nothing, and can', () => {
  for (let version = 1; version < 27; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (name, groups, search, sort_name, created_at) values ('Ada', '[]', 'ada', 'ada', 5)`)
      migrate(database)
      const confirmations = openConfirmations(database, () => 7)
      const ada = 1 as PersonId
      expect(confirmations.find(ada, '2026-05')).toBeNull()
      const confirmed = { personId: ada, month: '2026-05', digest: 'ab', workedMinutes: 9, kiosk: 'Door' }
      expect(confirmations.add(confirmed)).toEqual({ ...confirmed, at: 7 })
      expect(confirmations.listOfMonth('2026-04').size).toBe(0)
      expect([...confirmations.listOfMonth('2026-05').keys()]).toEqual([ada])
      database.close()
    })
  }
})

describe('who was there before has been asked for no look, and can keep one', () => {
  for (let version = 1; version < migrations.length; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (name, groups, search, sort_name, created_at) values ('Ada', '[]', 'ada', 'ada', 5)`)
      migrate(database)
      const looks = openLooks(database, keyVault(), createDamages(), () => 7)
      const ada = 1 as PersonId
      expect(looks.findLastAsked(ada, 'second')).toBeNull()
      const look = { model: 'm' as ModelId, vector: new Float32Array([1, 0]), quality: 90, similarity: 0.8 }
      const asked = { personId: ada, kiosk: 'Door', purpose: 'second', namedBy: 'face' } as const
      looks.keep(looks.ask(asked), { ...look, photo: Uint8Array.of(1) }, 9 as Instant)
      expect(looks.listWaiting()).toMatchObject([{ id: 1, ...asked, at: 7, until: 9, ...look }])
      database.close()
    })
  }
})

test('looks of before other models asked for any are second ones, of people whom the camera named', () => {
  const database = openDatabase(':memory:')
  const vault = keyVault()
  migrate(database, 35)
  database.exec(
    `insert into people (name, groups, search, sort_name, created_at) values ('Ada', '[]', 'ada', 'ada', 5)`,
  )
  const insert = database.prepare(`
    insert into look_proposals (person_id, asked_at, kiosk, state, until, model, quality, similarity, embedding, photo)
    values (1, @at, 'Door', @state, @until, @model, @quality, @similarity, @embedding, @photo)`)
  const nothing = { until: null, model: null, quality: null, similarity: null, embedding: null, photo: null }
  insert.run({ ...nothing, at: 3, state: 'declined' })
  insert.run({
    ...{ at: 6, state: 'waiting', until: 9, model: 'm', quality: 90, similarity: 0.8 },
    embedding: vault.seal(bytesOfVector(new Float32Array([1, 0])), lookContext('embedding', 2, 1)),
    photo: vault.seal(Uint8Array.of(1), lookContext('photo', 2, 1)),
  })
  migrate(database)
  const looks = openLooks(database, vault, createDamages(), () => 7)
  const [waiting, ...more] = looks.listWaiting()
  expect(waiting).toMatchObject({ id: 2, personId: 1, at: 6, until: 9, purpose: 'second', namedBy: 'face' })
  expect([...waiting!.photo]).toEqual([1])
  expect(more).toEqual([])
  expect(looks.findLastAsked(1 as PersonId, 'second')).toBe(6)
  expect(looks.findLastAsked(1 as PersonId, 'models')).toBeNull()
  database.close()
})

describe('entries of before say nothing of single models, new ones do, and neither can be changed', () => {
  for (let version = 21; version < 38; version++) {
    test(`from schema ${version}`, () => {
      const database = openDatabase(':memory:')
      migrate(database, version)
      database.exec(`
        insert into people (name, groups, search, sort_name, created_at) values ('Ada', '[]', 'ada', 'ada', 5);
        insert into event_people (id, person_id, name, search) values (1, 1, 'Ada', 'ada');
        insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, liveness)
          values ('check', 1, 1, 'in', 5, 'UTC', 5, 'face', 'Door', 0.9)`)
      migrate(database)
      const damages = createDamages()
      const events = openEvents(database, damages, () => 7)
      expect(events.get(1 as EventId)).toMatchObject({ liveness: 0.9, livenessModels: null })
      const livenessModels = [{ model: 'fr_liveness', real: 0.9 }]
      const { id: _, recordedAt: __, ...draft } = events.get(1 as EventId)
      expect(events.record({ ...draft, livenessModels })).toMatchObject({ id: 2, livenessModels })
      for (const written of ["'[]'", 'null']) {
        expect(() => database.exec(`update events set liveness_models = ${written} where id = 2`)).toThrow(
          /never changed/,
        )
      }
      database.exec(`drop trigger events_stay_unchanged; update events set liveness_models = '{' where id = 2`)
      expect(() => events.get(2 as EventId)).toThrow(expect.objectContaining({ code: 'database-damaged' }))
      expect(damages.list()).toMatchObject([{ kind: 'entry', id: 2 }])
      database.close()
    })
  }
})

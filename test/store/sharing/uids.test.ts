import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../main/store/database.ts'
import { migrate, migrations } from '../../../main/store/migrate.ts'
import { sharing } from '../../../main/store/migrations/0037-sharing.ts'
import { addPerson, addTemplate, check, scratchStore, tamper } from '../scratch.ts'
import { stationUid } from './office.ts'

const own = migrations.indexOf(sharing) + 1

/** A person, a template and an entry with its correction, as every schema holds them. */
const oldest = `
  insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 1700000000000);
  insert into templates (person_id, model, quality, source, created_at, embedding)
    values (1, 'm', 1, 'photo', 1700000000001, x'00');
  insert into event_people (id, person_id, name, employee_number, search) values (1, 1, 'Ada', null, 'ada');
  insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
    values ('check', 1, 1, 'in', 5, 'UTC', 1700000000002, 'pin', 'Front door');
  insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, corrects, action, actor)
    values ('correction', 1, 1, 'in', 6, 'UTC', -7, 'manual', 'Office', 1, 'move', 'HR');`

/** What later schemas hold besides. */
const since: readonly (readonly [version: number, sql: string])[] = [
  [2, 'insert into disputes (event_id, person_id, similarity, at) values (1, 1, 0.5, 1700000000003)'],
  [2, "insert into merges (kept_id, name, groups, templates, at) values (1, 'Eda', '[]', '[]', 1700000000004)"],
  [
    3,
    `insert into correction_requests (person_id, draft, requested_at, requested_by, state, waiting)
    values (1, '{}', 1700000000005, 'Ada', '{}', 1)`,
  ],
  [
    3,
    `insert into guests (name, company, host_id, host_name, kiosk, arrived_at)
    values ('Guest', '', 1, 'Ada', 'Front door', 1700000000006)`,
  ],
  [
    25,
    `insert into consents (person_id, kind, at, name, witness, place, alternative)
    values (1, 'given', 1700000000007, 'Ada', 'HR', 'Office', 'none')`,
  ],
  [
    27,
    `insert into hour_confirmations (person_id, month, digest, worked_minutes, at, kiosk)
    values (1, '2026-05', 'd', 60, 1700000000008, 'Front door')`,
  ],
]

const hex = (database: Database, sql: string) => database.prepare<{ kind: string; at: number; uid: string }>(sql).all()

/** The moment that a UUIDv7 begins with. */
const timeIn = (uid: string) => Number.parseInt(uid.slice(0, 12), 16)

test.each(Array.from({ length: own - 1 }, (_, at) => at + 1))(
  'rows of schema %i get uids that begin with when they were made',
  (version) => {
    const database = openDatabase(':memory:')
    migrate(database, version)
    database.exec(oldest)
    const later = since.filter(([first]) => first <= version)
    for (const [, sql] of later) database.exec(sql)
    migrate(database)
    const rows = hex(database, 'select kind, id as at, lower(hex(uid)) as uid from uids order by uid')
    const entries = hex(
      database,
      "select 'event' as kind, event_id as at, lower(hex(uid)) as uid from event_origins order by event_id",
    )
    expect(rows.map(({ uid }) => timeIn(uid) - 1_700_000_000_000)).toEqual(
      [0, 1, 3, 4, 5, 6, 7, 8].slice(0, 2 + later.length),
    )
    expect(entries.map(({ uid }) => timeIn(uid))).toEqual([1_700_000_000_002, 0])
    const all = [...rows, ...entries].map(({ uid }) => uid)
    expect(new Set(all).size).toBe(all.length)
    for (const uid of all) expect(uid).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
    database.close()
  },
)

test('new rows get theirs in the same transaction, and keep them when they are gone', () => {
  const store = scratchStore()
  const ada = addPerson(store, 'Ada')
  const template = addTemplate(store, ada.id)
  const entry = store.events.record(check(ada, 5000))
  const uids = [
    store.sharing.uidOf('person', ada.id),
    store.sharing.uidOf('template', template.id),
    store.sharing.uidOf('event', entry.id),
  ]
  expect(new Set(uids).size).toBe(3)
  for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  store.people.erase(ada.id)
  expect(store.sharing.uidOf('person', ada.id)).toBe(uids[0])
  expect(store.sharing.find('person', uids[0]!)).toBe(ada.id)
  expect(store.sharing.find('template', uids[0]!)).toBeNull()
})

test('whoever exchanges the uids of two people has neither of them told', () => {
  const store = scratchStore()
  const [ada, grace] = [addPerson(store, 'Ada'), addPerson(store, 'Grace')]
  addTemplate(store, ada.id)
  store.sharing.join(stationUid(1))
  const [uid] = [store.sharing.uidOf('person', grace.id)!]
  store.close()
  const database = new Sqlite(store.file)
  const [one, other] = database.prepare("select uid from uids where kind = 'person' order by id").all() as {
    uid: Buffer
  }[]
  database.close()
  tamper(
    store.file,
    `update uids set uid = x'00' where kind = 'person' and id = 1;
     update uids set uid = x'${one!.uid.toString('hex')}' where kind = 'person' and id = 2;
     update uids set uid = x'${other!.uid.toString('hex')}' where kind = 'person' and id = 1`,
  )
  const again = scratchStore(store.file)
  expect([ada.id, grace.id].map((id) => again.sharing.uidOf('person', id))).toEqual([null, null])
  expect(again.sharing.find('person', uid)).toBeNull()
  expect(again.sharing.listOutgoing(9).map(({ number, fields, secret }) => ({ number, fields, secret }))).toEqual(
    [1, 2, 3].map((number) => ({ number, fields: {}, secret: null })),
  )
})

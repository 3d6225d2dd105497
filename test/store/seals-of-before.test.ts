import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { EventId, PersonId } from '../../main/contract/entities.ts'
import { openDatabase } from '../../main/store/database.ts'
import { createSigner, signHead } from '../../main/store/head-signature.ts'
import { checkKey } from '../../main/store/key-check.ts'
import { migrate, migrations } from '../../main/store/migrate.ts'
import { prepareRows, sealOf } from '../../main/store/row-seal.ts'
import { openHead } from '../../main/store/seal-head.ts'
import { presentTables } from '../../main/store/sealed-tables.ts'
import { sealDatabase } from '../../main/store/seals.ts'
import { check, keyVault, scratchFolder, scratchStore, tamper } from './scratch.ts'

/** What an office wrote by the schema of one version, as far as that version knew it. */
function officeOf(version: number, entries = 3): string {
  const file = join(scratchFolder(), 'rollcall.db')
  const database = openDatabase(file)
  migrate(database, version)
  const rows = [
    [1, "insert into people (id, name, search, sort_name, created_at) values (1, 'Ada', 'ada', 'ada', 5)"],
    [1, "insert into event_people (id, person_id, name, search) values (1, 1, 'Ada', 'ada')"],
    [1, `insert into settings (key, value) values ('kiosk', '"Front hall"')`],
    [1, 'insert into threshold_versions (version, threshold, margin, since) values (1, 0.46, 0.05, 1)'],
    [
      1,
      "insert into audit (id, at, actor, action, subject, details, chain) values (1, 1, 'x', 'person.create', 'person 1', '{}', x'00')",
    ],
    [3, "insert into documents (key, version, value, at, actor) values ('kiosks', 1, '[]', 0, 'x')"],
    [3, "insert into webhooks (url, secret, created_at) values ('https://ours.example', x'00', 0)"],
    [3, "insert into api_tokens (name, hash, scopes, created_at) values ('Payroll', x'01', '[\"people:read\"]', 0)"],
    [20, "insert into meta (key, value) values ('access', 'machine')"],
  ] as const
  for (const [since, sql] of rows) if (version >= since) database.exec(sql)
  database.exec(`
    with recursive entries (id) as (select 1 union all select id + 1 from entries where id < ${entries})
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      select 'check', 1, 1, iif(id % 2 = 1, 'in', 'out'), 1000 * id, 'UTC', 1000 * id, 'face', 'Front' from entries`)
  database.close()
  return file
}

const versions = Array.from({ length: migrations.length }, (_, at) => at + 1)

test.each(versions)(
  'what schema %i wrote has seals after the first start, and what is changed then is found',
  async (version) => {
    const file = officeOf(version)
    const store = scratchStore(file)
    const { records } = await store.examine('whole')
    expect(records).toMatchObject({ waiting: 0, faults: [] })
    expect(records.since).not.toBeNull()
    expect(records.proved).toBeGreaterThanOrEqual(version >= 3 ? 10 : 7)
    expect(store.signHead()).toMatchObject({ entries: { rows: 3, last: 3 } })
    if (version >= 20) expect(store.accounts.mode()).toBe(version < 22 ? 'machine' : 'undecided')
    store.close()
    const other = new Sqlite(file)
    other.exec(
      "drop trigger events_stay_unchanged; update events set at = 7 where id = 2; update people set name = 'Eve'",
    )
    other.close()
    expect((await scratchStore(file).examine('whole')).records.faults).toEqual([
      { table: 'people', key: 1, what: 'changed' },
      { table: 'events', key: 2, what: 'changed' },
    ])
  },
)

test('a log of before that is long gets its seals in the background, over restarts, and new entries after it', async () => {
  const file = officeOf(20, 12_000)
  const first = scratchStore(file)
  expect((await first.examine('whole')).records).toMatchObject({ waiting: 7_001, faults: [] })
  expect(first.signHead()).toBeNull()
  first.events.record(check({ id: 1 as PersonId, name: 'Ada' }, 99_000_000))
  first.seals.goOn(3_000)
  first.close()
  const second = scratchStore(file)
  let left = Number.POSITIVE_INFINITY
  for (let goes = 0; left > 0 && goes < 100; goes++) left = second.seals.goOn(200)
  expect((await second.examine('whole')).records).toMatchObject({ waiting: 0, faults: [] })
  expect(second.signHead()).toMatchObject({ entries: { rows: 12_001, last: 12_001 } })
  second.close()
  const other = new Sqlite(file)
  other.exec('drop trigger events_stay_unchanged; update events set at = 7 where id in (11999, 12001)')
  other.close()
  expect((await scratchStore(file).examine('whole')).records.faults).toEqual([
    { table: 'events', key: 11_999, what: 'changed' },
    { table: 'events', key: 12_001, what: 'changed' },
  ])
})

/** Ada, seen with Eve as the runner-up, as the version of a schema wrote and sealed it: with the names in each entry. */
function sealedOffice(version: number) {
  const file = officeOf(version)
  const vault = keyVault()
  const database = openDatabase(file)
  checkKey(database, vault)
  database.exec(`insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk,
      similarity, runner_up_id, runner_up_name, runner_up_similarity)
    values ('check', 1, 1, 'in', 9000, 'UTC', 9000, 'face', 'Front', 0.7, 2, 'Eve Erased', 0.3)`)
  sealDatabase(database, vault, () => 0).seals.goOn(100)
  const before = presentTables(database).growing.find(({ name }) => name === 'events')!
  const put = database.prepare("update seals set seal = @seal where tbl = 'events' and key = @key")
  let seal: Uint8Array = new Uint8Array()
  for (const { key, values } of prepareRows(database, before, 'true order by events.id')()) {
    seal = sealOf(vault, before, key, values, seal)
    put.run({ key, seal })
  }
  database.exec("delete from seals where tbl = 'event_people'")
  const stored = openHead(database, vault)
  const { event_people: _, ...sums } = stored.read()!.sums
  const { chains, ...head } = stored.read()!
  const chain = { ...chains.events!, seal: Buffer.from(seal).toString('base64') }
  const sealed = { ...head, sums, chains: { ...chains, events: chain }, namesApart: false }
  stored.write(sealed)
  const outside = signHead(createSigner(vault), sealed, 0)!
  database.close()
  return { file, outside }
}

test.each([21, 22, 23, 24, 25, 26, 27, 28])(
  'entries that schema %i sealed with their names are sealed without, and heads of before agree',
  async (version) => {
    const { file, outside } = sealedOffice(version)
    const store = scratchStore(file)
    const { records, damages } = await store.examine('whole', { heads: [outside] })
    expect(records).toMatchObject({ waiting: 0, faults: [], heads: ['same'] })
    expect(damages.filter(({ kind }) => kind !== 'webhook')).toEqual([])
    expect(store.signHead()).toMatchObject({ entries: outside.entries })
    const names = () => store.events.get(4 as EventId).runnerUp?.person
    expect(names()).toEqual({ id: 2, name: 'Eve Erased' })
    store.events.eraseNames([2 as PersonId])
    expect(names()).toEqual({ id: 2, name: '' })
    await store.scrub()
    expect((await store.examine('whole', { heads: [outside] })).records).toMatchObject({ faults: [], heads: ['same'] })
    store.close()
    expect(readFileSync(file).includes('Eve Erased')).toBe(false)
  },
)

test('what another program changed before names stood apart is named afterwards too', async () => {
  const { file } = sealedOffice(28)
  tamper(file, "update events set at = 7 where id = 2; update event_people set name = 'Eve' where id = 1")
  expect((await scratchStore(file).examine('whole')).records.faults).toEqual(
    [1, 2, 3, 4].map((key) => ({ table: 'events', key, what: 'changed' })),
  )
})

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import type { WebhookId } from '../../main/contract/webhooks.ts'
import { addPerson, addTemplate, check, model, scratchFolder, scratchStore, tamper } from './scratch.ts'

const hashOf = (fill: number) => new Uint8Array(32).fill(fill)
const [ada, grace] = [1 as PersonId, 2 as PersonId]

/** Ada and Grace at work, with PINs, a token, a webhook and settings of their own. */
function office(): string {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  for (const [place, name] of ['Ada', 'Grace'].entries()) {
    const person = addPerson(store, name, `E-${place + 1}`)
    store.pins.set(person.id, hashOf(place))
    store.events.record(check(person, 1000 + place))
    store.events.record(check(person, 2000 + place))
    audit(store, `person ${person.id}`)
  }
  store.webhooks.add('https://ours.example/', 'secret')
  store.tokens.create('Payroll', ['people:read'], null)
  store.settings.set({ threshold: 0.6 })
  store.close()
  return file
}

function audit(store: ReturnType<typeof scratchStore>, subject: string): void {
  store.audit.append({ actor: 'tester', via: 'window', action: 'person.create', subject, details: {} } as never)
}

async function faultsAfter(sql: string) {
  const file = office()
  tamper(file, sql)
  const store = scratchStore(file)
  const { records, integrity } = await store.examine('whole')
  expect(integrity).toBeNull()
  return { store, faults: records.faults }
}

test('an office that nobody tampered with holds, and every row of it has a seal', async () => {
  const { store, faults } = await faultsAfter('select 1')
  expect(faults).toEqual([])
  expect((await store.examine('whole')).records).toMatchObject({ since: null, waiting: 0, total: 0 })
  expect((await store.examine('whole')).records.proved).toBeGreaterThan(15)
})

const cases: readonly (readonly [what: string, sql: string, faults: readonly object[]])[] = [
  [
    'T2: the names of two people are exchanged',
    "update people set name = iif(id = 1, 'Grace', 'Ada')",
    [
      { table: 'people', key: 1, what: 'changed' },
      { table: 'people', key: 2, what: 'changed' },
    ],
  ],
  [
    'T4: an entry gets another time and direction',
    "update events set at = 5000, direction = 'out' where id = 2",
    [{ table: 'events', key: 2, what: 'changed' }],
  ],
  [
    'T4: an entry is written under another name',
    "update event_people set name = 'Somebody' where person_id = 2",
    [{ table: 'event_people', key: 2, what: 'changed' }],
  ],
  [
    'T4: an entry gets the name of somebody else',
    "insert into event_people (id, person_id, name, search) values (3, 2, 'Mallory', 'mallory' || char(10)); update events set event_person_id = 3 where id = 3",
    [
      { table: 'event_people', key: 3, what: 'added' },
      { table: 'events', key: 3, what: 'changed' },
    ],
  ],
  [
    'T4: an entry counts for somebody else',
    'update events set person_id = 2 where id = 1',
    [{ table: 'events', key: 1, what: 'changed' }],
  ],
  [
    'T4b: all entries are deleted, and the sequence is set back',
    "delete from webhook_outbox; delete from events; delete from sqlite_sequence where name = 'events'",
    [1, 2, 3, 4].map((key) => ({ table: 'events', key, what: 'removed' })),
  ],
  [
    'T4b: the last entry is deleted with its seal',
    "delete from events where id = 4; delete from seals where tbl = 'events' and key = 4; update sqlite_sequence set seq = 3 where name = 'events'",
    [{ table: 'events', key: 4, what: 'removed' }],
  ],
  [
    'an entry in the middle is deleted with its seal',
    "delete from events where id = 2; delete from seals where tbl = 'events' and key = 2",
    [{ table: 'events', key: 2, what: 'removed' }],
  ],
  [
    'an entry is added',
    'insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk) select kind, person_id, event_person_id, direction, 9000, zone, recorded_at, method, kiosk from events where id = 1',
    [{ table: 'events', key: 5, what: 'added' }],
  ],
  [
    'T5: the audit log is cut, and the sequence too',
    "delete from audit where id > 1; update sqlite_sequence set seq = 1 where name = 'audit'",
    [{ table: 'audit', key: 2, what: 'removed' }],
  ],
  [
    'T5c: the audit log is emptied with its seals',
    "delete from audit; delete from seals where tbl = 'audit'; delete from sqlite_sequence where name = 'audit'",
    [1, 2].map((key) => ({ table: 'audit', key, what: 'removed' })),
  ],
  [
    "T7: somebody's PIN is copied to another person",
    'update pins set hash = (select hash from pins where person_id = 1) where person_id = 2',
    [{ table: 'pins', key: 2, what: 'changed' }],
  ],
  [
    'T8: a token is added',
    "insert into api_tokens (name, hash, scopes, created_at) values ('Mine', x'00', '[]', 1)",
    [{ table: 'api_tokens', key: 2, what: 'added' }],
  ],
  [
    'T9: entries are to be sent elsewhere',
    "update webhooks set url = 'https://theirs.example/'",
    [{ table: 'webhooks', key: 1, what: 'changed' }],
  ],
  [
    'T10: the threshold is set',
    "update settings set value = '0.05' where key = 'threshold'",
    [{ table: 'settings', key: 'threshold', what: 'changed' }],
  ],
  [
    'a setting is removed with its seal',
    "delete from settings where key = 'threshold'; delete from seals where tbl = 'settings' and key = 'threshold'",
    [{ table: 'settings', key: null, what: 'removed' }],
  ],
  [
    'what adds up the seals is removed',
    'delete from seal_head; insert into seal_head (only, head) values (1, zeroblob(100))',
    [{ table: 'seal_head', key: null, what: 'changed' }],
  ],
]

test.each(cases)('%s: that is found and named', async (_, sql, expected) => {
  expect((await faultsAfter(sql)).faults).toEqual(expected)
})

test('T3: the faces of two people are exchanged: neither is recognised by that of the other', async () => {
  const file = office()
  const before = scratchStore(file)
  for (const [place, id] of [ada, grace].entries()) addTemplate(before, id, place)
  before.close()
  tamper(
    file,
    'create temp table kept as select id, embedding from templates; update templates set embedding = (select embedding from kept where kept.id <> templates.id)',
  )
  const store = scratchStore(file)
  expect([...store.templates.listEmbeddings(model)].flat()).toEqual([])
  expect((await store.examine('whole')).damages.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'template 1',
    'template 2',
  ])
})

test('T10: a threshold that was changed is not used; the newest one of the history is', async () => {
  const { store } = await faultsAfter(
    "update settings set value = '0.05' where key = 'threshold'; insert into threshold_versions (version, threshold, margin, since) values (9, 0.01, 0, 1)",
  )
  expect(store.settings.get().threshold).toBe(0.6)
  expect(store.damages.list()).toContainEqual({ kind: 'setting', id: 'threshold', personId: null })
  store.settings.set({ threshold: 0.7 })
  expect(store.settings.get().threshold).toBe(0.7)
})

test('T8: a token whose hash somebody made up opens nothing', async () => {
  const hash = createHash('sha256').update('rc_mine').digest('hex')
  const { store } = await faultsAfter(
    `insert into api_tokens (name, hash, scopes, created_at) values ('Mine', x'${hash}', '["people:read"]', 1)`,
  )
  expect(store.tokens.check('rc_mine')).toBeNull()
})

test('T7: a PIN that was copied lets nobody in, until it is set anew', async () => {
  const { store } = await faultsAfter(
    'update pins set hash = (select hash from pins where person_id = 1), seal = null where person_id = 2',
  )
  expect(store.pins.findHolder(hashOf(0))).toBe(ada)
  store.pins.remove(ada)
  expect(store.pins.findHolder(hashOf(0))).toBeNull()
  store.pins.set(grace, hashOf(7))
  expect(store.pins.findHolder(hashOf(7))).toBe(grace)
})

test('T9: nothing is sent to an address that somebody else put in', async () => {
  const { store } = await faultsAfter("update webhooks set url = 'https://theirs.example/'")
  expect(() => store.webhooks.readSecret(1 as WebhookId)).toThrow(/another program changed it/)
  store.webhooks.update(1 as WebhookId, { url: 'https://ours.example/' })
  expect(store.webhooks.readSecret(1 as WebhookId)).toBe('secret')
})

test('T2: whose name was changed is not proved, also after another change, until the name is saved anew', async () => {
  const { store } = await faultsAfter("update people set name = 'Eve' where id = 2")
  expect([ada, grace].map(store.people.isProved)).toEqual([true, false])
  store.people.regroup(grace, ['Staff'], null)
  store.people.update(grace, { employeeNumber: 'E-9' })
  expect(store.people.isProved(grace)).toBe(false)
  store.people.update(grace, { name: 'Grace', employeeNumber: 'E-9' })
  expect(store.people.isProved(grace)).toBe(false)
  store.people.update(grace, { name: 'Grace', employeeNumber: 'E-9', employments: store.people.get(grace).employments })
  expect(store.people.isProved(grace)).toBe(true)
  expect((await store.examine('whole')).records.faults).toEqual([])
})

test('T2: nobody works here again because another program wrote so', async () => {
  const left = [{ joined: null, left: '2026-05-29' as LocalDate }]
  const file = office()
  const before = scratchStore(file)
  before.people.update(grace, { employments: left })
  before.close()
  tamper(file, 'update people set employments = null where id = 2')
  const store = scratchStore(file)
  expect([ada, grace].map(store.people.isProved)).toEqual([true, false])
  store.people.update(grace, { name: 'Grace', employeeNumber: null, employments: left })
  expect(store.people.isProved(grace)).toBe(true)
})

test('every table of the schema has seals, or a reason to have none', async () => {
  const { sealedTables, chainedTables, unsealedTables } = await import('../../main/store/sealed-tables.ts')
  const database = new Sqlite(office())
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[]
  database.close()
  const ruled = [...[...sealedTables, ...chainedTables].map(({ name }) => name), ...Object.keys(unsealedTables)]
  expect(tables.map(({ name }) => name).sort()).toEqual(ruled.sort())
})

test('rows of before there were seals get them at the next start, those of the log one batch after the other', async () => {
  const file = office()
  tamper(file, 'delete from seals; delete from seal_head')
  const store = scratchStore(file)
  expect(store.seals.begun).toBeGreaterThan(10)
  const { records } = await store.examine('whole')
  expect(records).toMatchObject({ waiting: 0, total: 0 })
  expect(records.since).not.toBeNull()
})

test('an account that somebody put in, or whose passphrase they changed, lets nobody in', () => {
  const file = office()
  const before = scratchStore(file)
  before.accounts.create({ name: 'Owner', role: 'owner', groups: [], passphrase: 'one', recovery: 'two' })
  before.close()
  tamper(
    file,
    "update accounts set passphrase = 'mine'; insert into accounts (name, key, role, passphrase, recovery, created_at) values ('Eve', 'eve', 'owner', 'mine', 'mine', 1)",
  )
  const store = scratchStore(file)
  expect(['Owner', 'Eve'].map(store.accounts.byName)).toEqual([null, null])
  expect(store.accounts.mode()).toBe('accounts')
})

test.each([
  ['that all accounts are gone', 'delete from accounts'],
  [
    'that the computer opens everything',
    `delete from accounts; update settings set value = '"machine"' where key = 'access'`,
  ],
  ['that nothing was decided', "delete from accounts; delete from settings; delete from seals where tbl = 'accounts'"],
])('saying %s lets nobody in', (_, sql) => {
  const file = office()
  const before = scratchStore(file)
  before.accounts.create({ name: 'Owner', role: 'owner', groups: [], passphrase: 'one', recovery: 'two' })
  before.close()
  tamper(file, sql)
  expect(scratchStore(file).accounts.mode()).toBe('accounts')
})

test('an office without accounts that another program opened to the computer is asked first', () => {
  const file = office()
  tamper(file, `insert into settings (key, value) values ('access', '"machine"')`)
  const store = scratchStore(file)
  expect(store.accounts.mode()).toBe('undecided')
  store.accounts.openToMachine()
  expect(store.accounts.mode()).toBe('machine')
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { AuditAction } from '../../main/contract/audit.ts'
import type { Instant } from '../../main/contract/entities.ts'
import type { RecordHead } from '../../main/contract/record-head.ts'
import { lastingActions } from '../../main/store/aged-audit.ts'
import { openAudit } from '../../main/store/audit.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate, migrations } from '../../main/store/migrate.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { proveRecords } from '../../main/store/record-proof.ts'
import { readStanding, renewSeals } from '../../main/store/renew-seals.ts'
import { sealDatabase } from '../../main/store/seals.ts'
import { keyVault, scratchFolder, tamper } from './scratch.ts'

const day = 86_400_000
const before = (days: number) => (days * day) as Instant

function openOn(file: string, clock: { days: number }): Store {
  const store = openStore({ file, vault: keyVault(), now: () => clock.days * day })
  onTestFinished(() => store.close())
  return store
}

/** A line a day; those of the days 3 and 6 prove other records. A head after each. */
function office() {
  const file = join(scratchFolder(), 'rollcall.db')
  const clock = { days: 0 }
  const store = openOn(file, clock)
  const heads: RecordHead[] = []
  const actions = [
    'person.view',
    'person.view',
    'person.merge',
    'person.view',
    'pin.set',
    'key.rotate',
    'backup',
  ] as const
  for (const action of actions) {
    clock.days += 1
    write(store, action)
    heads.push(store.signHead()!)
  }
  return { file, store, clock, heads }
}

function write(store: Store, action: AuditAction, details: Record<string, unknown> = {}) {
  return store.audit.append({ actor: 'Wendeline Okonkwo', via: 'window', action, subject: 'person 1', details })
}

function erase(store: Store, days: number) {
  return store.transaction(() => {
    const erased = store.agedAudit.erase(before(days))
    if (erased !== null) write(store, 'retention.run', { gaps: erased.gaps })
    return erased
  })
}

const idsOf = (store: Store) =>
  store.audit
    .list(null, 100)
    .entries.map(({ id }) => id)
    .toReversed()

const inspect = async (store: Store, heads: readonly RecordHead[] = []) => {
  const { records, audit } = await store.examine('whole', { heads })
  return { faults: records.faults, heads: records.heads, audit }
}

test('old lines go, but for those that prove other records; the chain and heads of before hold', async () => {
  const { store, heads } = office()
  expect(store.agedAudit.find(before(5))).toEqual({ count: 3, from: day, to: 4 * day })
  expect(erase(store, 5)).toMatchObject({
    ...{ count: 3, from: day, to: 4 * day, ids: [1, 2, 4] },
    gaps: [
      ['audit', 1, 2, '', heads[1]!.audit.digest, 5 * day],
      ['audit', 4, 4, heads[2]!.audit.digest, heads[3]!.audit.digest, 5 * day],
    ],
  })
  expect(idsOf(store)).toEqual([3, 5, 6, 7, 8])
  expect(store.agedAudit.find(before(5))).toBeNull()
  expect(await inspect(store, heads)).toEqual({
    faults: [],
    heads: ['erased', 'same', 'same', 'same', 'same', 'same', 'same'],
    audit: { kind: 'intact', entries: 5 },
  })
  // The second certificate names what it made longer, and not what stays as it was.
  expect(erase(store, 100)).toMatchObject({
    ids: [5, 7],
    gaps: [
      ['audit', 4, 5],
      ['audit', 7, 7],
    ].map(startsWith),
  })
  expect(idsOf(store)).toEqual([3, 6, 8, 9])
  expect(await inspect(store, heads)).toEqual({
    faults: [],
    heads: ['erased', 'same', 'same', 'erased', 'same', 'same', 'same'],
    audit: { kind: 'intact', entries: 4 },
  })
})

const startsWith = (values: readonly unknown[]) => expect.arrayContaining([...values])

test('the newest line stays, so that the log goes on, over restarts', async () => {
  const { file, store, clock } = office()
  expect(store.transaction(() => store.agedAudit.erase(before(100)))?.ids).toEqual([1, 2, 4, 5])
  store.close()
  const again = openOn(file, clock)
  expect(again.highWater.lost).toBeNull()
  expect(write(again, 'person.view').id).toBe(8)
  expect(again.audit.verify()).toEqual({ kind: 'intact', entries: 4 })
})

test('what is erased cannot be read in any file', async () => {
  const { file, store } = office()
  write(store, 'person.view', { note: 'Quillfeather' })
  write(store, 'person.view')
  expect(readFileSync(`${file}-wal`).includes('Quillfeather')).toBe(true)
  erase(store, 100)
  await store.scrub()
  for (const each of [file, `${file}-wal`])
    if (existsSync(each)) expect(readFileSync(each).includes('Quillfeather')).toBe(false)
})

test('nothing else deletes a line', () => {
  const { file, store } = office()
  erase(store, 5)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  for (const id of [3, 5, 8])
    expect(() => other.exec(`delete from audit where id = ${id}`)).toThrow('only shortened because of its age')
})

const removed = (...ids: number[]) => ids.map((key) => ({ table: 'audit', key, what: 'removed' }))

test.each([
  ['a line is deleted', 'delete from audit where id = 5', removed(5), 6],
  [
    'a line is deleted, and a gap made up for it',
    'delete from audit where id = 7; insert into log_gaps select tbl, 7, 7, after, after, seal, written_before, link from log_gaps where first = 4',
    [{ table: 'log_gaps', key: '["audit",7]', what: 'added' }, ...removed(7)],
    8,
  ],
  [
    'a line is deleted, and the gap beside it made longer',
    'delete from audit where id = 5; update log_gaps set last = 5 where first = 4',
    [{ table: 'log_gaps', key: '["audit",4]', what: 'changed' }, ...removed(4, 5)],
    6,
  ],
  [
    'the certificate is deleted',
    "delete from audit where id = 8; delete from seals where tbl = 'audit' and key = 8; update sqlite_sequence set seq = 7 where name = 'audit'",
    removed(1, 2, 4, 8),
    null,
  ],
  [
    'what a merge is proved by is changed',
    "update audit set details = '{}' , actor = 'x' where id = 3",
    [{ table: 'audit', key: 3, what: 'changed' }],
    3,
  ],
])('%s with sqlite3: that is named', async (_, sql, faults, broken) => {
  const { file, store, clock } = office()
  erase(store, 5)
  store.close()
  tamper(file, sql)
  const found = await inspect(openOn(file, clock))
  expect(found.faults).toEqual(faults)
  if (broken !== null) expect(found.audit).toEqual({ kind: 'broken', id: broken })
})

test('a line that another program made older is not erased', async () => {
  const { file, store, clock } = office()
  store.close()
  tamper(file, 'update audit set at = 5 where id = 5')
  const again = openOn(file, clock)
  expect(erase(again, 5)).toMatchObject({ ids: [1, 2, 4] })
  expect(erase(again, 5)).toBeNull()
  expect((await inspect(again)).faults).toEqual([{ table: 'audit', key: 5, what: 'changed' }])
})

test('seals and links are renewed with another key across what was erased', () => {
  const { file, store } = office()
  erase(store, 5)
  store.close()
  const database = openDatabase(file)
  onTestFinished(database.close)
  database.exec('drop trigger audit_stays_unchanged')
  const [from, to] = [keyVault(), keyVault(8)]
  for (const _ of renewSeals(database, readStanding(database, from), from, to));
  const proof = proveRecords(database, to, createDamages(), { logs: true, heads: [] })
  let step = proof.next()
  while (!step.done) step = proof.next()
  expect(step.value).toMatchObject({ faults: [], waiting: 0 })
  expect(openAudit(database, to, () => 0).verify()).toEqual({ kind: 'intact', entries: 5 })
})

test('the log of a schema before, with gaps of entries in it, can be shortened too', async () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const database = openDatabase(file)
  migrate(database, 32)
  const { database: sealed } = sealDatabase(database, keyVault(), () => 0)
  sealed.exec(
    `insert into log_gaps (tbl, first, last, before, after, seal, written_before) values ('events', 1, 2, '', 'x', x'00', 5)`,
  )
  sealed.transaction(() => undefined)
  const audit = openAudit(sealed, keyVault(), () => day)
  for (let line = 0; line < 3; line++)
    audit.append({ actor: 'x', via: 'window', action: 'person.view', subject: 'person 1', details: {} })
  database.close()
  expect(migrations.length).toBeGreaterThan(32)
  const store = openOn(file, { days: 9 })
  expect(erase(store, 5)?.ids).toEqual([1, 2])
  expect(await inspect(store)).toMatchObject({ audit: { kind: 'intact', entries: 2 } })
})

test('what the program reads back from the audit log stays', () => {
  const folder = new URL('../../main/', import.meta.url).pathname
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('migrations'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const read = sources.flatMap((text) => [...text.matchAll(/action = '([\w.-]+)'/g)].map(([, action]) => action!))
  expect(new Set(read)).toEqual(new Set(['key.rotate', 'person.merge', 'retention.run']))
  expect(Object.keys(lastingActions)).toEqual(expect.arrayContaining(read))
})

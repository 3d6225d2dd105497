import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { EventId, Instant } from '../../main/contract/entities.ts'
import { EventFilter } from '../../main/contract/events.ts'
import type { RecordHead } from '../../main/contract/record-head.ts'
import { writeRecords } from '../../main/services/record-export.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { createSigner, signHead } from '../../main/store/head-signature.ts'
import { checkKey } from '../../main/store/key-check.ts'
import { migrate } from '../../main/store/migrate.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { proveRecords } from '../../main/store/record-proof.ts'
import { readStanding, renewSeals } from '../../main/store/renew-seals.ts'
import { sealDatabase } from '../../main/store/seals.ts'
import { addPerson, check, keyVault, scratchFolder, tamper } from './scratch.ts'

const day = 86_400_000
const before = (days: number) => (days * day) as Instant
/** Figures that stand nowhere else, and where SQLite stores them as eight bytes, the highest first. */
const figures = { similarity: 0.7123456789, runnerUp: 0.3123456789, liveness: 0.9123456789, quality: 81.123456789 }
const bytesOf = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

function openOn(file: string, clock: { days: number }): Store {
  const store = openStore({ file, vault: keyVault(), now: () => clock.days * day })
  onTestFinished(() => store.close())
  return store
}

/** Sees Ada with Eve as the runner-up. */
const look = (ada: Parameters<typeof check>[0], eve: Parameters<typeof check>[0], on: number) => ({
  ...check(ada, on * day),
  ...{ similarity: figures.similarity, liveness: figures.liveness, quality: figures.quality },
  runnerUp: { person: { id: eve.id, name: eve.name }, similarity: figures.runnerUp },
  // A hash covers these only where there are any.
  livenessModels: on === 3 ? [{ model: 'fr_liveness', real: 0.9123 }] : null,
})
const byHand = (ada: Parameters<typeof check>[0], on: number) => ({
  ...check(ada, on * day),
  ...{ method: 'manual' as const, similarity: null, liveness: null, quality: null, track: null },
})

/** Entries of the days 1, 2, 3 and 100, the second one by hand; a head after each. */
function office() {
  const file = join(scratchFolder(), 'rollcall.db')
  const clock = { days: 0 }
  const store = openOn(file, clock)
  const ada = addPerson(store, 'Ada', 'E-1')
  const eve = addPerson(store, 'Eve Quillfeather')
  const heads: RecordHead[] = []
  for (const on of [1, 2, 3, 100]) {
    clock.days = on
    store.events.record(on === 2 ? byHand(ada, on) : look(ada, eve, on))
    heads.push(store.signHead()!)
  }
  return { file, store, clock, heads }
}

/** The same as the version of schema 32 wrote and sealed it, opened by this one. */
function officeOfBefore() {
  const file = join(scratchFolder(), 'rollcall.db')
  const database = openDatabase(file)
  migrate(database, 32)
  const vault = keyVault()
  checkKey(database, vault)
  let now = 0
  const { database: sealed, seals } = sealDatabase(database, vault, () => now)
  const run = (sql: string) => void sealed.prepare(sql).run()
  run("insert into people (id, name, search, sort_name, created_at) values (1, 'Ada', 'ada', 'ada', 5)")
  run("insert into people (id, name, search, sort_name, created_at) values (2, 'Eve', 'eve', 'eve', 5)")
  run("insert into event_people (id, person_id, name, search) values (1, 1, 'Ada', 'ada')")
  run("insert into event_people (id, person_id, name, search) values (2, 2, 'Eve Quillfeather', 'eve')")
  const heads: RecordHead[] = []
  const { similarity, runnerUp, liveness, quality } = figures
  for (const on of [1, 2, 3, 100]) {
    now = on * day
    const values =
      on === 2 ? 'null, null, null, null, null, null' : `${similarity}, 2, 2, ${runnerUp}, ${liveness}, ${quality}`
    run(`insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk,
        similarity, runner_up_id, runner_up_event_person_id, runner_up_similarity, liveness, quality)
      values ('check', 1, 1, 'in', ${now}, 'UTC', ${now}, '${on === 2 ? 'manual' : 'face'}', 'Front', ${values})`)
    heads.push(signHead(createSigner(vault), seals.head(), now)!)
  }
  database.close()
  const clock = { days: 100 }
  return { file, store: openOn(file, clock), clock, heads }
}

const offices = [
  ['of this version', office],
  ['of schema 32', officeOfBefore],
] as const

function erase(store: Store, days: number) {
  return store.transaction(() => {
    const erased = store.agedEvidence.erase(before(days))
    const details = { gaps: erased?.gaps }
    const entry = { actor: 'Rollcall', via: 'app', action: 'retention.run', subject: 'data', details } as const
    if (erased !== null) store.audit.append(entry)
    return erased
  })
}

function eraseEntries(store: Store, days: number) {
  store.transaction(() => {
    const erased = store.agedEntries.erase(before(days), '1970-03-01' as never)!
    const details = { gaps: erased.gaps }
    store.audit.append({ actor: 'Rollcall', via: 'app', action: 'retention.run', subject: 'data', details })
  })
}

const inspect = async (store: Store, heads: readonly RecordHead[] = []) =>
  (await store.examine('whole', { heads })).records
const same = ['same', 'same', 'same', 'same']

test.each(offices)('entries %s are read with their figures, and every head agrees', async (_, make) => {
  const { store, heads } = make()
  expect(store.events.get(1 as EventId)).toMatchObject({
    ...{ similarity: figures.similarity, liveness: figures.liveness, quality: figures.quality },
    runnerUp: { person: { id: 2, name: 'Eve Quillfeather' }, similarity: figures.runnerUp },
  })
  expect(store.events.get(2 as EventId)).toMatchObject({ similarity: null, runnerUp: null })
  expect(await inspect(store, heads)).toMatchObject({ faults: [], waiting: 0, heads: same })
})

test.each(offices)('figures of old entries %s go, and the entries stay; seals and every head hold', async (_, make) => {
  const { store, heads } = make()
  expect(store.agedEvidence.find(before(50))).toEqual({ count: 2, from: day, to: 3 * day })
  expect(store.events.get(3 as EventId).livenessModels?.length ?? 0).toBe(make === office ? 1 : 0)
  expect(erase(store, 50)).toEqual({
    ...{ count: 2, from: day, to: 3 * day, ids: [1, 3] },
    gaps: [['evidence', 1, 3, '', heads[2]!.entries.digest, 50 * day]],
  })
  expect(store.agedEvidence.find(before(50))).toBeNull()
  expect(erase(store, 50)).toBeNull()
  for (const id of [1, 3])
    expect(store.events.get(id as EventId)).toMatchObject({
      ...{ person: { name: 'Ada' }, at: id * day, method: 'face' },
      ...{ similarity: null, liveness: null, quality: null, runnerUp: null, livenessModels: null },
    })
  expect(store.events.get(4 as EventId)).toMatchObject({
    similarity: figures.similarity,
    runnerUp: { person: { id: 2 } },
  })
  expect(store.events.list(EventFilter.parse({}), null, 10).total).toBe(4)
  expect(await inspect(store, heads)).toMatchObject({ faults: [], heads: same })
  const later = store.signHead()!
  expect(later.entries).toEqual(heads[3]!.entries)
  expect(erase(store, 101)).toMatchObject({
    count: 1,
    ids: [4],
    gaps: [['evidence', 1, 4, '', heads[3]!.entries.digest, 101 * day]],
  })
  expect(await inspect(store, [...heads, later])).toMatchObject({ faults: [], heads: [...same, 'same'] })
})

test.each(offices)('no file of an office %s holds what was erased, nor the name of a runner-up', async (_, make) => {
  const { file, store, clock } = make()
  const files = [file, `${file}-wal`].filter((each) => existsSync(each))
  const holding = (bytes: Buffer) => files.filter((each) => existsSync(each) && readFileSync(each).includes(bytes))
  const pieces = [...Object.values(figures).map(bytesOf), Buffer.from('Quillfeather')]
  store.people.erase(2 as never)
  for (const piece of pieces) expect(holding(piece)).not.toEqual([])
  erase(store, 101)
  await store.scrub()
  for (const piece of pieces) expect(holding(piece)).toEqual([])
  store.close()
  for (const piece of pieces) expect(holding(piece)).toEqual([])
  expect((await inspect(openOn(file, clock))).faults).toEqual([])
})

test.each(offices)(
  'entries %s whose figures are gone can go too, over a restart, and the log goes on',
  async (_, make) => {
    const { file, store, clock, heads } = make()
    erase(store, 50)
    store.close()
    const again = openOn(file, clock)
    eraseEntries(again, 2.5)
    const { faults, heads: verdicts } = await inspect(again, heads)
    expect({ faults, verdicts }).toEqual({ faults: [], verdicts: ['erased', 'same', 'same', 'same'] })
    again.events.record(check({ id: 1 as never, name: 'Ada' }, 100 * day))
    eraseEntries(again, 50)
    expect((await inspect(again, [...heads, again.signHead()!])).heads).toEqual([
      'erased',
      'erased',
      'same',
      'same',
      'same',
    ])
  },
)

test.each(offices)('seals of an office %s are renewed with another key', async (_, make) => {
  const { file, store } = make()
  erase(store, 50)
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
})

test.each(offices)('nothing else changes or erases the figures of an office %s', (_, make) => {
  const { file, store } = make()
  erase(store, 50)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  for (const sql of [
    'update events set similarity = 0.9 where id = 4',
    'update events set similarity = 0.9 where id = 1',
    'update events set at = 5 where id = 1',
    'update events set similarity = null, runner_up_id = null, runner_up_event_person_id = null, runner_up_similarity = null, liveness = null, quality = null, liveness_models = null, salt = null where id = 4',
    "update events set evidence = x'00' where id = 1",
  ])
    expect(() => other.exec(sql)).toThrow('never changed')
})

const noFigures =
  'similarity = null, runner_up_id = null, runner_up_event_person_id = null, runner_up_similarity = null, liveness = null, quality = null, liveness_models = null, salt = null'
const changed = (key: number) => ({ table: 'events', key, what: 'changed' })

test.each(
  offices.flatMap(([what, make]) =>
    (
      [
        ['a figure is changed', 'update events set similarity = 0.9 where id = 4', [changed(4)]],
        [
          'what a model is said to have said is added',
          `update events set liveness_models = '[{"model":"other","real":1}]' where id in (2, 4)`,
          [changed(2), changed(4)],
        ],
        ['the runner-up is', 'update events set runner_up_id = 1 where id = 4', [changed(4)]],
        ['figures are erased', `update events set ${noFigures} where id = 4`, [changed(4)]],
        [
          'figures are erased, and the stretch made longer',
          `update events set ${noFigures} where id = 4; update log_gaps set last = 4`,
          [{ table: 'log_gaps', key: '["evidence",1]', what: 'changed' }, changed(1), changed(3), changed(4)],
        ],
        [
          'figures are made up for those that are gone',
          'update events set similarity = 0.9 where id = 3',
          [changed(3)],
        ],
        ['an entry without figures gets another time', 'update events set at = 7 where id = 3', [changed(3)]],
        [
          'what is left of an entry is copied over another one',
          'update events set direction = iif(id = 3, "out", "in")'.replaceAll('"', "'"),
          [changed(3)],
        ],
      ] as const
    ).map(([how, sql, faults]) => [what, how, make, sql, faults] as const),
  ),
)('in an office %s, %s with sqlite3: that is named', async (_, __, make, sql, faults) => {
  const { file, store, clock } = make()
  erase(store, 50)
  store.close()
  tamper(file, sql)
  expect((await inspect(openOn(file, clock))).faults).toEqual(faults)
})

/** Runs what an auditor runs. */
async function verify(...words: string[]): Promise<string[]> {
  const script = new URL('../../scripts/rollcall-verify.mjs', import.meta.url).pathname
  const run = promisify(execFile)(process.execPath, [script, ...words])
  const said = await run.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  )
  return said.split('\n').filter((line) => /^FAIL|figures/.test(line))
}

test.each(offices)('an auditor checks the records of an office %s, with and without figures', async (_, make) => {
  const { store, heads } = make()
  const folder = scratchFolder()
  const [file, head] = [join(folder, 'records.jsonl'), join(folder, 'head.json')]
  writeFileSync(head, JSON.stringify(heads[2]))
  const write = () => [...writeRecords(store, store.signHead()!, { share: 0 })].join('')
  const check = (text: string) => {
    writeFileSync(file, text)
    return verify(file, '--head', head)
  }
  expect(await check(write())).toEqual([])
  erase(store, 50)
  const text = write()
  const certified = 'the figures of 2 entries were erased because of their age'
  expect(await check(text)).toEqual([`ok   ${certified}, as the audit log certifies`])
  const other = await check(text.replace(String(figures.similarity), '0.9'))
  expect(other.filter((line) => line.startsWith('FAIL'))).not.toEqual([])
  expect(await check(text.replace('[\\"evidence\\",1,3', '[\\"evidence\\",1,2'))).toContain(
    `FAIL ${certified}; the audit log does not certify that`,
  )
})

test('an entry whose figures another program changed keeps them', async () => {
  const { file, store, clock } = office()
  store.close()
  tamper(file, 'update events set similarity = 0.9 where id = 3')
  const again = openOn(file, clock)
  expect(erase(again, 50)).toMatchObject({ ids: [1] })
  expect(erase(again, 50)).toBeNull()
  expect((await inspect(again)).faults).toEqual([changed(3)])
})

test('with the key: an entry that is altered after its figures were erased differs from a head of before', async () => {
  const { file, store, clock, heads } = office()
  erase(store, 50)
  store.close()
  const copy = join(scratchFolder(), 'rollcall.db')
  copyFileSync(file, copy)
  tamper(copy, 'update events set at = 7 where id = 1; delete from seals; delete from seal_head')
  const forged = openOn(copy, clock)
  forged.seals.advance(1_000)
  expect((await inspect(forged, heads)).heads).toEqual(['differs', 'differs', 'differs', 'differs'])
})

test('denials go with the figures, but for those that the office upheld', () => {
  const { store } = office()
  for (const eventId of [1, 3] as EventId[])
    store.disputes.add({ eventId, personId: 1 as never, rivalId: 2 as never, similarity: 0.5, at: before(3) })
  store.disputes.decide(3 as EventId, 'upheld')
  erase(store, 50)
  expect(store.disputes.list(before(0)).map(({ eventId }) => eventId)).toEqual([3])
})

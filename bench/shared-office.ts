/**
 * What several stations cost that share people and entries through PostgreSQL:
 *
 *   npm run bench shared-office [-- --json]
 *
 * All on one machine, over loopback: a server in a temporary folder that writes to the disk before it answers, two
 * stations with all they have, and 50 that only hand over an entry a second each. First a station takes in everybody of
 * an office; then entries go from the fifty to the screen of one; then 5,000 that waited at a station are handed over.
 * ROLLCALL_PEOPLE is another number of people, each with four templates, and ROLLCALL_SECONDS of how long they come.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type App, createApp } from '../main/app.ts'
import type { Instant } from '../main/contract/entities.ts'
import type { JoinedOffice } from '../main/contract/office.ts'
import type { SharedChange, Uid } from '../main/contract/shared-change.ts'
import { defaultMaxExact } from '../main/matching/searcher.ts'
import { quantile } from '../main/numeric/statistics.ts'
import { joinOffice } from '../main/office-link/join.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../test/helpers/postgres.ts'
import { openStation, type TestStation } from '../test/helpers/test-office.ts'
import { check } from '../test/store/scratch.ts'
import { fillOffice, modelsFolder } from './office.ts'

export const name = 'shared-office'

const people = Number(process.env.ROLLCALL_PEOPLE ?? 10_000)
const templatesEach = 4
const stations = 50
const seconds = Number(process.env.ROLLCALL_SECONDS ?? 60)
const waitingEntries = 5_000
const patience = 600_000

const root = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const folders = { desk: join(root, 'desk'), door: join(root, 'door') }
const keyOf = (folder: string) => ({ kind: 'file' as const, path: join(folder, 'key') })
const ends: (() => Promise<void>)[] = []

export async function run({ json }: { json: boolean }): Promise<void> {
  const tell = (row: object, text: string) => console.log(json ? JSON.stringify(row) : text)
  if (noPostgres !== null) throw new Error(noPostgres)
  const postgres = await startPostgres({ durable: true })
  try {
    await fillOffice(folders.desk, { people, templatesEach })
    const desk = await openIt('desk')
    const database = await makeOffice(desk, postgres)
    const handedOver = await timed(() => until(async () => (await joined(desk)).waiting === 0))
    const bytes = await sizeOf(postgres, database)
    tell(
      { people, templatesEach, handedOver, bytesAPerson: bytes / people },
      `${people} people with ${templatesEach} templates each: handed over in ${inSeconds(handedOver)}; ` +
        `the server keeps ${(bytes / people / 1000).toFixed(1)} kB a person.`,
    )

    const door = await openIt('door')
    const tookIn = await timed(async () => {
      await invite(desk, 'Door', door)
      await until(async () => (await countPeople(door)) === people)
      await until(async () => {
        const { templates, search } = await door.call('system.info', {})
        return templates === people * templatesEach && (search === 'hnsw' || templates <= defaultMaxExact)
      })
    })
    tell(
      { tookIn },
      `A new station has all of them, and its index, after ${inSeconds(tookIn)} (wanted for 10,000: at most 60 s).`,
    )

    const delays = await measureDelays(desk, door, postgres, database)
    const [median, p99, longest] = [0.5, 0.99, 1].map((share) => 1000 * quantile(delays, share)) as [
      number,
      number,
      number,
    ]
    tell(
      { entries: delays.length, median, p99, longest },
      `From an entry at one of ${stations} stations with one a second each to the screen of another, ${delays.length} entries: ` +
        `median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (wanted: at most 1000), longest ${longest.toFixed(0)} ms.`,
    )

    await door.close()
    ends.splice(ends.indexOf(door.close), 1)
    recordAtDoor()
    const before = await countEntries(desk)
    await openIt('door')
    const arrived = await timed(() => until(async () => (await countEntries(desk)) === before + waitingEntries))
    tell(
      { waitingEntries, arrived },
      `${waitingEntries} entries that waited at a station arrive at another in ${inSeconds(arrived)} ` +
        `(wanted: at most 30 s), at ${Math.round(waitingEntries / arrived)} a second.`,
    )
  } finally {
    for (const end of ends.toReversed()) await end()
    await endPostgres(postgres)
    rmSync(root, { recursive: true, force: true })
  }
}

async function openIt(which: keyof typeof folders): Promise<App> {
  const dataFolder = folders[which]
  const app = await createApp({
    ...{ dataFolder, modelsFolder, key: keyOf(dataFolder), shell: 'test' },
    caller: { actor: 'bench', via: 'command', role: 'owner' },
  })
  ends.push(app.close)
  return app
}

const inSeconds = (value: number) => `${value.toFixed(1)} s`

/** @returns seconds */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + patience; !(await isSo()); await sleep(50)) {
    if (performance.now() > end) throw new Error('It did not come to be.')
  }
}

async function joined(app: App): Promise<JoinedOffice> {
  const status = await app.call('office.status', {})
  if (status.kind !== 'joined') throw new Error(`The station is ${status.kind}.`)
  return status
}

const countPeople = async (app: App) => (await app.call('people.list', { limit: 1 })).total
const countEntries = async (app: App) => (await app.call('events.list', { limit: 1 })).total

async function makeOffice(desk: App, postgres: Postgres): Promise<string> {
  const { server, login } = await postgres.createDatabase()
  const address = `postgresql://${login.user}@127.0.0.1:${postgres.port}/${server.database}`
  await desk.call('office.create', { address, password: login.password, office: 'Acme', station: 'Desk' })
  return server.database
}

async function sizeOf(postgres: Postgres, database: string): Promise<number> {
  const [row] = await postgres.sql<{ size: string }>(
    "select pg_total_relation_size('rollcall.changes') as size",
    database,
  )
  return Number(row!.size)
}

async function confirmed(desk: App, station: Uid): Promise<void> {
  await desk.call('office.check', {})
  const found = (await joined(desk)).stations.find(({ uid }) => uid === station)
  await desk.call('office.confirm', { station, words: found!.words! })
}

async function invite(desk: App, name: string, joining: App): Promise<void> {
  const { code, station } = await desk.call('office.invite', { station: name })
  await joining.call('office.join', { code })
  await confirmed(desk, station)
}

/** Has stations hand over an entry a second each, and hears of them at the desk. @returns sorted, in seconds */
async function measureDelays(desk: App, door: App, postgres: Postgres, database: string): Promise<number[]> {
  const { people: some } = await door.call('people.list', { limit: 1 })
  const at = Date.now() as Instant
  const entry = { personId: some[0]!.id, direction: 'in', at, zone: 'UTC', reason: 'Paper' } as const
  await door.call('attendance.correct', { actor: 'Door', draft: { ...entry, action: 'add', corrects: null } })
  await until(async () => (await countEntries(desk)) === 1)
  const [model] = await postgres.sql<{ fields: SharedChange['fields']; people: Uid[] }>(
    "select fields, people::text[] as people from rollcall.changes where kind = 'event'",
    database,
  )

  const sent = new Map<number, number>()
  const delays: number[] = []
  const stop = desk.subscribe((topic, message) => {
    if (topic !== 'event.recorded') return
    const began = sent.get((message as { at: number }).at)
    if (began !== undefined) delays.push((performance.now() - began) / 1000)
  })
  const sources = []
  for (let made = 0; made < stations; made++) sources.push(await addStation(desk, `Station ${made}`))
  const end = performance.now() + seconds * 1000
  let moment = at as number
  await Promise.all(
    sources.map(async (station, place) => {
      await sleep((1000 * place) / stations)
      for (let next = performance.now(); next < end; next += 1000) {
        await sleep(Math.max(0, next - performance.now()))
        moment += 1
        const own = moment
        sent.set(own, performance.now())
        const fields = { ...model!.fields, at: own, recordedAt: own }
        await station.link.push([station.change({ kind: 'event', people: model!.people, fields })])
      }
    }),
  )
  await until(async () => delays.length >= sent.size)
  stop()
  for (const station of sources) await station.link.close()
  return delays.toSorted((a, b) => a - b)
}

async function addStation(desk: App, name: string): Promise<TestStation> {
  const { code, station } = await desk.call('office.invite', { station: name })
  const membership = await joinOffice(code, { save: () => {}, now: Date.now() })
  await confirmed(desk, station)
  const opened = openStation(membership, {}, () => {})
  await opened.link.check()
  return opened
}

/** Writes entries as the door does, of a week in which the network was away. */
function recordAtDoor(): void {
  const vault = openVault(keyOf(folders.door))
  const store = openStore({ file: join(folders.door, 'rollcall.db'), vault, now: Date.now })
  const { people: some } = store.people.list('', 500)
  const start = Date.now() - 7 * 86_400_000
  store.transaction(() => {
    for (let made = 0; made < waitingEntries; made++) {
      const person = some[made % some.length]!
      store.events.record(check(person, start + made * 120_000, made % 2 === 0 ? 'in' : 'out'))
    }
  })
  store.close()
}

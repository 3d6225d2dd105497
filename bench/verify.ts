/**
 * What the seals of records cost (docs/security.md, "Records that prove themselves"): how long it takes to hold five
 * million entries against their seals and a head, as the nightly check does, and how much longer an entry takes to
 * write. Takes ten minutes and 3 GB of disk.
 *
 *   npm run bench verify [-- --json]
 *   ROLLCALL_VERIFY_ENTRIES=200000 npm run bench verify     fewer entries
 *   ROLLCALL_BENCH_FOLDER=…     where the files lie; otherwise the folder for temporary files
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDamages } from '../main/store/damages.ts'
import { type Database, openDatabase } from '../main/store/database.ts'
import { openEvents } from '../main/store/events.ts'
import { createSigner, signHead } from '../main/store/head-signature.ts'
import { checkKey } from '../main/store/key-check.ts'
import { migrate } from '../main/store/migrate.ts'
import { openPeople } from '../main/store/people.ts'
import { proveRecords } from '../main/store/record-proof.ts'
import { sealDatabase } from '../main/store/seals.ts'
import { openVault, type Vault } from '../main/store/vault.ts'
import { entryOf } from './faults/entry.ts'
import { interleave } from './interleave.ts'

export const name = 'verify'

const entries = Number(process.env.ROLLCALL_VERIFY_ENTRIES ?? 5_000_000)
const people = 500
const sealedAtOnce = 50_000
const maxSeconds = 60
const maxMilliseconds = 0.2
const turns = 3_000
const memory = '/dev/shm'

const key = new Uint8Array(32).fill(7)
const openKey = (): Vault => openVault({ kind: 'key', key, place: { kind: 'recovery-key' } })

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const folder = process.env.ROLLCALL_BENCH_FOLDER ?? tmpdir()
  const say = (row: Readonly<Record<string, number | string>>, text: string) =>
    console.log(json ? JSON.stringify(row) : text)
  const places: Record<string, string> = { disk: folder, ...(existsSync(memory) && { memory }) }
  for (const [place, at] of Object.entries(places)) {
    const { bare, sealed } = await timeEntries(at)
    const more = sealed - bare
    say(
      { place, bare, sealed, more },
      `an entry, ${place}: ${bare.toFixed(3)} ms without seals, ${sealed.toFixed(3)} with them: ${more.toFixed(3)} more (wanted: at most ${maxMilliseconds})`,
    )
  }
  const own = mkdtempSync(join(folder, 'rollcall-bench-'))
  try {
    const file = join(own, 'rollcall.db')
    const began = performance.now()
    fill(file)
    const filled = (performance.now() - began) / 1000
    const gigabytes = statSync(file).size / 2 ** 30
    say(
      { entries, filled, gigabytes },
      `${entries} entries sealed in ${filled.toFixed(0)} s: ${gigabytes.toFixed(1)} GB`,
    )
    for (const withHead of [false, true]) {
      const seconds = prove(file, withHead)
      say(
        { entries, withHead: withHead ? 1 : 0, seconds },
        `held against their seals${withHead ? ' and a head' : ''} in ${seconds.toFixed(1)} s (wanted: at most ${maxSeconds} for 5 million)`,
      )
    }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** Writes entries by SQL, and has them sealed as those of an earlier version are. */
function fill(file: string): void {
  const database = openDatabase(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = off')
  migrate(database)
  database.exec(`
    with recursive ids (id) as (select 1 union all select id + 1 from ids where id < ${people})
    insert into people (id, name, search, sort_name, created_at) select id, 'Person ' || id, 'p', 'p', 0 from ids;
    insert into event_people (id, person_id, name, search) select id, id, name, 'p' from people;
    with recursive ids (id) as (select 0 union all select id + 1 from ids where id < ${entries - 1})
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, track,
      similarity, threshold, threshold_version, model, liveness, quality)
    select 'check', id % ${people} + 1, id % ${people} + 1, iif(id / ${people} % 2 = 0, 'in', 'out'), id * 20000,
      'Europe/Berlin', id * 20000, 'face', 'Front door', id, 0.7, 0.46, 1, 'bench', 0.9, 80 from ids`)
  const vault = openKey()
  checkKey(database, vault)
  const { seals } = sealDatabase(database, vault, Date.now)
  while (seals.goOn(sealedAtOnce) > 0);
  database.close()
}

/** @returns seconds */
function prove(file: string, withHead: boolean): number {
  const database = openDatabase(file, { readonly: true })
  const vault = openKey()
  const writable = openDatabase(file)
  const head = signHead(createSigner(vault), sealDatabase(writable, vault, Date.now).seals.head(), Date.now())
  writable.close()
  const began = performance.now()
  const proof = proveRecords(database, vault, createDamages(), { logs: true, heads: withHead ? [head!] : [] })
  let step = proof.next()
  while (!step.done) step = proof.next()
  const seconds = (performance.now() - began) / 1000
  database.close()
  const { proved, total, heads } = step.value
  if (total > 0 || proved < entries) throw new Error(`${proved} rows hold, ${total} do not.`)
  if (withHead && heads[0] !== 'same') throw new Error(`The head is ${heads[0]}.`)
  return seconds
}

/** @returns the medians in milliseconds */
async function timeEntries(folder: string): Promise<{ bare: number; sealed: number }> {
  const own = mkdtempSync(join(folder, 'rollcall-bench-'))
  const vault = openKey()
  const bare = openOffice(join(own, 'bare.db'), vault, (database) => database)
  const sealed = openOffice(
    join(own, 'sealed.db'),
    vault,
    (database) => sealDatabase(database, vault, Date.now).database,
  )
  try {
    const [one, other] = await interleave([bare.record, sealed.record], turns, 1)
    return { bare: one!.median, sealed: other!.median }
  } finally {
    bare.close()
    sealed.close()
    rmSync(own, { recursive: true, force: true })
  }
}

function openOffice(file: string, vault: Vault, dress: (database: Database) => Database) {
  const database = openDatabase(file)
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on',
  )
  migrate(database)
  checkKey(database, vault)
  const dressed = dress(database)
  const draft = { name: 'Ada', employeeNumber: null, groups: [] }
  const person = openPeople(dressed, createDamages(), Date.now).create(draft)
  const events = openEvents(dressed, createDamages(), Date.now)
  let at = 0
  return { record: async () => void events.record(entryOf(person, at++)), close: dressed.close }
}

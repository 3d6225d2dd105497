import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeOf } from '../../bench/faults/children/store-of.ts'
import { entryOf } from '../../bench/faults/entry.ts'
import { recoverRestore } from '../../main/store/swap.ts'
import { momentsOf, runKilled, spread } from './killed-child.ts'

/** What came of restores that were killed, each on a copy of the same data folder as a power cut leaves it. */
export interface KilledRestores {
  readonly killed: number
  /** In how many the old state stood afterwards, and in how many the backup. */
  readonly old: number
  readonly restored: number
  /** What was neither, or lost something; empty when all went well. */
  readonly faults: readonly string[]
}

/** A photo that waits for a decision. */
const waiting = join('imports', '1.sealed')
/** Entries of the backup, and of the data that it is restored into: the newest of these are only in the log. */
const entries = { backup: 300, present: 380 }

/**
 * Restores a backup again and again and kills it, at `points` moments that are spread over everything it asks of the
 * file system, then starts again and looks at what is there.
 * @param folder an empty one; about 1 MB is written for each point
 */
export async function killRestores(folder: string, points: number): Promise<KilledRestores> {
  const { data, backup } = await makeOffice(folder)
  const faults: string[] = []
  const counted = { killed: 0, old: 0, restored: 0 }
  let decided = 0
  for (const moment of spread(await allMoments(join(folder, 'count'), data, backup), points)) {
    const copy = join(folder, 'round')
    cpSync(data, copy, { recursive: true })
    const before = digest(backup)
    const { code } = await runChild(copy, backup, moment)
    if (code === null) counted.killed += 1
    // The start that goes on with it is killed as well, each time a little later.
    if (isDecided(copy)) await runChild(copy, null, `main ${decided++ / 2}`)
    const found = await lookAfter(copy, data)
    if (found === 'old' || found === 'restored') counted[found] += 1
    else faults.push(`${moment}: ${found}`)
    if (digest(backup) !== before) faults.push(`${moment}: the backup was changed`)
    rmSync(copy, { recursive: true })
  }
  return { ...counted, faults }
}

/** An office with a backup, newer entries, somebody erased and somebody new, and its log not written back. */
async function makeOffice(folder: string): Promise<{ data: string; backup: string }> {
  const [live, data] = [join(folder, 'live'), join(folder, 'data')]
  const backup = join(folder, 'backup.db')
  for (const each of [live, data]) mkdirSync(each)
  const store = storeOf(live)
  const ada = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
  const grace = store.people.create({ name: 'Grace', employeeNumber: null, groups: [] })
  for (let at = 0; at < entries.backup; at++) store.events.record(entryOf(ada, at))
  await store.backup(backup)
  store.people.erase(grace.id)
  const edsger = store.people.create({ name: 'Edsger', employeeNumber: null, groups: [] })
  for (let at = entries.backup; at < entries.present; at++) store.events.record(entryOf(edsger, at))
  for (const name of ['key', 'rollcall.db', 'rollcall.db-wal']) copyFileSync(join(live, name), join(data, name))
  store.close()
  mkdirSync(join(data, 'imports'))
  writeFileSync(join(data, waiting), 'sealed')
  return { data, backup }
}

/** Every moment at which a restore can be killed, by letting one through. */
async function allMoments(copy: string, data: string, backup: string): Promise<string[]> {
  cpSync(data, copy, { recursive: true })
  const { out } = await runChild(copy, backup, 'count')
  rmSync(copy, { recursive: true })
  return momentsOf(out)
}

const isDecided = (dataFolder: string) => readdirSync(dataFolder).some((name) => /^restore\..*Z$/.test(name))

/** @param backup null: only goes on with what was cut off, as every start does */
function runChild(dataFolder: string, backup: string | null, killAt: string) {
  return runKilled('restore-child.ts', backup === null ? [dataFolder] : [dataFolder, backup], killAt)
}

/** Starts as the app does, and says which state is there, or what is wrong with it. */
async function lookAfter(dataFolder: string, original: string): Promise<string> {
  try {
    recoverRestore(dataFolder)
    const left = readdirSync(dataFolder).filter((name) => /^restore\.(?!lock)/.test(name))
    if (left.length > 0) return `${left.join()} is left`
    const state = await stateOf(dataFolder)
    const waits = existsSync(join(dataFolder, waiting))
    if (state === 'old' && existsSync(join(dataFolder, 'replaced'))) return 'the old state, and a copy of it'
    if (state === 'old') return waits ? state : 'the old state without its photos'
    if (state !== 'restored' || waits) return `${state}${waits ? ' with the photos of the old state' : ''}`
    const kept = readdirSync(join(dataFolder, 'replaced'))
    if (kept.length !== 1) return `${kept.length} states were kept`
    const folder = join(dataFolder, 'replaced', kept[0]!)
    for (const name of ['rollcall.db', 'rollcall.db-wal', waiting]) {
      if (digest(join(folder, name)) !== digest(join(original, name))) return `${name} was not kept as it was`
    }
    return state
  } catch (error) {
    return String(error)
  }
}

async function stateOf(dataFolder: string): Promise<string> {
  const store = storeOf(dataFolder)
  try {
    const { integrity, audit } = await store.examine('quick')
    const names = store.people.list('', 10).people.map(({ name }) => name)
    const { events } = store.countRows()
    const found = JSON.stringify({ integrity, audit: audit.kind, names, events })
    const of = (expected: object) => JSON.stringify({ integrity: null, audit: 'intact', ...expected })
    if (found === of({ names: ['Ada', 'Edsger'], events: entries.present })) return 'old'
    if (found === of({ names: ['Ada', 'Grace'], events: entries.backup })) return 'restored'
    return found
  } finally {
    store.close()
  }
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

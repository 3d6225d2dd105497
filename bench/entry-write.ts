/**
 * What it costs an entry that the database file is looked at before and after it is written (main/store/watch.ts): the
 * same entries into the same schema with that look and without it, by turns, on the disk and in memory.
 *
 *   npm run bench entry-write [-- --json]
 *   ROLLCALL_BENCH_FOLDER=…     where the files on the disk lie; otherwise the folder for temporary files
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDamages } from '../main/store/damages.ts'
import { type Database, openDatabase } from '../main/store/database.ts'
import { openEvents } from '../main/store/events.ts'
import { migrate } from '../main/store/migrate.ts'
import { openPeople } from '../main/store/people.ts'
import { watchDatabase, withoutWatch } from '../main/store/watch.ts'
import { entryOf } from './faults/entry.ts'
import { interleave, type Timing } from './interleave.ts'

export const name = 'entry-write'
/** Of few microseconds in a ratio near 1. */
export const tolerances = { disk: 0.05, memory: 0.05 }

/** A memory that behaves like a disk which takes no time at all: what is left is the processor's work. */
const memory = '/dev/shm'
const turns = 5000
const entriesATurn = 1
const maxRatio = 1.05

/** @returns the time of an entry with the look in relation to one without */
export async function run({ json }: { readonly json: boolean }) {
  const places: Record<string, string> = { disk: process.env.ROLLCALL_BENCH_FOLDER ?? tmpdir() }
  if (existsSync(memory)) places.memory = memory
  const ratios: Record<string, number> = {}
  for (const [place, folder] of Object.entries(places)) {
    const [bare, watched] = await compare(folder)
    const ratio = watched.median / bare.median
    ratios[place] = ratio
    const milliseconds = ({ minimum, median }: Timing) => `${minimum.toFixed(4)} (median ${median.toFixed(4)})`
    if (json) console.log(JSON.stringify({ place, bare, watched, ratio }))
    else {
      console.log(
        `${place}: ${milliseconds(bare)} ms an entry without the look, ${milliseconds(watched)} with it: ${ratio.toFixed(3)} (wanted: at most ${maxRatio})`,
      )
    }
  }
  return ratios
}

async function compare(folder: string): Promise<[Timing, Timing]> {
  const own = mkdtempSync(join(folder, 'rollcall-bench-'))
  const bare = openOffice(join(own, 'bare.db'), withoutWatch)
  const watched = openOffice(join(own, 'watched.db'), (database) => watchDatabase(database, join(own, 'watched.db')))
  try {
    const [one, other] = await interleave([bare.record, watched.record], turns, entriesATurn)
    return [one!, other!]
  } finally {
    bare.close()
    watched.close()
    rmSync(own, { recursive: true, force: true })
  }
}

function openOffice(file: string, dress: (database: Database) => Database) {
  const database = openDatabase(file)
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on',
  )
  migrate(database)
  const dressed = dress(database)
  const person = openPeople(dressed, createDamages(), Date.now).create({
    name: 'Ada',
    employeeNumber: null,
    groups: [],
  })
  const events = openEvents(dressed, createDamages(), Date.now)
  let at = 0
  return {
    record: async () => void events.record(entryOf(person, at++)),
    close: dressed.close,
  }
}

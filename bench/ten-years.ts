/**
 * Ten years of an office of 300 people, four entries a day: how long an entry takes beside the check of everything, a
 * backup and an export of the whole log, and what those take themselves. Takes minutes and 3 GB of disk.
 *
 *   npm run bench ten-years [-- --json]
 *   ROLLCALL_TEN_YEARS=DIR npm run bench ten-years     makes the data in DIR, or takes what an earlier run left there
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { type App, createApp } from '../main/app.ts'
import { fillOffice, modelsFolder } from './office.ts'

export const name = 'ten-years'

const people = 300
const days = 2610
const entriesEachDay = 4
const kiosk = 'Door'
const pin = '246801'
/** A person comes to the door so often while something else goes on, in milliseconds. */
const entryEvery = 500
const dayMs = 86_400_000

interface Measured {
  readonly work: string
  /** Of the work itself; 0 where there was none. */
  readonly seconds: number
  readonly entries: number
  /** From the moment that somebody was to be let in, in milliseconds. */
  readonly median: number
  readonly worst: number
  /** What the process held more than before, at most. */
  readonly megabytes: number
}

export async function run({ json }: { json: boolean }): Promise<void> {
  const kept = process.env.ROLLCALL_TEN_YEARS
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'rollcall-ten-years-'))
  const file = join(folder, 'rollcall.db')
  try {
    if (!existsSync(file)) {
      await fillOffice(folder, { people, templatesEach: 1 })
      writeEntries(file)
    }
    const app = await createApp({
      ...{ dataFolder: folder, modelsFolder, shell: 'test', caller: { actor: 'bench', via: 'command', role: 'owner' } },
      key: { kind: 'file', path: join(folder, 'key') },
    })
    try {
      await measure(app, (row) => console.log(json ? JSON.stringify(row) : wordsOf(row)))
    } finally {
      await app.close()
    }
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(app: App, say: (row: Measured) => void): Promise<void> {
  const { people: all } = await app.call('people.list', { limit: 1 })
  const { version } = await app.call('kiosks.list', {})
  await app.call('kiosks.set', { version, kiosks: [{ name: kiosk, pin: 'alone' }] })
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0 })
  await app.call('pin.set', { personId: all[0]!.id, pin })
  say(await beside(app, 'nothing', () => sleep(10_000)))
  say(await beside(app, 'the check of everything', () => app.call('system.doctor', {})))
  say(await beside(app, 'a backup', () => app.call('system.backup', {})))
  say(await beside(app, 'an export of all entries (CSV)', () => app.call('events.export', { format: 'csv' })))
}

/** By SQL, with the triggers that every entry meets. */
function writeEntries(file: string): void {
  const database = new Sqlite(file)
  database.pragma('synchronous = off')
  database.exec(`
    insert into event_people (person_id, name, employee_number, search)
      select id, name, employee_number, lower(name) || char(10) || employee_number from people`)
  const insert = database.prepare(`
    insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, track,
      similarity, threshold, threshold_version, model, liveness, quality)
    select 'check', people.id, event_people.id, @direction, @at + people.id * 1000, 'Europe/Berlin',
      @at + people.id * 1000, 'face', 'Front door', people.id, 0.7, 0.46, 1, 'bench', 0.9, 80
    from people join event_people on event_people.person_id = people.id`)
  const first = Date.now() - days * dayMs
  const writeDay = database.transaction((day: number) => {
    for (let entry = 0; entry < entriesEachDay; entry++) {
      insert.run({ direction: entry % 2 === 0 ? 'in' : 'out', at: first + day * dayMs + entry * 7_200_000 })
    }
  })
  for (let day = 0; day < days; day++) writeDay(day)
  database.close()
}

/** Lets somebody in again and again while `work` goes on. */
async function beside(app: App, work: string, begin: () => Promise<unknown>): Promise<Measured> {
  const before = process.memoryUsage().rss
  const start = performance.now()
  let most = before
  let done = false
  const working = begin().finally(() => {
    done = true
  })
  working.catch(() => undefined)
  const times: number[] = []
  while (!done) {
    const due = performance.now() + entryEvery
    await sleep(entryEvery)
    const answer = await app.call('pin.check', { kiosk, pin, employeeNumber: null })
    if (answer.kind !== 'known') throw new Error(`The PIN was ${answer.kind}.`)
    times.push(performance.now() - due)
    most = Math.max(most, process.memoryUsage().rss)
  }
  await working
  const sorted = times.toSorted((a, b) => a - b)
  return {
    work,
    seconds: (performance.now() - start) / 1000,
    entries: times.length,
    median: sorted[Math.floor(sorted.length / 2)]!,
    worst: sorted.at(-1)!,
    megabytes: (most - before) / 2 ** 20,
  }
}

function wordsOf({ work, seconds, entries, median, worst, megabytes }: Measured): string {
  return `beside ${work}: ${seconds.toFixed(1)} s, ${entries} entries, median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms, ${megabytes.toFixed(0)} MB more`
}

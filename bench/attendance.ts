/**
 * Attendance in the engine, through the app's own calls with everything checked at the border:
 *
 *   npm run bench attendance                              500 people, a year
 *   ATTENDANCE_BENCH=full npm run bench attendance        2,000 people, five years, about 5 million events
 *
 * ATTENDANCE_BENCH_DATA names a folder in which the events are kept for the next run. Beside the time on the clock
 * stands the processor's: on a machine that does other things too, only that one repeats.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../main/app.ts'
import { dateOf } from '../main/attendance/date.ts'
import { AttendanceRules } from '../main/contract/attendance-rules.ts'
import { Instant, PersonId } from '../main/contract/entities.ts'
import { openDatabase } from '../main/store/database.ts'
import { migrate } from '../main/store/migrate.ts'

export const name = 'attendance'

interface Size {
  readonly people: number
  readonly days: number
}

const sizes: Readonly<Record<string, Size>> = {
  small: { people: 500, days: 365 },
  full: { people: 2000, days: 5 * 365 + 1 },
}
const openings = 15
const day = 86_400_000
/** A Wednesday, ten in the morning in Berlin. */
const now = Date.UTC(2026, 4, 20, 8)
const today = Math.floor(now / day)
const dates = { from: '2026-04-01', to: '2026-04-30' }
const thisMonth = { from: '2026-05-01', to: '2026-05-31' }

/** Eight hours from nine, from Monday to Friday; half an hour of break is owed after six. */
const shift = { kind: 'shifts', shifts: [{ start: 540, end: 1020, breakMinutes: 30 }] }
const rules = AttendanceRules.parse({
  policies: [
    { id: 'office', name: 'Office', zone: 'Europe/Berlin', breaks: { required: [{ afterMinutes: 360, minutes: 30 }] } },
  ],
  schedules: [
    {
      id: 'week',
      name: 'Week',
      pattern: { kind: 'weekly', days: [shift, shift, shift, shift, shift, { kind: 'off' }, { kind: 'off' }] },
    },
  ],
  assignments: [{ target: { kind: 'everyone' }, schedule: 'week' }],
})

/**
 * Everybody in at about nine and out at about half past five on every working day, until this morning. The indexes are
 * made afterwards: millions of entries in order of time would go everywhere in those by person.
 */
function fill(file: string, { people, days }: Size): number {
  const database = openDatabase(file)
  migrate(database)
  database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000')
  const made = database
    .prepare<{ type: string; name: string; sql: string }>(
      "select type, name, sql from sqlite_schema where tbl_name = 'events' and type <> 'table' and sql is not null",
    )
    .all()
  for (const { type, name } of made) database.exec(`drop ${type} ${name}`)
  database.exec(`
    with recursive series (id) as (select 1 union all select id + 1 from series where id < ${people})
    insert into people (id, name, employee_number, groups, search, sort_name, created_at)
      select id, 'Person ' || id, 'E' || id, '["Everybody"]', 'person ' || id, 'person ' || id, 0 from series;
    insert into event_people (id, person_id, name, employee_number, search)
      select id, id, name, employee_number, search from people;
    with recursive dates (date) as (select ${today - days} union all select date + 1 from dates where date < ${today}),
      moments (direction, hour) as (values ('in', 6.5), ('out', 15)),
      -- spread over an hour by steps that share no factor with sixty
      entries (id, direction, at) as (
        select id, direction, cast(date * ${day} + hour * 3600000 + (id * 37 + date * 11) % 60 * 60000 as integer)
        from dates, moments, people where (date + 3) % 7 < 5)
    insert into events (
        kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk, track, similarity,
        threshold, threshold_version, model)
      select 'check', id, id, direction, at, 'Europe/Berlin', at, 'face',
        case when id % 3 = 0 then 'Back door' else 'Front door' end, 1, 0.7, 0.45, 1, 'model'
      from entries where at < ${now} order by at`)
  for (const { sql } of made) database.exec(sql)
  const { events } = database.prepare<{ events: number }>('select count(*) as events from events').get()!
  database.close()
  return events
}

interface Measured {
  readonly task: string
  readonly median: number
  readonly slowest: number
  /** Median of the processor's time, all threads together. */
  readonly processor: number
}

async function measure(task: string, work: () => Promise<unknown>, before = async () => {}): Promise<Measured> {
  const times: number[] = []
  const processor: number[] = []
  for (let turn = 0; turn < openings; turn++) {
    await before()
    const start = performance.now()
    const used = process.cpuUsage()
    await work()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1000)
  }
  times.sort((a, b) => a - b)
  processor.sort((a, b) => a - b)
  return { task, median: times[openings >> 1]!, slowest: times.at(-1)!, processor: processor[openings >> 1]! }
}

/** Somebody's entry of the day before is corrected, so that nothing is only remembered. */
function correction(app: App, offset: number) {
  let person = 0
  return async () => {
    person += 1
    const draft = {
      personId: PersonId.parse(person),
      action: 'add' as const,
      corrects: null,
      direction: 'out' as const,
      at: Instant.parse(now - day + offset),
      zone: 'Europe/Berlin',
      reason: 'forgot',
    }
    const outcome = await app.call('attendance.correct', { draft, actor: 'bench' })
    if (outcome.kind !== 'corrected') throw new Error(`The correction was refused: ${outcome.reason}`)
  }
}

/** Largest resident memory while work goes on, less that before it, in MB. */
async function growth(work: () => Promise<unknown>): Promise<{ milliseconds: number; megabytes: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  const start = performance.now()
  await work()
  clearInterval(timer)
  return { milliseconds: performance.now() - start, megabytes: (most - before) / 1e6 }
}

export async function run({ json }: { json: boolean }): Promise<Record<string, number>> {
  const size = sizes[process.env.ATTENDANCE_BENCH ?? 'small'] ?? sizes.small!
  const kept = process.env.ATTENDANCE_BENCH_DATA
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  mkdirSync(folder, { recursive: true })
  try {
    const file = join(folder, 'rollcall.db')
    const events = existsSync(file) ? 'kept' : fill(file, size)
    process.stderr.write(
      `${size.people} people, ${events} events, ${Math.round(statSync(file).size / 1e6)} MB of database\n`,
    )
    const app = await createApp({
      dataFolder: folder,
      modelsFolder: join(import.meta.dirname, '../models'),
      key: { kind: 'key', key: new Uint8Array(32).fill(1), place: { kind: 'recovery-key' } },
      shell: 'cli',
      caller: { actor: 'bench', via: 'command', role: 'owner' },
      now: () => now,
    })
    try {
      return await measureAll(app, size, json)
    } finally {
      await app.close()
    }
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(app: App, size: Size, json: boolean): Promise<Record<string, number>> {
  const { version } = await app.call('attendance.rules.get', {})
  // Another name is another rule: nothing that was kept before holds.
  const named = { ...rules, policies: rules.policies.map((policy) => ({ ...policy, name: `Office ${version}` })) }
  await app.call('attendance.rules.set', { rules: named, version })
  const everyone = { kind: 'everyone' as const }
  const personId = PersonId.parse(size.people >> 1)
  const changed = correction(app, version)
  const start = performance.now()
  await app.call('attendance.group', { scope: everyone, dates })
  const cold = performance.now() - start
  const startOfThis = performance.now()
  await app.call('attendance.group', { scope: everyone, dates: thisMonth })
  const coldThis = performance.now() - startOfThis
  const from = Instant.parse(now - 90 * day)
  const measured = [
    await measure('Today', () => app.call('attendance.today', {}), changed),
    await measure('log: newest page', () => app.call('events.list', {})),
    await measure('log: a direction', () => app.call('events.list', { direction: 'out' })),
    await measure('log: a kiosk, 90 days', () => app.call('events.list', { kiosk: 'Back door', from })),
    await measure('log: a name', () => app.call('events.list', { query: `person ${personId}` })),
    await measure('log: a name that nobody has', () => app.call('events.list', { query: 'nobody' })),
    await measure('log: PIN entries, of which there are none', () => app.call('events.list', { method: 'pin', from })),
    await measure("a person's month", () => app.call('attendance.timesheet', { personId, dates }), changed),
    await measure("a group's month", () => app.call('attendance.group', { scope: everyone, dates }), changed),
    await measure(
      "a group's running month",
      () => app.call('attendance.group', { scope: everyone, dates: thisMonth }),
      changed,
    ),
  ]
  say(`a group's month, for the first time: ${cold.toFixed(0)} ms; the running one: ${coldThis.toFixed(0)} ms`)
  for (const { task, median, slowest, processor } of measured) {
    const figures = [median, slowest, processor].map((value) => `${value.toFixed(1)} ms`)
    say(`${task.padEnd(44)} median ${figures[0]}, slowest ${figures[1]}, processor ${figures[2]}`)
  }
  const order = { task: 'bench', scope: everyone, dates }
  const xlsx = await growth(() => app.call('attendance.export', { ...order, what: 'days', format: 'xlsx' }))
  say(`a month of days as XLSX: ${(xlsx.milliseconds / 1000).toFixed(2)} s, +${xlsx.megabytes.toFixed(0)} MB`)
  const exported = { ...order, what: 'events' as const, format: 'csv' as const }
  const short = await growth(() => app.call('attendance.export', exported))
  const year = { from: dateOf(today - 364), to: dateOf(today) }
  const long = await growth(() => app.call('attendance.export', { ...exported, dates: year }))
  say(`events as CSV: a month +${short.megabytes.toFixed(0)} MB, a year +${long.megabytes.toFixed(0)} MB`)
  if (json) process.stdout.write(`${JSON.stringify({ size, measured, cold, coldThis, xlsx, short, long })}\n`)
  const group = measured.find(({ task }) => task === "a group's month")!
  return { 'kept to first': group.median / cold }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

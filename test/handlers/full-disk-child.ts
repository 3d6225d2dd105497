import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { leaveFree } from '../../bench/faults/small-disk.ts'
import { type App, createApp } from '../../main/app.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { Instant, ModelId } from '../../main/contract/entities.ts'
import { errorBody } from '../../main/contract/errors.ts'
import { openLogger } from '../../main/log/logger.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { modelsFolder } from '../helpers/models-folder.ts'
import { tester } from '../helpers/tester.ts'

/** Fills the disk that it is given around an office at work, and tries what an office looks at; prints what failed. */
const [dataFolder = ''] = process.argv.slice(2)
const hour = 3_600_000
const day = 24 * hour
let now = Date.UTC(2026, 4, 20, 12)
const dates = { from: LocalDate.parse('2026-05-01'), to: LocalDate.parse('2026-05-31') }
const scope = { kind: 'everyone' as const }
const titles = {}

const open = () =>
  createApp({
    ...{ dataFolder, modelsFolder, shell: 'web', caller: tester },
    key: { kind: 'file', path: join(dataFolder, 'key') },
    logger: openLogger({ dataFolder, process: 'engine' }),
    now: () => now,
  })

let app = await open()
const beside = openStore({
  file: join(dataFolder, 'rollcall.db'),
  vault: openVault({ kind: 'file', path: join(dataFolder, 'key') }),
  now: () => now,
})
beside.visitors.add({
  ...{ seenAt: now as Instant, kiosk: 'Door', model: 'test' as ModelId, quality: 50 },
  ...{ vector: new Float32Array(512).fill(1), photo: new Uint8Array(100) },
})
beside.close()
const { id: personId } = await app.call('people.create', { name: 'Ada', employeeNumber: '7', groups: ['Office'] })
const { policies } = (await app.call('attendance.rules.get', {})).rules
await app.call('attendance.rules.set', { rules: { policies, schedules: [], assignments: [] }, version: 0 } as never)
for (const hours of [8, 17]) {
  const at = (Date.UTC(2026, 4, 18) + hours * hour) as Instant
  const draft = {
    personId,
    action: 'add',
    corrects: null,
    direction: hours < 12 ? 'in' : 'out',
    at,
    zone: 'UTC',
  } as const
  await app.call('attendance.correct', { draft: { ...draft, reason: 'forgot' }, actor: 'chief' })
}
await app.call('webhooks.add', { url: 'http://127.0.0.1:9/hook' })
const { secret } = await app.call('rest.createToken', { name: 'payroll', scopes: ['people:read'], expiresAt: null })
// The visitor is older than visitors are kept, and looking at them erases what is.
await app.call('settings.set', { visitorDays: 5 })

type Looks = readonly [name: string, look: (app: App) => Promise<unknown>]
const looks: readonly Looks[] = [
  ...(
    [
      ...['people.list', 'people.merges', 'events.list', 'disputes.list', 'kiosks.list', 'attendance.today'],
      ...['attendance.requests', 'attendance.rules.get', 'attendance.filters.get', 'pin.list', 'guests.list'],
      ...['webhooks.list', 'rest.status', 'rest.tokens', 'settings.get', 'system.installation', 'system.info'],
      ...['system.doctor', 'notices.list', 'visitors.list', 'metric.losses', 'metric.sets', 'metric.stopped'],
      ...['metric.list', 'thresholds.report', 'quality.evidence', 'imports.progress', 'imports.queue'],
      ...['imports.report', 'imports.missing'],
    ] as 'people.list'[]
  ).map((method): Looks => [method, (app) => app.call(method, {})]),
  ['people.find', (app) => app.call('people.find', { who: 'Ada' })],
  ['people.get', (app) => app.call('people.get', { id: personId })],
  ['attendance.timesheet', (app) => app.call('attendance.timesheet', { personId, dates })],
  ['attendance.group', (app) => app.call('attendance.group', { scope, dates })],
  ['attendance.group again', (app) => app.call('attendance.group', { scope, dates })],
  ['attendance.rhythm', (app) => app.call('attendance.rhythm', { dates, scope })],
  ['rest.check', (app) => app.call('rest.check', { secret, scope: 'people:read' } as never)],
]
const writes: readonly Looks[] = [
  ['events.export csv', (app) => app.call('events.export', { task: 'a', format: 'csv' } as never)],
  ['export csv', (app) => app.call('attendance.export', exportOrder('csv') as never)],
  ['export xlsx', (app) => app.call('attendance.export', exportOrder('xlsx') as never)],
  ['backup', (app) => app.call('system.backup', {})],
  ['people.create', (app) => app.call('people.create', { name: 'Eve', employeeNumber: null, groups: [] })],
]

function exportOrder(format: string) {
  return { task: format, what: 'days', format, scope, dates, titles, locale: 'en', bom: false }
}

const said: Record<string, unknown> = {}
async function tryAll(stage: string, all: readonly Looks[]): Promise<void> {
  for (const [name, look] of all) {
    await look(app).then(
      () => undefined,
      (error: unknown) => {
        const { code, message } = errorBody(error)
        said[`${stage}: ${name}`] = `${code}: ${message}`
      },
    )
  }
}

await tryAll('free', looks)
now += 10 * day
leaveFree(dataFolder, 0)
now += hour
await tryAll('full', looks)
await tryAll('full', writes)
await app.close()
// The shared memory of the database's log takes 32 kB, without which nothing can be read.
leaveFree(dataFolder, 40 * 1024)
app = await open()
leaveFree(dataFolder, 0)
now += hour
await tryAll('started full', looks)
await app.close()
const unfinished = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(new|part)/.test(name),
)
console.log(JSON.stringify({ said, unfinished }))

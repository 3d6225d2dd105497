import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { backupCounts, checkCopy } from '../../main/store/backup-check.ts'
import { openDatabase } from '../../main/store/database.ts'
import type { Store } from '../../main/store/open.ts'
import { meanwhile } from '../helpers/meanwhile.ts'
import { randomOf } from '../matching/people-like.ts'
import { addPerson, addTemplate, check, scratchFolder, scratchStore } from './scratch.ts'

const child = join(import.meta.dirname, 'backup-child.ts')
/** How often the process that writes a backup is killed; more by ROLLCALL_KILLS=100. */
const kills = Number(process.env.ROLLCALL_KILLS ?? 6)

/** A store of so many entries. */
function filledStore(file: string, entries: number): Store {
  const store = scratchStore(file)
  const person = addPerson(store, 'Ada')
  addTemplate(store, person.id)
  store.transaction(() => {
    for (let at = 0; at < entries; at++) store.events.record(check(person, at))
  })
  return store
}

/** Starts a backup in a process of its own and kills it so many milliseconds after it began, or lets it end. */
function killedBackup(file: string, to: string, after: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, file, to], { stdio: ['ignore', 'pipe', 'inherit'] })
    let began = 0
    process_.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('begin')) began = performance.now()
      if (text.includes('begin') && after !== null) setTimeout(() => process_.kill('SIGKILL'), after)
    })
    process_.on('error', reject)
    process_.on('close', () => resolve(performance.now() - began))
  })
}

test('a backup that is killed has its name only when it is whole', { timeout: 60_000 + kills * 5000 }, async () => {
  const folder = scratchFolder()
  const [file, to] = [join(folder, 'rollcall.db'), join(folder, 'copy.db')]
  filledStore(file, 30_000).close()
  const whole = await killedBackup(file, to, null)
  rmSync(to)
  const random = randomOf(9)
  let cut = 0
  for (let round = 0; round < kills; round++) {
    await killedBackup(file, to, random() * whole)
    if (!existsSync(to)) {
      cut++
      continue
    }
    const copy = scratchStore(to)
    expect(await copy.examine('whole')).toMatchObject({ integrity: null, damages: [] })
    expect(copy.countRows()).toEqual({ people: 1, templates: 1, events: 30_000 })
    copy.close()
    rmSync(to)
  }
  expect(cut).toBeGreaterThan(kills / 4)
  await killedBackup(file, to, null)
  expect(existsSync(to)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('a disk that is full leaves no file behind, and the next backup has the name', { timeout: 30_000 }, async () => {
  const folder = scratchFolder()
  const [file, to] = [join(folder, 'rollcall.db'), join(folder, 'copy.db')]
  const store = filledStore(file, 10_000)
  // No file of that process may grow beyond 1 MB: the write fails as it does on a full disk.
  const command = `trap '' XFSZ; ulimit -f 1000; exec "$0" "$@"`
  const run = spawnSync('bash', ['-c', command, process.execPath, child, file, to], { encoding: 'utf8' })
  expect(run.stderr).toContain('backup-failed')
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([])
  await store.backup(to)
  expect(scratchStore(to).countRows().events).toBe(10_000)
})

test('what an earlier backup left unfinished is overwritten, and nobody else can read the new one', async () => {
  const folder = scratchFolder()
  const store = filledStore(join(folder, 'rollcall.db'), 10)
  const to = join(folder, 'copy.db')
  for (const ending of ['.part', '.part-journal']) writeFileSync(`${to}${ending}`, 'half a copy')
  await store.backup(to)
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db'])
  expect(statSync(to).mode & 0o777).toBe(0o600)
  expect(scratchStore(to).countRows().events).toBe(10)
})

test('entries are recorded while a backup is written, and it holds those from before', {
  timeout: 120_000,
}, async () => {
  const folder = scratchFolder()
  const store = filledStore(join(folder, 'rollcall.db'), 60_000)
  const person = addPerson(store, 'Grace')
  const to = join(folder, 'copy.db')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const begun = performance.now()
  const backup = store.backup(to)
  let at = 100_000
  const recorded = await meanwhile(backup, 5, () => store.events.record(check(person, at++)))
  await backup
  const took = performance.now() - begun
  delay.disable()
  expect(recorded).toBeGreaterThan(3)
  expect(delay.max / 1e6).toBeLessThan(Math.max(150, took / 2))
  const { events } = scratchStore(to).countRows()
  expect(events).toBeGreaterThanOrEqual(60_000)
  expect(events).toBeLessThanOrEqual(60_000 + recorded)
})

test('a copy that lacks something, or is damaged, is not taken for a backup', async () => {
  const folder = scratchFolder()
  const file = join(folder, 'rollcall.db')
  filledStore(file, 2000).close()
  const database = openDatabase(file)
  const counts = backupCounts(database)
  expect(counts).toEqual({ people: 1, templates: 1, photos: 0, events: 2000, audit: 0 })
  database.close()

  checkCopy(file, counts, true)
  const damage = expect.objectContaining({ code: 'database-damaged' })
  expect(() => checkCopy(file, { ...counts, templates: 2 }, true)).toThrow(damage)
  expect(() => checkCopy(file, { ...counts, events: 1999 }, true)).toThrow(damage)
  // Something was written meanwhile: people may be gone, entries are not.
  checkCopy(file, { ...counts, templates: 2, events: 1999 }, false)
  expect(() => checkCopy(file, { ...counts, events: 2001 }, false)).toThrow(damage)

  const descriptor = openSync(file, 'r+')
  for (let page = 20; page < 40; page++) writeSync(descriptor, Buffer.alloc(3000, 0xa5), 0, 3000, page * 4096)
  closeSync(descriptor)
  expect(() => checkCopy(file, counts, true)).toThrow(damage)
})

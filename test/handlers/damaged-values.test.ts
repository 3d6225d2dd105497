import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Message } from '../../main/contract/topics.ts'
import { readPack } from '../../main/vision/manifest.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { disturbedOffice } from '../helpers/disturbed-office.ts'
import { ada, jpeg } from '../helpers/pictures.ts'

async function damagesSaid(app: App): Promise<unknown> {
  const { notices } = await app.call('notices.list', {})
  return notices.find(({ code }) => code === 'data-damaged')?.details.damages
}

test('damaged settings, rules, kiosks and filters cost themselves: the app opens, people can be erased, and it is said', async () => {
  const dataFolder = scratchFolder()
  const first = await openApp({ dataFolder })
  const person = await first.call('people.create', { name: 'Ada' })
  const { version, rules } = await first.call('attendance.rules.get', {})
  await first.call('attendance.rules.set', { version, rules })
  await first.call('kiosks.set', { version: 0, kiosks: [{ name: 'Gate', pin: 'alone' }] })
  await first.call('attendance.filters.set', { version: 0, filters: [] })
  await first.call('settings.set', { cooldownSeconds: 7, sounds: false })
  await first.close()
  const database = new Sqlite(join(dataFolder, 'rollcall.db'))
  database.exec(`
    update documents set value = substr(value, 2);
    update settings set value = 'x' where key = 'cooldownSeconds'`)
  database.close()

  const app = await openApp({ dataFolder })
  expect(await app.call('settings.get', {})).toMatchObject({ cooldownSeconds: 300, sounds: false })
  expect(await app.call('kiosks.list', {})).toEqual({ kiosks: [], version: 1 })
  expect((await app.call('attendance.rules.get', {})).rules.policies[0]!.id).toBe('standard')
  await app.call('attendance.filters.get', {})
  await app.call('people.erase', { id: person.id })
  expect(await damagesSaid(app)).toEqual([
    { kind: 'setting', of: ['cooldownSeconds'] },
    { kind: 'document', of: ['attendance-rules', 'kiosks', 'log-filters'] },
  ])
  const { checks } = await app.call('system.doctor', {})
  const failed = checks.filter(({ ok }) => !ok)
  // The test changed the file behind the back of the app.
  expect(failed.map(({ name }) => name)).toEqual(['database file', 'records', 'stored values'])
  expect(failed[2]!.message).toContain('rules, kiosks, saved filters')
  // Saving is the remedy; what was damaged stays in the history.
  await app.call('kiosks.set', { version: 1, kiosks: [] })
  expect(await app.call('kiosks.list', {})).toEqual({ kiosks: [], version: 2 })
  const left = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
  expect(left.prepare("select value from documents where key = 'kiosks' and version = 1").pluck().get()).toMatch(
    /^{"name"/,
  )
  left.close()
}, 120_000)

test('a learned metric that is damaged is left, with its threshold, and faces are known as before it', async () => {
  const { folder } = await disturbedOffice()
  const first = await openApp({ dataFolder: folder })
  const person = await first.call('people.create', { name: 'Ada' })
  await first.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  const trained = await first.call('metric.train', { task: 't', loss: 'wccn', folds: 3 })
  if (trained.kind !== 'trained') throw new Error(trained.kind)
  await first.call('metric.adopt', { version: 1 })
  expect((await first.call('settings.get', {})).threshold).not.toBe(0.51)
  await first.close()
  const database = new Sqlite(join(folder, 'rollcall.db'))
  database.exec("update metrics set map = x'00'")
  database.close()

  const app = await openApp({ dataFolder: folder })
  expect(await app.call('settings.get', {})).toMatchObject({ threshold: 0.51 })
  expect((await app.call('metric.list', {})).current).toBeNull()
  const { faces } = await app.call('search.photo', { photo: await jpeg(ada) })
  expect(faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' }, threshold: 0.51 })
  expect(await damagesSaid(app)).toEqual([{ kind: 'metric', of: ['1'] }])
  await expect(app.call('metric.adopt', { version: 1 })).rejects.toMatchObject({ code: 'database-damaged' })
}, 300_000)

test('every model file in use that is damaged is refused before a photo is looked at, and named by the check', async () => {
  const pack = await readPack({ modelsFolder })
  const folder = scratchFolder()
  cpSync(modelsFolder, folder, { recursive: true })
  const dataFolder = scratchFolder()
  for (const role of ['liveness', 'eyes', 'landmarks', 'detector', 'embedder'] as const) {
    const model = pack.models.find((each) => each.role === role)!
    const file = join(pack.name, (model.fast ?? model).file)
    writeFileSync(join(folder, file), 'damaged')
    const app = await openApp({ dataFolder, modelsFolder: folder })
    await expect(app.call('search.photo', { photo: await jpeg(ada) })).rejects.toMatchObject({ code: 'model-damaged' })
    const { checks } = await app.call('system.doctor', {})
    const models = checks.find(({ name }) => name === 'models')!
    expect(models.ok).toBe(false)
    expect(models.message).toContain((model.fast ?? model).file)
    await app.close()
    cpSync(join(modelsFolder, file), join(folder, file))
  }
}, 300_000)

test('a gallery that cannot be read is said once, and leaves no error that nobody waits for', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const unawaited: unknown[] = []
  const note = (error: unknown) => void unawaited.push(error)
  process.on('unhandledRejection', note)
  const beside = new Sqlite(join(dataFolder, 'rollcall.db'))
  beside.exec('alter table template_changes rename to template_changes_gone')
  beside.close()
  const searching = app.call('search.photo', { photo: await jpeg(ada) })
  const closing = searching.catch(() => app.close())
  await expect(searching).rejects.toThrow()
  await closing
  await setImmediate()
  process.off('unhandledRejection', note)
  expect(unawaited).toEqual([])
}, 120_000)

test('the check says how far it is, and can be cancelled while the door goes on', async () => {
  const app = await openApp()
  const shares: number[] = []
  app.subscribe((topic, message) => {
    if (topic !== 'progress') return
    const { task, done, total } = message as Message<'progress'>
    if (task === 'mine') shares.push(done / total)
  })
  expect((await app.call('system.doctor', { task: 'mine' })).ok).toBe(true)
  expect(shares.length).toBeGreaterThan(0)
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
  const cancelled = app.call('system.doctor', { task: 'mine' })
  await app.call('system.cancelDoctor', { task: 'mine' })
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  expect((await app.call('system.doctor', {})).ok).toBe(true)
}, 120_000)

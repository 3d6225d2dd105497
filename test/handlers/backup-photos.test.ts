import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { importWaitingPhoto } from '../helpers/waiting-import.ts'

const progressOf = async (app: App) => (await app.call('imports.progress', {})).progress

async function hand(app: App, photo: Uint8Array): Promise<string[]> {
  const { photos } = await app.call('imports.missing', {})
  for (const { id } of photos) await app.call('imports.hand', { id, photo })
  return photos.map(({ path }) => path)
}

/** A photo of two people waits to be decided, and its import is over. */
async function waiting(dataFolder: string) {
  const app = await openApp({ dataFolder })
  const { photo, id } = await importWaitingPhoto(app)
  await vi.waitFor(async () => expect(await progressOf(app)).toMatchObject({ state: 'finished', queued: 1 }), 20_000)
  return { app, photo, id }
}

const answer = { kind: 'take', face: 0 } as const

test('a backup holds the photos that wait in an import, sealed, and is one file', { timeout: 60_000 }, async () => {
  const dataFolder = scratchFolder()
  const { app, photo, id } = await waiting(dataFolder)
  const { file } = await app.call('system.backup', {})
  expect(readFileSync(file).includes(Buffer.from(photo.subarray(1000, 1100)))).toBe(false)

  const moved = scratchFolder()
  cpSync(file, join(moved, 'rollcall.db'))
  cpSync(join(dataFolder, 'key'), join(moved, 'key'))
  // What lies there of another database has the same number.
  mkdirSync(join(moved, 'imports'))
  for (const number of [id, id + 1]) writeFileSync(join(moved, 'imports', `${number}.sealed`), 'another photo')
  const other = await openApp({ dataFolder: moved })
  expect((await other.call('imports.photo', { id })).photo).toEqual(photo)
  expect(readdirSync(join(moved, 'imports'))).toEqual([`${id}.sealed`])
  const beside = new Sqlite(join(moved, 'rollcall.db'), { readonly: true })
  expect(beside.prepare("select name from sqlite_schema where name = 'packed_photos'").all()).toEqual([])
  beside.close()
  expect(await other.call('imports.decide', { id, answer })).toMatchObject({ decided: 1 })
  expect((await other.call('people.list', {})).people).toMatchObject([{ name: 'Ada', templates: 1 }])
})

test('a process that ended while it unpacked photos leaves them to the next', async () => {
  const dataFolder = scratchFolder()
  const { app, photo, id } = await waiting(dataFolder)
  const { file } = await app.call('system.backup', {})
  const moved = scratchFolder()
  cpSync(file, join(moved, 'rollcall.db'))
  cpSync(join(dataFolder, 'key'), join(moved, 'key'))
  // The table is dropped last.
  mkdirSync(join(moved, 'imports'))
  writeFileSync(join(moved, 'imports', `${id}.sealed`), 'half')
  const other = await openApp({ dataFolder: moved })
  expect((await other.call('imports.photo', { id })).photo).toEqual(photo)
})

test('a photo that is gone when it is decided is asked for once more, not thrown away', {
  timeout: 60_000,
}, async () => {
  const dataFolder = scratchFolder()
  const { app, photo, id } = await waiting(dataFolder)
  rmSync(join(dataFolder, 'imports'), { recursive: true })
  await expect(app.call('imports.decide', { id, answer })).rejects.toMatchObject({ code: 'file-not-found' })
  expect(await progressOf(app)).toMatchObject({ state: 'running', queued: 0, counts: { missing: 1, refused: 0 } })
  expect(await hand(app, photo)).toEqual(['Ada/group.jpg'])
  await vi.waitFor(async () => expect(await progressOf(app)).toMatchObject({ state: 'finished', queued: 1 }), 20_000)
  expect(await app.call('imports.decide', { id, answer })).toMatchObject({ decided: 1 })
})

test('a photo of an older import goes on waiting when it is gone, until somebody leaves it out', async () => {
  const dataFolder = scratchFolder()
  const { app, id } = await waiting(dataFolder)
  await app.call('imports.begin', { source: 'more', files: [{ path: 'Max/1.jpg', bytes: 3 }], list: null })
  rmSync(join(dataFolder, 'imports'), { recursive: true })
  await expect(app.call('imports.decide', { id, answer })).rejects.toMatchObject({ code: 'file-not-found' })
  expect(await progressOf(app)).toMatchObject({ queued: 1 })
  expect(await app.call('imports.decide', { id, answer: { kind: 'skip' } })).toMatchObject({ decided: 1 })
})

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { RecordHead } from '../../main/contract/record-head.ts'
import { openApp, scratchFolder, stoppedClock } from '../helpers/app.ts'
import { tamper } from '../store/scratch.ts'

/** An office that keeps a head every day in a folder of its own; closed. */
async function office() {
  const dataFolder = scratchFolder()
  const headFolder = join(scratchFolder(), 'heads')
  mkdirSync(headFolder)
  const app = await openApp({ dataFolder })
  await app.call('settings.set', { headFolder })
  await app.call('people.create', { name: 'Ada' })
  await app.close()
  return { dataFolder, headFolder, file: join(dataFolder, 'rollcall.db') }
}

const readHeads = (folder: string) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordHead)

async function olderCopies(app: App) {
  const { entries } = await app.call('audit.list', { action: 'records.older-copy' })
  return entries
}

async function noticesOf(app: App) {
  const { notices } = await app.call('notices.list', {})
  return notices.map(({ code }) => code)
}

test('one file a day says how far the records had come when the app was closed', async () => {
  const { dataFolder, headFolder } = await office()
  expect(readdirSync(headFolder)).toEqual([expect.stringMatching(/^rollcall-head-[\da-f]{8}-\d{4}-\d\d-\d\d\.json$/)])
  const [first] = readHeads(headFolder)
  const app = await openApp({ dataFolder })
  await app.call('people.create', { name: 'Grace' })
  await app.close()
  const [second, ...more] = readHeads(headFolder)
  expect(more).toEqual([])
  expect(second!.number).toBeGreaterThan(first!.number)
  expect(second!.audit.rows).toBe(first!.audit.rows + 1)
})

test('the next day has a file of its own', async () => {
  const { dataFolder, headFolder } = await office()
  const clock = stoppedClock(Date.now() + 86_400_000)
  const app = await openApp({ dataFolder, now: clock.now })
  await app.call('people.create', { name: 'Grace' })
  await app.close()
  expect(readHeads(headFolder)).toHaveLength(2)
})

test('T11: a folder that somebody put back as it was is noticed by the head that is kept elsewhere, once', async () => {
  const { dataFolder, headFolder, file } = await office()
  const copy = join(scratchFolder(), 'copy.db')
  copyFileSync(file, copy)
  const app = await openApp({ dataFolder })
  await app.call('people.create', { name: 'Grace' })
  await app.close()
  copyFileSync(copy, file)
  // Everything in the folder is of before: what it notes of itself too.
  rmSync(join(dataFolder, 'high-water'))
  const later = await openApp({ dataFolder })
  await expect.poll(() => noticesOf(later)).toContain('records-older')
  expect(await olderCopies(later)).toHaveLength(1)
  await later.close()
  expect(readHeads(headFolder)).toHaveLength(2)
  const after = await openApp({ dataFolder })
  const { checks } = await after.call('system.doctor', {})
  expect(checks.find(({ name }) => name === 'heads')).toMatchObject({ ok: false, finding: { verdict: 'differs' } })
  expect(await olderCopies(after)).toHaveLength(1)
  expect(await noticesOf(after)).not.toContain('records-older')
})

test('T11: an older copy of the database alone is noticed by what the folder says, and stands in the audit log', async () => {
  const dataFolder = scratchFolder()
  const file = join(dataFolder, 'rollcall.db')
  await (await openApp({ dataFolder })).close()
  const copy = join(scratchFolder(), 'copy.db')
  copyFileSync(file, copy)
  const app = await openApp({ dataFolder })
  await app.call('people.create', { name: 'Ada' })
  await app.close()
  copyFileSync(copy, file)
  const later = await openApp({ dataFolder })
  expect(await noticesOf(later)).toContain('entries-gone')
  expect(await olderCopies(later)).toMatchObject([{ details: { entries: 0, audit: 1 } }])
  await later.close()
  expect(await olderCopies(await openApp({ dataFolder }))).toHaveLength(1)
})

test('T6: what somebody with the key rewrote is not what the kept head says', async () => {
  const { dataFolder, file } = await office()
  tamper(file, "delete from seals; delete from seal_head; update audit set actor = 'nobody'")
  const app = await openApp({ dataFolder })
  const { ok, checks } = await app.call('system.doctor', {})
  expect(ok).toBe(false)
  expect(checks.find(({ name }) => name === 'records')).toMatchObject({ ok: true })
  expect(checks.find(({ name }) => name === 'heads')).toMatchObject({
    ok: false,
    finding: { kind: 'heads-unlike', verdict: 'differs' },
    message: expect.stringMatching(/are not what they were/),
  })
})

test('a head of somebody else in the folder does not matter, and a folder that is gone is said', async () => {
  const { dataFolder, headFolder } = await office()
  const [name] = readdirSync(headFolder)
  const head = readHeads(headFolder)[0]!
  writeFileSync(join(headFolder, name!), JSON.stringify({ ...head, number: head.number + 1_000 }))
  const app = await openApp({ dataFolder })
  expect((await app.call('system.doctor', {})).checks.find(({ name }) => name === 'heads')).toMatchObject({
    ok: true,
  })
  expect(await noticesOf(app)).not.toContain('records-older')
  await app.close()
  rmSync(headFolder, { recursive: true })
  const later = await openApp({ dataFolder })
  await expect.poll(() => noticesOf(later)).toContain('head-not-kept')
})

test('a folder that is not there is refused', async () => {
  const app = await openApp()
  await expect(app.call('settings.set', { headFolder: join(scratchFolder(), 'nowhere') })).rejects.toMatchObject({
    reason: 'folder-unusable',
  })
})

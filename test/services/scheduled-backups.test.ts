import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { defaultSettings, type Settings } from '../../main/contract/settings.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'
import { silentLogger } from '../../main/log/logger.ts'
import { type Backups, openBackups } from '../../main/services/backups.ts'
import type { Context } from '../../main/services/context.ts'
import type { Store } from '../../main/store/open.ts'
import { openApp } from '../helpers/app.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, addTemplate, check, scratchFolder, scratchStore } from '../store/scratch.ts'

const day = 86_400_000
const opened: Backups[] = []
afterEach(async () => {
  for (const backups of opened.splice(0)) await backups.close()
})

interface Office {
  readonly dataFolder: string
  readonly store: Store
  readonly backups: Backups
  readonly said: Message<'notice'>[]
  now: number
  clockDoubted: boolean
  settings: Settings
}

/** An office that backs up at 02:00 UTC, on a clock that is moved by hand. */
function office(dataFolder = scratchFolder()): Office {
  const store = scratchStore(join(dataFolder, 'rollcall.db'))
  const said: Message<'notice'>[] = []
  const office = {
    ...{ dataFolder, store, said, clockDoubted: false },
    now: Date.UTC(2026, 4, 4, 7, 30),
    settings: { ...defaultSettings, backupMinute: 120 } as Settings,
  }
  const backups = openBackups(
    {
      store,
      settings: () => office.settings,
      rules: { current: () => ({ rules: { policies: [{ zone: 'UTC' }] } }) } as unknown as Context['rules'],
      publish<T extends TopicName>(topic: T, message: Message<T>) {
        if (topic === 'notice') said.push(message as Message<'notice'>)
      },
      now: () => office.now,
      logger: silentLogger,
      mayEraseByAge: () => !office.clockDoubted,
      self: { actor: 'tester', via: 'app' },
    } as unknown as Context,
    { mayNameFile: false, schedules: false },
  )
  opened.push(backups)
  return Object.assign(office, { backups })
}

const list = (office: Office) => office.backups.list()
const moments = async (office: Office) =>
  (await list(office)).backups.map(({ at }) => new Date(at).toISOString().slice(0, 16))

test('a backup is made each day, whole, and no more than once', async () => {
  const own = office()
  const person = addPerson(own.store, 'Ada')
  addTemplate(own.store, person.id)
  own.store.events.record(check(person, 5000))
  await own.backups.makeDue()
  await own.backups.makeDue()
  own.now += day
  await own.backups.makeDue()
  expect(await moments(own)).toEqual(['2026-05-05T07:30', '2026-05-04T07:30'])
  const { backups, last, next, folder } = await list(own)
  expect(last).toEqual({ kind: 'made', at: own.now })
  expect(next).toBe(Date.UTC(2026, 4, 6, 2))
  expect(folder).toBe(join(own.dataFolder, 'backups'))
  expect(scratchStore(backups[0]!.file).countRows()).toEqual({ people: 1, templates: 1, events: 1 })
  expect(own.said).toEqual([])
})

test('none is made while none is scheduled', async () => {
  const own = office()
  own.settings = { ...own.settings, backupMinute: null }
  await own.backups.makeDue()
  expect(await list(own)).toMatchObject({ backups: [], last: null, next: null })
})

test('the rule removes only what this installation scheduled, from both folders', { timeout: 60_000 }, async () => {
  const own = office()
  await own.backups.makeDue()
  const elsewhere = scratchFolder()
  own.settings = { ...own.settings, backupFolder: elsewhere }
  const strangers = [
    'rollcall-scheduled-ffffffff-2020-01-01T02-00-00.000Z.db',
    'rollcall-2020-01-01T02-00-00.000Z.db',
    'rollcall-scheduled-notes.db',
    'holiday.jpg',
  ]
  for (const name of strangers) writeFileSync(join(elsewhere, name), 'not yours')
  const id = own.store.installation.id.slice(0, 8)
  symlinkSync(join(elsewhere, 'holiday.jpg'), join(elsewhere, `rollcall-scheduled-${id}-2019-01-01T02-00-00.000Z.db`))
  mkdirSync(join(elsewhere, `rollcall-scheduled-${id}-2018-01-01T02-00-00.000Z.db`))
  for (let days = 0; days < 9; days++) {
    own.now += day
    await own.backups.makeDue()
  }
  const kept = readdirSync(elsewhere)
  expect(kept).toEqual(expect.arrayContaining(strangers))
  expect(kept.filter((name) => name.includes('2019') || name.includes('2018'))).toHaveLength(2)
  expect(kept.filter((name) => name.startsWith(`rollcall-scheduled-${id}-2026`))).toHaveLength(7)
  // The one of 4 May, in the folder of before, is no newest of any week or month.
  expect(readdirSync(join(own.dataFolder, 'backups'))).toEqual([])
})

test('nothing is removed while the clock is in doubt', async () => {
  const own = office()
  own.clockDoubted = true
  for (let days = 0; days < 10; days++) {
    await own.backups.makeDue()
    own.now += day
  }
  expect((await list(own)).backups).toHaveLength(10)
})

test('a disk that is not there is said, tried again every hour, and said to be over', async () => {
  const own = office()
  const elsewhere = scratchFolder()
  rmSync(elsewhere, { recursive: true })
  own.settings = { ...own.settings, backupFolder: elsewhere }
  for (let minute = 0; minute < 59; minute++) {
    await own.backups.makeDue()
    own.now += 60_000
  }
  expect(own.said).toMatchObject([
    { level: 'error', code: 'backup-overdue', message: expect.stringContaining('Connect its disk') },
  ])
  expect(await list(own)).toMatchObject({ backups: [], last: { kind: 'failed', code: 'backup-failed' } })
  mkdirSync(elsewhere)
  own.now += 60_000
  await own.backups.makeDue()
  expect(own.said.map(({ code }) => code)).toEqual(['backup-overdue', 'backup-caught-up'])
  expect(await list(own)).toMatchObject({ last: { kind: 'made' }, backups: [{ kind: 'scheduled' }] })
})

test('another folder is tried at once', async () => {
  const own = office()
  own.settings = { ...own.settings, backupFolder: join(own.dataFolder, 'missing') }
  await own.backups.makeDue()
  own.settings = { ...own.settings, backupFolder: scratchFolder() }
  await own.backups.makeDue()
  expect(await list(own)).toMatchObject({ last: { kind: 'made' } })
})

test('what was missed while the app was closed is made up for', async () => {
  const dataFolder = scratchFolder()
  const first = office(dataFolder)
  await first.backups.makeDue()
  first.store.close()
  const second = office(dataFolder)
  second.now += 3 * day
  await second.backups.makeDue()
  expect(await moments(second)).toEqual(['2026-05-07T07:30', '2026-05-04T07:30'])
})

test('a folder that no backup can be written to is refused by the settings', async () => {
  const app = await openApp({ shell: 'web' })
  const folder = scratchFolder()
  await expect(app.call('settings.set', { backupFolder: join(folder, 'missing') })).rejects.toMatchObject({
    reason: 'folder-unusable',
  })
  await expect(app.call('settings.set', { backupFolder: 'backups' })).rejects.toMatchObject({
    reason: 'folder-unusable',
  })
  await app.call('settings.set', { backupFolder: folder })
  const { file } = await app.call('system.backup', {})
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([file])
  expect(await app.call('backups.list', {})).toMatchObject({ folder, backups: [{ file, kind: 'manual' }] })
})

test('a backup that is listed can be deleted, and no other file', async () => {
  const own = office()
  await own.backups.makeDue()
  const { file } = (await list(own)).backups[0]!
  const beside = join(own.dataFolder, 'backups', 'notes.txt')
  writeFileSync(beside, 'mine')
  const remove = (path: string) => own.backups.remove(path, tester)
  for (const other of [beside, own.store.file, join(own.dataFolder, 'key'), `${file}.part`]) {
    expect(() => remove(other)).toThrow(expect.objectContaining({ code: 'file-not-found' }))
  }
  await remove(file)
  expect(readdirSync(join(own.dataFolder, 'backups'))).toEqual(['notes.txt'])
  expect(own.store.audit.list(null, 1).entries).toMatchObject([{ action: 'backup.remove' }])
})

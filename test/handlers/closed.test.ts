import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { App, KeySource } from '../../main/app.ts'
import type { ErrorCode } from '../../main/contract/errors.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'

const settings = { timeout: 90_000 }

interface Office {
  readonly data: string
  /** With Ada in it. */
  readonly backup: string
  /** Of the key. */
  readonly rows: readonly string[]
}

interface OfficeOptions {
  readonly key?: (data: string) => KeySource
  /** Ada has one. */
  readonly photo?: boolean
}

/** Ada, a backup in a folder of the office's choice, and Grace, who came later. */
async function closedOffice({ key, photo = false }: OfficeOptions = {}): Promise<Office> {
  const [data, elsewhere] = [scratchFolder(), scratchFolder()]
  const app = await openApp({ dataFolder: data, ...(key && { key: key(data) }) })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  if (photo) await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.call('settings.set', { backupFolder: elsewhere })
  const { file } = await app.call('system.backup', {})
  const { rows } = await app.call('backups.recoveryKey', {})
  await app.call('people.create', { name: 'Grace' })
  await app.close()
  return { data, backup: file, rows }
}

async function openWindow(dataFolder: string, key?: KeySource): Promise<App> {
  const app = await createReopeningApp({
    ...{ dataFolder, modelsFolder, shell: 'web', caller: tester },
    key: key ?? { kind: 'file', path: join(dataFolder, 'key') },
  })
  onTestFinished(() => app.close())
  return app
}

const names = async (app: App) => (await app.call('people.list', {})).people.map(({ name }) => name)
const under = (passphrase: string) => (data: string) =>
  ({ kind: 'passphrase', passphrase, saltFile: join(data, 'salt') }) as const
const fileOf = (data: string) => join(data, 'rollcall.db')

function breakPage(data: string): void {
  const bytes = readFileSync(fileOf(data))
  bytes.fill(0x55, 4096, 8192)
  writeFileSync(fileOf(data), bytes)
  writeFileSync(`${fileOf(data)}-wal`, '')
}

test.for<[string, ErrorCode, string, (data: string) => void]>([
  ['missing', 'database-missing', 'missing', (data) => rmSync(fileOf(data))],
  ['empty', 'database-missing', 'missing', (data) => truncateSync(fileOf(data))],
  ['cut short', 'database-damaged', 'unreadable', (data) => truncateSync(fileOf(data), 40_000)],
  ['damaged', 'database-damaged', 'readable', breakPage],
])(
  'a window whose database is %s says so, knows its backups, restores one and goes on',
  settings,
  async ([, code, present, harm]) => {
    const { data, backup } = await closedOffice({ photo: true })
    harm(data)
    const app = await openWindow(data)
    const heard: string[] = []
    app.subscribe((topic) => heard.push(topic))
    await expect(app.call('settings.get', {})).rejects.toMatchObject({ code })
    await expect(app.pushFrame(new Uint8Array())).rejects.toMatchObject({ code })
    expect(await app.call('system.installation', {})).toMatchObject({ dataFolder: data, shell: 'web' })
    const { backups } = await app.call('backups.list', {})
    expect(backups).toMatchObject([{ file: backup, kind: 'manual' }])
    await expect(app.call('restore.reopen', {})).rejects.toMatchObject({ code })

    const preview = await app.call('restore.preview', { from: { kind: 'listed', file: backup } })
    expect(preview).toMatchObject({ backup: { people: 1, templates: 1 }, present: { kind: present } })
    const { kept } = await app.call('restore.run', {})
    expect(kept === null).toBe(!existsSync(join(data, 'replaced')))
    expect(await names(app)).toEqual(['Ada'])
    expect(heard).toEqual(expect.arrayContaining(['settings.changed', 'notice']))
    const found = await app.call('search.photo', { photo: await jpeg(adaAgain) })
    expect(found.faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  },
)

test('what was put back is opened at a press', settings, async () => {
  const { data } = await closedOffice()
  const away = join(scratchFolder(), 'away.db')
  renameSync(fileOf(data), away)
  const app = await openWindow(data)
  await expect(names(app)).rejects.toMatchObject({ code: 'database-missing' })
  renameSync(away, fileOf(data))
  await app.call('restore.reopen', {})
  expect(await names(app)).toEqual(['Ada', 'Grace'])
})

test('data whose key is gone open with the recovery key, and from then on by themselves', settings, async () => {
  const { data, rows } = await closedOffice()
  rmSync(join(data, 'key'))
  const app = await openWindow(data)
  await expect(names(app)).rejects.toMatchObject({ code: 'key-missing', details: { opensWith: 'key' } })
  const slip = rows.with(2, rows[0]!).join(' ')
  await expect(app.call('restore.reopen', { key: { kind: 'recovery-key', text: slip } })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { row: 3 },
  })
  await app.call('restore.reopen', { key: { kind: 'recovery-key', text: rows.join('\n').toLowerCase() } })
  expect(await names(app)).toEqual(['Ada', 'Grace'])
  await app.close()
  expect(await names(await openWindow(data))).toEqual(['Ada', 'Grace'])
})

test('data under a passphrase ask for it, and a wrong one opens nothing and spoils nothing', settings, async () => {
  const { data } = await closedOffice({ key: under('correct horse battery') })
  const app = await openWindow(data)
  await expect(names(app)).rejects.toMatchObject({ code: 'key-missing', details: { opensWith: 'passphrase' } })
  await expect(
    app.call('restore.reopen', { key: { kind: 'passphrase', passphrase: 'battery' } }),
  ).rejects.toMatchObject({ code: 'key-wrong' })
  await app.call('restore.reopen', { key: { kind: 'passphrase', passphrase: 'correct horse battery' } })
  expect(await names(app)).toEqual(['Ada', 'Grace'])
  expect(existsSync(join(data, 'key'))).toBe(false)
})

test('a key chain that gives no key back is said, and the recovery key opens the data', settings, async () => {
  const { data, rows } = await closedOffice()
  rmSync(join(data, 'key'))
  const reason = { code: 'key-wrong', message: 'The Keychain does not give back the key.', details: {} } as const
  const app = await openWindow(data, { kind: 'none', reason })
  await expect(names(app)).rejects.toMatchObject(reason)
  await app.call('restore.reopen', { key: { kind: 'recovery-key', text: rows.join(' ') } })
  expect(await names(app)).toEqual(['Ada', 'Grace'])
})

test('a backup of another installation opens with its key, and the way back has the former one', settings, async () => {
  const [here, other] = [await closedOffice(), await closedOffice({ photo: true })]
  const app = await openWindow(here.data)
  const bytes = readFileSync(other.backup)
  const from = { kind: 'received', name: 'other.db' } as const
  await app.call('restore.receive', { offset: 0, bytes })
  await expect(app.call('restore.preview', { from })).rejects.toMatchObject({
    code: 'key-wrong',
    details: { opensWith: 'key' },
  })
  await expect(
    app.call('restore.preview', { from, key: { kind: 'recovery-key', text: here.rows.join(' ') } }),
  ).rejects.toMatchObject({ code: 'key-wrong' })
  const ownKey = readFileSync(join(here.data, 'key'))
  const otherKey = readFileSync(join(other.data, 'key'))
  const preview = await app.call('restore.preview', { from, key: { kind: 'file', bytes: otherKey } })
  expect(preview).toMatchObject({ backup: { people: 1 }, present: { kind: 'readable', people: 2 } })
  expect(readFileSync(join(here.data, 'key'))).toEqual(ownKey)
  const { kept } = await app.call('restore.run', {})
  expect(await names(app)).toEqual(['Ada'])
  expect(readFileSync(join(here.data, 'key'))).toEqual(otherKey)
  expect(readFileSync(join(kept!, 'key'))).toEqual(ownKey)
  const found = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(found.faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  await app.close()

  const again = await openWindow(here.data)
  await again.call('restore.preview', { from: { kind: 'listed', file: join(kept!, 'rollcall.db') } })
  await again.call('restore.run', {})
  expect(await names(again)).toEqual(['Ada', 'Grace'])
  expect(readFileSync(join(here.data, 'key'))).toEqual(ownKey)
})

test('a backup under a passphrase is restored on a machine that knows none', settings, async () => {
  const [here, other] = [scratchFolder(), await closedOffice({ key: under('correct horse battery') })]
  mkdirSync(join(here, 'backups'))
  writeFileSync(join(here, 'backups', 'note.txt'), 'of an earlier office')
  const app = await openWindow(here)
  await expect(names(app)).rejects.toMatchObject({ code: 'database-missing' })
  const from = { kind: 'received', name: 'other.db' } as const
  await app.call('restore.receive', { offset: 0, bytes: readFileSync(other.backup) })
  await expect(app.call('restore.preview', { from })).rejects.toMatchObject({
    code: 'key-missing',
    details: { opensWith: 'passphrase' },
  })
  await app.call('restore.preview', { from, key: { kind: 'passphrase', passphrase: 'correct horse battery' } })
  await app.call('restore.run', {})
  expect(await names(app)).toEqual(['Ada'])
})

test.for(['moved', 'replaced', 'overwritten'])(
  'a window whose database is %s while it is open restores a backup by itself',
  settings,
  async (how) => {
    const [{ data, backup }, other] = [await closedOffice(), await closedOffice()]
    const app = await openWindow(data)
    expect(await names(app)).toEqual(['Ada', 'Grace'])
    if (how === 'moved') renameSync(fileOf(data), join(data, 'elsewhere.db'))
    if (how === 'replaced') renameSync(fileOf(other.data), fileOf(data))
    if (how === 'overwritten') copyFileSync(fileOf(other.data), fileOf(data))
    await expect(app.call('people.create', { name: 'Edsger' })).rejects.toMatchObject({ code: 'database-replaced' })
    await app.call('restore.preview', { from: { kind: 'listed', file: backup } })
    await app.call('restore.run', {})
    expect(await names(app)).toEqual(['Ada'])
    expect(await app.call('people.create', { name: 'Edsger' })).toMatchObject({ name: 'Edsger' })
  },
)

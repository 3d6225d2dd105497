import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findOpenMode, restrictContentsToOwner } from '../../main/store/private-files.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, jpeg } from '../helpers/pictures.ts'

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** What a careless system does to new files. */
function openToAll(): void {
  const before = process.umask(0)
  onTestFinished(() => void process.umask(before))
}

test.skipIf(process.platform === 'win32')('whatever the app writes is for its owner alone', async () => {
  openToAll()
  const dataFolder = join(scratchFolder(), 'data')
  const app = await openApp({ dataFolder, shell: 'web' })
  const person = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  await app.call('system.info', {})
  await app.call('attendance.export', {
    task: 'one',
    what: 'events',
    format: 'csv',
    scope: { kind: 'everyone' },
    dates: { from: '2026-01-01', to: '2026-01-31' },
  })
  await app.call('system.backup', { file: null })
  const paths = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
  expect(
    paths.filter((path) => /^rollcall\.db(-wal|-shm)?$|^key$|^backups\/rollcall-|^exports\/./.test(path)).length,
  ).toBe(6)
  const open = paths.map((path) => `${path} ${mode(join(dataFolder, path))}`).filter((line) => !/ [67]00$/.test(line))
  expect(open).toEqual([])
  expect(mode(dataFolder)).toBe('700')
})

test('a key that lies beside the data is said to', async () => {
  const folder = scratchFolder()
  const dataFolder = join(folder, 'data')
  const beside = await openApp({ dataFolder, key: { kind: 'file', path: join(dataFolder, 'key') } })
  const { checks } = await beside.call('system.doctor', {})
  expect(checks.find(({ name }) => name === 'key')).toMatchObject({
    ok: true,
    message: expect.stringContaining('whoever copies the folder'),
  })
  const passphrase = { kind: 'passphrase', passphrase: 'open sesame, please', saltFile: join(folder, 'salt') } as const
  const elsewhere = await openApp({ dataFolder: join(folder, 'other'), key: passphrase })
  expect([
    (await beside.call('system.info', {})).keyBesideData,
    (await elsewhere.call('system.info', {})).keyBesideData,
  ]).toEqual([true, false])
})

test.skipIf(process.platform === 'win32')('a backup is for its owner alone, wherever it is written', async () => {
  openToAll()
  const folder = scratchFolder()
  const app = await openApp({ dataFolder: join(folder, 'data'), shell: 'cli' })
  await app.call('system.backup', { file: join(folder, 'copy.db') })
  expect(mode(join(folder, 'copy.db'))).toBe('600')
})

test.skipIf(process.platform === 'win32')(
  'a folder that others can enter: what is in it is closed to them, and the doctor says how to close it too',
  async () => {
    openToAll()
    const dataFolder = join(scratchFolder(), 'data')
    mkdirSync(dataFolder)
    chmodSync(dataFolder, 0o755)
    const first = await openApp({ dataFolder })
    await first.close()
    for (const name of ['rollcall.db', 'key']) chmodSync(join(dataFolder, name), 0o644)
    mkdirSync(join(dataFolder, 'exports'), { recursive: true })
    chmodSync(join(dataFolder, 'exports'), 0o755)
    const app = await openApp({ dataFolder })
    expect(
      ['rollcall.db', 'rollcall.db-wal', 'rollcall.db-shm', 'key'].map((name) => mode(join(dataFolder, name))),
    ).toEqual(Array(4).fill('600'))
    expect(mode(join(dataFolder, 'exports'))).toBe('700')
    const { ok, checks } = await app.call('system.doctor', {})
    expect(ok).toBe(false)
    const found = checks.find(({ name }) => name === 'data folder')
    expect(found).toMatchObject({ ok: false, message: expect.stringMatching(/mode 755.*chmod 700/) })
    chmodSync(dataFolder, 0o700)
    expect((await app.call('system.doctor', {})).ok).toBe(true)
  },
)

test.skipIf(process.platform === 'win32')(
  'in a folder with other things, these and what links lead to stay as they are',
  () => {
    const folder = scratchFolder()
    writeFileSync(join(folder, 'letter.txt'), '')
    writeFileSync(join(folder, 'somebody.db'), '')
    for (const name of ['letter.txt', 'somebody.db']) chmodSync(join(folder, name), 0o644)
    symlinkSync(join(folder, 'somebody.db'), join(folder, 'rollcall.db'))
    restrictContentsToOwner(folder)
    expect(['letter.txt', 'somebody.db'].map((name) => mode(join(folder, name)))).toEqual(['644', '644'])
    chmodSync(folder, 0o750)
    expect(findOpenMode(folder)).toBe('750')
  },
)

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'

const settings = { timeout: 90_000 }

async function openWindow(dataFolder: string): Promise<App> {
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createReopeningApp({
    dataFolder,
    modelsFolder,
    key,
    shell: 'web',
    caller: tester,
  })
  onTestFinished(() => app.close())
  return app
}

const names = async (app: App) => (await app.call('people.list', {})).people.map(({ name }) => name)

test('a window restores a listed backup, goes on with its data, and can go back', settings, async () => {
  const dataFolder = scratchFolder()
  const app = await openWindow(dataFolder)
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.call('settings.set', { margin: 0.07 })
  await app.call('system.backup', {})
  await app.call('settings.set', { margin: 0.03 })
  const { id: grace } = await app.call('people.create', { name: 'Grace' })
  await app.call('people.merge', { kept: grace, gone: personId })
  const heard: string[] = []
  app.subscribe((topic, message) => {
    if (topic === 'notice') heard.push((message as { code: string }).code)
    if (topic === 'settings.changed') heard.push(`margin ${(message as { margin: number }).margin}`)
  })

  const { backups } = await app.call('backups.list', {})
  const { file } = backups[0]!
  const bytes = readFileSync(file)
  const preview = await app.call(
    'restore.preview',
    { from: { kind: 'listed', file } },
    { actor: 'Ada', via: 'window', role: 'owner' },
  )
  expect(preview).toMatchObject({ backup: { people: 1 }, present: { goes: { people: 1 }, returns: 1 } })
  expect(await names(app)).toEqual(['Grace'])

  // Whoever calls while the data are replaced waits.
  const [{ kept }, after] = await Promise.all([
    app.call('restore.run', {}, { actor: 'Grace', via: 'window', role: 'owner' }),
    names(app),
  ])
  expect(['Ada', 'Grace']).toContain(after[0])
  expect(await names(app)).toEqual(['Ada'])
  expect((await app.call('settings.get', {})).margin).toBe(0.07)
  expect(heard).toEqual(expect.arrayContaining(['margin 0.07', 'data-restored']))
  expect(readFileSync(file)).toEqual(bytes)
  const { entries } = await app.call('audit.list', { action: 'restore' })
  expect(entries).toMatchObject([{ actor: 'Grace', via: 'window', details: { file: basename(file) } }])
  const found = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(found.faces[0]!.decision).toMatchObject({ kind: 'known', person: { name: 'Ada' } })

  const { states } = await app.call('restore.kept', {})
  expect(states).toMatchObject([{ file: join(kept!, 'rollcall.db') }])
  await app.call('restore.preview', { from: { kind: 'listed', file: states[0]!.file } })
  await app.call('restore.run', {})
  expect(await names(app)).toEqual(['Grace'])
  expect(await app.call('people.create', { name: 'Edsger' })).toMatchObject({ name: 'Edsger' })
})

test(
  'a chosen file is handed over in pieces; nothing is left of one that is no backup, or not restored',
  settings,
  async () => {
    const dataFolder = scratchFolder()
    const app = await openWindow(dataFolder)
    await app.call('people.create', { name: 'Ada' })
    const { file } = await app.call('system.backup', {})
    const bytes = readFileSync(file)
    const half = Math.floor(bytes.length / 2)
    await app.call('restore.receive', { offset: 0, bytes: bytes.subarray(0, half) })
    await expect(app.call('restore.receive', { offset: half + 1, bytes })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'upload-incomplete',
    })
    await app.call('restore.receive', { offset: half, bytes: bytes.subarray(half) })
    const from = { kind: 'received', name: 'from elsewhere.db' } as const
    expect(await app.call('restore.preview', { from })).toMatchObject({
      file: 'from elsewhere.db',
      backup: { people: 1 },
    })
    // A dialog that was closed at once and another one.
    const [again, discarded] = await Promise.all([
      app.call('restore.preview', { from }),
      app.call('restore.discard', {}),
    ])
    expect([again.backup.people, discarded]).toEqual([1, {}])
    await expect(app.call('restore.run', {})).rejects.toMatchObject({ code: 'restore-failed' })

    await app.call('restore.receive', { offset: 0, bytes: new Uint8Array(5000) })
    await expect(app.call('restore.preview', { from })).rejects.toMatchObject({ code: 'not-a-backup' })
    await app.call('restore.discard', {})
    expect(readdirSync(dataFolder).filter((name) => /^restore\.(?!lock)/.test(name))).toEqual([])
    expect(await names(app)).toEqual(['Ada'])
  },
)

test('a window restores no file of its own choice, and a command none at all', settings, async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder, shell: 'cli' })
  const elsewhere = join(scratchFolder(), 'copy.db')
  await app.call('system.backup', { file: elsewhere })
  const from = { kind: 'listed', file: elsewhere } as const
  await expect(app.call('restore.preview', { from })).rejects.toMatchObject({ code: 'file-not-found' })
  const { file } = await app.call('system.backup', {})
  await app.call('restore.preview', { from: { kind: 'listed', file } })
  await expect(app.call('restore.run', {})).rejects.toMatchObject({ code: 'forbidden' })
  await vi.waitFor(() => expect(readdirSync(dataFolder)).toContain('rollcall.db'), 20_000)
})

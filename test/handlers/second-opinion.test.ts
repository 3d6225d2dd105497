import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import { readKnownPacks } from '../../main/packs/pack-entry.ts'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { chooseSecondOpinion } from '../../main/services/second-opinion.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { livenessPackOf, settledModel } from '../helpers/liveness-pack.ts'
import { layOut } from '../helpers/made-up-pack.ts'
import { ada, jpeg } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'
import { tamper } from '../store/scratch.ts'

const yes = { first: settledModel(0.99), second: settledModel(0.98) }

function brought(models: Readonly<Record<string, Uint8Array>>): string {
  const folder = scratchFolder()
  layOut(livenessPackOf(models), folder)
  return folder
}

const fromFolder = (folder: string) => ({ name: null, from: { kind: 'files' as const, paths: [folder] } })
const listed = async (app: App) => (await app.call('models.list', {})).packs.find(({ name }) => name === 'second')
const filesOf = async (app: App) => (await app.call('system.info', {})).models.map(({ file }) => file)

/** An office that uses a second opinion, from its next start on. */
async function officeWithOpinion() {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await app.call('models.add', fromFolder(brought(yes)))
  await app.call('models.try', { name: 'second' })
  await app.call('models.setSecondOpinion', { name: 'second' })
  await app.close()
  return dataFolder
}

test('is installed, tried, switched on and off, and who did it is written down', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  await app.call('models.add', fromFolder(brought(yes)))
  expect(await listed(app)).toMatchObject({ use: 'liveness', state: 'installed', dimensions: 0, trial: null })
  const on = { name: 'second' }
  await expect(app.call('models.setSecondOpinion', on)).rejects.toMatchObject({ reason: 'pack-untried' })
  const trial = await app.call('models.try', on)
  expect(trial).toMatchObject({ kind: 'fit', found: 22, again: 22, recognised: 22, problem: null })
  // It takes no other's place, and none of those takes its.
  await expect(app.call('modelChange.begin', { pack: 'second' })).rejects.toMatchObject({ code: 'model-unsupported' })
  await expect(app.call('models.setSecondOpinion', { name: 'faceplugin' })).rejects.toMatchObject({
    code: 'model-unsupported',
  })
  await app.call('models.setSecondOpinion', on)
  await expect(app.call('models.remove', on)).rejects.toMatchObject({ reason: 'pack-in-use' })
  await app.close()

  const again = await openApp({ dataFolder })
  expect(await listed(again)).toMatchObject({ state: 'in-use' })
  expect(await filesOf(again)).toEqual(expect.arrayContaining(['fr_liveness.onnx', 'first.onnx', 'second.onnx']))
  await again.call('models.setSecondOpinion', { name: null })
  const { entries } = await again.call('audit.list', { action: 'models' })
  expect(entries.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
    ['tester', 'models.noSecondOpinion', ''],
    ['tester', 'models.secondOpinion', 'pack second'],
    ['tester', 'models.add', 'pack second'],
  ])
  await again.close()

  const last = await openApp({ dataFolder })
  expect(await filesOf(last)).not.toContain('first.onnx')
  await last.call('models.remove', on)
  expect(await listed(last)).toBeUndefined()
}, 60_000)

test('a pack that takes living people for pictures is not used, whichever of its models does', async () => {
  for (const models of [
    { first: settledModel(0.02), second: settledModel(0.99) },
    { first: settledModel(0.99), second: settledModel(0.02) },
  ]) {
    const app = await openApp()
    await app.call('models.add', fromFolder(brought(models)))
    expect(await app.call('models.try', { name: 'second' })).toMatchObject({ kind: 'unfit', found: 22, recognised: 0 })
    await expect(app.call('models.setSecondOpinion', { name: 'second' })).rejects.toMatchObject({
      reason: 'pack-unfit',
    })
  }
}, 60_000)

test('a pack for liveness with models of other roles is no pack', async () => {
  const pack = livenessPackOf(yes)
  const folder = scratchFolder()
  const others = [...pack.entry.models, { ...pack.entry.models[0]!, role: 'eyes', kind: 'eye-state' } as never]
  layOut({ ...pack, entry: { ...pack.entry, models: others } }, folder)
  const app = await openApp()
  await expect(app.call('models.add', fromFolder(folder))).rejects.toMatchObject({ reason: 'pack-file-wrong' })
})

test('without its files nobody is let through on fewer opinions than were wanted', async () => {
  const dataFolder = await officeWithOpinion()
  rmSync(join(dataFolder, 'models/second'), { recursive: true })
  const app = await openApp({ dataFolder })
  await expect(app.call('search.photo', { photo: await jpeg(ada) })).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('rollcall models add second'),
  })
  const checks = await app.call('system.doctor', {})
  expect(JSON.stringify(checks)).toContain('first.onnx')
  // It can be switched off without them.
  await app.call('models.setSecondOpinion', { name: null })
  await app.close()
  const again = await openApp({ dataFolder })
  await again.call('search.photo', { photo: await jpeg(ada) })
}, 60_000)

test('a choice that was tampered with keeps the data closed', async () => {
  const dataFolder = await officeWithOpinion()
  tamper(join(dataFolder, 'rollcall.db'), "update documents set value = 'null' where key = 'liveness-pack'")
  await expect(openApp({ dataFolder })).rejects.toMatchObject({ code: 'database-damaged' })
}, 60_000)

test('an open window goes on with the opinion that a command chose', async () => {
  const dataFolder = scratchFolder()
  const app = await createReopeningApp({
    ...{ dataFolder, modelsFolder, key: { kind: 'file', path: join(dataFolder, 'key') } },
    ...{ shell: 'web', caller: tester },
  })
  try {
    const codes: string[] = []
    app.subscribe((topic, message) => {
      if (topic === 'notice' && 'code' in message) codes.push(message.code)
    })
    expect(await filesOf(app)).not.toContain('first.onnx')
    const installedFolder = join(dataFolder, 'models')
    layOut(livenessPackOf(yes), join(installedFolder, 'second'))
    const known = await readKnownPacks({ modelsFolder, installedFolder })
    const { found } = known.find(({ entry }) => entry.name === 'second')!
    withStore(dataFolder, (store) => chooseSecondOpinion(store, found, tester))
    await vi.waitFor(() => expect(codes).toContain('engine-restarted'), 30_000)
    expect(await filesOf(app)).toContain('first.onnx')
  } finally {
    await app.close()
  }
}, 60_000)

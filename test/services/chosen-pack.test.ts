import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createReopeningApp } from '../../main/reopening-app.ts'
import { choosePack, readPackVersion } from '../../main/services/chosen-pack.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { installMadeUpPack, sha256 } from '../helpers/made-up-pack.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { tester } from '../helpers/tester.ts'
import { tamper } from '../store/scratch.ts'

/** An office that was opened once and then chose a made-up pack of 128 dimensions. */
async function officeWithPack() {
  const dataFolder = scratchFolder()
  await (await openApp({ dataFolder })).close()
  const pack = await installMadeUpPack(dataFolder)
  withStore(dataFolder, (store) => store.transaction(() => choosePack(store, pack, 0, tester)))
  return { dataFolder, pack }
}

test('people are enrolled and recognised with the pack that was chosen, and who chose it is written down', async () => {
  const { dataFolder } = await officeWithPack()
  const app = await openApp({ dataFolder })
  const { pack, models } = await app.call('system.info', {})
  expect(pack.name).toBe('made-up')
  expect(models.map(({ file }) => file)).toContain('short.onnx')
  const person = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: person.id, photo: await jpeg(ada) })
  const { templates } = await app.call('people.get', { id: person.id })
  expect(templates.map(({ model }) => model)).toEqual([expect.stringMatching(/^short-[0-9a-f]{12}$/)])
  const again = await app.call('search.photo', { photo: await jpeg(adaAgain) })
  const other = await app.call('search.photo', { photo: await jpeg(stranger) })
  const best = ({ faces }: typeof again) => faces[0]!.candidates[0]!.similarity
  expect(best(again)).toBeGreaterThan(best(other) + 0.2)
  const { entries } = await app.call('audit.list', { action: 'models.use' })
  expect(entries).toMatchObject([{ actor: 'tester', subject: 'pack made-up' }])
})

test('without its files the app opens, says what is missing and how to get it back, and names nobody', async () => {
  const { dataFolder, pack } = await officeWithPack()
  rmSync(pack.folder, { recursive: true })
  const app = await openApp({ dataFolder })
  await app.call('people.create', { name: 'Ada' })
  await expect(app.call('search.photo', { photo: await jpeg(ada) })).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('rollcall models add made-up'),
  })
})

test('a file that was exchanged together with its hash in the folder is refused all the same', async () => {
  const { dataFolder, pack } = await officeWithPack()
  const [file, list] = [join(pack.folder, 'short.onnx'), join(pack.folder, 'pack.json')]
  const right = sha256(readFileSync(file))
  const wrong = Buffer.concat([readFileSync(file), Buffer.from([0])])
  writeFileSync(file, wrong)
  writeFileSync(list, readFileSync(list, 'utf8').replace(right, sha256(wrong)))
  const app = await openApp({ dataFolder })
  await expect(app.call('search.photo', { photo: await jpeg(ada) })).rejects.toMatchObject({ code: 'model-damaged' })
})

test('a choice that was tampered with keeps the data closed, for its threshold is of another model', async () => {
  const { dataFolder } = await officeWithPack()
  tamper(join(dataFolder, 'rollcall.db'), "update documents set value = replace(value, 'made-up', 'another')")
  await expect(openApp({ dataFolder })).rejects.toMatchObject({ code: 'database-damaged' })
})

test('of two who choose at the same time the second is told', async () => {
  const { dataFolder, pack } = await officeWithPack()
  withStore(dataFolder, (store) => {
    expect(readPackVersion(store)).toBe(1)
    expect(() => store.transaction(() => choosePack(store, pack, 0, tester))).toThrow(/Somebody else changed this/)
  })
})

test('an open window goes on with the pack that a command chose', async () => {
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
    expect((await app.call('system.info', {})).pack.name).toBe('faceplugin')
    const pack = await installMadeUpPack(dataFolder)
    withStore(dataFolder, (store) => store.transaction(() => choosePack(store, pack, 0, tester)))
    await vi.waitFor(() => expect(codes).toContain('engine-restarted'), 30_000)
    expect((await app.call('system.info', {})).pack.name).toBe('made-up')
  } finally {
    await app.close()
  }
})

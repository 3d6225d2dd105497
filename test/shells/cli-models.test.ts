import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'

const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => {
  writeModelsWithSecondPack(modelsFolder)
  process.env.ROLLCALL_MODELS = modelsFolder
})
afterAll(() => {
  delete process.env.ROLLCALL_MODELS
  rmSync(modelsFolder, { recursive: true, force: true })
})

test('a model is changed and changed back from the command line', async () => {
  const data = scratchFolder()
  const app = await openDoor({ dataFolder: data, modelsFolder })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  await app.close()
  const models = (...words: string[]) => runRollcall(data, 'models', ...words)

  expect((await models('state')).out).toMatch(/^faceplugin decides \(fr_feature-87aacdfe5751\)\.\n$/)
  expect(await models('switch')).toMatchObject({ code: 1, err: expect.stringContaining('Begin a change first.') })
  expect((await models('use', 'turned', '--later')).out).toContain('turned is beside it: 0 photos read, 1 to go.\n')
  expect(await models('switch')).toMatchObject({
    code: 1,
    err: '1 photo is still to be read. Wait until that is done.\n',
  })
  const ready = await models('use', 'turned')
  expect(ready).toMatchObject({ code: 0, err: '' })
  expect(ready.out).toContain('turned is beside it: 1 photo read, 0 to go.\n')
  expect(ready.out).toContain('Its threshold would be 0.510, to begin with: there are too few people to compare.\n')
  expect((await models('missing')).out).toBe('0 people need a new photo.\n')
  expect((await models('switch')).out).toBe(
    'turned decides from now on, and faceplugin stays ready to go back to: rollcall models switch\n',
  )
  const known = await runRollcall(data, 'people', 'list', '--json')
  expect(JSON.parse(known.out).people[0]).toMatchObject({ id: personId, templates: 1 })
  const state = JSON.parse((await models('state', '--json')).out)
  expect(state).toMatchObject({ inUse: { pack: 'turned' }, beside: { pack: 'faceplugin', direction: 'back' } })
  expect((await models('switch')).out).toContain('faceplugin decides from now on')
  expect((await models('end')).out).toBe('1 embedding was erased.\n')
}, 180_000)

/** One person in two photos and another one, as `evaluate` reads them. */
async function layOutPhotos(): Promise<{ images: string; pairs: string }> {
  const images = scratchFolder()
  for (const [path, part] of [
    ['Ada/Ada_0001.jpg', ada],
    ['Ada/Ada_0002.jpg', adaAgain],
    ['Grace/Grace_0001.jpg', stranger],
  ] as const) {
    mkdirSync(join(images, path.split('/')[0]!), { recursive: true })
    writeFileSync(join(images, path), await jpeg(part))
  }
  const pairs = join(images, 'pairs.txt')
  writeFileSync(pairs, '1\t1\nAda\t1\t2\nAda\t1\tGrace\t1\n')
  return { images, pairs }
}

test('photos are compared and measured by the models in use, or by those that are named', async () => {
  const data = scratchFolder()
  const { images, pairs } = await layOutPhotos()
  const json = async (...words: string[]) => JSON.parse((await runRollcall(data, ...words, '--json')).out)
  const evaluate = (...words: string[]) => json('evaluate', '--images', images, '--pairs', pairs, ...words)
  // Before anything is stored nothing is chosen, and nothing is stored by it.
  const shipped = (await evaluate()).model
  expect(existsSync(join(data, 'rollcall.db'))).toBe(false)
  const turned = (await evaluate('--pack', 'turned')).model
  expect([shipped, turned]).toEqual([expect.stringMatching(/^fr_feature-/), expect.stringMatching(/^fr_feature-/)])
  expect(turned).not.toBe(shipped)

  const app = await openDoor({ dataFolder: data, modelsFolder })
  // Nobody is enrolled, so that it takes over at once.
  expect((await app.call('modelChange.begin', { pack: 'turned' })).inUse.pack).toBe('turned')
  await app.close()
  expect((await evaluate()).model).toBe(turned)
  expect((await evaluate('--pack', 'faceplugin')).model).toBe(shipped)
  expect(await runRollcall(data, 'evaluate', '--images', images, '--pairs', pairs, '--pack', 'other')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no model pack "other"; there are faceplugin, turned'),
  })

  const photo = (name: string) => join(images, name)
  const same = await json('verify', photo('Ada/Ada_0001.jpg'), photo('Ada/Ada_0002.jpg'))
  expect(same).toMatchObject({ same: true, threshold: 0.51 })
}, 180_000)

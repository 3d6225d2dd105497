import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, scratchFolder } from '../helpers/app.ts'
import { ada, jpeg } from '../helpers/pictures.ts'
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

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelId, PersonId } from '../../main/contract/entities.ts'
import { openApp, openToMachine, scratchFolder } from '../helpers/app.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'
import { writeModelsWithSecondPack } from '../helpers/second-pack.ts'

const modelsFolder = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
beforeAll(() => writeModelsWithSecondPack(modelsFolder))
afterAll(() => rmSync(modelsFolder, { recursive: true, force: true }))

const templates = 1_200
const kills = 20

/** Three faces, each of them enrolled many times. */
async function office(dataFolder: string): Promise<void> {
  await openToMachine(dataFolder)
  const app = await openApp({ dataFolder, modelsFolder })
  const people: PersonId[] = []
  for (const [name, part] of Object.entries({ Ada: ada, Grace: stranger })) {
    const { id } = await app.call('people.create', { name })
    await app.call('enrol.photo', { personId: id, photo: await jpeg(part) })
    people.push(id)
  }
  await app.call('enrol.photo', { personId: people[0]!, photo: await jpeg(adaAgain) })
  await app.close()
  withStore(dataFolder, (store) =>
    store.transaction(() => {
      const kept = people.flatMap((id) => store.templates.listOfPerson(id))
      for (let count = kept.length; count < templates; count++) {
        const { id, personId, model, quality, source } = kept[count % kept.length]!
        const { vector } = store.templates.readEmbedding(id, model)!
        const photo = store.templates.readPhoto(id)
        store.templates.add({ personId, model, vector, quality, source, photo, origin: null })
      }
    }),
  )
}

/** Lets an app read until it has told so often how far it is, and kills it. */
function readUntilKilled(dataFolder: string, times: number): Promise<void> {
  const program = join(import.meta.dirname, 'model-change-child.ts')
  const child = spawn(process.execPath, [program, dataFolder, modelsFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = 0
  child.stdout.on('data', () => {
    if (++told >= times) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error('The app ended by itself.'))))
  })
}

test(`an app that is killed ${kills} times while it reads photos has read all of them in the end, each once`, async () => {
  const dataFolder = scratchFolder()
  await office(dataFolder)
  const first = await openApp({ dataFolder, modelsFolder })
  await first.call('modelChange.begin', { pack: 'turned' })
  await first.close()
  const left: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    await readUntilKilled(dataFolder, 1 + (kill % 2))
    left.push(withStore(dataFolder, (store) => store.templates.countWithoutEmbedding(turned(store))))
  }
  // Each start went on where the one before it was killed.
  expect(left.every((count, at) => at === 0 || count <= left[at - 1]!)).toBe(true)
  expect(left[0]).toBeLessThan(templates)
  expect(left.at(-1)).toBeGreaterThan(0)
  const app = await openApp({ dataFolder, modelsFolder })
  const { beside } = await app.call('modelChange.run', {})
  expect(beside).toMatchObject({ templates, waiting: 0, missing: 0 })
  await app.close()
  withStore(dataFolder, (store) => {
    const model = turned(store)
    const read = [...store.templates.listEmbeddings(model)].flat()
    expect(read.map(({ templateId }) => templateId)).toEqual(Array.from({ length: templates }, (_, at) => at + 1))
    // The same photo gives the same numbers, whichever process read it.
    const byPhoto = Map.groupBy(read, ({ templateId }) =>
      Buffer.from(store.templates.readPhoto(templateId)!).toString('hex'),
    )
    expect(byPhoto.size).toBe(3)
    for (const same of byPhoto.values()) for (const { vector } of same) expect(vector).toEqual(same[0]!.vector)
  })
}, 300_000)

function turned(store: Parameters<Parameters<typeof withStore>[1]>[0]): ModelId {
  return store.documents.get('model-change').value!.model as ModelId
}

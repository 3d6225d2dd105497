import { join } from 'node:path'
import type { ModelId, PersonId } from '../../main/contract/entities.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { embedderId } from '../../main/vision/embed.ts'
import { modelOf, readPack } from '../../main/vision/manifest.ts'
import { modelsFolder, openApp, scratchFolder } from './app.ts'

export const dimensions = 512

/** Repeatable numbers, evenly between -1 and 1. */
function noise(): () => number {
  let state = 7
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return state / 2 ** 31 - 1
  }
}

export interface Office {
  readonly folder: string
  readonly model: ModelId
  readonly people: readonly PersonId[]
}

/**
 * People who differ in 24 directions, photographed under a disturbance along 16 others that is the same for everybody:
 * what a metric can learn to look past.
 */
export async function disturbedOffice(people = 60, photos = 4): Promise<Office> {
  const folder = scratchFolder()
  const app = await openApp({ dataFolder: folder })
  await app.close()
  const pack = await readPack({ modelsFolder })
  const model = embedderId(modelOf(pack, 'embedder')!)
  const random = noise()
  const ids = withStore(folder, (store) =>
    Array.from({ length: people }, (_, i) => {
      const { id } = store.people.create({ name: `Person ${i + 1}`, employeeNumber: null, groups: [] })
      const own = Array.from({ length: 24 }, random)
      for (let photo = 0; photo < photos; photo++) {
        const vector = new Float32Array(dimensions)
        own.forEach((x, j) => {
          vector[j] = x + 0.3 * random()
        })
        for (let j = 24; j < 40; j++) vector[j] = 1.6 * random()
        const norm = Math.hypot(...vector)
        const draft = { personId: id, model, quality: 80, source: 'photo' as const, photo: null, origin: null }
        store.templates.add({ ...draft, vector: vector.map((x) => x / norm) })
      }
      return id
    }),
  )
  return { folder, model, people: ids }
}

export function withStore<T>(folder: string, work: (store: Store) => T): T {
  const vault = openVault({ kind: 'file', path: join(folder, 'key') })
  const store = openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now })
  try {
    return work(store)
  } finally {
    store.close()
  }
}

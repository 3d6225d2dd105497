import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../main/numeric/random.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { embedderId } from '../main/vision/embed.ts'
import { modelOf, readPack } from '../main/vision/manifest.ts'

export const modelsFolder = join(import.meta.dirname, '../models')

/** A data folder as the app keeps it, with made-up people whose templates have a cosine of about 0.7 to each other. */
export async function fillOffice(
  folder: string,
  { people, templatesEach }: { readonly people: number; readonly templatesEach: number },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const embedder = modelOf(await readPack({ modelsFolder }), 'embedder')!
  const random = createRandom(people)
  const vault = openVault({ kind: 'file', path: join(folder, 'key') })
  const store = openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now })
  const normal = () => random.next() + random.next() + random.next() + random.next() - 2
  store.transaction(() => {
    for (let person = 0; person < people; person++) {
      const { id } = store.people.create({ name: `Person ${person}`, employeeNumber: `${person}`, groups: [] })
      const centre = Float32Array.from({ length: embedder.dimensions }, normal)
      for (let template = 0; template < templatesEach; template++) {
        const near = centre.map((value) => value + 0.65 * normal())
        const length = Math.hypot(...near)
        store.templates.add({
          personId: id,
          model: embedderId(embedder),
          vector: near.map((value) => value / length),
          quality: 80,
          source: 'import',
          photo: null,
          origin: null,
        })
      }
    }
  })
  store.close()
}

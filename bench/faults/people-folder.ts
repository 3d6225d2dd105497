import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { modelsFolder } from '../../test/helpers/models-folder.ts'

/** Faces in the sample photos that stand alone in a square of 600 pixels. */
const faces = [
  { sample: 3, left: 890, top: 50 },
  { sample: 1, left: 1270, top: 90 },
  { sample: 6, left: 60, top: 280 },
]
/** Photos of each face, a person each: an import takes look-alikes and lists them. */
const variants = 5

/** A folder of people to import, a photo each. */
export async function makePeopleFolder(folder: string): Promise<string> {
  const people = join(folder, 'people')
  for (const [index, { sample, left, top }] of faces.entries()) {
    for (let variant = 0; variant < variants; variant++) {
      const person = join(people, `Person_${index * variants + variant + 1}`)
      mkdirSync(person, { recursive: true })
      await sharp(join(modelsFolder, 'samples', `sample${sample}.jpg`))
        .extract({ left, top, width: 600, height: 600 })
        .jpeg({ quality: 95 - variant })
        .toFile(join(person, '1.jpg'))
    }
  }
  return people
}

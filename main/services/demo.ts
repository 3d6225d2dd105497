import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorBody } from '../contract/errors.ts'
import type { PhotoFace } from '../vision/vision.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'

interface DemoPerson {
  readonly name: string
  readonly employeeNumber: string
  readonly groups: readonly string[]
  /** Number of the sample photo; `x` and `y` locate the face as shares of its width and height. */
  readonly sample: number
  readonly x: number
  readonly y: number
}

/**
 * The people of the demo. Ada is enrolled from a photo that the film does not show, the others from the film's own
 * photos; whoever else the film shows is a stranger.
 */
const people: readonly DemoPerson[] = [
  { name: 'Ada Lindqvist', employeeNumber: '1001', groups: ['Research'], sample: 3, x: 0.62, y: 0.27 },
  { name: 'Grace Oyelaran', employeeNumber: '1002', groups: ['Research'], sample: 5, x: 0.45, y: 0.15 },
  { name: '佐藤 美咲', employeeNumber: '1003', groups: ['Design'], sample: 5, x: 0.62, y: 0.23 },
  { name: 'Maria del Carmen Fernández', employeeNumber: '1004', groups: ['Front desk'], sample: 6, x: 0.4, y: 0.31 },
]

/** Enrols the people of the demo in the background; closing waits for it. */
export function startDemo(context: Context, samplesFolder: string): Part {
  const { publish, logger } = context
  const enrolled = enrolDemoPeople(context, samplesFolder).catch((error: unknown) => {
    logger.warn('task-failed', { task: 'demo', error })
    publish('notice', { level: 'error', code: 'demo-failed', message: errorBody(error).message, details: {} })
  })
  return { close: () => enrolled }
}

/** Enrols the people of the demo when the gallery is empty. */
async function enrolDemoPeople(context: Context, samplesFolder: string): Promise<void> {
  const { store, vision, gallery, consenting, publish } = context
  // The film is made of photos, whom nobody takes for living people.
  store.settings.set({ liveness: 'advisory' })
  if (store.people.list('', 1).total > 0 || !consenting.mayEnrolNew(null)) return
  for (const { name, employeeNumber, groups, sample, x, y } of people) {
    const photo = await readFile(join(samplesFolder, `sample${sample}.jpg`))
    const { width, height, faces } = await vision.analysePhoto(photo, { largest: null, liveness: false })
    const face = nearest(faces, x * width, y * height)
    if (face === undefined) continue
    const person = store.transaction(() => {
      const created = store.people.create({ name, employeeNumber, groups })
      store.templates.add({
        personId: created.id,
        model: face.embedding.model,
        vector: face.embedding.vector,
        quality: face.quality.score,
        source: 'photo',
        photo: face.crop,
        origin: null,
      })
      return created
    })
    gallery.refresh()
    publish('people.changed', { personId: person.id })
  }
}

function nearest(faces: readonly PhotoFace[], x: number, y: number): PhotoFace | undefined {
  const distance = ({ box }: PhotoFace) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
  return faces.toSorted((a, b) => distance(a) - distance(b))[0]
}

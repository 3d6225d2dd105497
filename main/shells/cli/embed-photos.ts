import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { errorBody } from '../../contract/errors.ts'
import { toCompared } from '../../evaluation/compared.ts'
import { subjectOf } from '../../evaluation/subject.ts'
import { concurrently, photosPerWorker, photoWorkersFor } from './concurrently.ts'
import { readPhoto } from './photo-files.ts'
import type { Session } from './session.ts'

export interface EmbeddedPhoto {
  readonly file: string
  /** Unit length. */
  readonly vector: Float32Array
  /** 0..100 */
  readonly quality: number
}

export interface Failure {
  readonly file: string
  readonly code: string
  readonly message: string
}

export interface EmbeddedPhotos {
  readonly photos: ReadonlyMap<string, EmbeddedPhoto>
  /** Photos that could not be read and photos without a face (`no-face`). */
  readonly failures: readonly Failure[]
  readonly model: string
}

/**
 * Embeds the subject of every file, on all cores, without storing anything. Each file is looked at once.
 * @param pack a pack of models by its name; undefined for the one in use
 */
export async function embedPhotos(
  session: Session,
  files: readonly string[],
  pack?: string | undefined,
): Promise<EmbeddedPhotos> {
  const { createVisionByPackName } = await import('../../photo-vision.ts')
  const distinct = [...new Set(files)]
  const photoWorkers = photoWorkersFor(distinct.length)
  const { modelsFolder } = session
  const options = { modelsFolder, installedFolder: join(session.dataFolder(), 'models'), photoWorkers }
  const vision = await createVisionByPackName(options, pack ?? (await readPackInUse(session)))
  const photos = new Map<string, EmbeddedPhoto>()
  const failures: Failure[] = []
  let done = 0
  try {
    await concurrently(distinct, photosPerWorker * photoWorkers, async (file) => {
      try {
        const photo = await readPhoto(file)
        const face = subjectOf(await vision.analysePhoto(photo, { largest: null, liveness: false }))
        if (face === null) failures.push({ file, code: 'no-face', message: `No face was found in ${file}.` })
        else photos.set(file, { file, vector: face.embedding.vector, quality: face.quality.score })
      } catch (error) {
        const { code, message } = errorBody(error)
        failures.push({ file, code, message })
      }
      done += 1
      session.progress.report('photos', done, distinct.length)
    })
    return { photos, failures, model: (await vision.info()).embedder }
  } finally {
    await vision.close()
  }
}

/** Where nothing is stored yet, no pack was chosen: null. */
async function readPackInUse(session: Session): Promise<string | null> {
  if (!existsSync(join(session.dataFolder(), 'rollcall.db'))) return null
  const app = await session.app({ takesOut: true })
  return (await app.call('modelChange.state', {})).inUse.pack
}

/** Embeds like `embedPhotos`, and balances the embeddings as the app does before it compares them. */
export async function embedForComparison(
  session: Session,
  files: readonly string[],
  pack: string | undefined,
): Promise<EmbeddedPhotos> {
  const embedded = await embedPhotos(session, files, pack)
  return { ...embedded, photos: toCompared(embedded.photos, embedded.model) }
}

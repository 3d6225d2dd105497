import { availableParallelism } from 'node:os'
import { errorBody } from '../../contract/errors.ts'
import { concurrently } from './concurrently.ts'
import { readPhoto } from './photo-files.ts'
import type { Session } from './session.ts'

export interface EmbeddedPhoto {
  readonly file: string
  /** Of the largest face; unit length. */
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

/** Embeds the largest face of every file, on all cores, without storing anything. Each file is looked at once. */
export async function embedPhotos(session: Session, files: readonly string[]): Promise<EmbeddedPhotos> {
  const { createVisionFor } = await import('../../app.ts')
  const distinct = [...new Set(files)]
  const lanes = Math.max(1, Math.min(availableParallelism(), 8, distinct.length))
  const visions = await Promise.all(
    Array.from({ length: lanes }, () => createVisionFor({ modelsFolder: session.modelsFolder, threads: 1 })),
  )
  const photos = new Map<string, EmbeddedPhoto>()
  const failures: Failure[] = []
  let done = 0
  try {
    // Two photos a lane: one is read while the other is looked at.
    await concurrently(distinct, lanes * 2, async (file, index) => {
      try {
        const photo = await readPhoto(file)
        const { faces } = await visions[index % lanes]!.analysePhoto(photo, { largest: 1, liveness: false })
        if (faces[0] === undefined) failures.push({ file, code: 'no-face', message: `No face was found in ${file}.` })
        else photos.set(file, { file, vector: faces[0].embedding.vector, quality: faces[0].quality.score })
      } catch (error) {
        const { code, message } = errorBody(error)
        failures.push({ file, code, message })
      }
      done += 1
      session.progress.report('photos', done, distinct.length)
    })
    return { photos, failures, model: (await visions[0]!.info()).embedder }
  } finally {
    await Promise.all(visions.map((vision) => vision.close()))
  }
}

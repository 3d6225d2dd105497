/** Embeds a folder of photos, so that the benchmarks of the metric lab can start from numbers. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { subjectOf } from '../main/evaluation/subject.ts'
import type { RowLabel } from '../main/metric/npy.ts'
import type { Vision } from '../main/vision/vision.ts'

export interface EmbeddedFolder {
  readonly model: string
  readonly dimensions: number
  readonly vectors: Float32Array
  readonly labels: readonly RowLabel[]
  /** Photos in which no face was found. */
  readonly faceless: number
}

/**
 * The face that every JPEG below `folder` is about. A photo in a folder `strangers` is of the person named by its file;
 * any other photo is of the person named by its folder. The same file name below two roots is the same photo.
 */
export async function embedFolder(vision: Vision, folder: string, role: RowLabel['role']): Promise<EmbeddedFolder> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))
  const { embedder, dimensions } = await vision.info()
  const vectors: Float32Array[] = []
  const labels: RowLabel[] = []
  for (const { parentPath, name } of files) {
    const photo = readFileSync(join(parentPath, name))
    const face = subjectOf(await vision.analysePhoto(photo, { largest: null, liveness: false }))
    if (face === null) continue
    vectors.push(face.embedding.vector)
    const alone = basename(parentPath) === 'strangers'
    labels.push({ person: alone ? name.replace(/(_\d+)?\.jpe?g$/i, '') : basename(parentPath), photo: name, role })
  }
  const joined = new Float32Array(vectors.length * dimensions)
  vectors.forEach((vector, i) => {
    joined.set(vector, i * dimensions)
  })
  return { model: embedder, dimensions, vectors: joined, labels, faceless: files.length - labels.length }
}

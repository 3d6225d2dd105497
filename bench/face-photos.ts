/** The photos that the benchmarks of recognition are made from; the project holds none of them. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface FacePhotos {
  /** Two or more photos each, in the order of their names. */
  readonly people: readonly { readonly name: string; readonly photos: readonly string[] }[]
  /** One photo each, of people who are not among `people`. */
  readonly strangers: readonly string[]
}

/**
 * The folder in ROLLCALL_FACES or ../shared/faces, with people/ (a folder a person) and strangers/; null without it.
 */
export function findFacePhotos(): FacePhotos | null {
  const folder = process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '../../shared/faces')
  if (!existsSync(folder)) {
    process.stderr.write(`There is no folder ${folder}: name one with ROLLCALL_FACES.\n`)
    return null
  }
  const list = (...path: string[]) => readdirSync(join(folder, ...path)).sort()
  return {
    people: list('people').map((name) => ({
      name,
      photos: list('people', name).map((photo) => join(folder, 'people', name, photo)),
    })),
    strangers: list('strangers').map((photo) => join(folder, 'strangers', photo)),
  }
}

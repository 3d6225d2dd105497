import type { PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { createRanking, type GalleryEntry, type Match } from './match.ts'

/** Exact search over all templates of one model: every similarity is computed. */
export interface Gallery {
  readonly size: number
  readonly dimensions: number
  /** Replaces what was stored under the same template. @throws AppError `model-mismatch` for another length */
  add(entries: readonly GalleryEntry[]): void
  /** Unknown ids are passed over. */
  remove(templateIds: readonly TemplateId[]): void
  /**
   * @param probe unit length
   * @throws AppError `model-mismatch` for another length
   */
  search(probe: Float32Array, top: number): Match[]
  /** Every entry; the vectors are views that the next change makes invalid. */
  entries(): Generator<GalleryEntry>
}

/** One contiguous block of vectors; a removed row is filled with the last one. */
export function createGallery(dimensions: number): Gallery {
  let vectors = new Float32Array(0)
  const templates: TemplateId[] = []
  const people: PersonId[] = []
  const rows = new Map<TemplateId, number>()

  const rowOf = (row: number) => vectors.subarray(row * dimensions, (row + 1) * dimensions)

  function reserve(count: number) {
    if (count * dimensions <= vectors.length) return
    const grown = new Float32Array(Math.max(count, Math.ceil(templates.length * 1.5), 64) * dimensions)
    grown.set(vectors.subarray(0, templates.length * dimensions))
    vectors = grown
  }

  function removeOne(templateId: TemplateId) {
    const row = rows.get(templateId)
    if (row === undefined) return
    const last = templates.length - 1
    rows.delete(templateId)
    if (row !== last) {
      rowOf(row).set(rowOf(last))
      templates[row] = templates[last]!
      people[row] = people[last]!
      rows.set(templates[row]!, row)
    }
    templates.pop()
    people.pop()
  }

  return {
    dimensions,
    get size() {
      return templates.length
    },
    add(entries) {
      for (const { vector } of entries) requireLength(vector, dimensions)
      reserve(templates.length + entries.length)
      for (const { templateId, personId, vector } of entries) {
        const row = rows.get(templateId) ?? templates.length
        templates[row] = templateId
        people[row] = personId
        rows.set(templateId, row)
        rowOf(row).set(vector)
      }
    },
    remove: (templateIds) => templateIds.forEach(removeOne),
    search(probe, top) {
      requireLength(probe, dimensions)
      const best = createRanking(top)
      for (let row = 0, start = 0; row < templates.length; row++, start += dimensions) {
        const similarity = dot(vectors, start, probe)
        if (similarity < best.worst()) continue
        best.offer({ personId: people[row]!, templateId: templates[row]!, similarity })
      }
      return best.ranking()
    },
    *entries() {
      for (let row = 0; row < templates.length; row++) {
        yield { templateId: templates[row]!, personId: people[row]!, vector: rowOf(row) }
      }
    },
  }
}

/** Four sums side by side: the processor need not wait for one addition before it starts the next. */
function dot(vectors: Float32Array, start: number, probe: Float32Array): number {
  const length = probe.length
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < length; i += 4) {
    a += vectors[start + i]! * probe[i]!
    b += vectors[start + i + 1]! * probe[i + 1]!
    c += vectors[start + i + 2]! * probe[i + 2]!
    d += vectors[start + i + 3]! * probe[i + 3]!
  }
  for (; i < length; i++) a += vectors[start + i]! * probe[i]!
  return a + b + c + d
}

/** @throws AppError `model-mismatch` */
export function requireLength(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions) return
  const message = `A template of ${vector.length} numbers cannot be compared with ones of ${dimensions}: another model made it.`
  throw new AppError('model-mismatch', message, { details: { length: vector.length, dimensions } })
}

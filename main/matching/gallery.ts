import type { PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { pageBytes } from '../wasm/module.ts'
import { createDotKernel, floatBytes, rowAlignment } from './dot-kernel.ts'
import { createRanking, type GalleryEntry, type Match } from './match.ts'

/** Searches all templates of one model exactly: every similarity is computed. */
export interface Gallery {
  readonly size: number
  readonly dimensions: number
  /** Adds templates, or replaces those of the same id. @throws AppError `model-mismatch` for another length */
  add(entries: readonly GalleryEntry[]): void
  /** Removes templates; unknown ids are ignored. */
  remove(templateIds: readonly TemplateId[]): void
  /** @param probe unit length @throws AppError `model-mismatch` for another length */
  search(probe: Float32Array, top: number): Match[]
}

/** Rows whose similarities are computed before they are ranked. */
const blockRows = 256

/**
 * Creates a gallery in one contiguous block of memory, where the last row replaces a removed one. It holds at most 4
 * GiB, two million templates of 512 numbers.
 * @throws RangeError beyond
 */
export function createGallery(dimensions: number): Gallery {
  const { memory, dots } = createDotKernel()
  const stride = Math.ceil((dimensions * floatBytes) / rowAlignment) * rowAlignment
  // The probe comes first, then the similarities of a block, then the rows.
  const similaritiesAt = stride
  const rowsAt = similaritiesAt + blockRows * floatBytes
  const templates: TemplateId[] = []
  const people: PersonId[] = []
  const rows = new Map<TemplateId, number>()

  const rowOf = (row: number) => new Float32Array(memory.buffer, rowsAt + row * stride, dimensions)

  function reserve(count: number) {
    const missing = rowsAt + count * stride - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
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
    rowOf(last).fill(0)
    templates.pop()
    people.pop()
  }

  reserve(0)
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
      const similarities = new Float32Array(memory.buffer, similaritiesAt, blockRows)
      new Float32Array(memory.buffer, 0, dimensions).set(probe)
      for (let first = 0; first < templates.length; first += blockRows) {
        const count = Math.min(blockRows, templates.length - first)
        dots({ at: rowsAt + first * stride, count, stride, products: similaritiesAt })
        for (let index = 0; index < count; index++) {
          const similarity = similarities[index]!
          if (similarity < best.worst()) continue
          best.offer({ personId: people[first + index]!, templateId: templates[first + index]!, similarity })
        }
      }
      return best.ranking()
    },
  }
}

/** @throws AppError `model-mismatch` */
export function requireLength(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions) return
  const message = `A template of ${vector.length} numbers cannot be compared with ones of ${dimensions}: another model made it.`
  throw new AppError('model-mismatch', message, { details: { length: vector.length, dimensions } })
}

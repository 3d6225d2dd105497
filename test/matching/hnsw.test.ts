import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import { createHnsw, type HnswIndex, loadHnsw, loadHnswSync } from '../../main/matching/hnsw.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'
import { scratchFolder } from '../helpers/app.ts'
import { clustered, near, randomOf, randomUnit } from './people-like.ts'

const dimensions = 16

const entry = (template: number, person: number, vector: Float32Array): GalleryEntry => ({
  templateId: template as TemplateId,
  personId: person as PersonId,
  vector,
})
const axis = (place: number) => Float32Array.from({ length: dimensions }, (_, at) => (at === place ? 1 : 0))
const ids = (...templates: number[]) => templates as TemplateId[]

/** The numbers as they lie in the file of a graph. */
function holds(graph: Buffer, vector: Float32Array): boolean {
  return graph.includes(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))
}

function saved(index: HnswIndex): { file: string; bytes: Buffer } {
  const file = join(scratchFolder(), 'graph')
  index.save(file)
  return { file, bytes: readFileSync(file) }
}

describe('a search', () => {
  test('finds what comparing with all finds', () => {
    const { entries, centres, random } = clustered(60, 2, dimensions)
    const index = createHnsw(dimensions, entries.length)
    const exact = createGallery(dimensions)
    index.add(entries)
    exact.add(entries)
    for (const centre of centres.slice(0, 20)) {
      const probe = near(centre, random)
      const wanted = exact.search(probe, 3)
      const found = index.search(probe, 3)
      expect(found.map(({ personId, templateId }) => [personId, templateId])).toEqual(
        wanted.map(({ personId, templateId }) => [personId, templateId]),
      )
      for (const [at, { similarity }] of found.entries()) expect(similarity).toBeCloseTo(wanted[at]!.similarity, 5)
    }
  })

  test('finds as many people as are wanted, however many templates the first of them have', () => {
    const random = randomOf(3)
    const crowd = Array.from({ length: 100 }, (_, at) => entry(at + 1, 1, near(axis(0), random, 0.99)))
    const others = [1, 2, 3].map((place) => entry(200 + place, 10 + place, axis(place)))
    const index = createHnsw(dimensions, 200)
    index.add([...crowd, ...others])
    expect(index.search(axis(0), 1).map(({ personId }) => personId)).toEqual([1])
    expect(new Set(index.search(axis(0), 3).map(({ personId }) => personId)).size).toBe(3)
    expect(index.search(axis(0), 9)).toHaveLength(4)
  })

  test('of an empty graph finds nobody, also when all were removed', () => {
    const index = createHnsw(dimensions, 0)
    expect(index.search(axis(0), 3)).toEqual([])
    index.add([entry(1, 1, axis(0))])
    index.remove(ids(1))
    expect(index.search(axis(0), 3)).toEqual([])
  })

  test('and an addition refuse vectors of another model', () => {
    const index = createHnsw(dimensions, 10)
    index.add([entry(1, 1, axis(0))])
    const other = Float32Array.of(1, 0)
    const mismatch = expect.objectContaining({ code: 'model-mismatch', details: { length: 2, dimensions } })
    expect(() => index.search(other, 1)).toThrow(mismatch)
    // Nothing of what is refused is taken.
    expect(() => index.add([entry(2, 2, axis(1)), entry(3, 3, other)])).toThrow(mismatch)
    expect(index.size).toBe(1)
  })
})

describe('changes', () => {
  test('more than there is room for are taken in', () => {
    const random = randomOf(5)
    const index = createHnsw(dimensions, 1)
    const all = Array.from({ length: 40 }, (_, at) => entry(at + 1, at + 1, randomUnit(dimensions, random)))
    for (const each of all) index.add([each])
    expect(index.size).toBe(40)
    for (const { vector, personId } of all) expect(index.search(vector, 1)[0]).toMatchObject({ personId })
  })

  test('the same template again replaces the vector and the person', () => {
    const index = createHnsw(dimensions, 4)
    index.add([entry(1, 1, axis(0)), entry(2, 2, axis(1))])
    index.add([entry(1, 3, axis(2))])
    expect([index.size, index.removed]).toEqual([2, 0])
    expect(index.search(axis(2), 1)).toEqual([{ templateId: 1, personId: 3, similarity: 1 }])
  })

  test('what is removed is found no more, takes up room, and is overwritten', () => {
    const { entries } = clustered(20, 1, dimensions)
    const index = createHnsw(dimensions, 20)
    index.add(entries)
    expect(holds(saved(index).bytes, entries[4]!.vector)).toBe(true)
    index.remove(ids(5, 5, 999))
    expect([index.size, index.removed]).toEqual([19, 1])
    const found = index.search(entries[4]!.vector, 20).map(({ templateId }) => templateId)
    expect(found).not.toContain(5)
    // It takes the place of nobody, however unlike the others are.
    expect(found).toHaveLength(19)
    const { bytes } = saved(index)
    expect([4, 5].map((at) => holds(bytes, entries[at]!.vector))).toEqual([false, true])
  })

  test('what was removed can come back', () => {
    const index = createHnsw(dimensions, 4)
    index.add([entry(1, 1, axis(0)), entry(2, 2, axis(1))])
    index.remove(ids(1))
    index.add([entry(1, 7, axis(3))])
    expect(index.search(axis(3), 1)).toEqual([{ templateId: 1, personId: 7, similarity: 1 }])
    expect([index.size, index.removed]).toEqual([2, 0])
  })
})

describe('a graph that was saved', () => {
  const { entries } = clustered(30, 1, dimensions)
  const built = () => {
    const index = createHnsw(dimensions, 30)
    index.add(entries)
    return saved(index).file
  }
  /** Everybody but the first five, the owners of whose templates are gone. */
  const owners = new Map(entries.slice(5).map(({ templateId, personId }) => [templateId, personId]))

  test.each([
    ['at once', loadHnswSync],
    ['without blocking', loadHnsw],
  ])('is read %s; templates that have no owner any more are not found', async (_, load) => {
    const index = await load(built(), dimensions, owners)
    expect([index.size, index.removed]).toEqual([25, 5])
    expect(index.search(entries[9]!.vector, 1)[0]).toMatchObject({ templateId: 10, personId: 10 })
    const found = index.search(entries[2]!.vector, 10).map(({ templateId }) => templateId)
    expect(found).toHaveLength(10)
    expect(found.filter((templateId) => !owners.has(templateId))).toEqual([])
  })

  test('forgets the vectors of those too, once they are removed', () => {
    const index = loadHnswSync(built(), dimensions, owners)
    expect(holds(saved(index).bytes, entries[2]!.vector)).toBe(true)
    index.remove(ids(3))
    expect(holds(saved(index).bytes, entries[2]!.vector)).toBe(false)
  })
})

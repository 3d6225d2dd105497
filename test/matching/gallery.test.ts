import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import { createRanking } from '../../main/matching/match.ts'
import { clustered, randomOf, randomUnit } from './people-like.ts'

const entry = (template: number, person: number, vector: number[]) => ({
  templateId: template as TemplateId,
  personId: person as PersonId,
  vector: Float32Array.from(vector),
})

test('a person counts once, by the best template', () => {
  const gallery = createGallery(2)
  gallery.add([entry(1, 1, [0, 1]), entry(2, 1, [1, 0]), entry(3, 2, [0.6, 0.8])])
  const found = gallery.search(Float32Array.of(1, 0), 5)
  expect(found.map(({ personId, templateId }) => [personId, templateId])).toEqual([
    [1, 2],
    [2, 3],
  ])
  expect(found[0]!.similarity).toBeCloseTo(1, 6)
  expect(found[1]!.similarity).toBeCloseTo(0.6, 6)
})

test('equal similarities are in order of template', () => {
  const gallery = createGallery(2)
  gallery.add([entry(9, 9, [1, 0]), entry(4, 4, [1, 0]), entry(7, 7, [1, 0])])
  expect(gallery.search(Float32Array.of(1, 0), 2).map(({ templateId }) => templateId)).toEqual([4, 7])
})

test('the same template again replaces the vector and the person', () => {
  const gallery = createGallery(2)
  gallery.add([entry(1, 1, [1, 0])])
  gallery.add([entry(1, 2, [0, 1])])
  expect(gallery.size).toBe(1)
  expect(gallery.search(Float32Array.of(0, 1), 1)).toEqual([{ templateId: 1, personId: 2, similarity: 1 }])
})

test('none of the best is none, and what is removed is gone from the room of the one that takes its place', () => {
  const gallery = createGallery(2)
  gallery.add([entry(1, 1, [1, 0]), entry(2, 2, [0, 1])])
  expect(gallery.search(Float32Array.of(1, 0), 0)).toEqual([])
  gallery.remove([1 as TemplateId, 1 as TemplateId, 9 as TemplateId])
  expect(gallery.size).toBe(1)
  gallery.add([entry(3, 3, [0.6, 0.8])])
  gallery.remove([3 as TemplateId])
  expect(gallery.search(Float32Array.of(0, 1), 5)).toEqual([{ templateId: 2, personId: 2, similarity: 1 }])
  // The same again, after its room was given away.
  gallery.remove([2 as TemplateId])
  gallery.add([entry(1, 1, [1, 0])])
  expect(gallery.search(Float32Array.of(1, 0), 5)).toEqual([{ templateId: 1, personId: 1, similarity: 1 }])
})

test('a ranking keeps the best, says the worst of them, and takes the older template of equal ones', () => {
  const of = (template: number, person: number, similarity: number) => ({
    ...{ templateId: template as TemplateId, personId: person as PersonId, similarity },
  })
  const best = createRanking(2)
  expect(best.worst()).toBe(-Infinity)
  best.offer(of(1, 1, 0.5))
  expect(best.worst()).toBe(-Infinity)
  best.offer(of(2, 2, 0.4))
  expect(best.worst()).toBe(0.4)
  best.offer(of(3, 3, 0.3))
  best.offer(of(4, 4, 0.4))
  expect(best.ranking()).toEqual([of(1, 1, 0.5), of(2, 2, 0.4)])
  best.offer(of(1, 4, 0.4))
  expect(best.ranking()).toEqual([of(1, 1, 0.5), of(1, 4, 0.4)])
  best.offer(of(9, 9, Number.NaN))
  expect(best.worst()).toBe(0.4)
  const none = createRanking(0)
  none.offer(of(1, 1, 0.5))
  expect(none.worst()).toBe(Infinity)
  expect(none.ranking()).toEqual([])
})

test('an empty gallery finds nobody', () => {
  expect(createGallery(2).search(Float32Array.of(1, 0), 5)).toEqual([])
  // These do not fit into the memory that every gallery begins with.
  expect(createGallery(20_000).search(new Float32Array(20_000), 5)).toEqual([])
})

test('a probe that is not a number finds nobody', () => {
  const gallery = createGallery(2)
  gallery.add([entry(1, 1, [1, 0])])
  expect(gallery.search(Float32Array.of(Number.NaN, 0), 5)).toEqual([])
})

test('vectors of another model are refused', () => {
  const gallery = createGallery(2)
  expect(() => gallery.add([entry(1, 1, [1, 0, 0])])).toThrow(expect.objectContaining({ code: 'model-mismatch' }))
  expect(() => gallery.search(Float32Array.of(1), 1)).toThrow(
    expect.objectContaining({
      code: 'model-mismatch',
      details: { length: 1, dimensions: 2 },
      message: expect.stringContaining('1 numbers'),
    }),
  )
})

test('any series of additions and removals finds what sorting all templates finds', () => {
  const { entries } = clustered(12, 3, 16)
  const step = fc.record({ index: fc.nat(entries.length - 1), add: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (steps, top, seed) => {
      const gallery = createGallery(16)
      const expected = new Map<number, (typeof entries)[number]>()
      for (const { index, add } of steps) {
        const chosen = entries[index]!
        if (add) gallery.add([chosen])
        else gallery.remove([chosen.templateId])
        if (add) expected.set(chosen.templateId, chosen)
        else expected.delete(chosen.templateId)
      }
      const probe = randomUnit(16, randomOf(seed + 1))
      const best = new Map<number, number>()
      for (const { personId, vector } of expected.values()) {
        const similarity = vector.reduce((sum, value, index) => sum + value * probe[index]!, 0)
        best.set(personId, Math.max(best.get(personId) ?? -2, similarity))
      }
      const order = [...best].sort((a, b) => b[1] - a[1]).slice(0, top)
      const found = gallery.search(probe, top)
      expect(gallery.size).toBe(expected.size)
      expect(found.map(({ personId }) => personId)).toEqual(order.map(([person]) => person))
      for (const [index, { similarity }] of found.entries()) expect(similarity).toBeCloseTo(order[index]![1], 5)
    }),
  )
})

test.each([1, 2, 15, 17, 512])('rows of %i numbers, more than one block of them, are all compared', (dimensions) => {
  const random = randomOf(dimensions)
  const gallery = createGallery(dimensions)
  const vectors = Array.from({ length: 700 }, () => randomUnit(dimensions, random))
  for (const [index, vector] of vectors.entries()) gallery.add([entry(index + 1, index + 1, [...vector])])
  const probe = randomUnit(dimensions, random)
  const found = gallery.search(probe, vectors.length)
  expect(found).toHaveLength(vectors.length)
  expect(gallery.search(probe, vectors.length)).toEqual(found)
  for (const { templateId, similarity } of found) {
    const expected = vectors[templateId - 1]!.reduce((sum, value, at) => sum + value * probe[at]!, 0)
    expect(similarity).toBeCloseTo(expected, 6)
  }
})

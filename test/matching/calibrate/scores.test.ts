import { describe, expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { scoreGallery } from '../../../main/matching/calibrate/scores.ts'
import type { GalleryEntry } from '../../../main/matching/match.ts'
import { clustered, randomOf } from '../people-like.ts'

function entry(template: number, person: number, ...vector: number[]): GalleryEntry {
  return {
    templateId: template as TemplateId,
    personId: person as PersonId,
    vector: Float32Array.from(vector),
  }
}

/** Somebody at an angle, in degrees. */
const at = (template: number, person: number, degrees: number) =>
  entry(template, person, Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))
const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
const close = (degrees: number) => expect.closeTo(cos(degrees), 6)

describe('a small gallery', () => {
  const scores = scoreGallery([at(5, 10, 50), at(2, 20, 60), at(1, 10, 0), at(4, 30, 170), at(3, 10, 30)], randomOf(1))

  test('is counted by people and templates', () => {
    expect(scores).toMatchObject({ people: 3, templates: 5, templatesOf: [3, 1, 1] })
  })

  test('is compared across people, each pair once', () => {
    const { similarity, first, second } = scores.impostor
    expect([...similarity]).toEqual([10, 60, 30, 120, 170, 140, 110].map(close))
    expect([...first]).toEqual([0, 0, 0, 0, 0, 0, 1])
    expect([...second]).toEqual([1, 1, 1, 2, 2, 2, 2])
  })

  test('has of each template of a person with several its best other one', () => {
    const { similarity, person, others } = scores.genuine
    expect([...similarity]).toEqual([20, 30, 20].map(close))
    expect([...person]).toEqual([0, 0, 0])
    expect([...others]).toEqual([2, 2, 2])
  })

  test('names the pairs that are most alike, each by its templates', () => {
    expect(scores.lookalikes).toEqual([
      { people: [10, 20], templates: [5, 2], similarity: close(10) },
      { people: [20, 30], templates: [2, 4], similarity: close(110) },
      { people: [10, 30], templates: [5, 4], similarity: close(120) },
    ])
  })

  test('names who is hardest to recognise', () => {
    expect(scores.hardest).toEqual([{ personId: 10, similarity: close(30) }])
    const two = [at(1, 1, 0), at(2, 1, 20), at(3, 2, 90), at(4, 2, 130), at(5, 3, 200), at(6, 3, 230), at(7, 3, 260)]
    const { hardest, genuine } = scoreGallery(two, randomOf(1))
    expect([...genuine.person]).toEqual([0, 0, 1, 1, 2, 2, 2])
    expect([...genuine.others]).toEqual([1, 1, 1, 1, 2, 2, 2])
    expect(hardest).toEqual([
      { personId: 2, similarity: close(40) },
      { personId: 3, similarity: close(30) },
      { personId: 1, similarity: close(20) },
    ])
  })
})

test('a copy of a template, up to a thousandth, counts once; that of somebody else counts', () => {
  // The cosine of 2 degrees is 0.9994, of 3 it is 0.9986.
  const copied = [at(1, 1, 0), at(2, 1, 2), at(3, 1, 3), at(4, 2, 0)]
  expect(scoreGallery(copied, randomOf(1))).toMatchObject({ people: 2, templates: 3, templatesOf: [2, 1] })
})

test('vectors of any length are compared to their last number', () => {
  const similarity = (a: number[], b: number[]) =>
    scoreGallery([entry(1, 1, ...a), entry(2, 2, ...b)], randomOf(1)).impostor.similarity[0]
  expect(similarity([0.5], [0.25])).toBe(0.125)
  expect(similarity([1, 2], [3, 4])).toBe(11)
  expect(similarity([1, 2, 3], [4, 5, 6])).toBe(32)
  expect(similarity([1, 2, 3, 4], [5, 6, 7, 8])).toBe(70)
})

test('one vector of numbers that are none does not take its person along', () => {
  const scores = scoreGallery(
    [entry(1, 1, Number.NaN, 0), at(2, 1, 0), entry(3, 2, 0, Number.POSITIVE_INFINITY)],
    randomOf(1),
  )
  expect(scores).toMatchObject({ people: 1, templates: 1 })
})

describe('a large gallery', () => {
  test('lists the fifty pairs that are most alike', () => {
    const entries = Array.from({ length: 12 }, (_, index) => at(index, index, index ** 2))
    const { lookalikes, impostor } = scoreGallery(entries, randomOf(1))
    const worst = [...impostor.similarity].toSorted((one, other) => other - one).slice(0, 50)
    expect(impostor.similarity).toHaveLength(66)
    expect(lookalikes.map(({ similarity }) => similarity)).toEqual(
      worst.map((similarity) => expect.closeTo(similarity, 6)),
    )
    expect(lookalikes[0]!.people).toEqual([0, 1])
  })

  test('lists the fifty people who are hardest to recognise', () => {
    const entries = Array.from({ length: 60 }, (_, index) => [
      at(2 * index, index, 0),
      at(2 * index + 1, index, 80 - index),
    ])
    const { hardest } = scoreGallery(entries.flat(), randomOf(1))
    expect(hardest.map(({ personId }) => personId)).toEqual(Array.from({ length: 50 }, (_, index) => index))
  })

  test('is sampled by people, so that a million pairs are left, and by chance', () => {
    const { entries } = clustered(900, 2, 8, 12)
    const { people, impostor, lookalikes } = scoreGallery(entries, randomOf(1))
    // 707 of 900 people: their pairs are as many as the root of two million, squared and halved.
    expect([people, impostor.similarity.length]).toEqual([707, (1414 ** 2 - 707 * 4) / 2])
    expect(Math.max(...lookalikes.flatMap((pair) => pair.people))).toBeGreaterThan(707)
  })
})

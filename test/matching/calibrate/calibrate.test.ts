import { describe, expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../../main/contract/entities.ts'
import { calibrate, fpir, type RatePromise, weighEvidence } from '../../../main/matching/calibrate/calibrate.ts'
import { referenceOf } from '../../../main/matching/calibrate/reference.ts'
import { scoreGallery } from '../../../main/matching/calibrate/scores.ts'
import { binOf, emptyCounts, fitPareto, histogramOf } from '../../../main/matching/calibrate/tail.ts'
import type { GalleryEntry } from '../../../main/matching/match.ts'
import { clustered, near, randomOf, randomUnit, unit } from '../people-like.ts'

const dimensions = 64
const onePercent: RatePromise = { kind: 'fpir', rate: 0.01 }
/** A plain loop: millions of pairs are compared here, and `reduce` takes five times as long. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

/** People who resemble each other by this similarity on average, as those of one origin and sex do; one photo each. */
function alike(people: number, similarity: number, seed: number): GalleryEntry[] {
  const random = randomOf(seed)
  const common = randomUnit(dimensions, random)
  return Array.from({ length: people }, (_, person) => {
    const own = randomUnit(dimensions, random)
    return {
      templateId: (person + 1) as TemplateId,
      personId: (person + 1) as PersonId,
      vector: unit(
        own.map((value, index) => Math.sqrt(1 - similarity) * value + Math.sqrt(similarity) * common[index]!),
      ),
    }
  })
}

function impostorsOf(entries: readonly GalleryEntry[]) {
  const counts = emptyCounts()
  for (const [index, a] of entries.entries()) {
    for (const b of entries.slice(index + 1)) {
      if (a.personId !== b.personId) counts[binOf(dot(a.vector, b.vector))]! += 1
    }
  }
  return histogramOf(counts)
}

/** Measured on other people: one office like those below, and some whose people are more alike. */
function reference() {
  const { entries } = clustered(400, 2, dimensions, 99)
  const genuine: number[][] = [[], [], []]
  for (const [index, a] of entries.entries()) {
    for (const b of entries.slice(index + 1).filter(({ personId }) => personId === a.personId)) {
      const similarity = dot(a.vector, b.vector)
      for (const list of genuine) list.push(similarity, similarity)
    }
  }
  const others = [0, 0.03, 0.06, 0.09, 0.12].map((similarity, index) => alike(200, similarity, 500 + index))
  return referenceOf('1,400 made-up people', 1400, [entries, ...others].map(impostorsOf), genuine)
}
const madeUp = reference()

function evidenceOf(entries: readonly GalleryEntry[], by = madeUp) {
  return weighEvidence(scoreGallery(entries, randomOf(2)), by, randomOf(3))
}

describe('a promise', () => {
  test.each([50, 150])('of one in a hundred is kept for %i people, by strangers who were never seen', (people) => {
    const { entries } = clustered(people, 2, dimensions, people)
    const calibration = calibrate(evidenceOf(entries), onePercent)
    if (calibration.kind !== 'calibrated') throw new Error(calibration.message)
    const random = randomOf(77)
    const strangers = 4000
    let named = 0
    for (let stranger = 0; stranger < strangers; stranger++) {
      const probe = randomUnit(dimensions, random)
      if (entries.some(({ vector }) => dot(vector, probe) >= calibration.threshold)) named++
    }
    expect(named / strangers).toBeGreaterThan(0.005)
    expect(named / strangers).toBeLessThan(0.02)
    const [low, high] = calibration.interval
    expect(low).toBeLessThan(calibration.threshold)
    expect(high).toBeGreaterThan(calibration.threshold)
    expect(high - low).toBeLessThan(0.1)
    expect(calibration.expectedFpir).toBeCloseTo(0.01, 6)
    expect(calibration).toMatchObject({ people, templates: people * 2, basis: { ownPeople: people } })
  })

  test.each([0.02, 0.1])(
    'is kept by ten people who are alike by %f on average, over many such offices',
    (similarity) => {
      let named = 0
      let attempts = 0
      for (let office = 0; office < 20; office++) {
        const people = alike(300, similarity, 1000 + office)
        const calibration = calibrate(evidenceOf(people.slice(0, 10)), onePercent)
        if (calibration.kind !== 'calibrated') throw new Error(calibration.message)
        const strangers = people.slice(10)
        attempts += strangers.length
        named += strangers.filter(({ vector }) =>
          people.slice(0, 10).some((entry) => dot(entry.vector, vector) >= calibration.threshold),
        ).length
      }
      expect(named / attempts).toBeGreaterThan(0.0025)
      expect(named / attempts).toBeLessThan(0.025)
    },
  )

  test('is dearer when more people are enrolled and when it is stricter', () => {
    const few = evidenceOf(clustered(40, 1, dimensions, 5).entries)
    const many = evidenceOf(clustered(200, 1, dimensions, 6).entries)
    const threshold = (evidence: typeof few, rate: number) => {
      const calibration = calibrate(evidence, { kind: 'fpir', rate })
      return calibration.kind === 'calibrated' ? calibration.threshold : Number.NaN
    }
    expect(threshold(many, 0.01)).toBeGreaterThan(threshold(few, 0.01) + 0.01)
    expect(threshold(few, 0.01)).toBeGreaterThan(threshold(few, 0.05) + 0.01)
  })

  test('foretells how many colleagues are missed', () => {
    const { entries, centres, random } = clustered(150, 2, dimensions, 8)
    const calibration = calibrate(evidenceOf(entries), onePercent)
    if (calibration.kind !== 'calibrated') throw new Error(calibration.message)
    let missed = 0
    for (const [person, centre] of centres.entries()) {
      for (let photo = 0; photo < 20; photo++) {
        const probe = near(centre, random)
        const mine = entries.filter(({ personId }) => personId === person + 1)
        if (!mine.some(({ vector }) => dot(vector, probe) >= calibration.threshold)) missed++
      }
    }
    const measured = missed / (centres.length * 20)
    expect(calibration.expectedFnir).toBeGreaterThan(measured / 3 - 0.005)
    expect(calibration.expectedFnir).toBeLessThan(measured * 3 + 0.005)
  })
})

describe('too little data', () => {
  test('an empty gallery', () => {
    const calibration = calibrate(weighEvidence(scoreGallery([], randomOf(1)), null, randomOf(1)), onePercent)
    expect(calibration).toMatchObject({ kind: 'too-little-data', best: null, people: 0 })
  })

  test('one person, and no reference', () => {
    const { entries } = clustered(1, 3, dimensions)
    const calibration = calibrate(weighEvidence(scoreGallery(entries, randomOf(1)), null, randomOf(1)), onePercent)
    expect(calibration).toMatchObject({
      kind: 'too-little-data',
      best: null,
      message: 'With one person nothing can be promised yet. Enrol more people.',
    })
  })

  test('says what sixty people are enough for, for a model that nobody has measured', () => {
    const { entries } = clustered(60, 2, dimensions, 4)
    const evidence = weighEvidence(scoreGallery(entries, randomOf(1)), null, randomOf(1))
    const calibration = calibrate(evidence, { kind: 'fpir', rate: 1e-6 })
    if (calibration.kind !== 'too-little-data') throw new Error('promised too much')
    expect(calibration.message).toMatch(/^With 60 people we can promise 1 in \d+ at best\./)
    expect(calibrate(evidence, { kind: 'fpir', rate: calibration.best! }).kind).toBe('calibrated')
  })

  test('one person is enough where the model has been measured, at a threshold that is safe for the most alike people', () => {
    const { entries } = clustered(1, 1, dimensions)
    const calibration = calibrate(evidenceOf(entries), onePercent)
    if (calibration.kind !== 'calibrated') throw new Error('promised nothing')
    const { exceedance } = fitPareto(impostorsOf(alike(200, 0.12, 600)))
    expect(exceedance(calibration.threshold)).toBeLessThan(0.015)
    expect(exceedance(calibration.threshold)).toBeGreaterThan(0.002)
  })
})

describe('odd galleries', () => {
  test('of identical photos count each once', () => {
    const { entries } = clustered(30, 1, dimensions, 9)
    const copies = [1, 2, 3].flatMap((copy) =>
      entries.map((entry) => ({ ...entry, templateId: (entry.templateId + copy * 1000) as TemplateId })),
    )
    expect(scoreGallery(copies, randomOf(1))).toMatchObject({ people: 30, templates: 30 })
    expect(calibrate(evidenceOf(copies), onePercent)).toEqual(calibrate(evidenceOf(entries), onePercent))
  })

  test('with twins, or one person enrolled twice: the pair is named and does not move the threshold', () => {
    const { entries, centres, random } = clustered(60, 1, dimensions, 10)
    const twin = {
      templateId: 999 as TemplateId,
      personId: 999 as PersonId,
      vector: near(entries[4]!.vector, random, 0.97),
    }
    const scores = scoreGallery([...entries, twin], randomOf(1))
    expect(centres).toHaveLength(60)
    expect(scores.lookalikes[0]).toMatchObject({ people: [5, 999], templates: [5, 999] })
    const without = calibrate(evidenceOf(entries), onePercent)
    const together = calibrate(weighEvidence(scores, madeUp, randomOf(3)), onePercent)
    if (without.kind !== 'calibrated' || together.kind !== 'calibrated') throw new Error('refused')
    expect(Math.abs(together.threshold - without.threshold)).toBeLessThan(0.02)
  })

  test('with a template that is not a number', () => {
    const { entries } = clustered(20, 1, dimensions, 11)
    const broken = {
      templateId: 999 as TemplateId,
      personId: 999 as PersonId,
      vector: new Float32Array(dimensions).fill(Number.NaN),
    }
    expect(scoreGallery([...entries, broken], randomOf(1))).toMatchObject({ people: 20, templates: 20 })
  })
})

test('the person who is hardest to recognise is listed first', () => {
  const { entries, centres, random } = clustered(10, 2, dimensions, 13)
  const odd = { templateId: 900 as TemplateId, personId: 3 as PersonId, vector: near(centres[2]!, random, 0.3) }
  expect(scoreGallery([...entries, odd], randomOf(1)).hardest[0]!.personId).toBe(3)
})

test('FPIR from FMR is exact where the naive power would lose its digits', () => {
  expect(fpir(1e-12, 1000)).toBeCloseTo(1e-9, 15)
  expect(fpir(0.5, 2)).toBeCloseTo(0.75, 12)
  expect(fpir(1, 3)).toBe(1)
})

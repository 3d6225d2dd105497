import { expect, test } from 'vitest'
import { judgeByAttribute } from '../../main/evaluation/by-attribute.ts'
import type { LabelledFace } from '../../main/evaluation/open-set.ts'
import { uniformFrom } from '../../main/numeric/random.ts'
import { parseAttributes } from '../../main/shells/cli/attribute-list.ts'

function face(person: string, degrees: number): LabelledFace {
  const radians = (degrees * Math.PI) / 180
  return {
    person,
    file: `${person}-${degrees}`,
    vector: Float32Array.of(Math.cos(radians), Math.sin(radians)),
    quality: 50,
  }
}

/** At 0.5 faces match that are at most 60 degrees apart. */
const threshold = 0.5
const people = [face('ada', 0), face('ada', 70), face('bea', 100), face('bea', 110), face('cem', 200), face('dan', 300)]
const list = `name,glasses,site
ada,yes,north
bea,yes,
cem,no,north
dan,no,south
eve,no,north
`

test('the rates of each value, by hand', () => {
  const rates = judgeByAttribute(people, parseAttributes(list, 'list.csv'), threshold, uniformFrom(1))
  expect(rates.map(({ column, value, people }) => [column, value, people])).toEqual([
    ['glasses', 'no', 2],
    ['glasses', 'yes', 2],
    ['site', 'north', 2],
    ['site', 'south', 1],
  ])
  const [without, wearing, north, south] = rates
  // Ada at 70 degrees lies 30 and 40 from Bea; at 0 she lies 100 and more away. Her own two are 70 apart, Bea’s 10.
  expect(wearing!.fmr).toMatchObject({ rate: 0.5, pairs: 4, tooFew: true })
  expect(wearing!.fnmr).toMatchObject({ rate: 0.5, pairs: 2, interval: [0, 1] })
  expect(without).toMatchObject({ fmr: { rate: 0, pairs: 1 }, fnmr: null })
  // None of two: up to two in three is possible.
  expect(without!.fmr!.interval[1]).toBeCloseTo(0.658, 3)
  // Cem has one photo; Ada lies 130 degrees and more from him, and her own pair is missed.
  expect(north).toMatchObject({ fmr: { rate: 0, pairs: 2 }, fnmr: { rate: 1, pairs: 1 } })
  expect(south).toMatchObject({ people: 1, fmr: null, fnmr: null })
})

test('thirty people are enough to be compared', () => {
  const many = Array.from({ length: 30 }, (_, person) => face(`p${person}`, person * 12))
  const attributes = new Map(many.map(({ person }) => [person, new Map([['site', 'north']])]))
  const [north] = judgeByAttribute(many, attributes, 0.99, uniformFrom(1))
  expect(north!.fmr).toEqual({ rate: 0, interval: [0, expect.closeTo(0.1135, 4)], pairs: 435, tooFew: false })
  const [close] = judgeByAttribute(many, attributes, Math.cos((12.5 * Math.PI) / 180), uniformFrom(1))
  // Everybody has two neighbours: thirty pairs of 435.
  expect(close!.fmr!.rate).toBeCloseTo(30 / 435, 12)
  const [low, high] = close!.fmr!.interval
  expect(low).toBeGreaterThan(0.03)
  expect(high).toBeLessThan(0.12)
})

test('a list without anything to compare by is refused', () => {
  expect(() => parseAttributes('name\nada\n', 'list.csv')).toThrow('list.csv needs two columns at least')
})

import { expect, test } from 'vitest'
import type { Box } from '../../main/contract/entities.ts'
import { rateProminence } from '../../main/contract/prominence.ts'
import type { Quality, QualityComponentName, QualityReason } from '../../main/contract/quality.ts'
import { findMajority, judgeFace, judgePhoto } from '../../main/enrolment/photo-rule.ts'

const box: Box = { x: 100, y: 100, width: 150, height: 200 }

function quality(name: QualityComponentName, score: number, reason: QualityReason | null): Quality {
  return { score: 70, components: [{ name, score, reason }] }
}

const small = (x: number): Box => ({ x, y: 10, width: 50, height: 60 })

test.each([
  ['sharpness', 'hold-still', /blurred/],
  ['exposure', 'less-light', /overexposed/],
  ['occlusion', 'uncover-face', /covered/],
  ['proportions', 'keep-proportions', /stretched/],
] as const)('what spoils a template is refused whatever the score: %s', (name, reason, words) => {
  const refusal = judgeFace({ box, quality: quality(name, 29, reason) }, 20)
  expect(refusal).toMatchObject({ code: 'low-quality', message: expect.stringMatching(words) })
  expect(judgeFace({ box, quality: quality(name, 31, reason) }, 20)).toBeNull()
})

test.each([
  ['exposure', 'more-light'],
  ['eyes', 'open-eyes'],
  ['yaw', 'turn-left'],
] as const)('what only lowers the score is not refused alone: %s', (name, reason) => {
  expect(judgeFace({ box, quality: quality(name, 0, reason) }, 20)).toBeNull()
})

test('a second face as prominent is refused, and all that were found are counted', () => {
  const faces = [box, { ...box, x: 400 }].map((each) => ({ box: each, quality: quality('size', 100, null) }))
  const prominence = rateProminence({ width: 800, height: 600 }, 'largest')
  expect(judgePhoto(faces, 265, prominence, 20)).toMatchObject({
    code: 'several-faces',
    message: expect.stringContaining('There are 267 faces'),
  })
  expect(judgePhoto([faces[0]!, { ...faces[1]!, box: small(400) }], 0, prominence, 20)).toBeNull()
})

test('in an imported photo the face in the middle is meant, though one at the edge is larger', () => {
  const size = { width: 1000, height: 600 }
  const middle: Box = { x: 450, y: 250, width: 100, height: 120 }
  const edge: Box = { x: 10, y: 20, width: 120, height: 140 }
  const [central, largest] = [rateProminence(size, 'central'), rateProminence(size, 'largest')]
  expect(central(middle)).toBeGreaterThan(central(edge))
  expect(largest(middle)).toBeLessThan(largest(edge))
})

test('photos are a majority when more of them resemble one of them than were taken, whichever it is', () => {
  const people = ['stranger', 'ada', 'ada', 'bea', 'ada']
  const alike = (first: number, second: number) => (people[first] === people[second] ? 0.5 : 0.1)
  expect(findMajority(2, people.length, alike).toSorted()).toEqual([1, 2, 4])
  expect(findMajority(3, people.length, alike)).toEqual([])
})

test('photos that resemble each other as little as those taken are no majority, however many they are', () => {
  expect(findMajority(1, 9, () => 0.279)).toEqual([])
  expect(findMajority(1, 2, () => 0.281)).toEqual([0, 1])
  expect(findMajority(0, 0, () => 1)).toEqual([])
})

import { describe, expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import {
  decideTrack,
  defaultTrackRule,
  fuseProbe,
  noEvidence,
  observe,
  type TrackEvidence,
  type TrackState,
} from '../../main/matching/track-evidence.ts'
import { near, randomOf, randomUnit, unit } from './people-like.ts'

const rule = { threshold: 0.45, margin: 0.05, ...defaultTrackRule }
const dimensions = 64
const random = randomOf(3)
const [ada, eve, stranger] = [1, 2, 3].map(() => randomUnit(dimensions, random)) as [
  Float32Array,
  Float32Array,
  Float32Array,
]
const gallery = createGallery(dimensions)
gallery.add([
  { templateId: 1 as TemplateId, personId: 1 as PersonId, vector: ada },
  { templateId: 2 as TemplateId, personId: 2 as PersonId, vector: eve },
])

/** A unit vector at a given cosine from `centre`, in a direction of its own. */
function at(centre: Float32Array, cosine: number): Float32Array {
  const other = randomUnit(dimensions, random)
  const along = other.reduce((sum, value, index) => sum + value * centre[index]!, 0)
  const across = unit(other.map((value, index) => value - along * centre[index]!))
  return across.map((value, index) => cosine * centre[index]! + Math.sqrt(1 - cosine ** 2) * value)
}

function seen(evidence: TrackEvidence, vector: Float32Array, quality: number): TrackEvidence {
  return observe(evidence, { vector, quality, ranking: gallery.search(vector, 5) }, rule)
}

function stateAfter(frames: readonly (readonly [Float32Array, number])[]): TrackState {
  const evidence = frames.reduce((before, [vector, quality]) => seen(before, vector, quality), noEvidence(dimensions))
  const probe = fuseProbe(evidence)
  return decideTrack(evidence, probe ? gallery.search(probe, 5) : [], rule)
}

describe('a track', () => {
  test('without frames looks on', () => {
    expect(stateAfter([])).toEqual({ kind: 'looking' })
  })

  test('is known at once when beyond doubt', () => {
    expect(stateAfter([[at(ada, 0.75), 80]])).toMatchObject({
      kind: 'decided',
      verdict: { kind: 'known', best: { personId: 1 } },
    })
  })

  test('needs two agreeing frames when only just above the threshold', () => {
    const probe = at(ada, 0.5)
    expect(stateAfter([[probe, 80]])).toEqual({ kind: 'looking' })
    expect(
      stateAfter([
        [probe, 80],
        [probe, 80],
      ]),
    ).toMatchObject({ verdict: { kind: 'known' } })
  })

  test('is known by frames that are each below the threshold and together above it', () => {
    const frames = Array.from({ length: 3 }, () => [at(ada, 0.43), 80] as const)
    expect(stateAfter(frames)).toMatchObject({ verdict: { kind: 'known', best: { personId: 1 } } })
  })

  test('is a stranger only after three good frames', () => {
    const good = () => [near(stranger, random), 80] as const
    const blurred = () => [near(stranger, random), 10] as const
    expect(stateAfter([good(), good()])).toEqual({ kind: 'looking' })
    expect(stateAfter([good(), good(), blurred(), blurred(), blurred()])).toEqual({ kind: 'looking' })
    expect(stateAfter([good(), blurred(), good(), good()])).toMatchObject({ verdict: { kind: 'unknown' } })
  })

  test('with only blurred frames never ends in a stranger', () => {
    expect(stateAfter(Array.from({ length: 50 }, () => [near(stranger, random), 20] as const))).toEqual({
      kind: 'looking',
    })
  })

  test('between two people is ambiguous, after as many frames as a name needs', () => {
    const both = unit(ada.map((value, index) => value + eve[index]!))
    expect(stateAfter([[both, 80]])).toEqual({ kind: 'looking' })
    expect(
      stateAfter([
        [both, 80],
        [both, 80],
      ]),
    ).toMatchObject({ verdict: { kind: 'ambiguous' } })
  })

  test('whose frames disagree names nobody', () => {
    const state = stateAfter([
      [at(ada, 0.9), 90],
      [at(eve, 0.9), 1],
    ])
    expect(state).toEqual({ kind: 'looking' })
  })

  test('names nobody beyond doubt whom no frame had on top', () => {
    const evidence = { ...seen(noEvidence(dimensions), ada, 80), votes: new Map() }
    expect(decideTrack(evidence, gallery.search(ada, 5), rule)).toEqual({ kind: 'looking' })
  })

  test('needs more frames for the person than any other person has', () => {
    const decided = (mine: number, rival: number) => {
      const votes = new Map([
        [1 as PersonId, mine],
        [2 as PersonId, rival],
      ])
      return decideTrack({ ...seen(noEvidence(dimensions), ada, 80), votes }, gallery.search(ada, 5), rule).kind
    }
    expect([decided(3, 2), decided(3, 3), decided(3, 4)]).toEqual(['decided', 'looking', 'looking'])
  })

  test('is beyond doubt from exactly the threshold and the certainty on', () => {
    const exact = { ...rule, threshold: 0.5, certainty: 0.25 }
    const stateAt = (similarity: number) => {
      const ranking = [{ personId: 1 as PersonId, templateId: 1 as TemplateId, similarity }]
      const evidence = observe(noEvidence(dimensions), { vector: ada, quality: 80, ranking }, exact)
      return decideTrack(evidence, ranking, exact)
    }
    expect(stateAt(0.75)).toMatchObject({ kind: 'decided', verdict: { kind: 'known' } })
    expect(stateAt(0.7499)).toEqual({ kind: 'looking' })
  })

  test('counts a frame of exactly the good quality as good, and no vote where nobody was found', () => {
    const ranking = [] as const
    const evidence = [39.9, 40, 41].reduce(
      (before, quality) => observe(before, { vector: stranger, quality, ranking }, rule),
      noEvidence(dimensions),
    )
    expect(evidence).toMatchObject({ frames: 3, goodFrames: 2 })
    expect(evidence.votes.size).toBe(0)
  })

  test('has no probe before its first frame', () => {
    expect(fuseProbe(noEvidence(dimensions))).toBeNull()
  })

  test('weighs frames by their quality', () => {
    const evidence = seen(seen(noEvidence(dimensions), ada, 99), eve, 9)
    const probe = fuseProbe(evidence)!
    const cosine = (other: Float32Array) => probe.reduce((sum, value, index) => sum + value * other[index]!, 0)
    expect(cosine(ada)).toBeGreaterThan(0.95)
    expect(Math.hypot(...probe)).toBeCloseTo(1, 6)
  })

  test('takes no harm from a frame that is not a number', () => {
    const before = seen(noEvidence(dimensions), ada, 80)
    expect(seen(before, new Float32Array(dimensions).fill(Number.NaN), 80)).toBe(before)
    const partly = ada.slice()
    partly[3] = Number.NaN
    expect(seen(before, partly, 80)).toBe(before)
    expect(fuseProbe(seen(before, ada, Number.NaN))!.every(Number.isFinite)).toBe(true)
  })

  test('evidence is a value: observing leaves the former one as it was', () => {
    const before = seen(noEvidence(dimensions), ada, 80)
    const copy = structuredClone(before)
    seen(before, eve, 80)
    expect(before).toEqual(copy)
  })
})

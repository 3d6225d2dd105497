import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { decide } from '../../main/matching/decide.ts'
import type { Match } from '../../main/matching/match.ts'

const rule = { threshold: 0.45, margin: 0.05 }

function match(person: number, similarity: number): Match {
  return { personId: person as PersonId, templateId: person as TemplateId, similarity }
}

describe('decide', () => {
  test.each([
    ['nobody enrolled', [], 'unknown'],
    ['just below the threshold', [match(1, 0.4499)], 'unknown'],
    ['exactly the threshold', [match(1, 0.45)], 'known'],
    ['alone above it', [match(1, 0.5), match(2, 0.449)], 'known'],
    ['a rival within the margin', [match(1, 0.5), match(2, 0.46)], 'ambiguous'],
    ['a rival below the threshold, though within the margin', [match(1, 0.47), match(2, 0.44)], 'known'],
    ['a rival exactly at the threshold', [match(1, 0.47), match(2, 0.45)], 'ambiguous'],
    ['another template of the same person', [match(1, 0.5), match(1, 0.49)], 'known'],
    ['a rival exactly at the margin', [match(1, 0.55), match(2, 0.5)], 'known'],
    ['twins', [match(1, 0.8), match(2, 0.8)], 'ambiguous'],
    ['not a number on top', [match(1, Number.NaN), match(2, 0.6)], 'known'],
    ['only what is not a number', [match(1, Number.NaN)], 'unknown'],
    ['infinity is no similarity', [match(1, Number.POSITIVE_INFINITY)], 'unknown'],
  ])('%s', (_, ranking, kind) => {
    expect(decide(ranking, rule).kind).toBe(kind)
  })

  test('known carries the best person and the runner-up, whoever is below the threshold', () => {
    expect(decide([match(7, 0.61), match(3, 0.2)], rule)).toEqual({
      kind: 'known',
      best: match(7, 0.61),
      runnerUp: match(3, 0.2),
      threshold: 0.45,
    })
  })

  test('the runner-up is another person, not another template', () => {
    const ranking = [match(7, 0.61), match(7, 0.55), match(3, 0.2)]
    expect(decide(ranking, rule)).toMatchObject({ kind: 'known', runnerUp: match(3, 0.2) })
    expect(decide(ranking.slice(0, 2), rule)).toMatchObject({ kind: 'known', runnerUp: null })
  })

  test('a lead of exactly the margin is enough', () => {
    // Fractions of two are exact, so that the lead is the margin and not a hair more.
    const exact = { threshold: 0.5, margin: 0.125 }
    expect(decide([match(1, 0.75), match(2, 0.625)], exact).kind).toBe('known')
    expect(decide([match(1, 0.75), match(2, 0.6251)], exact).kind).toBe('ambiguous')
  })

  test('ambiguous carries everybody in question, best first, and nobody else', () => {
    const ranking = [match(1, 0.6), match(2, 0.58), match(3, 0.56), match(4, 0.5)]
    expect(decide(ranking, rule)).toEqual({ kind: 'ambiguous', candidates: ranking.slice(0, 3), threshold: 0.45 })
  })

  test('unknown carries the best similarity as evidence', () => {
    expect(decide([match(1, 0.3)], rule)).toEqual({ kind: 'unknown', similarity: 0.3, threshold: 0.45 })
  })

  test('a threshold or margin that is not a number names nobody', () => {
    expect(decide([match(1, 0.9)], { threshold: Number.NaN, margin: 0 }).kind).toBe('unknown')
    expect(decide([match(1, 0.9), match(2, 0.5)], { threshold: 0.4, margin: Number.NaN }).kind).toBe('ambiguous')
  })

  const rankings = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 8 })
    .map((list) => list.sort((a, b) => b - a).map((similarity, index) => match(index + 1, similarity)))

  test('a higher threshold never names somebody whom a lower one did not put forward', () => {
    fc.assert(
      fc.property(rankings, fc.double({ min: 0, max: 1, noNaN: true }), (ranking, threshold) => {
        const strict = decide(ranking, { threshold, margin: 0.05 })
        const lax = decide(ranking, { threshold: threshold - 0.1, margin: 0.05 })
        if (strict.kind === 'unknown') return
        expect(lax.kind).not.toBe('unknown')
      }),
    )
  })

  test('whoever is known leads by the margin or is alone above the threshold', () => {
    fc.assert(
      fc.property(rankings, (ranking) => {
        const verdict = decide(ranking, rule)
        if (verdict.kind !== 'known') return
        expect(verdict.best).toEqual(ranking[0])
        const rivals = ranking.slice(1).filter(({ similarity }) => similarity >= rule.threshold)
        for (const rival of rivals)
          expect(verdict.best.similarity - rival.similarity).toBeGreaterThanOrEqual(rule.margin)
      }),
    )
  })
})

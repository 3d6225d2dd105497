import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { decide } from '../../main/matching/decide.ts'
import { type Dispute, respectDisputes } from '../../main/matching/dispute.ts'
import type { Match } from '../../main/matching/match.ts'

const match = (person: number, similarity: number): Match => ({
  personId: person as PersonId,
  templateId: person as TemplateId,
  similarity,
})
const rule = { threshold: 0.45, margin: 0.05 }
/** Person 1 was named at 0.55 while person 2 came second, and it was not person 1. */
const dispute: Dispute = { personId: 1 as PersonId, rivalId: 2 as PersonId, similarity: 0.55 }

test.each<[string, readonly Match[], string]>([
  ['the same evidence again', [match(1, 0.55), match(2, 0.3)], 'ambiguous'],
  ['weaker evidence', [match(1, 0.48), match(2, 0.1)], 'ambiguous'],
  ['a hair more than then', [match(1, 0.565), match(2, 0.1)], 'ambiguous'],
  ['clearly more than then', [match(1, 0.58), match(2, 0.1)], 'known'],
  ['clearly more, but the rival is near', [match(1, 0.7), match(2, 0.6)], 'ambiguous'],
  ['the rival is named, the disputed person near', [match(2, 0.6), match(1, 0.5)], 'ambiguous'],
  ['the rival is named with a lead', [match(2, 0.6), match(1, 0.4)], 'known'],
  ['people who were never mistaken', [match(3, 0.5), match(4, 0.4)], 'known'],
])('after "wrong person": %s', (_, ranking, kind) => {
  expect(respectDisputes(decide(ranking, rule), ranking, [dispute]).kind).toBe(kind)
})

test('what is held back says who is in question: the person, and the rival where one is near', () => {
  const weak = [match(1, 0.55), match(2, 0.1), match(3, 0.05)]
  expect(respectDisputes(decide(weak, rule), weak, [dispute])).toEqual({
    ...{ kind: 'ambiguous', candidates: [match(1, 0.55)], threshold: 0.45 },
  })
  const near = [match(1, 0.7), match(2, 0.6), match(3, 0.05)]
  expect(respectDisputes(decide(near, rule), near, [dispute])).toEqual({
    ...{ kind: 'ambiguous', candidates: [match(1, 0.7), match(2, 0.6)], threshold: 0.45 },
  })
})

test('the lead and the distance of the rival are enough when they are just reached', () => {
  // Named at 0.5: a lead of 0.02 is 0.52, and a rival may come up to 0.15.
  const at = (similarity: number) => ({ ...dispute, similarity })
  const lead = [match(1, 0.5 + 0.02), match(2, 0.1)]
  expect(respectDisputes(decide(lead, rule), lead, [at(0.5)]).kind).toBe('known')
  // 0.3 and 0.15 are just that far apart, to the last bit.
  const apart = [match(1, 0.3), match(2, 0.15)]
  const low = { threshold: 0.1, margin: 0.05 }
  expect(respectDisputes(decide(apart, low), apart, [at(0.1)]).kind).toBe('known')
})

test('what names nobody is left as it is, and people who were never mistaken keep their name near each other', () => {
  const unknown = decide([match(1, 0.3)], rule)
  expect(respectDisputes(unknown, [match(1, 0.3)], [dispute])).toBe(unknown)
  const both = [match(1, 0.5), match(2, 0.49)]
  const ambiguous = decide(both, rule)
  expect(respectDisputes(ambiguous, both, [dispute])).toBe(ambiguous)
  // Person 3 is neither of the two, and person 2, who is, is near.
  const third = [match(3, 0.6), match(2, 0.5), match(1, 0.48)]
  const verdict = decide(third, rule)
  expect(respectDisputes(verdict, third, [dispute])).toBe(verdict)
  // The rival of then was never named wrongly: no lead over the wrong naming is asked of them.
  const rival = [match(2, 0.5), match(3, 0.1)]
  expect(respectDisputes(decide(rival, rule), rival, [dispute]).kind).toBe('known')
})

test('without a rival only the evidence counts', () => {
  const alone: Dispute = { ...dispute, rivalId: null }
  const ranking = [match(1, 0.7), match(2, 0.64)]
  expect(respectDisputes(decide(ranking, rule), ranking, [alone]).kind).toBe('known')
})

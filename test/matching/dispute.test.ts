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

test('without a rival only the evidence counts', () => {
  const alone: Dispute = { ...dispute, rivalId: null }
  const ranking = [match(1, 0.7), match(2, 0.64)]
  expect(respectDisputes(decide(ranking, rule), ranking, [alone]).kind).toBe('known')
})

import { describe, expect, test } from 'vitest'
import { createLinearMap } from '../../../main/matching/linear-map.ts'
import { compareLosses } from '../../../main/metric/compare.ts'
import { roles } from '../../../main/metric/embedding-set.ts'
import { projectForFigure } from '../../../main/metric/figure.ts'
import { splitForKept } from '../../../main/metric/judging/folds.ts'
import { mahalanobisMatrix, solveClosedForm } from '../../../main/metric/learning/closed-forms.ts'
import { type Control, fitRecipe, prepareFold } from '../../../main/metric/learning/fit.ts'
import { recipeFor } from '../../../main/metric/learning/recipe.ts'
import type { TrainingState } from '../../../main/metric/learning/train.ts'
import {
  dot,
  type Matrix,
  multiply,
  multiplyTransposed,
  row,
  zeros,
} from '../../../main/metric/linear-algebra/matrix.ts'
import { losses } from '../../../main/metric/losses/table.ts'
import { trainMetric } from '../../../main/metric/train-metric.ts'
import { createRandom } from '../../../main/numeric/random.ts'
import { madeUpPeople } from '../people.ts'

const set = madeUpPeople()
const calm: Control = { progress: () => {}, signal: new AbortController().signal }
const quick = { steps: 40, learningRate: 0.01, weightDecay: 0.1 } as const
const problem = prepareFold(set, splitForKept(set, 1), 1)

const either = (labels: Int32Array) => new Uint8Array(labels.length).fill(roles.either)

describe('closed forms', () => {
  const random = createRandom(9)
  const samples = zeros(200, 6)
  for (let i = 0; i < samples.data.length; i++) samples.data[i] = (1 + (i % 6)) * random.normal()
  const labels = Int32Array.from({ length: 200 }, (_, i) => i % 20)

  test('Mahalanobis distance is Euclidean distance after W', () => {
    const map = solveClosedForm('wccn', samples, labels, either(labels), 6)(0.1)
    const mapped = multiplyTransposed(samples, map)
    const difference = row(samples, 0).map((x, i) => x - row(samples, 1)[i]!)
    const vector: Matrix = { rows: 1, columns: 6, data: difference }
    const squared = dot(multiply(vector, mahalanobisMatrix(map)).data, difference)
    const euclid = row(mapped, 0).reduce((sum, x, i) => sum + (x - row(mapped, 1)[i]!) ** 2, 0)
    expect(squared).toBeCloseTo(euclid, 9)
  })

  test('whitening makes the covariance the identity', () => {
    const mapped = multiplyTransposed(samples, solveClosedForm('whitening', samples, labels, either(labels), 6)(0))
    for (let a = 0; a < 6; a++) {
      for (let b = 0; b < 6; b++) {
        const [x, y] = [a, b].map((k) => {
          const column = Array.from({ length: 200 }, (_, i) => row(mapped, i)[k]!)
          const mean = column.reduce((sum, value) => sum + value, 0) / 200
          return column.map((value) => value - mean)
        })
        const covariance = x!.reduce((sum, value, i) => sum + value * y![i]!, 0) / 200
        expect(covariance).toBeCloseTo(a === b ? 1 : 0, 9)
      }
    }
  })

  test('cross-camera WCCN whitens the differences between gallery and probe rows of one person, the shift included', () => {
    const sides = labels.map((_, i) => (i % 40 < 20 ? roles.gallery : roles.probe))
    const shifted = { ...samples, data: samples.data.slice() }
    for (let i = 0; i < 200; i++) if (sides[i] === roles.probe) row(shifted, i)[0]! += 7
    const map = solveClosedForm('cross-wccn', shifted, labels, Uint8Array.from(sides), 6)(0)
    const mapped = multiplyTransposed(shifted, map)
    const moment = zeros(6, 6)
    let pairs = 0
    for (let g = 0; g < 200; g++) {
      for (let p = 0; p < 200; p++) {
        if (labels[g] !== labels[p] || sides[g] !== roles.gallery || sides[p] !== roles.probe) continue
        pairs++
        const d = row(mapped, g).map((x, j) => x - row(mapped, p)[j]!)
        for (let a = 0; a < 6; a++) for (let b = 0; b < 6; b++) moment.data[6 * a + b]! += d[a]! * d[b]!
      }
    }
    expect(pairs).toBe(20 * 25)
    moment.data.forEach((sum, at) => {
      expect(sum / pairs).toBeCloseTo(at % 7 === 0 ? 1 : 0, 9)
    })
  })

  test('where every row stands on both sides it is WCCN', () => {
    const [cross, plain] = (['cross-wccn', 'wccn'] as const).map((form) => {
      const { data } = mahalanobisMatrix(solveClosedForm(form, samples, labels, either(labels), 6)(0.3))
      return data.map((x) => x / data[0]!)
    })
    cross!.forEach((x, i) => {
      expect(x).toBeCloseTo(plain![i]!, 9)
    })
  })

  test('without a probe row of anybody it is refused in words', () => {
    const sides = either(labels).fill(roles.gallery)
    expect(() => solveClosedForm('cross-wccn', samples, labels, sides, 6)).toThrow(/Nobody has both/)
  })

  test('LDA keeps at most one direction less than there are classes', () => {
    const few = labels.map((label) => label % 3)
    expect(solveClosedForm('lda', samples, few, either(few), 6)(0.1).rows).toBe(2)
  })

  test('photos that do not vary are refused in words', () => {
    const same = { ...samples, data: new Float64Array(samples.data.length).fill(1) }
    expect(() => solveClosedForm('wccn', same, labels, either(labels), 6)(0.5)).toThrow(/nothing varies/)
  })
})

describe('training', () => {
  test.each(losses.map(({ name }) => [name]))(
    '%s: the same seed gives the same W to the last bit, another does not',
    async (name) => {
      const recipe = recipeFor(name, { ...quick, steps: 20, photosPerPerson: 2, peoplePerBatch: 10 })
      const [first, second, other] = [
        await fitRecipe(problem, recipe, 3, calm),
        await fitRecipe(problem, recipe, 3, calm),
        await fitRecipe(problem, recipe, 4, calm),
      ]
      if (first.kind !== 'fitted' || second.kind !== 'fitted' || other.kind !== 'fitted') throw new Error('not fitted')
      expect(second.map.data).toEqual(first.map.data)
      expect(other.curve).not.toEqual(first.curve)
    },
  )

  test.each(['linear', 'diagonal'] as const)('a %s head learns to play the noisy dimensions down', async (head) => {
    const fitted = await fitRecipe(problem, recipeFor('cosface', { ...quick, head }), 1, calm)
    if (fitted.kind !== 'fitted') throw new Error(fitted.kind)
    const strength = (from: number, to: number) => {
      let sum = 0
      for (let j = from; j < to; j++) {
        for (let i = 0; i < fitted.map.rows; i++) sum += row(fitted.map, i)[j]! ** 2
      }
      return sum / (to - from)
    }
    expect(fitted.bestStep).toBeGreaterThan(0)
    expect(strength(0, 6)).toBeLessThan(0.8 * strength(6, 24))
  })

  test('cancelled and resumed from its stored state it ends as if it had not been stopped', async () => {
    const recipe = recipeFor('arcface', { ...quick, optimiser: 'sgd', learningRate: 0.003 })
    const whole = await fitRecipe(problem, recipe, 1, calm)
    const controller = new AbortController()
    const stopped = await fitRecipe(problem, recipe, 1, {
      signal: controller.signal,
      progress: (done) => {
        if (done === 17) controller.abort()
      },
    })
    if (stopped.kind !== 'cancelled' || whole.kind !== 'fitted') throw new Error(stopped.kind)
    const stored: TrainingState = structuredClone(stopped.state!)
    expect(stored.step).toBe(17)
    const resumed = await fitRecipe(problem, recipe, 1, calm, stored)
    expect(resumed).toEqual(whole)
  })

  test('cancelled while it is judged, what was learned is kept and only judging is left', async () => {
    const stop = new AbortController()
    let fitted: TrainingState | null = null
    const recipe = recipeFor('cosface', quick)
    const cancelled = await trainMetric(set, recipe, {
      ...{ folds: 3, replicates: 20, signal: stop.signal },
      onFitted(state) {
        fitted = structuredClone(state)
        stop.abort()
      },
    })
    expect(cancelled).toEqual({ kind: 'cancelled', resume: fitted })
    const notes: string[] = []
    const resumed = await trainMetric(set, recipe, {
      ...{ folds: 3, replicates: 20, resume: fitted! },
      onProgress: (_done, _total, note) => notes.push(note),
    })
    const straight = await trainMetric(set, recipe, { folds: 3, replicates: 20 })
    expect(resumed).toEqual(straight)
    expect(notes.filter((note) => note === 'cosface, fold 1 of 3')).toHaveLength(1)
    expect(notes[0]).toMatch(/fold/)
  })

  test('a loss that diverges says so and gives no metric', async () => {
    const recipe = recipeFor('softmax', { optimiser: 'sgd', learningRate: 1e5 })
    const result = await trainMetric(set, recipe, { folds: 3 })
    expect(result).toMatchObject({
      kind: 'diverged',
      message: expect.stringMatching(/softmax diverged.*Nothing was changed/),
    })
    const table = await compareLosses(set, { losses: [recipe, 'wccn'], folds: 3, replicates: 50 })
    expect(table.rows.map(({ kind }) => kind)).toEqual(['failed', 'judged'])
  })

  test('a metric that truly helps may be adopted, and applies to embeddings of its length only', async () => {
    const result = await trainMetric(set, recipeFor('wccn'), { folds: 4, replicates: 200 })
    if (result.kind !== 'trained') throw new Error(result.kind)
    expect(result.judged.verdict.adoptable).toBe(true)
    const [a, b] = [set.vectors.slice(0, 24), set.vectors.slice(24, 48)]
    const map = createLinearMap(result.metric)
    const [x, y] = [map(a), map(b)]
    expect(Math.hypot(...x)).toBeCloseTo(1, 6)
    const cosine = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, i) => sum + value * q[i]!, 0)
    expect(cosine(x, y)).toBeGreaterThan(cosine(a, b))
    expect(() => map(a.slice(1))).toThrow(/another model/)
  })

  test('a metric that cannot help is not offered, and its verdict says why', async () => {
    const easy = madeUpPeople({ noisy: 0, noise: 0.2 })
    const result = await trainMetric(easy, recipeFor('normface', quick), { folds: 4, replicates: 100 })
    if (result.kind !== 'trained') throw new Error(result.kind)
    expect(result.judged.verdict.adoptable).toBe(false)
    expect(result.judged.verdict.message).toMatch(/standard metric stays/)
  })

  test('comparing can be cancelled', async () => {
    const controller = new AbortController()
    const comparing = compareLosses(set, { losses: ['arcface'], folds: 3, signal: controller.signal })
    controller.abort()
    await expect(comparing).rejects.toMatchObject({ code: 'cancelled' })
  })
})

test.each([2, 3] as const)('the picture in %i dimensions puts each person together', async (dimensions) => {
  const { points, centres, loss } = await projectForFigure(
    { set, people: [0, 1, 2, 3, 4, 5, 6, 7], loss: 'arcface', parameters: { s: 16, m: 0.2 }, dimensions, seed: 1 },
    calm,
  )
  expect(points).toHaveLength(32)
  expect(points.every(({ position }) => position.length === dimensions)).toBe(true)
  expect(centres).toHaveLength(8)
  expect(loss).toBeLessThan(2)
  const cosine = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + value * q[i]!, 0) / Math.hypot(...p) / Math.hypot(...q)
  const nearOwn = points.filter(({ person, position }) => {
    const own = cosine(position, centres[person]!)
    return centres.every((centre, i) => i === person || cosine(position, centre) < own)
  })
  expect(nearOwn.length).toBeGreaterThan(28)
})

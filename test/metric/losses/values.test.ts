import { describe, expect, test } from 'vitest'
import { crossEntropy } from '../../../main/metric/losses/cross-entropy.ts'
import { distances } from '../../../main/metric/losses/distances.ts'
import type { ClassLoss, ClassVectors, LossParameters } from '../../../main/metric/losses/loss.ts'
import { decisionBoundary, findLoss, losses, parametersOf } from '../../../main/metric/losses/table.ts'
import { mineSemiHard } from '../../../main/metric/losses/triplet.ts'

function classLoss(name: string): ClassLoss {
  const loss = findLoss(name)
  if (loss.kind !== 'classes') throw new Error(`${name} has no classes`)
  return loss
}

/** A feature of length 2 at 60 degrees to class 0 and 30 degrees to class 1, both class vectors of length 3. */
const sixty = Math.PI / 3
const batch = {
  embeddings: { rows: 1, columns: 2, data: Float64Array.of(2 * Math.cos(sixty), 2 * Math.sin(sixty)) },
  labels: Int32Array.of(0),
}
const classes: ClassVectors = {
  vectors: { rows: 2, columns: 2, data: Float64Array.of(3, 0, 0, 3) },
  bias: Float64Array.of(0.5, -0.25),
}
/** -log of the probability of the first of two logits. */
const twoWay = (own: number, other: number) => Math.log(1 + Math.exp(other - own))
const half = 0.5
const otherCosine = Math.sqrt(3) / 2

const handComputed: [string, LossParameters, number][] = [
  ['softmax', {}, twoWay(2 * 3 * half + 0.5, 2 * 3 * otherCosine - 0.25)],
  ['modified-softmax', {}, twoWay(2 * half, 2 * otherCosine)],
  // 4 x 60 degrees is in the second piece: -cos 240 - 2 = -1.5
  ['a-softmax', { m: 4, lambda: 0 }, twoWay(2 * -1.5, 2 * otherCosine)],
  ['a-softmax', { m: 4, lambda: 5 }, twoWay((2 * (5 * half - 1.5)) / 6, 2 * otherCosine)],
  ['sphereface-normalised', { s: 10, m: 2, lambda: 0 }, twoWay(10 * Math.cos(2 * sixty - 0), 10 * otherCosine)],
  ['normface', { s: 10 }, twoWay(5, 10 * otherCosine)],
  ['cosface', { s: 10, m: 0.35 }, twoWay(10 * 0.15, 10 * otherCosine)],
  ['arcface', { s: 10, m: 0.5 }, twoWay(10 * Math.cos(sixty + 0.5), 10 * otherCosine)],
  ['combined', { s: 10, m1: 1, m2: 0.3, m3: 0.2 }, twoWay(10 * (Math.cos(sixty + 0.3) - 0.2), 10 * otherCosine)],
  ['x2-softmax', { s: 10 }, twoWay(10 * (-0.9 * sixty ** 2 + 0.65), 10 * otherCosine)],
]

describe('values computed by hand', () => {
  test.each(handComputed)('%s %o', (name, changes, expected) => {
    const loss = classLoss(name)
    expect(loss.evaluate(batch, classes, parametersOf(loss, changes)).value).toBeCloseTo(expected, 9)
  })

  test('contrastive: the mean of same distances and the mean of what different ones lack', () => {
    const loss = findLoss('contrastive')
    if (loss.kind !== 'embeddings') throw new Error()
    const embeddings = { rows: 4, columns: 1, data: Float64Array.of(0, 0.2, 0.5, 3) }
    const { value } = loss.evaluate({ embeddings, labels: Int32Array.of(0, 0, 1, 1) }, { m: 1 })
    // same: 0.2 and 2.5; different: 0.5 and 0.3 lack 0.5 and 0.7, 3 and 2.8 lack nothing
    expect(value).toBeCloseTo((0.2 + 2.5) / 2 + (0.5 + 0.7) / 4, 12)
  })

  test('triplet: only semi-hard triplets count', () => {
    const loss = findLoss('triplet')
    if (loss.kind !== 'embeddings') throw new Error()
    const embeddings = { rows: 3, columns: 1, data: Float64Array.of(0, 0.4, 0.6) }
    const labels = Int32Array.of(0, 0, 1)
    // anchor 0: 0.4 < 0.6 < 0.9 is semi-hard; anchor 0.4: the stranger at 0.2 is nearer than the positive, not
    // semi-hard
    expect(mineSemiHard(distances(embeddings), labels, 0.5)).toEqual([{ anchor: 0, positive: 1, negative: 2 }])
    expect(loss.evaluate({ embeddings, labels }, { m: 0.5 }).value).toBeCloseTo(0.3, 12)
  })

  test('triplet: a batch without triplets has value 0 and gradient 0', () => {
    const loss = findLoss('triplet')
    if (loss.kind !== 'embeddings') throw new Error()
    const embeddings = { rows: 3, columns: 1, data: Float64Array.of(0, 0.1, 5) }
    const result = loss.evaluate({ embeddings, labels: Int32Array.of(0, 0, 1) }, { m: 0.5 })
    expect(result.value).toBe(0)
    expect([...result.embeddings.data]).toEqual([0, 0, 0])
  })

  test('log-sum-exp does not overflow', () => {
    const logits = { rows: 1, columns: 2, data: Float64Array.of(-6400, 6400) }
    expect(crossEntropy(logits, Int32Array.of(0)).value).toBe(12800)
    expect(crossEntropy(logits, Int32Array.of(1)).value).toBe(0)
  })
})

describe('identities, at every angle from 0 to 180 degrees', () => {
  const angles = Array.from({ length: 181 }, (_, i) => (i * Math.PI) / 180)
  const s = 64
  const same: [string, LossParameters, string, LossParameters][] = [
    ['combined', { s, m1: 1, m2: 0.5, m3: 0 }, 'arcface', { s, m: 0.5 }],
    ['combined', { s, m1: 1, m2: 0, m3: 0.35 }, 'cosface', { s, m: 0.35 }],
    ['combined', { s, m1: 4, m2: 0, m3: 0 }, 'sphereface-normalised', { s, m: 4, lambda: 0 }],
    ['arcface', { s, m: 0 }, 'normface', { s }],
    ['cosface', { s, m: 0 }, 'normface', { s }],
    ['sphereface-normalised', { s, m: 1, lambda: 0 }, 'normface', { s }],
    ['a-softmax', { m: 1 }, 'modified-softmax', {}],
  ]
  test.each(same)('%s %o is %s %o', (firstName, firstChanges, secondName, secondChanges) => {
    const [first, second] = [classLoss(firstName), classLoss(secondName)]
    const a = parametersOf(first, firstChanges)
    const b = parametersOf(second, secondChanges)
    for (const theta of angles) {
      expect(first.trueLogit(theta, a)).toBeCloseTo(second.trueLogit(theta, b), 6)
    }
    const one = first.evaluate(batch, classes, a)
    const other = second.evaluate(batch, classes, b)
    expect(one.value).toBeCloseTo(other.value, 9)
    one.embeddings.data.forEach((g, i) => {
      expect(g).toBeCloseTo(other.embeddings.data[i]!, 7)
    })
  })

  test.each(losses.filter((loss) => loss.kind === 'classes').map((loss) => [loss.name]))(
    '%s: the logit of the true class falls all the way',
    (name) => {
      const loss = classLoss(name)
      const values = angles.map((theta) => loss.trueLogit(theta, parametersOf(loss, {})))
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeLessThan(values[i - 1]!)
    },
  )
})

test('the decision boundary of ArcFace is theta2 = theta1 + m', () => {
  const arcface = classLoss('arcface')
  for (const { x, y } of decisionBoundary(arcface, parametersOf(arcface, { m: 0.5 }))) {
    expect(y).toBeCloseTo(x + 0.5, 6)
  }
})

test('parameters out of range or unknown are refused in words', () => {
  const arcface = findLoss('arcface')
  expect(() => parametersOf(arcface, { m: 9 })).toThrow(/m of ArcFace must be a number from 0 to 1.5/)
  expect(() => parametersOf(arcface, { margin: 1 })).toThrow(/no parameter "margin"/)
  expect(() => parametersOf(findLoss('a-softmax'), { m: 2.5 })).toThrow(/whole number/)
  expect(() => findLoss('hinge')).toThrow(/no loss called "hinge"/)
})

import { describe, expect, test } from 'vitest'
import { type Matrix, row, zeros } from '../../../main/metric/linear-algebra/matrix.ts'
import type { Batch, ClassVectors, Loss, LossParameters } from '../../../main/metric/losses/loss.ts'
import { losses, parametersOf } from '../../../main/metric/losses/table.ts'
import { createRandom, type Random } from '../../../main/numeric/random.ts'

interface Case {
  readonly batch: Batch
  readonly classes: ClassVectors
  readonly parameters: LossParameters
}

const step = 1e-6

function lossAt(loss: Loss, { batch, classes, parameters }: Case): number {
  return loss.kind === 'classes'
    ? loss.evaluate(batch, classes, parameters).value
    : loss.evaluate(batch, parameters).value
}

/** |analytic - numeric| / max(|analytic|, |numeric|), as vectors; gradients under 1e-4 are compared absolutely. */
function relativeError(loss: Loss, at: Case, variables: Float64Array, analytic: Float64Array): number {
  let difference = 0
  let length = 0
  for (let i = 0; i < variables.length; i++) {
    const held = variables[i]!
    variables[i] = held + step
    const above = lossAt(loss, at)
    variables[i] = held - step
    const below = lossAt(loss, at)
    variables[i] = held
    const numeric = (above - below) / (2 * step)
    difference += (numeric - analytic[i]!) ** 2
    length += Math.max(numeric ** 2, analytic[i]! ** 2)
  }
  return Math.sqrt(difference) / Math.max(Math.sqrt(length), 1e-4)
}

function worstError(loss: Loss, at: Case): number {
  if (loss.kind === 'embeddings') {
    const { embeddings } = loss.evaluate(at.batch, at.parameters)
    return relativeError(loss, at, at.batch.embeddings.data, embeddings.data)
  }
  const result = loss.evaluate(at.batch, at.classes, at.parameters)
  return Math.max(
    relativeError(loss, at, at.batch.embeddings.data, result.embeddings.data),
    relativeError(loss, at, at.classes.vectors.data, result.vectors.data),
    relativeError(loss, at, at.classes.bias, result.bias),
  )
}

function randomMatrix(random: Random, rows: number, columns: number): Matrix {
  const matrix = zeros(rows, columns)
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal()
  return matrix
}

/** Parameters over their whole range, but no scale so large that every probability is 0 or 1. */
function randomParameters(loss: Loss, random: Random): LossParameters {
  const chosen = loss.parameters.map(({ name, default: value, integer, minimum, maximum }) => {
    if (name === 's') return [name, 2 + 30 * random.next()]
    if (integer) return [name, 1 + random.below(maximum)]
    return [name, value < 0 ? value : Math.max(minimum, value * (0.6 + 0.8 * random.next()))]
  })
  return parametersOf(loss, Object.fromEntries(chosen))
}

function randomCase(loss: Loss, random: Random): Case {
  const classes = 3 + random.below(4)
  const size = 2 + random.below(6)
  const samples = 3 + random.below(5)
  const embeddings = randomMatrix(random, samples, size)
  const labels = Int32Array.from({ length: samples }, () => random.below(loss.kind === 'classes' ? classes : 2))
  return {
    batch: { embeddings, labels },
    classes: { vectors: randomMatrix(random, classes, size), bias: randomMatrix(random, 1, classes).data },
    parameters: randomParameters(loss, random),
  }
}

/** One sample at angle `theta` to its own class vector. */
function caseAtAngle(loss: Loss, theta: number, random: Random): Case {
  const vectors = randomMatrix(random, 3, 4)
  vectors.data.set([1, 0, 0, 0], 0)
  const embeddings = zeros(1, 4)
  row(embeddings, 0).set([1.3 * Math.cos(theta), 1.3 * Math.sin(theta), 0, 0])
  return {
    batch: { embeddings, labels: Int32Array.of(0) },
    classes: { vectors, bias: new Float64Array(3) },
    parameters: parametersOf(loss, loss.parameters.some(({ name }) => name === 's') ? { s: 8 } : {}),
  }
}

/** Just beside 0, pi, the ends of psi's pieces for m = 4 and ArcFace's pi - m for m = 0.3 and 0.5. */
const edges = [0, 1, 2, 3, 4]
  .map((k) => (k * Math.PI) / 4)
  .concat(Math.PI - 0.5, Math.PI - 0.3)
  .flatMap((angle) => [angle - 1e-3, angle + 1e-3])
  .filter((angle) => angle > 0 && angle < Math.PI)

describe.each(losses.map((loss) => ({ name: loss.name, loss })))('$name', ({ loss }) => {
  test('the gradient agrees with central differences on 100 random cases', () => {
    const random = createRandom(7)
    const worst = Math.max(...Array.from({ length: 100 }, () => worstError(loss, randomCase(loss, random))))
    expect(worst).toBeLessThan(1e-5)
  })

  test.runIf(loss.kind === 'classes')('and at the edges of the angle', () => {
    const random = createRandom(11)
    for (const theta of edges) {
      expect(worstError(loss, caseAtAngle(loss, theta, random)), `at ${theta}`).toBeLessThan(1e-5)
    }
  })

  test.runIf(loss.kind === 'classes')('value and gradient are finite at angles 0 and pi and at length 0', () => {
    const random = createRandom(13)
    for (const theta of [0, Math.PI]) {
      const at = caseAtAngle(loss, theta, random)
      if (loss.kind !== 'classes') return
      for (const scale of [1, 0]) {
        at.batch.embeddings.data.forEach((x, i) => {
          at.batch.embeddings.data[i] = x * scale
        })
        const { value, embeddings, vectors } = loss.evaluate(at.batch, at.classes, at.parameters)
        expect(Number.isFinite(value)).toBe(true)
        expect([...embeddings.data, ...vectors.data].every(Number.isFinite)).toBe(true)
      }
    }
  })
})

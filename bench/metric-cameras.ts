/**
 * What maps could gain for probes of another camera than the gallery's, tried on one half of the people:
 *
 *   node bench/metric-cameras.ts --load NAME [--half A|B] [--deals N]
 *
 * NAME.npy and NAME.csv are what bench/metric.ts --images DIR --probes POOR --save NAME writes. Printed are mean TAR at
 * FAR 1e-2 and 1e-3 and EER over the folds, without intervals: it serves to choose what to build, not to prove it.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createEmbeddingSet, findPairedPeople, roles, rowsOf, vectorsOf } from '../main/metric/embedding-set.ts'
import { splitPeople } from '../main/metric/judging/folds.ts'
import { type PairPlan, planPairs, rankPlan, similarities } from '../main/metric/judging/pairs.ts'
import { summariseRoc } from '../main/metric/judging/roc.ts'
import { principalAxes } from '../main/metric/learning/axes.ts'
import { solveClosedForm } from '../main/metric/learning/closed-forms.ts'
import { cholesky, invertLower } from '../main/metric/linear-algebra/cholesky.ts'
import { symmetricEigen } from '../main/metric/linear-algebra/eigen.ts'
import {
  copyOf,
  type Matrix,
  multiply,
  multiplyTransposed,
  row,
  transposeMultiply,
  zeros,
} from '../main/metric/linear-algebra/matrix.ts'
import { normaliseRows } from '../main/metric/linear-algebra/normalise.ts'
import { readLabels, readNpy } from '../main/metric/npy.ts'
import { createRandom } from '../main/numeric/random.ts'

const { values } = parseArgs({
  options: {
    load: { type: 'string' },
    half: { type: 'string', default: 'A' },
    deals: { type: 'string', default: '2' },
  },
})
const shrinkages = [1e-3, 1e-2, 1e-1, 10 ** -0.5, 1, 10 ** 0.5, 10, 31].map((odds) => odds / (1 + odds))

const set = readHalf(values.load!, values.half)
console.log(
  `${set.people.length} people, ${findPairedPeople(set).length} with several photos, ${set.labels.length} rows`,
)
const results = new Map<string, number[][]>()
for (let seed = 1; seed <= Number(values.deals); seed++) {
  for (const split of splitPeople(set, 5, seed)) {
    const plan = planPairs(set, split.test, seed)
    judge('standard', vectorsOf(set, plan.rows), plan)
    tryMaps([...split.train, ...split.heldOut], plan)
  }
}
const meanOf = (name: string, which: number) => {
  const all = results.get(name)!
  return (100 * all.reduce((sum, measures) => sum + measures[which]!, 0)) / all.length
}
for (const name of results.keys()) {
  const measures = [0, 1, 2].map((which) => meanOf(name, which).toFixed(2))
  console.log(`${name}: ${measures.join(', ')}; gain ${(meanOf(name, 0) - meanOf('standard', 0)).toFixed(2)}`)
}

function readHalf(name: string, half: string) {
  const { columns, data } = readNpy(readFileSync(`${name}.npy`))
  const labels = readLabels(readFileSync(`${name}.csv`, 'utf8'))
  const people = createRandom(77).shuffle([...new Set(labels.map(({ person }) => person))].sort())
  const first = new Set(people.slice(0, Math.floor(people.length / 2)))
  const kept = [...labels.keys()].filter((i) => first.has(labels[i]!.person) === (half === 'A'))
  const vectors = new Float32Array(kept.length * columns)
  kept.forEach((i, to) => {
    vectors.set(data.subarray(i * columns, (i + 1) * columns), to * columns)
  })
  return createEmbeddingSet({
    ...{ model: name, dimensions: columns, vectors },
    labels: kept.map((i) => labels[i]!.person),
    photos: kept.map((i) => labels[i]!.photo),
    roles: Uint8Array.from(kept, (i) => roles[labels[i]!.role]),
  })
}

function judge(name: string, samples: Matrix, plan: PairPlan): void {
  const even = new Float64Array(plan.people).fill(1)
  const pairs = rankPlan(plan, similarities(normaliseRows(samples).unit))
  const { tar, eer } = summariseRoc(pairs, even, [1e-2, 1e-3], 0)
  results.set(name, [...(results.get(name) ?? []), [...tar, eer]])
}

function tryMaps(people: readonly number[], plan: PairPlan): void {
  const rows = rowsOf(set, people)
  const own = vectorsOf(set, rows)
  const axes = principalAxes(own)
  const samples = multiplyTransposed(own, axes)
  const tested = multiplyTransposed(vectorsOf(set, plan.rows), axes)
  const index = new Map(people.map((person, i) => [person, i]))
  const labels = Int32Array.from(rows, (i) => index.get(set.labels[i]!)!)
  const either = new Uint8Array(rows.length).fill(roles.either)
  const { all, others, copies } = crossPairs(samples, rows)
  const means = new Map([roles.gallery, roles.probe].map((side) => [side, meanOfSide(samples, rows, side)]))
  const centred = (of: Matrix, at: readonly number[]) => {
    const result = copyOf(of)
    for (let i = 0; i < result.rows; i++) {
      const mean = means.get(set.roles[at[i]!]! as 1 | 2)!
      const x = row(result, i)
      for (let j = 0; j < x.length; j++) x[j] = x[j]! - mean[j]!
    }
    return result
  }
  const testedCentred = centred(tested, plan.rows)
  const ownCentred = normaliseRows(centred(samples, rows)).unit
  judge("each side's mean away", testedCentred, plan)
  for (const strength of [1, 10, 100]) {
    judge(`ridge ${strength}`, throughRidge(samples, copies, strength, tested, plan.rows), plan)
  }
  const d = samples.columns
  const wccn = solveClosedForm('wccn', samples, labels, either, d)
  const wccnCentred = solveClosedForm('wccn', ownCentred, labels, either, d)
  for (const g of shrinkages) {
    const at = g.toFixed(3)
    judge(`wccn ${at}`, multiplyTransposed(tested, wccn(g)), plan)
    judge(`cross ${at}`, multiplyTransposed(tested, inverseRoot(moment(all), g)), plan)
    judge(`cross, different photos ${at}`, multiplyTransposed(tested, inverseRoot(moment(others), g)), plan)
    judge(`wccn, each side's mean away ${at}`, multiplyTransposed(testedCentred, wccnCentred(g)), plan)
    judge(`plda ${at}`, multiplyTransposed(tested, weightedLda(samples, labels, wccn(g))), plan)
  }
}

/** Differences of gallery and probe rows of one person, weighted by up to three pairs a person; and pairs of copies. */
function crossPairs(samples: Matrix, rows: readonly number[]) {
  const byPerson = Map.groupBy(rows.keys(), (k) => set.labels[rows[k]!]!)
  const [all, others]: [Float64Array[], Float64Array[]] = [[], []]
  const copies: [number, number][] = []
  for (const own of byPerson.values()) {
    const side = (role: number) => own.filter((k) => (set.roles[rows[k]!]! & role) > 0)
    const pairs = side(roles.gallery).flatMap((g) =>
      side(roles.probe).map((p) => ({ g, p, copy: set.photos[rows[g]!] === set.photos[rows[p]!] })),
    )
    const add = (some: typeof pairs, to: Float64Array[]) => {
      const weight = Math.sqrt(Math.min(some.length, 3) / some.length)
      for (const { g, p } of some) to.push(row(samples, g).map((x, j) => weight * (x - row(samples, p)[j]!)))
    }
    add(pairs, all)
    const different = pairs.filter(({ copy }) => !copy)
    add(different, others)
    for (const { g, p, copy } of pairs) if (copy) copies.push([g, p])
  }
  return { all, others, copies }
}

function stacked(rows: readonly Float64Array[]): Matrix {
  const matrix = zeros(rows.length, rows[0]!.length)
  rows.forEach((values, i) => {
    matrix.data.set(values, i * matrix.columns)
  })
  return matrix
}

function moment(rows: readonly Float64Array[]): Matrix {
  const samples = stacked(rows)
  const sum = transposeMultiply(samples, samples)
  return { ...sum, data: sum.data.map((x) => x / samples.rows) }
}

function inverseRoot(covariance: Matrix, g: number): Matrix {
  const n = covariance.rows
  let trace = 0
  for (let i = 0; i < n; i++) trace += covariance.data[i * n + i]!
  const data = covariance.data.map((x, at) => (1 - g) * x + (at % (n + 1) === 0 ? (g * trace) / n : 0))
  return invertLower(cholesky({ ...covariance, data }))
}

function meanOfSide(samples: Matrix, rows: readonly number[], side: number): Float64Array {
  const own = rows.flatMap((i, k) => (set.roles[i] === side ? [row(samples, k)] : []))
  return own[0]!.map((_, j) => own.reduce((sum, x) => sum + x[j]!, 0) / own.length)
}

/** Probes mapped onto their clean copies by least squares, drawn to the identity. */
function throughRidge(
  samples: Matrix,
  copies: readonly (readonly [number, number])[],
  strength: number,
  tested: Matrix,
  at: readonly number[],
): Matrix {
  const n = samples.columns
  const clean = stacked(copies.map(([g]) => row(samples, g)))
  const poor = stacked(copies.map(([, p]) => row(samples, p)))
  const [squares, cross] = [transposeMultiply(poor, poor), transposeMultiply(clean, poor)]
  let trace = 0
  for (let i = 0; i < n; i++) trace += squares.data[i * n + i]!
  for (const { data } of [squares, cross]) {
    for (let i = 0; i < n; i++) data[i * (n + 1)] = data[i * (n + 1)]! + (strength * trace) / n
  }
  const root = invertLower(cholesky(squares))
  const mapped = multiplyTransposed(tested, multiply(cross, transposeMultiply(root, root)))
  const result = copyOf(tested)
  at.forEach((i, k) => {
    if (set.roles[i] === roles.probe) result.data.set(row(mapped, k), k * n)
  })
  return result
}

/** LDA that keeps all directions, each weighted by the share of its variance that lies between people. */
function weightedLda(samples: Matrix, labels: Int32Array, whiten: Matrix): Matrix {
  const whitened = multiplyTransposed(samples, whiten)
  const byPerson = Map.groupBy(labels.keys(), (i) => labels[i]!)
  const means = [...byPerson.values()].map((own) =>
    row(whitened, own[0]!).map((_, j) => own.reduce((sum, i) => sum + row(whitened, i)[j]!, 0) / own.length),
  )
  const grand = means[0]!.map((_, j) => means.reduce((sum, mean) => sum + mean[j]!, 0) / means.length)
  const { values: spread, vectors } = symmetricEigen(moment(means.map((mean) => mean.map((x, j) => x - grand[j]!))))
  const weighted = copyOf(vectors)
  for (let i = 0; i < weighted.rows; i++) {
    const between = Math.max(0, spread[i]! - 0.5)
    const x = row(weighted, i)
    for (let j = 0; j < x.length; j++) x[j] = x[j]! * Math.sqrt(between / (between + 0.5))
  }
  return multiply(weighted, whiten)
}

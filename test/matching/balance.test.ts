import { describe, expect, test } from 'vitest'
import type { ModelId } from '../../main/contract/entities.ts'
import { balanceFor, matrixOf } from '../../main/matching/balance.ts'
import { defaultBalances } from '../../main/matching/default-balance.ts'
import { symmetricEigen } from '../../main/metric/linear-algebra/eigen.ts'
import { dot } from '../../main/numeric/vector.ts'
import { randomOf, randomUnit, unit } from './people-like.ts'

const model = 'fr_feature-87aacdfe5751' as ModelId
const columns = 512

const directionOf = (index: number): Float32Array => {
  const { steps } = defaultBalances[model]!
  const values = new Int8Array(Buffer.from(steps, 'base64'))
  return unit(Float32Array.from(values.subarray(index * columns, (index + 1) * columns)))
}

test('takes away the squared length of each direction, and nothing across it', () => {
  const steps = Buffer.from(Int8Array.of(3, 0, 4, 0, 5, 0).buffer).toString('base64')
  expect([...matrixOf({ columns: 3, scales: [0.1, 0.04], steps })]).toEqual(
    [0.91, 0, -0.12, 0, 0.96, 0, -0.12, 0, 0.84].map((value) => expect.closeTo(value, 6)),
  )
})

describe('the default model', () => {
  const map = balanceFor(model)!

  test('two strangers who share a direction of the crowd are less alike than before, two looks of one person about as much', () => {
    const random = randomOf(3)
    const [first, second] = [randomUnit(columns, random), randomUnit(columns, random)]
    const shared = directionOf(0)
    const [a, b] = [first, second].map((own) => unit(own.map((value, at) => value + shared[at]!)))
    const before = dot(a!, b!)
    expect(before).toBeGreaterThan(0.45)
    expect(before - dot(map(a!), map(b!))).toBeGreaterThan(0.05)
    const again = unit(first.map((value, at) => value + 0.6 * second[at]!))
    expect(Math.abs(dot(map(first), map(again)) - dot(first, again))).toBeLessThan(0.02)
  })

  test('shrinks no direction to less than three quarters, so that nothing is lost', () => {
    const data = Float64Array.from(matrixOf(defaultBalances[model]!))
    const { values } = symmetricEigen({ rows: columns, columns, data })
    expect(values[0]).toBeCloseTo(1, 2)
    expect(values[columns - 1]).toBeGreaterThan(0.75)
    expect(values[columns - 1]).toBeLessThan(0.8)
  })

  test('gives unit vectors, the same each time', () => {
    const x = randomUnit(columns, randomOf(4))
    expect(Math.hypot(...map(x))).toBeCloseTo(1, 6)
    expect(balanceFor(model)!(x)).toEqual(map(x))
  })
})

test('a model that nobody has measured is compared as it is', () => {
  expect(balanceFor('another' as ModelId)).toBeNull()
})

/** Measures how to even out a model's embeddings, on a crowd in which every group counts alike. */
import type { Balance } from '../main/matching/default-balance.ts'
import { type Eigen, symmetricEigen } from '../main/metric/linear-algebra/eigen.ts'
import type { Populations } from './offices.ts'

/** Directions in which the crowd varies most, and how far their variance is drawn to that of the next one. */
export interface Strength {
  readonly directions: number
  readonly exponent: number
}

export const strengthInUse: Strength = { directions: 64, exponent: 1 / 3 }

export function measureBalance(groups: Populations, strength = strengthInUse): Balance {
  return balanceOf(measureCrowd(groups), strength)
}

/** Finds the directions in which a crowd varies, every group counting alike. */
export function measureCrowd(groups: Populations): Eigen {
  const columns = [...groups.values()][0]![0]![0]!.vector.length
  const data = new Float64Array(columns * columns)
  for (const people of groups.values()) {
    for (const [one] of people) {
      for (let row = 0; row < columns; row++) {
        const weight = one!.vector[row]! / people.length / groups.size
        for (let column = 0; column < columns; column++) data[row * columns + column]! += weight * one!.vector[column]!
      }
    }
  }
  return symmetricEigen({ rows: columns, columns, data })
}

/** Draws the variance of the strongest directions to that of the next one. */
export function balanceOf({ values, vectors }: Eigen, { directions, exponent }: Strength): Balance {
  const { columns } = vectors
  const kept = Array.from({ length: directions }, (_, index) => {
    const away = Math.sqrt(1 - (values[directions]! / values[index]!) ** (exponent / 2))
    return Array.from(vectors.data.subarray(index * columns, (index + 1) * columns), (value) => away * value)
  })
  const scales = kept.map((direction) => Number((Math.max(...direction.map(Math.abs)) / 127).toPrecision(4)))
  const steps = kept.flatMap((direction, index) => direction.map((value) => Math.round(value / scales[index]!)))
  return { columns, scales, steps: Buffer.from(Int8Array.from(steps).buffer).toString('base64') }
}

import {
  type ComparisonTable,
  type Interval,
  type JudgedMetric,
  type Measured,
  measureNames,
} from '../contract/learned-metrics.ts'
import type { ComparisonTable as Compared, Judged } from '../metric/compare.ts'
import type { Interval as Estimate, Measured as Estimates } from '../metric/judging/bootstrap.ts'

/** Converts measurements to the contract's form, with null instead of NaN for what could not be measured. */
export function toMeasured(estimates: Estimates): Measured {
  const entries = measureNames.map((name) => [name, intervalOf(estimates[name])] as const)
  return Object.fromEntries(entries) as Measured
}

function intervalOf({ value, low, high }: Estimate): Interval {
  return { value: finite(value), low: finite(low), high: finite(high) }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

export function toJudged({ comparison, verdict, angles }: Judged): JudgedMetric {
  const { before, after, gain, peopleNeeded } = comparison
  return {
    ...{ peopleNeeded, angles },
    ...{ before: toMeasured(before), after: toMeasured(after), gain: toMeasured(gain) },
    verdict: { ...verdict, gain: intervalOf(verdict.gain) },
  }
}

export function tableOf({ standard, rows, ...rest }: Compared): ComparisonTable {
  return {
    ...rest,
    standard: toMeasured(standard),
    rows: rows.map((row) => {
      if (row.kind === 'failed') return row
      const { kind, name, recipe, curves, seconds } = row
      return { kind, name, recipe, curves, seconds, ...toJudged(row) }
    }),
  }
}

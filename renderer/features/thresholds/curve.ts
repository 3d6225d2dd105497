import type { ThresholdReport } from '../../../main/contract/thresholds.ts'

export type CurvePoint = ThresholdReport['curve'][number]

/** Returns the expected rates at a threshold, interpolated between points of the curve; null for an empty curve. */
export function ratesAt(curve: readonly CurvePoint[], threshold: number): CurvePoint | null {
  const next = curve.findIndex((point) => point.threshold >= threshold)
  const after = curve[next === -1 ? curve.length - 1 : next]
  if (after === undefined) return null
  const before = curve[next - 1]
  if (before === undefined || next === -1) return { ...after, threshold }
  const share = (threshold - before.threshold) / (after.threshold - before.threshold)
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    threshold,
    fmr: between(before.fmr, after.fmr),
    fpir: between(before.fpir, after.fpir),
    fnir: before.fnir === null || after.fnir === null ? null : between(before.fnir, after.fnir),
  }
}

/** Converts counts to shares of their sum; none where nothing was counted. */
export function sharesOf(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return total === 0 ? [] : counts.map((count) => count / total)
}

/** Converts a rate to attempts: "10,000" for 1e-4. */
export function attemptsOf(rate: number): number {
  return Math.round(1 / rate)
}

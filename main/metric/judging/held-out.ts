import type { Matrix } from '../linear-algebra/matrix.ts'
import { type PairPlan, rankPlan, similarities } from './pairs.ts'
import { summariseRoc } from './roc.ts'

/** FAR from 1e-3 to 1e-1 in steps of equal ratio. */
const fars = Array.from({ length: 9 }, (_, i) => 10 ** (-3 + i / 4))

/**
 * Scores how well held-out people are told apart: the mean TAR over FARs from 1e-3 to 1e-1. It is smoother than TAR at
 * one FAR, which hardly moves with a few hundred genuine pairs.
 */
export function scoreHeldOut(unit: Matrix, plan: PairPlan): number {
  const even = new Float64Array(plan.people).fill(1)
  const { tar } = summariseRoc(rankPlan(plan, similarities(unit)), even, fars, 0)
  return tar.reduce((sum, value) => sum + value, 0) / tar.length
}

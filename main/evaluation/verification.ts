import { AppError } from '../contract/errors.ts'
import type { Uniform } from '../numeric/random.ts'
import { mean, standardDeviation } from '../numeric/statistics.ts'
import { bootstrap, type Interval, numbering } from './bootstrap.ts'
import { type QualityBand, qualityBands } from './quality-bands.ts'
import {
  type ErrorPoint,
  equalErrorRate,
  errorPoints,
  reweigh,
  type Scores,
  shareAtOrAbove,
  sortScores,
  thresholdAtRate,
} from './rates.ts'

/** One compared pair of photos. */
export interface ScoredPair {
  readonly people: readonly [string, string]
  readonly same: boolean
  readonly fold: number
  readonly similarity: number
  /** The lower quality of the two photos, 0..100. */
  readonly quality: number
}

export const falseMatchRates = ['0.01', '0.001'] as const
export type TarAtFar<T = number> = Readonly<Record<(typeof falseMatchRates)[number], T>>

/** The result of a verification run; all rates are shares 0..1. */
export interface VerificationResult {
  /**
   * Mean and standard deviation over the folds (of the population, as InsightFace prints it; the results page of
   * Labeled Faces in the Wild lists the standard error, this divided by 3 for ten folds). Each fold's threshold comes
   * from the other folds.
   */
  readonly accuracy: number
  readonly accuracyStd: number
  readonly eer: number
  readonly tarAtFar: TarAtFar
  /** Mean of the folds' thresholds. */
  readonly threshold: number
  readonly genuine: number
  readonly impostor: number
  /** 95 %, by bootstrap over people. */
  readonly intervals: { readonly accuracy: Interval; readonly eer: Interval; readonly tarAtFar: TarAtFar<Interval> }
  readonly det: readonly ErrorPoint[]
  /** FNMR at the threshold for FAR 1e-2, by the quality of the worse photo. */
  readonly byQuality: readonly QualityBand[]
}

/**
 * The protocol of Labeled Faces in the Wild (Huang et al. 2007, "image-restricted"): accuracy by cross-validation over
 * the given folds; EER and TAR at FAR over all pairs. With a single fold its own best threshold is used.
 * @throws AppError `too-little-data` without a genuine and an impostor pair
 */
export function judgePairs(pairs: readonly ScoredPair[], random: Uniform, resamples = 1000): VerificationResult {
  const same = pairs.filter((pair) => pair.same)
  const different = pairs.filter((pair) => !pair.same)
  if (same.length === 0 || different.length === 0) {
    throw new AppError('too-little-data', 'At least one genuine and one impostor pair with a face in each are needed.')
  }
  const genuine = sortScores(same.map((pair) => pair.similarity))
  const impostor = sortScores(different.map((pair) => pair.similarity))
  const folds = crossValidate(pairs)
  const threshold = mean(folds.map((fold) => fold.threshold))
  const person = numbering()
  const ids = (list: readonly ScoredPair[]) => list.map((pair) => pair.people.map(person.of) as [number, number])
  const [sameIds, differentIds] = [ids(same), ids(different)]
  const figures = (g: Scores, i: Scores) => [
    (shareAtOrAbove(g, threshold) + 1 - shareAtOrAbove(i, threshold)) / 2,
    equalErrorRate(g, i),
    ...falseMatchRates.map((far) => shareAtOrAbove(g, thresholdAtRate(i, Number(far)))),
  ]
  const [accuracy, eer, tar2, tar3] = bootstrap(person.count(), resamples, random, (drawn) =>
    figures(
      reweigh(genuine, (index) => drawn[sameIds[index]![0]]!),
      reweigh(impostor, (index) => drawn[differentIds[index]![0]]! * drawn[differentIds[index]![1]]!),
    ),
  )
  const atHundredth = thresholdAtRate(impostor, 0.01)
  return {
    accuracy: mean(folds.map((fold) => fold.accuracy)),
    accuracyStd: standardDeviation(folds.map((fold) => fold.accuracy)),
    eer: equalErrorRate(genuine, impostor),
    tarAtFar: {
      '0.01': shareAtOrAbove(genuine, atHundredth),
      '0.001': shareAtOrAbove(genuine, thresholdAtRate(impostor, 0.001)),
    },
    threshold,
    genuine: same.length,
    impostor: different.length,
    intervals: { accuracy: accuracy!, eer: eer!, tarAtFar: { '0.01': tar2!, '0.001': tar3! } },
    det: errorPoints(genuine, impostor),
    byQuality: qualityBands(same.map((pair) => ({ quality: pair.quality, missed: pair.similarity < atHundredth }))),
  }
}

function crossValidate(pairs: readonly ScoredPair[]): { accuracy: number; threshold: number }[] {
  const folds = [...new Set(pairs.map((pair) => pair.fold))]
  return folds.map((fold) => {
    const held = pairs.filter((pair) => pair.fold === fold)
    const rest = folds.length === 1 ? held : pairs.filter((pair) => pair.fold !== fold)
    const threshold = bestThreshold(rest)
    const right = held.filter((pair) => pair.similarity >= threshold === pair.same).length
    return { accuracy: right / held.length, threshold }
  })
}

/** The threshold with the most right answers, half-way between the two scores around it; the lowest of equal ones. */
export function bestThreshold(pairs: readonly ScoredPair[]): number {
  const sorted = pairs.toSorted((a, b) => a.similarity - b.similarity)
  let right = sorted.filter((pair) => pair.same).length
  let best = { right, threshold: -1 }
  for (const [index, pair] of sorted.entries()) {
    right += pair.same ? -1 : 1
    const next = sorted[index + 1]?.similarity ?? 1
    if (right > best.right && next > pair.similarity) best = { right, threshold: (pair.similarity + next) / 2 }
  }
  return best.threshold
}

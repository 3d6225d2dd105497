/**
 * Compared pairs from the most similar down. `first` and `second` are the two people; a pair is genuine when they are
 * the same person, and an impostor pair otherwise. Plain data.
 */
export interface RankedPairs {
  readonly scores: Float64Array
  readonly first: Int32Array
  readonly second: Int32Array
}

export interface RocSummary {
  /** TAR at each FAR asked for: the highest TAR of all thresholds that keep FAR at or below it. */
  readonly tar: readonly number[]
  /** Equal error rate, interpolated between the two thresholds around it. */
  readonly eer: number
  /** Area under the curve of TAR over FAR. */
  readonly auc: number
  /** Mean of TAR and 1 - FAR at the given threshold. */
  readonly accuracy: number
}

export interface RocPoint {
  /** Pairs at least this similar are accepted. */
  readonly threshold: number
  /** False accept rate: share of impostor pairs accepted. */
  readonly far: number
  /** True accept rate: share of genuine pairs accepted, 1 - FNMR. */
  readonly tar: number
}

export function rankPairs(scores: Float64Array, first: Int32Array, second: Int32Array): RankedPairs {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  return {
    scores: Float64Array.from(order, (i) => scores[i]!),
    first: order.map((i) => first[i]!),
    second: order.map((i) => second[i]!),
  }
}

/** Lists the scores of the pairs of one kind, from the most similar down. */
export function scoresOf({ scores, first, second }: RankedPairs, kind: 'genuine' | 'impostor'): Float64Array {
  return scores.filter((_, i) => (first[i] === second[i]) === (kind === 'genuine'))
}

/**
 * Computes TAR, EER, AUC and accuracy with each person counted `weights[person]` times, and an impostor pair as often
 * as both of its people together: a bootstrap sample of people is nothing but other weights. All NaN where one kind of
 * pair has no weight. Written out because the bootstrap runs it thousands of times, mostly over pairs without weight.
 */
export function summariseRoc(
  { scores, first, second }: RankedPairs,
  weights: Float64Array,
  fars: readonly number[],
  threshold: number,
): RocSummary {
  const pairWeights = new Float64Array(scores.length)
  let genuine = 0
  let impostor = 0
  for (let i = 0; i < scores.length; i++) {
    const person = first[i]!
    const other = second[i]!
    if (person === other) genuine += pairWeights[i] = weights[person]!
    else impostor += pairWeights[i] = weights[person]! * weights[other]!
  }
  const tars = fars.map(() => 0)
  if (genuine === 0 || impostor === 0) {
    return { tar: tars.fill(Number.NaN), eer: Number.NaN, auc: Number.NaN, accuracy: Number.NaN }
  }
  let eer = Number.NaN
  let auc = 0
  let accuracy = 0.5
  let right = 0
  let wrong = 0
  let [tarBefore, farBefore] = [0, 0]
  /** Pairs of one score are accepted together, so a point of the curve is complete when the next score begins. */
  const look = (score: number) => {
    const tar = right / genuine
    const far = wrong / impostor
    for (let k = 0; k < fars.length; k++) if (far <= fars[k]! + 1e-12) tars[k] = tar
    auc += ((far - farBefore) * (tar + tarBefore)) / 2
    if (score >= threshold) accuracy = (tar + 1 - far) / 2
    if (far >= 1 - tar && Number.isNaN(eer)) {
      const below = 1 - tarBefore - farBefore
      const above = far - (1 - tar)
      eer = below + above === 0 ? farBefore : farBefore + (below / (below + above)) * (far - farBefore)
    }
    tarBefore = tar
    farBefore = far
  }
  let last = Number.NaN
  for (let i = 0; i < scores.length; i++) {
    const weight = pairWeights[i]!
    if (weight === 0) continue
    const score = scores[i]!
    if (score < last) look(last)
    last = score
    if (first[i] === second[i]) right += weight
    else wrong += weight
  }
  look(last)
  return { tar: tars, eer, auc, accuracy }
}

/** Computes the curve, one point per threshold, from the strictest on; empty where one kind of pair is missing. */
export function rocCurve({ scores, first, second }: RankedPairs): RocPoint[] {
  const { genuine, impostor } = totals(first, second)
  if (genuine === 0 || impostor === 0) return []
  const points: RocPoint[] = []
  let right = 0
  let wrong = 0
  for (let i = 0; i < scores.length; i++) {
    if (first[i] === second[i]) right++
    else wrong++
    if (scores[i + 1] === scores[i]) continue
    points.push({ threshold: scores[i]!, far: wrong / impostor, tar: right / genuine })
  }
  return points
}

/** Finds the threshold with the highest mean of TAR and 1 - FAR, the strictest of equals; 1 where there is no curve. */
export function bestThreshold(pairs: RankedPairs): number {
  const nothing = { threshold: 1, far: 0, tar: 0 }
  return rocCurve(pairs).reduce((best, point) => (point.tar - point.far > best.tar - best.far ? point : best), nothing)
    .threshold
}

function totals(first: Int32Array, second: Int32Array) {
  const genuine = first.reduce((sum, person, i) => sum + (person === second[i] ? 1 : 0), 0)
  return { genuine, impostor: first.length - genuine }
}

/** How often an impostor similarity is above a value, and what was assumed beyond the data. */
export interface Tail {
  /** 0..1; falls with `similarity`. */
  exceedance(similarity: number): number
}

export interface TailFit extends Tail {
  readonly name: 'normal' | 'generalised-pareto'
  readonly parameters: Readonly<Record<string, number>>
  /**
   * How well it describes the data it was fitted to: the greatest ratio between fitted and observed exceedance, either
   * way, at 1 %, 0.3 %, 0.1 % and so on down to ten observations. 1 is perfect.
   */
  readonly worstRatio: number
}

/** Similarities counted in bins of 1/1000, each with its weight. */
export interface Histogram {
  readonly counts: Float64Array
  readonly total: number
}

const binsPerUnit = 1000

export function emptyCounts(): Float64Array {
  return new Float64Array(2 * binsPerUnit + 1)
}

export function binOf(similarity: number): number {
  return Math.min(2 * binsPerUnit, Math.max(0, Math.floor((similarity + 1) * binsPerUnit)))
}

/** Finds the middle of a bin. */
export function similarityOf(bin: number): number {
  return (bin + 0.5) / binsPerUnit - 1
}

export function histogramOf(counts: Float64Array): Histogram {
  return { counts, total: counts.reduce((sum, count) => sum + count, 0) }
}

export function momentsOf({ counts, total }: Histogram): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (const [bin, count] of counts.entries()) {
    const value = similarityOf(bin)
    sum += count * value
    squares += count * value * value
  }
  const mean = sum / total
  return { mean, deviation: Math.sqrt(Math.max(0, squares / total - mean * mean)) }
}

/** Computes the share of the weight above a similarity, linear within a bin. */
export function empiricalExceedance({ counts, total }: Histogram): (similarity: number) => number {
  const above = new Float64Array(counts.length + 1)
  for (let bin = counts.length - 1; bin >= 0; bin--) above[bin] = above[bin + 1]! + counts[bin]!
  return (similarity) => {
    const position = (similarity + 1) * binsPerUnit
    const bin = binOf(similarity)
    const within = Math.min(1, Math.max(0, position - bin))
    return (above[bin]! * (1 - within) + above[bin + 1]! * within) / total
  }
}

/** Finds the similarity that a share of the weight exceeds. */
export function upperQuantile({ counts, total }: Histogram, share: number): number {
  let above = 0
  for (let bin = counts.length - 1; bin >= 0; bin--) {
    above += counts[bin]!
    if (above >= share * total) return bin / binsPerUnit - 1 + (above - share * total) / counts[bin]! / binsPerUnit
  }
  return -1
}

/** Fits a normal distribution to everything: known to fall too fast in the tail, shown for comparison. */
export function fitNormal(histogram: Histogram): TailFit {
  const { mean, deviation } = momentsOf(histogram)
  const exceedance = (similarity: number) => normalExceedance((similarity - mean) / deviation)
  return { name: 'normal', parameters: { mean, deviation }, exceedance, worstRatio: worstRatio(histogram, exceedance) }
}

/**
 * Fits a generalised Pareto distribution to the excesses over a high similarity (Pickands 1975) by probability-weighted
 * moments (Hosking & Wallis 1987, eq. 5); below it the data count. The shape is kept between -0.4 and 0.05: estimates
 * outside come from too little data, and similarities are bounded.
 */
export function fitPareto(histogram: Histogram, share = 0.02): TailFit {
  const start = upperQuantile(histogram, share)
  const observed = empiricalExceedance(histogram)
  const { above, first, second } = sumExcesses(histogram, start)
  const a0 = first / above
  const a1 = second / above ** 2
  const shape = Math.min(0.05, Math.max(-0.4, 2 - a0 / (a0 - 2 * a1)))
  const scale = a0 * (1 - shape)
  const atStart = observed(start)
  const exceedance = (similarity: number) =>
    similarity <= start ? observed(similarity) : atStart * paretoExceedance((similarity - start) / scale, shape)
  return {
    name: 'generalised-pareto',
    parameters: { start, shape, scale },
    exceedance,
    worstRatio: worstRatio(histogram, exceedance),
  }
}

/**
 * Sums the weight above the start, and its first two moments weighted by how much lies above each (Hosking & Wallis
 * 1987, eq. 5).
 */
function sumExcesses({ counts }: Histogram, start: number) {
  let above = 0
  let first = 0
  let second = 0
  for (let bin = counts.length - 1; bin >= binOf(start); bin--) {
    // Of the bin that holds the start only the part above it counts.
    const low = Math.max(start, bin / binsPerUnit - 1)
    const high = (bin + 1) / binsPerUnit - 1
    const count = counts[bin]! * Math.max(0, high - low) * binsPerUnit
    const excess = (low + high) / 2 - start
    first += count * excess
    second += count * excess * (above + count / 2)
    above += count
  }
  return { above, first, second }
}

/**
 * Fits the scale of a generalised Pareto distribution of known shape: the mean excess over the start, times 1 - shape
 * (Hosking & Wallis 1987, section 2).
 */
export function fitTailScale(histogram: Histogram, start: number, shape: number): number {
  const { above, first } = sumExcesses(histogram, start)
  return (first / above) * (1 - shape)
}

function paretoExceedance(excess: number, shape: number): number {
  if (Math.abs(shape) < 1e-9) return Math.exp(-excess)
  return Math.max(0, 1 + shape * excess) ** (-1 / shape)
}

function worstRatio(histogram: Histogram, exceedance: (similarity: number) => number): number {
  let worst = 1
  for (let share = 0.01; share * histogram.total >= 10; share /= Math.sqrt(10)) {
    const ratio = exceedance(upperQuantile(histogram, share)) / share
    worst = Math.max(worst, ratio, 1 / ratio)
  }
  return worst
}

/**
 * Computes the upper tail of the standard normal distribution by the complementary error function (Numerical Recipes,
 * 6.2.2).
 */
export function normalExceedance(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const polynomial = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ].reduceRight((sum, coefficient) => sum * t + coefficient, 0)
  const upper = (t * Math.exp(-x * x + polynomial)) / 2
  return z >= 0 ? upper : 1 - upper
}

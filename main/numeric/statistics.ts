/** Computes the arithmetic mean; NaN of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Computes the standard deviation of a whole population; NaN of no values. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
}

/** Finds the median, the upper one of two middle values; NaN of no values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Interpolates linearly between order statistics; NaN of no values. @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1)
  const low = Math.floor(position)
  const [a = Number.NaN, b = a] = sorted.slice(low, low + 2)
  return a + (position - low) * (b - a)
}

/** Computes the Wilson score interval of a share seen among `count`, 95 % by default (J. Am. Stat. Assoc. 22, 1927). */
export function wilsonInterval(share: number, count: number, z = 1.96): readonly [low: number, high: number] {
  const middle = share + z ** 2 / (2 * count)
  const spread = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))
  const whole = 1 + z ** 2 / count
  return [(middle - spread) / whole, (middle + spread) / whole]
}

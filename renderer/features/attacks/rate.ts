/** A rate with its 95 % interval. */
export interface Rate {
  readonly errors: number
  readonly total: number
  readonly low: number
  readonly high: number
}

/**
 * Computes the exact binomial interval (Clopper & Pearson 1934), which is right for few tries and for no errors.
 * `total` is above 0.
 */
export function exactRate(errors: number, total: number): Rate {
  return {
    errors,
    total,
    low: errors === 0 ? 0 : solve((share) => 1 - atMost(errors - 1, total, share), 0.025),
    high: errors === total ? 1 : solve((share) => 1 - atMost(errors, total, share), 0.975),
  }
}

/** Probability of at most `errors` in `total` tries. */
function atMost(errors: number, total: number, share: number): number {
  let term = (1 - share) ** total
  let sum = term
  for (let count = 1; count <= errors; count++) {
    term *= ((total - count + 1) / count) * (share / (1 - share))
    sum += term
  }
  return sum
}

/** Finds where a rising function has this value, by bisection. */
function solve(rising: (share: number) => number, value: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** One axis of a plot. Values outside `from` and `to` are drawn at the edge. */
export interface Axis {
  readonly label: string
  readonly scale: 'linear' | 'logarithmic'
  readonly from: number
  readonly to: number
  /** How many intervals to aim for; logarithmic axes have a tick at every power of ten. */
  readonly intervals?: number
  readonly format: (value: number) => string
}

export interface Scale {
  readonly ticks: readonly number[]
  /** Converts a value to the plot's units. */
  at(value: number): number
}

/** Creates a scale from an axis to the plot's units from `start` to `end`. */
export function createScale(axis: Axis, start: number, end: number): Scale {
  const along = axis.scale === 'linear' ? (value: number) => value : Math.log10
  const low = along(axis.from)
  const high = along(axis.to)
  return {
    ticks: axis.scale === 'linear' ? linearTicks(axis.from, axis.to, axis.intervals ?? 5) : powersOfTen(low, high),
    at(value) {
      const share = (along(Math.max(axis.scale === 'linear' ? -Infinity : axis.from, value)) - low) / (high - low)
      return start + Math.min(1, Math.max(0, share)) * (end - start)
    },
  }
}

/** Returns round numbers between the two: steps of 1, 2 or 5 times a power of ten. */
export function linearTicks(from: number, to: number, intervals: number): readonly number[] {
  const rough = (to - from) / intervals
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Multiples of the step instead of sums: 0.3, not 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

function powersOfTen(low: number, high: number): readonly number[] {
  const first = Math.ceil(low - 1e-9)
  return Array.from({ length: Math.floor(high + 1e-9) - first + 1 }, (_, index) => 10 ** (first + index))
}

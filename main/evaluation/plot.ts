import { escapeMarkup } from '../text/markup.ts'

/** One line of a chart; points are drawn in their order. */
export interface Line {
  readonly label: string
  readonly color: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Axis {
  readonly label: string
  /** Logarithmic axes start at their first tick; what lies below is drawn there. */
  readonly scale: 'linear' | 'logarithmic'
  readonly ticks: readonly number[]
  readonly format: (value: number) => string
}

const width = 640
const height = 420
const margin = { left: 72, right: 20, top: 20, bottom: 56 }

/** A line chart as an SVG document of its own; colours are dark on white, so that it can be printed. */
export function lineChart(title: string, x: Axis, y: Axis, lines: readonly Line[]): string {
  const across = position(x, margin.left, width - margin.right)
  const up = position(y, height - margin.bottom, margin.top)
  const grid = [
    ...x.ticks.map((tick) => {
      const at = across(tick)
      return `<path d="M${at} ${margin.top}V${height - margin.bottom}"/><text x="${at}" y="${height - margin.bottom + 18}" text-anchor="middle">${x.format(tick)}</text>`
    }),
    ...y.ticks.map((tick) => {
      const at = up(tick)
      return `<path d="M${margin.left} ${at}H${width - margin.right}"/><text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${y.format(tick)}</text>`
    }),
  ]
  const drawn = lines.map(({ points, color, label }) => {
    const path = points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${across(px)} ${up(py)}`).join('')
    return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"><title>${escapeMarkup(label)}</title></path>`
  })
  const legend = lines.map(
    ({ label, color }, index) =>
      `<text x="${width - margin.right - 8}" y="${margin.top + 18 + index * 18}" text-anchor="end" fill="${color}">${escapeMarkup(label)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g stroke="#e3e3e8" fill="none">${grid.map((part) => part.replace(/<text.*/, '')).join('')}</g>`,
    `<g fill="#44444c">${grid.map((part) => part.replace(/^<path[^>]*>/, '')).join('')}`,
    `<text x="${(margin.left + width - margin.right) / 2}" y="${height - 14}" text-anchor="middle">${escapeMarkup(x.label)}</text>`,
    `<text transform="translate(18 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeMarkup(y.label)}</text></g>`,
    ...drawn,
    ...legend,
    '</svg>',
  ].join('')
}

/** Returns a function from values to coordinates with one decimal; values outside the ticks are drawn at the end. */
function position({ scale, ticks }: Axis, from: number, to: number): (value: number) => string {
  const turn = scale === 'logarithmic' ? Math.log10 : (value: number) => value
  const [low, high] = [turn(ticks[0]!), turn(ticks.at(-1)!)]
  return (value) => {
    const share = (turn(Math.max(value, scale === 'logarithmic' ? Number.MIN_VALUE : value)) - low) / (high - low)
    return (from + Math.min(1, Math.max(0, share)) * (to - from)).toFixed(1)
  }
}

/** Counts values in bins of equal width over [low, high], as the corners of a step line; the highest bin is 1. */
export function histogram(
  values: readonly number[],
  low: number,
  high: number,
  bins: number,
): (readonly [number, number])[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * bins)
    counts[Math.min(bins - 1, Math.max(0, bin))]! += 1
  }
  const most = Math.max(1, ...counts)
  const edge = (bin: number) => low + ((high - low) * bin) / bins
  return counts.flatMap((count, bin) => [[edge(bin), count / most] as const, [edge(bin + 1), count / most] as const])
}

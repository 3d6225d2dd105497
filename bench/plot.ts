import type { Growth } from './growth.ts'

const width = 720
const panelHeight = 320
const margin = { left: 70, right: 220, top: 36, bottom: 40 }
const lineHeight = 15
const colours = ['#0b6bcb', '#c2410c', '#15803d', '#7e22ce', '#a16207']

/** Time and memory against size, all logarithmic, as an SVG picture of two panels. */
export function plotOf(growths: readonly Growth[]): string {
  const files = new Set<readonly number[]>()
  // Several tasks on one log share its file.
  const byMemory = growths.filter(({ megabytes }) => !files.has(megabytes) && files.add(megabytes))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${2 * panelHeight}" font-family="sans-serif" font-size="11" fill="#333">
<rect width="${width}" height="${2 * panelHeight}" fill="#fff"/>
${panel('Time', 'ms', 0, growths, ({ milliseconds }) => milliseconds, growths)}
${panel('Memory, or size of the log', 'MB', panelHeight, byMemory, ({ megabytes }) => megabytes, growths)}
</svg>
`
}

function panel(
  title: string,
  unit: string,
  top: number,
  shown: readonly Growth[],
  valuesOf: (growth: Growth) => readonly number[],
  all: readonly Growth[],
): string {
  const [left, right] = [margin.left, width - margin.right]
  const [upper, lower] = [top + margin.top, top + panelHeight - margin.bottom]
  const sizes = all.flatMap((growth) => growth.sizes)
  const x = axis(sizes, left, right)
  const y = axis(shown.flatMap(valuesOf), lower, upper)
  const ends = shown.map((growth) => ({ growth, y: y.at(valuesOf(growth).at(-1)!) })).toSorted((a, b) => a.y - b.y)
  let last = -Infinity
  const labels = ends.map(({ growth, y: end }) => {
    last = Math.max(end, last + lineHeight)
    const to = x.at(growth.sizes.at(-1)!)
    const leader = `<path d="M${to},${end}L${right},${end}L${right + 8},${last}" fill="none" stroke="${colourOf(growth, all)}" stroke-dasharray="1 3"/>`
    return `${leader}<text x="${right + 12}" y="${last + 4}" fill="${colourOf(growth, all)}">${growth.what}</text>`
  })
  const lines = shown.map((growth) => {
    const points = growth.sizes.map((size, at) => [x.at(size), y.at(valuesOf(growth)[at]!)] as const)
    const colour = colourOf(growth, all)
    const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`)
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`
  })
  const columns = x.ticks.map(
    (tick) =>
      `<line x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${upper}" y2="${lower}" stroke="#ddd"/>` +
      `<text x="${x.at(tick)}" y="${lower + 16}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
  )
  const rows = y.ticks.map(
    (tick) =>
      `<line x1="${left}" x2="${right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="#ddd"/>` +
      `<text x="${left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${tick.toLocaleString('en')} ${unit}</text>`,
  )
  const heading = `<text x="${left}" y="${upper - 12}" font-size="13" font-weight="bold">${title}</text>`
  return [heading, ...columns, ...rows, ...labels, ...lines].join('\n')
}

function colourOf(growth: Growth, all: readonly Growth[]): string {
  return colours[all.indexOf(growth) % colours.length]!
}

/** Powers of ten that hold all values, and where each value lies. */
function axis(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => Number(`1e${low + index}`)),
    at: (value: number) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
  }
}

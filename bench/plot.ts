import type { Growth } from './growth.ts'

const width = 640
const height = 400
const margin = { left: 60, right: 190, top: 20, bottom: 40 }
const colours = ['#0b6bcb', '#c2410c', '#15803d', '#7e22ce']

/** Milliseconds against size, both logarithmic, as an SVG picture. */
export function plotOf(growths: readonly Growth[]): string {
  const sizes = growths.flatMap((growth) => growth.sizes)
  const times = growths.flatMap(({ milliseconds }) => milliseconds)
  const x = axis(sizes, margin.left, width - margin.right)
  const y = axis(times, height - margin.bottom, margin.top)
  const lines = growths.map(({ what, sizes: xs, milliseconds }, index) => {
    const points = xs.map((size, at) => `${x.at(size)},${y.at(milliseconds[at]!)}`)
    const colour = colours[index % colours.length]
    const [, end] = points.at(-1)!.split(',')
    const label = `<text x="${width - margin.right + 8}" y="${end}" fill="${colour}">${what}</text>`
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`
  })
  const columns = x.ticks.map(
    (tick) =>
      `<line x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${margin.top}" y2="${height - margin.bottom}" stroke="#ddd"/>` +
      `<text x="${x.at(tick)}" y="${height - margin.bottom + 16}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
  )
  const rows = y.ticks.map(
    (tick) =>
      `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="#ddd"/>` +
      `<text x="${margin.left - 6}" y="${y.at(tick)}" text-anchor="end">${tick} ms</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#333">
<rect width="${width}" height="${height}" fill="#fff"/>
${[...columns, ...rows, ...lines].join('\n')}
</svg>
`
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

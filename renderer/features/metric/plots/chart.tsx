import type { CurvePoint } from '../../../../main/contract/learned-metrics.ts'
import css from '../metric.module.css'
import { legendColumns } from './legend.ts'
import { PlotFrame } from './plot-frame.tsx'

export interface Series {
  readonly name: string
  readonly points: readonly CurvePoint[]
  /** Number of the colour; lines of one colour are distinguished by `dashed`. */
  readonly colour: number
  readonly dashed?: boolean
  /** Whether the area down to 0 is filled. */
  readonly filled?: boolean
  /** Whether the line is emphasised. */
  readonly strong?: boolean
}

interface Axis {
  readonly label: string
  readonly ticks: readonly number[]
  readonly format?: (value: number) => string
}

const width = 420
const left = 58
const right = width - 14
const top = 12
/** Where the lower axis lies; its labels and the legend are below. */
const floor = 246
const legendTop = floor + 62
const legendLine = 19

/** A line chart; the first and last ticks are the ends of an axis. The legend is part of the picture. */
export function Chart(props: {
  name: string
  title: string
  text?: string
  x: Axis
  y: Axis
  series: readonly Series[]
}) {
  const { name, title, text, x, y, series } = props
  const columns = legendColumns(
    series.map((one) => one.name),
    width - left,
  )
  const height = legendTop + Math.ceil(series.length / columns) * legendLine
  const across = scale(x.ticks, left, right)
  const up = scale(y.ticks, floor, top)
  const path = (points: readonly CurvePoint[]) =>
    points.map((point, i) => `${i === 0 ? 'M' : 'L'}${across(point.x).toFixed(1)} ${up(point.y).toFixed(1)}`).join('')
  const area = (points: readonly CurvePoint[]) =>
    points.length === 0
      ? ''
      : `${path(points)}L${across(points.at(-1)!.x).toFixed(1)} ${up(0)}L${across(points[0]!.x).toFixed(1)} ${up(0)}Z`
  return (
    <PlotFrame
      name={name}
      title={title}
      {...(text === undefined ? {} : { text })}
      numbers={{
        header: ['series', x.label, y.label],
        rows: () => series.flatMap(({ name, points }) => points.map((point) => [name, point.x, point.y])),
      }}
    >
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <defs>
          <clipPath id={`clip-${name}`}>
            <rect x={left} y={top} width={right - left} height={floor - top} />
          </clipPath>
        </defs>
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line className={css.labGrid} x1={left} x2={right} y1={up(tick)} y2={up(tick)} />
            <text className={css.end} x={left - 8} y={up(tick)}>
              {y.format?.(tick) ?? tick}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <g key={tick}>
            <line className={css.labGrid} x1={across(tick)} x2={across(tick)} y1={top} y2={floor} />
            <text className={css.middle} x={across(tick)} y={floor + 16}>
              {x.format?.(tick) ?? tick}
            </text>
          </g>
        ))}
        <text className={css.middle} x={(left + right) / 2} y={floor + 38}>
          {x.label}
        </text>
        <text className={css.middle} transform={`translate(12 ${(top + floor) / 2}) rotate(-90)`}>
          {y.label}
        </text>
        <g clipPath={`url(#clip-${name})`}>
          {series.map((one) => (
            <g key={one.name} data-colour={one.colour}>
              {one.filled ? <path className={css.labArea} d={area(one.points)} /> : null}
              <path
                className={one.strong ? `${css.labLine} ${css.strong}` : css.labLine}
                d={path(one.points)}
                strokeDasharray={one.dashed ? '5 4' : undefined}
              />
            </g>
          ))}
        </g>
        {series.map((one, i) => (
          <g
            key={one.name}
            data-colour={one.colour}
            transform={`translate(${left + (i % columns) * ((width - left) / columns)} ${legendTop + Math.floor(i / columns) * legendLine})`}
          >
            <line
              className={css.labLine}
              x1={0}
              x2={18}
              y1={0}
              y2={0}
              strokeDasharray={one.dashed ? '5 4' : undefined}
            />
            <text className={css.labKey} x={24} y={0}>
              {one.name}
            </text>
          </g>
        ))}
      </svg>
    </PlotFrame>
  )
}

/** Returns evenly spaced round numbers that cover the range, about `count` of them. */
export function niceTicks(low: number, high: number, count = 5): number[] {
  const span = Math.max(high - low, 1e-9)
  const rough = span / count
  const unit = 10 ** Math.floor(Math.log10(rough))
  const step = unit * ([1, 2, 5].find((factor) => rough <= factor * unit) ?? 10)
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

function scale(ticks: readonly number[], from: number, to: number): (value: number) => number {
  const low = ticks[0]!
  const span = ticks.at(-1)! - low || 1
  return (value) => from + ((value - low) / span) * (to - from)
}

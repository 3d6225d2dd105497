import { type ReactNode, useEffect, useId, useState } from 'react'
import css from './plot.module.css'
import { type Axis, createScale, type Scale } from './scale.ts'

/** Space for the axes' labels in pixels; plot.module.css has the same numbers for what lies over the plot. */
const margin = { left: 64, right: 16, top: 16, bottom: 52 }

export interface Key {
  readonly label: string
  /** The line's colour: `a` and `b` are two kinds of data, `now` is what is in use. */
  readonly tone: 'a' | 'b' | 'now'
}

/**
 * A plot's axes; `children` draw its lines in the plot's units. `description` tells screen readers what the plot shows.
 * `over` lies on the plot's area, for example a line to drag.
 */
export function Plot(props: {
  label: string
  description: string
  x: Axis
  y: Axis
  keys: readonly Key[]
  over?: ReactNode
  children: (x: Scale, y: Scale) => ReactNode
}) {
  const id = useId()
  const [area, setArea] = useState<HTMLDivElement | null>(null)
  const size = useSize(area)
  const x = createScale(props.x, margin.left, size.width - margin.right)
  const y = createScale(props.y, size.height - margin.bottom, margin.top)
  const bottom = size.height - margin.bottom
  return (
    <figure className={css.graph}>
      <ul className={css.graphKeys} aria-hidden="true">
        {props.keys.map((key) => (
          <li key={key.label} data-tone={key.tone}>
            {key.label}
          </li>
        ))}
      </ul>
      <div className={css.graphArea} ref={setArea}>
        <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={`${id}-label ${id}-text`}>
          <title id={`${id}-label`}>{props.label}</title>
          <desc id={`${id}-text`}>{props.description}</desc>
          <g className={css.graphGrid}>
            {x.ticks.map((tick) => (
              <path key={tick} d={`M${x.at(tick)} ${margin.top}V${bottom}`} />
            ))}
            {y.ticks.map((tick) => (
              <path key={tick} d={`M${margin.left} ${y.at(tick)}H${size.width - margin.right}`} />
            ))}
          </g>
          {props.children(x, y)}
          <g className={css.graphWords}>
            {x.ticks.map((tick) => (
              <text key={tick} x={x.at(tick)} y={bottom + 20} textAnchor="middle">
                {props.x.format(tick)}
              </text>
            ))}
            {y.ticks.map((tick) => (
              <text key={tick} x={margin.left - 10} y={y.at(tick) + 4} textAnchor="end">
                {props.y.format(tick)}
              </text>
            ))}
            <text x={(margin.left + size.width - margin.right) / 2} y={size.height - 8} textAnchor="middle">
              {props.x.label}
            </text>
            <text transform={`translate(14 ${(margin.top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
              {props.y.label}
            </text>
          </g>
        </svg>
        {props.over}
      </div>
    </figure>
  )
}

/** Measures the place of a plot, which is as wide as that, and half as high within limits; its text is never scaled. */
function useSize(element: HTMLElement | null): { width: number; height: number } {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    if (element === null) return
    const watch = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)))
    watch.observe(element)
    return () => watch.disconnect()
  }, [element])
  return { width, height: Math.min(340, Math.max(250, Math.round(width / 2))) }
}

/** A line through points in their order. */
export function Line(props: {
  x: Scale
  y: Scale
  tone: Key['tone']
  points: readonly { readonly x: number; readonly y: number }[]
}) {
  const path = props.points.map(
    (point, index) => `${index === 0 ? 'M' : 'L'}${props.x.at(point.x)} ${props.y.at(point.y)}`,
  )
  return <path className={css.graphLine} data-tone={props.tone} d={path.join('')} />
}

/** A histogram of equal steps, as an outline with a soft fill; the y axis shows shares of the whole. */
export function Bars(props: {
  x: Scale
  y: Scale
  tone: Key['tone']
  from: number
  step: number
  shares: readonly number[]
}) {
  const { x, y, from, step, shares } = props
  const steps = shares.map((share, index) => `V${y.at(share)}H${x.at(from + (index + 1) * step)}`)
  return (
    <path
      className={css.graphBars}
      data-tone={props.tone}
      d={`M${x.at(from)} ${y.at(0)}${steps.join('')}V${y.at(0)}Z`}
    />
  )
}

export function Dot(props: { x: Scale; y: Scale; point: { readonly x: number; readonly y: number } }) {
  return <circle className={css.graphDot} cx={props.x.at(props.point.x)} cy={props.y.at(props.point.y)} r="6" />
}

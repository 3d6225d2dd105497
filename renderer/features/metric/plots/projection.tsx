import { useRef, useState } from 'react'
import type { MetricFigure } from '../../../../main/contract/learned-metrics.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from '../metric.module.css'
import { PlotFrame } from './plot-frame.tsx'

type Position = readonly number[]

interface View {
  readonly yaw: number
  readonly pitch: number
}

const size = 300
const radius = 118
const step = 0.12
const straight: View = { yaw: 0, pitch: 0 }
const oblique: View = { yaw: 0.6, pitch: 0.45 }

/**
 * Shows people on the circle or the sphere. Outside is the direction of every photo, which is all that is compared; in
 * two dimensions the features themselves lie inside, to scale. A sphere is turned by dragging or by the arrow keys.
 */
export function Projection(props: { figure: MetricFigure; title: string; name: string }) {
  const { words } = useWords()
  const { figure, title, name } = props
  const turns = figure.dimensions === 3
  const [view, setView] = useState(turns ? oblique : straight)
  const grip = useRef<{ x: number; y: number } | null>(null)
  const place = placing(turns ? view : straight)
  const longest = Math.max(...figure.points.map(({ position }) => Math.hypot(...position)), 1e-9)
  const turn = (yaw: number, pitch: number) =>
    setView((now) => ({ yaw: now.yaw + yaw, pitch: Math.min(1.5, Math.max(-1.5, now.pitch + pitch)) }))
  const axes = ['x', 'y', 'z'].slice(0, figure.dimensions)
  return (
    <PlotFrame
      name={name}
      title={title}
      {...(figure.accuracy === null ? {} : { text: words.metric.pixelAccuracy(Math.round(100 * figure.accuracy)) })}
      numbers={{
        header: ['person', ...axes],
        rows: () => figure.points.map(({ person, position }) => [figure.people[person] ?? '', ...position]),
      }}
    >
      <svg
        className={turns ? `${css.labProjection} ${css.turns}` : css.labProjection}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={title}
        {...(turns && {
          tabIndex: 0,
          onPointerDown: (event) => {
            grip.current = { x: event.clientX, y: event.clientY }
            event.currentTarget.setPointerCapture(event.pointerId)
          },
          onPointerMove: (event) => {
            if (grip.current === null) return
            turn((event.clientX - grip.current.x) / 110, (event.clientY - grip.current.y) / 110)
            grip.current = { x: event.clientX, y: event.clientY }
          },
          onPointerUp: () => {
            grip.current = null
          },
          onKeyDown: (event) => {
            const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
              event.key
            ]
            if (move === undefined) return
            event.preventDefault()
            turn(move[0]!, move[1]!)
          },
        })}
      >
        <circle className={css.labRim} cx={size / 2} cy={size / 2} r={radius} />
        {turns ? meridians().map((line) => <Arc key={line.name} place={place} points={line.points} />) : null}
        {figure.centres.map((centre, i) => (
          <Ray key={figure.people[i]} place={place} towards={unit(centre)} colour={i} />
        ))}
        {turns
          ? null
          : figure.points.map(({ person, position }, i) => (
              <Dot
                // biome-ignore lint/suspicious/noArrayIndexKey: photos have no names, and their order does not change
                key={i}
                at={place(position.map((value) => (0.92 * value) / longest))}
                colour={person}
                inner
              />
            ))}
        {figure.points
          .map(({ person, position }, i) => ({ person, i, at: place(unit(position)) }))
          .sort((a, b) => a.at.depth - b.at.depth)
          .map(({ person, i, at }) => (
            <Dot key={i} at={at} colour={person} />
          ))}
      </svg>
    </PlotFrame>
  )
}

interface Placed {
  readonly x: number
  readonly y: number
  /** Distance towards the viewer. */
  readonly depth: number
}

function placing({ yaw, pitch }: View): (position: Position) => Placed {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)]
  return ([x = 0, y = 0, z = 0]) => {
    const across = cy * x + sy * z
    const away = -sy * x + cy * z
    return {
      x: size / 2 + radius * across,
      y: size / 2 - radius * (cp * y - sp * away),
      depth: sp * y + cp * away,
    }
  }
}

function Dot(props: { at: Placed; colour: number; inner?: boolean }) {
  const { at, colour, inner = false } = props
  return (
    <circle
      className={inner ? `${css.labDot} ${css.inner}` : at.depth < -1e-6 ? `${css.labDot} ${css.behind}` : css.labDot}
      data-colour={colour}
      cx={at.x}
      cy={at.y}
      r={inner ? 3.2 : 5.6}
    />
  )
}

function Ray(props: { place: (position: Position) => Placed; towards: Position; colour: number }) {
  const from = props.place([0, 0, 0])
  const to = props.place(props.towards.map((value) => 1.16 * value))
  return (
    <line
      className={`${css.labRay} ${css.labLine}`}
      data-colour={props.colour}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
    />
  )
}

function Arc(props: { place: (position: Position) => Placed; points: readonly Position[] }) {
  const placed = props.points.map(props.place)
  const path = placed.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return <path className={css.labGrid} d={path} />
}

/** Returns the equator and three circles through the poles. */
function meridians(): { name: string; points: Position[] }[] {
  const round = Array.from({ length: 73 }, (_, i) => (i * Math.PI) / 36)
  const equator = { name: 'equator', points: round.map((t) => [Math.cos(t), 0, Math.sin(t)]) }
  const upright = [0, 1, 2].map((k) => ({
    name: `meridian ${k}`,
    points: round.map((t) => {
      const turned = (k * Math.PI) / 3
      return [Math.cos(t) * Math.cos(turned), Math.sin(t), Math.cos(t) * Math.sin(turned)]
    }),
  }))
  return [equator, ...upright]
}

function unit(position: Position): number[] {
  const norm = Math.hypot(...position) || 1
  return position.map((value) => value / norm)
}

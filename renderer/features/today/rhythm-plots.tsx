import { keepPreviousData } from '@tanstack/react-query'
import type { AttendanceScope } from '../../../main/contract/attendance.ts'
import plotCss from '../../components/plot/plot.module.css'
import { Loaded } from '../../components/states.tsx'
import { addDays, localDate } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './today.module.css'

/** Minutes of one bar in the plot of arrivals. */
const arrivalStep = 15

/** One more entry changes four weeks little, so the answer is kept for this long. */
const tenMinutes = 600_000
const keptForAWhile = { staleTime: tenMinutes, refetchInterval: tenMinutes, placeholderData: keepPreviousData }

/** Plots typical days: when people arrive, and how many are present in each hour of the week. */
export function RhythmPlots(props: { group: string | null }) {
  const { words } = useWords()
  const { group } = props
  const to = localDate(Date.now())
  const scope: AttendanceScope = group === null ? { kind: 'everyone' } : { kind: 'group', group }
  const dates = { from: addDays(to, -27), to }
  const query = useCall('attendance.rhythm', { scope, dates, stepMinutes: arrivalStep }, keptForAWhile)
  return (
    <Loaded query={query}>
      {({ arrivals, presence }) => (
        <>
          <figure className={css.plotCard}>
            <figcaption>
              <h2>{words.today.arrivals}</h2>
              <p className="soft small">{words.today.arrivalsText}</p>
            </figcaption>
            {arrivals.some((count) => count > 0) ? <Arrivals counts={arrivals} /> : <NoRhythm />}
          </figure>
          <figure className={css.plotCard}>
            <figcaption>
              <h2>{words.today.presence}</h2>
              <p className="soft small">{words.today.presenceText}</p>
            </figcaption>
            {presence.some((count) => count > 0) ? <PresenceMap hours={presence} /> : <NoRhythm />}
          </figure>
        </>
      )}
    </Loaded>
  )
}

function NoRhythm() {
  const { words } = useWords()
  return <p className={`soft ${css.plotNone}`}>{words.today.noRhythm}</p>
}

const width = 320
const height = 132
const foot = 20

/** Bars over the part of the day in which people arrive, with whole hours below. */
function Arrivals(props: { counts: readonly number[] }) {
  const { words, format } = useWords()
  const perHour = 60 / arrivalStep
  const first = Math.floor(props.counts.findIndex((count) => count > 0) / perHour)
  const last = Math.floor(props.counts.findLastIndex((count) => count > 0) / perHour) + 1
  const shown = props.counts.slice(first * perHour, last * perHour)
  const most = Math.max(...shown)
  const bar = width / shown.length
  const every = last - first > 16 ? 4 : last - first > 6 ? 2 : 1
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const place = (hour: number) => ((hour - first) / (last - first)) * width
  return (
    <svg
      className={plotCss.barPlot}
      viewBox={`-8 0 ${width + 16} ${height}`}
      role="img"
      aria-label={words.today.arrivals}
    >
      {shown.map((count, index) => {
        const size = ((height - foot - 6) * count) / most
        const at = format.timeOfDay(first * 60 + index * arrivalStep)
        return (
          <rect
            key={at}
            x={index * bar + 0.75}
            y={height - foot - size}
            width={Math.max(bar - 1.5, 1)}
            height={size}
            rx={1.5}
          >
            <title>{words.today.arrivalsAt(at, format.number(count))}</title>
          </rect>
        )
      })}
      <line x1={0} x2={width} y1={height - foot} y2={height - foot} />
      {hours
        .filter((hour) => hour % every === 0)
        .map((hour) => (
          <text key={hour} x={place(hour)} y={height - 5}>
            {format.hourOfDay(hour)}
          </text>
        ))}
    </svg>
  )
}

const left = 34
const cell = 18

/** A row for each day and a column for each hour with people; darker for more people. */
function PresenceMap(props: { hours: readonly number[] }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const days = Array.from({ length: 7 }, (_, index) => ((calendar.firstDay - 1 + index) % 7) + 1)
  const used = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    days.some((day) => at(props.hours, day, hour) > 0),
  )
  const first = used[0] ?? 0
  const count = (used.at(-1) ?? 23) - first + 1
  const columns = Array.from({ length: count }, (_, index) => first + index)
  const across = (width - left) / count
  const most = Math.max(...props.hours)
  const every = count > 14 ? 4 : 2
  return (
    <svg
      className={plotCss.barPlot}
      viewBox={`0 0 ${width} ${7 * cell + foot}`}
      role="img"
      aria-label={words.today.presence}
    >
      {days.map((day, row) => (
        <g key={day}>
          <text className={plotCss.end} x={left - 6} y={row * cell + cell / 2 + 4}>
            {calendar.weekday(day)}
          </text>
          {columns.map((hour) => {
            const people = at(props.hours, day, hour)
            return (
              <rect
                key={hour}
                className={people === 0 ? plotCss.none : undefined}
                x={left + (hour - first) * across + 0.75}
                y={row * cell + 0.75}
                width={across - 1.5}
                height={cell - 1.5}
                rx={2.5}
                fillOpacity={people === 0 ? 1 : 0.15 + (0.85 * people) / most}
              >
                <title>
                  {words.today.presenceAt(
                    calendar.weekday(day),
                    format.timeOfDay(hour * 60),
                    format.number(Math.round(people)),
                  )}
                </title>
              </rect>
            )
          })}
        </g>
      ))}
      {columns
        .filter((hour) => hour % every === 0)
        .map((hour) => (
          <text key={hour} x={left + (hour - first) * across + across / 2} y={7 * cell + foot - 5}>
            {format.hourOfDay(hour)}
          </text>
        ))}
    </svg>
  )
}

function at(hours: readonly number[], day: number, hour: number): number {
  return hours[(day - 1) * 24 + hour] ?? 0
}

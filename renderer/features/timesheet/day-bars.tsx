import { useRef } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import plotCss from '../../components/plot/plot.module.css'
import { useWidth } from '../../components/use-width.ts'
import { weekday } from '../../data/dates.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './timesheet.module.css'

const height = 116
const foot = 20

/** A bar of hours for each day, with overtime on top and expected hours as a line. */
export function DayBars(props: { days: Output<'attendance.group'>['days'] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const { days } = props
  const area = useRef<HTMLDivElement>(null)
  const width = Math.max(useWidth(area), 1)
  const most = Math.max(1, ...days.map(({ totals }) => Math.max(totals.workedMinutes, totals.expectedMinutes)))
  const across = width / days.length
  const up = (minutes: number) => height - foot - ((height - foot - 4) * minutes) / most
  const gap = Math.min(across * 0.12, 6)
  return (
    <figure className={css.dayBars}>
      <figcaption>
        <span className="small soft">{words.timesheet.perDay}</span>
        <ul className={`${plotCss.graphKeys} soft`} aria-hidden="true">
          <li className={css.keyWorked}>{words.timesheet.worked}</li>
          <li className={css.keyOvertime}>{words.timesheet.overtime}</li>
          <li className={css.keyExpected}>{words.timesheet.expected}</li>
        </ul>
      </figcaption>
      <div ref={area}>
        <svg
          className={plotCss.barPlot}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={words.timesheet.perDay}
        >
          {days.map(({ date, totals }, index) => {
            const x = index * across + gap
            const wide = across - 2 * gap
            const { workedMinutes: worked, expectedMinutes: expected, overtimeMinutes: overtime } = totals
            const regular = Math.max(0, worked - overtime)
            return (
              <g key={date} data-weekend={weekday(date) > 5 ? '' : undefined}>
                <title>
                  {words.timesheet.perDayAt(calendar.day(date), calendar.hours(worked), calendar.hours(expected))}
                </title>
                <rect className={css.hit} x={index * across} y={0} width={across} height={height} />
                <rect x={x} width={wide} y={up(regular)} height={up(0) - up(regular)} rx={2} />
                {overtime > 0 ? (
                  <rect
                    className={css.over}
                    x={x}
                    width={wide}
                    y={up(worked)}
                    height={up(regular) - up(worked)}
                    rx={2}
                  />
                ) : null}
                {expected > 0 ? <line x1={x} x2={x + wide} y1={up(expected)} y2={up(expected)} /> : null}
                <text x={x + wide / 2} y={height - 5}>
                  {days.length > 7 ? Number(date.slice(-2)) : calendar.day(date)}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
    </figure>
  )
}

import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { TimesheetDay } from '../../../main/contract/timesheets.ts'
import { weekday } from '../../data/dates.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { keyMinutes, shadeOf } from './heat.ts'
import css from './timesheet.module.css'

/** A month of days, darker for longer work; a press shows a day. */
export function HeatCalendar(props: {
  days: readonly TimesheetDay[]
  today: LocalDate
  chosen: LocalDate | null
  onChoose: (date: LocalDate) => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const first = props.days[0]
  if (first === undefined) return null
  const blank = (weekday(first.date) - calendar.firstDay + 7) % 7
  const week = Array.from({ length: 7 }, (_, index) => ((calendar.firstDay - 1 + index) % 7) + 1)
  return (
    <section className={css.heat} aria-label={words.timesheet.calendar}>
      <h3>{calendar.month(first.date)}</h3>
      <p className="soft small">{words.timesheet.calendarText}</p>
      <div className={css.heatGrid}>
        {week.map((day) => (
          <span key={day} className={css.heatWeekday} aria-hidden="true">
            {calendar.weekday(day)}
          </span>
        ))}
        {props.days.map((day, index) => (
          <button
            key={day.date}
            type="button"
            className={css.heatDay}
            style={
              {
                '--share': `${Math.round(shadeOf(day.workedMinutes).share * 100)}%`,
                ...(index === 0 ? { gridColumnStart: blank + 1 } : {}),
              } as object
            }
            data-status={day.status}
            data-strong={shadeOf(day.workedMinutes).strong ? '' : undefined}
            data-late={day.lateMinutes > 0 ? '' : undefined}
            data-today={day.date === props.today ? '' : undefined}
            aria-pressed={day.date === props.chosen}
            aria-label={words.timesheet.dayAt(
              calendar.day(day.date),
              calendar.hours(day.workedMinutes),
              day.holiday ?? day.leave ?? words.timesheet.statuses[day.status],
            )}
            onClick={() => props.onChoose(day.date)}
          >
            {Number(day.date.slice(-2))}
          </button>
        ))}
      </div>
      <p className={`${css.heatKey} small soft`} aria-hidden="true">
        {words.timesheet.less}
        {keyMinutes.map((minutes) => (
          <i key={minutes} style={{ '--share': `${shadeOf(minutes).share * 100}%` } as object} />
        ))}
        {words.timesheet.more}
        {props.days.some(({ lateMinutes }) => lateMinutes > 0) ? (
          <span className={css.heatKeyLate}>{words.today.cameLate}</span>
        ) : null}
      </p>
    </section>
  )
}

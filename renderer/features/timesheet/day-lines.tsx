import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { needsCheck, type TimesheetDay } from '../../../main/contract/timesheets.ts'
import { Icon } from '../../components/icon.tsx'
import { weekday } from '../../data/dates.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { axisOf, planOf, stretchesOf } from './timeline.ts'
import css from './timesheet.module.css'

/** A line for each day: when somebody was present, over the planned times. */
export function DayLines(props: {
  days: readonly TimesheetDay[]
  chosen: LocalDate | null
  onChoose: (date: LocalDate) => void
}) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const now = Date.now()
  const axis = axisOf(props.days, now)
  const share = (minutes: number) => (100 * (minutes - axis.from)) / (axis.to - axis.from)
  const place = ({ from, to }: { from: number; to: number }) => ({
    left: `${share(from)}%`,
    width: `${share(to) - share(from)}%`,
  })
  const hours = Array.from({ length: (axis.to - axis.from) / 60 + 1 }, (_, index) => axis.from / 60 + index)
  const every = hours.length > 15 ? 4 : 2
  return (
    <section aria-label={words.timesheet.days}>
      <div className={css.dayAxis} aria-hidden="true">
        {hours
          .filter((hour) => hour % every === 0)
          .map((hour) => (
            <span key={hour} style={{ left: `${share(hour * 60)}%` }}>
              {format.hourOfDay(hour)}
            </span>
          ))}
      </div>
      <ul>
        {props.days.map((day) => (
          <li key={day.date}>
            <button
              type="button"
              className={css.dayLine}
              data-part="day-line"
              data-weekend={weekday(day.date) > 5 ? '' : undefined}
              aria-pressed={day.date === props.chosen}
              onClick={() => props.onChoose(day.date)}
            >
              <span className={css.dayName}>{calendar.day(day.date)}</span>
              <span className={css.dayTrack}>
                {planOf(day).map((part) => (
                  <span key={part.from} className={css.dayPlan} style={place(part)} />
                ))}
                {stretchesOf(day, now).map((part) => (
                  <span
                    key={part.from}
                    className={css.dayStretch}
                    data-open={part.open ?? undefined}
                    data-running={part.running ? '' : undefined}
                    style={place(part)}
                  />
                ))}
                {day.sessions.length === 0 && day.status !== 'planned' && day.status !== 'free' ? (
                  <span className={css.dayStatus} data-status={day.status}>
                    {day.holiday ?? day.leave ?? words.timesheet.statuses[day.status]}
                  </span>
                ) : null}
              </span>
              <span className={css.dayFlags}>
                {needsCheck(day) ? <Icon name="warning" size={16} /> : null}
                {day.flags.includes('corrected') ? <Icon name="edit" size={15} /> : null}
              </span>
              <span className={css.dayLate}>
                {day.lateMinutes === 0 ? null : <span>{words.today.lateBy(calendar.length(day.lateMinutes))}</span>}
                {day.sessions.length === 0 || day.absentMinutes === 0 ? null : (
                  <span>{`${words.timesheet.absent} ${calendar.length(day.absentMinutes)}`}</span>
                )}
              </span>
              <span className={css.dayHours}>{day.workedMinutes === 0 ? '–' : calendar.hours(day.workedMinutes)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

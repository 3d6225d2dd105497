import type { LocalDate } from '../../../main/contract/attendance.ts'
import type { TimesheetDay } from '../../../main/contract/timesheet.ts'
import { Icon } from '../../components/icon.tsx'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { weekday } from './dates.ts'
import { axisOf, planOf, stretchesOf } from './timeline.ts'

/** A line for each day: when somebody was there, over what was planned. */
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
    <section className="day-lines" aria-label={words.timesheet.days}>
      <div className="day-axis" aria-hidden="true">
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
              className="day-line"
              data-weekend={weekday(day.date) > 5 ? '' : undefined}
              aria-pressed={day.date === props.chosen}
              onClick={() => props.onChoose(day.date)}
            >
              <span className="day-name">{calendar.day(day.date)}</span>
              <span className="day-track">
                {planOf(day).map((part) => (
                  <span key={part.from} className="day-plan" style={place(part)} />
                ))}
                {stretchesOf(day, now).map((part) => (
                  <span
                    key={part.from}
                    className="day-stretch"
                    data-open={part.open ?? undefined}
                    data-running={part.running ? '' : undefined}
                    style={place(part)}
                  />
                ))}
                {day.sessions.length === 0 && day.status !== 'planned' && day.status !== 'free' ? (
                  <span className="day-status" data-status={day.status}>
                    {day.holiday ?? day.leave ?? words.timesheet.statuses[day.status]}
                  </span>
                ) : null}
              </span>
              <span className="day-flags">
                {day.flags.includes('missing-in') || day.flags.includes('missing-out') ? (
                  <Icon name="warning" size={16} />
                ) : null}
                {day.flags.includes('corrected') ? <Icon name="edit" size={15} /> : null}
              </span>
              <span className="day-late">
                {day.lateMinutes === 0 ? '' : words.today.lateBy(calendar.length(day.lateMinutes))}
              </span>
              <span className="day-hours">{day.workedMinutes === 0 ? '–' : calendar.hours(day.workedMinutes)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

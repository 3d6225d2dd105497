import type { OwnDay } from '../../../../main/contract/hours.ts'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './hours.module.css'

/** The days of a month with their times; those on which nothing was planned and nothing happened are left out. */
export function MonthDays({ days }: { days: readonly OwnDay[] }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const { timesheet } = words
  const shown = days.filter(({ status, sessions }) => sessions.length > 0 || (status !== 'off' && status !== 'free'))
  if (shown.length === 0) return <p className={css.none}>{words.hours.noDays}</p>
  const isPlanned = shown.some(({ expectedMinutes }) => expectedMinutes > 0)
  const time = (at: number | null) => (at === null ? '?' : format.time(at))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
    <section className={css.days} aria-label={words.hours.days} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.exporting.columns.date}</th>
            <th scope="col">{words.exporting.columns.sessions}</th>
            <th scope="col">{timesheet.worked}</th>
            {isPlanned ? <th scope="col">{timesheet.expected}</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((day) => (
            <tr key={day.date} data-status={day.status}>
              <th scope="row">{calendar.day(day.date)}</th>
              <td>
                {day.sessions.length === 0
                  ? (day.holiday ?? day.leave ?? timesheet.statuses[day.status])
                  : day.sessions
                      .map(
                        (session) => `${time(session.in)} – ${session.running ? timesheet.running : time(session.out)}`,
                      )
                      .join(', ')}
              </td>
              <td>{day.workedMinutes === 0 ? '–' : calendar.hours(day.workedMinutes)}</td>
              {isPlanned ? <td>{day.expectedMinutes === 0 ? '–' : calendar.hours(day.expectedMinutes)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

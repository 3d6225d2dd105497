import type { DayPlan } from '../../../main/contract/attendance-rules.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { sumPlannedMinutes } from './plan.ts'
import css from './schedules.module.css'

const twoDays = 2880

/** Draws every day as a column from midnight to midnight with its shifts; what passes midnight continues below. */
export function PatternStrip(props: { days: readonly DayPlan[]; weekly: boolean }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const reach = Math.max(
    1440,
    ...props.days.flatMap((day) => (day.kind === 'shifts' ? day.shifts.map((s) => s.end) : [])),
  )
  const height = Math.min(reach, twoDays)
  const name = (index: number) => (props.weekly ? calendar.weekday(index + 1) : String(index + 1))
  return (
    <ol className={css.strip}>
      {props.days.map((day, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
        <li key={index} title={dayText(day)}>
          <span className={css.stripDay}>
            {day.kind === 'shifts'
              ? day.shifts.map((shift) => (
                  <i
                    key={shift.start}
                    style={{
                      top: `${(shift.start / height) * 100}%`,
                      height: `${((shift.end - shift.start) / height) * 100}%`,
                    }}
                  />
                ))
              : null}
            {day.kind === 'hours' ? <b>{calendar.hours(day.minutes)}</b> : null}
          </span>
          <span className="small soft">
            {name(index)}
            <span className="visually-hidden">: {dayText(day)}</span>
          </span>
        </li>
      ))}
    </ol>
  )

  function dayText(day: DayPlan): string {
    if (day.kind === 'shifts')
      return day.shifts.map(({ start, end }) => `${format.timeOfDay(start)}–${format.timeOfDay(end)}`).join(', ')
    return day.kind === 'off' ? words.schedules.kinds.off : calendar.hours(sumPlannedMinutes(day))
  }
}

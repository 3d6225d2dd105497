import type { DayPlan, Shift } from '../../../main/contract/attendance-rules.ts'
import { IconButton } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { minuteOf, timeOf } from '../../data/time-of-day.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { shiftBetween, standardShift, sumPlannedMinutes } from './plan.ts'
import css from './schedules.module.css'

const maxShifts = 6

/** Edits one day of a pattern: off, shifts with their times, or a number of hours at any time. */
export function DayPlanInput(props: {
  name: string
  day: DayPlan
  above: DayPlan | null
  onChange: (day: DayPlan) => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const { day, above, onChange } = props
  const { schedules } = words
  const kinds = ['off', 'shifts', 'hours'] as const
  function choose(kind: DayPlan['kind']): void {
    if (kind === 'off') onChange({ kind })
    if (kind === 'shifts') onChange({ kind, shifts: [standardShift] })
    if (kind === 'hours') onChange({ kind, minutes: sumPlannedMinutes(day) || 480 })
  }
  return (
    <li className={css.planDay}>
      <span>{props.name}</span>
      <Choice
        label={`${props.name}: ${schedules.kind}`}
        options={kinds.map((value) => ({ value, label: schedules.kinds[value] }))}
        value={day.kind}
        onChange={choose}
      />
      <div className={css.planDayTimes}>
        {day.kind === 'hours' ? (
          <input
            type="time"
            className="input"
            aria-label={`${props.name}: ${schedules.minutes}`}
            value={timeOf(day.minutes)}
            onChange={(event) => {
              const minutes = minuteOf(event.target.value)
              if (minutes !== null) onChange({ kind: 'hours', minutes })
            }}
          />
        ) : null}
        {day.kind === 'shifts'
          ? day.shifts.map((shift, index) => (
              <ShiftInput
                // biome-ignore lint/suspicious/noArrayIndexKey: a shift is its place
                key={index}
                day={props.name}
                shift={shift}
                onChange={(next) => onChange({ kind: 'shifts', shifts: day.shifts.with(index, next) })}
                onRemove={
                  day.shifts.length < 2
                    ? null
                    : () => onChange({ kind: 'shifts', shifts: day.shifts.toSpliced(index, 1) })
                }
              />
            ))
          : null}
      </div>
      <span className={`${css.planDaySum} soft`}>
        {day.kind === 'off' ? '' : calendar.hours(sumPlannedMinutes(day))}
      </span>
      {day.kind === 'shifts' && day.shifts.length < maxShifts ? (
        <IconButton
          label={schedules.addShift}
          icon="plus"
          size={16}
          onPress={() => {
            const start = Math.min((day.shifts.at(-1)?.end ?? 0) + 60, 1439)
            onChange({
              kind: 'shifts',
              shifts: [...day.shifts, { ...standardShift, breakMinutes: 0, start, end: start + 120 }],
            })
          }}
        />
      ) : (
        <span />
      )}
      {above === null ? (
        <span />
      ) : (
        <IconButton label={schedules.copyDown} icon="copy" size={16} onPress={() => onChange(above)} />
      )}
    </li>
  )
}

/** Headings of the columns below; screen readers get the labels of the fields instead. */
export function DayPlanHead() {
  const { words } = useWords()
  const { schedules } = words
  return (
    <div className={`${css.planDay} ${css.planHead} soft small`} aria-hidden="true">
      <span />
      <span>{schedules.kind}</span>
      <div className={css.planShift}>
        <span>{schedules.start}</span>
        <span>{schedules.end}</span>
        <span>{schedules.breakMinutes}</span>
      </div>
      <span className={css.planDaySum}>{words.timesheet.plan}</span>
    </div>
  )
}

function ShiftInput(props: {
  day: string
  shift: Shift
  onChange: (shift: Shift) => void
  onRemove: (() => void) | null
}) {
  const { words } = useWords()
  const { shift, onChange } = props
  const { schedules } = words
  const change = (start: number | null, end: number | null) => {
    if (start !== null && end !== null) onChange(shiftBetween(shift, start, end))
  }
  return (
    <div className={css.planShift}>
      <input
        type="time"
        className="input"
        aria-label={`${props.day}: ${schedules.start}`}
        value={timeOf(shift.start)}
        onChange={(event) => change(minuteOf(event.target.value), shift.end)}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        className="input"
        aria-label={`${props.day}: ${schedules.end}`}
        value={timeOf(shift.end)}
        onChange={(event) => change(shift.start, minuteOf(event.target.value))}
      />
      <input
        type="number"
        className={`input ${css.planBreak}`}
        aria-label={`${props.day}: ${schedules.breakMinutes}`}
        title={schedules.breakMinutes}
        min={0}
        max={shift.end - shift.start - 1}
        value={shift.breakMinutes}
        onChange={(event) =>
          onChange({ ...shift, breakMinutes: Math.max(0, Math.round(event.target.valueAsNumber || 0)) })
        }
      />
      {shift.end > 1440 ? <span className="small soft">{schedules.nextDay}</span> : null}
      {props.onRemove === null ? null : (
        <IconButton label={schedules.removeShift} icon="close" size={16} onPress={props.onRemove} />
      )}
    </div>
  )
}

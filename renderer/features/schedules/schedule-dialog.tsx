import { useState } from 'react'
import type { DayPlan, LocalDate, Pattern, Policy, Schedule } from '../../../main/contract/attendance-rules.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { DayPlanHead, DayPlanInput } from './day-plan-input.tsx'
import { PatternStrip } from './pattern-strip.tsx'
import { standardWeek } from './plan.ts'
import { ScheduleNotes } from './schedule-notes.tsx'
import css from './schedules.module.css'
import { newId } from './use-rules.ts'

const maxDays = 366

/** Edits the pattern of a schedule day by day, with a drawing of it. */
export function ScheduleDialog(props: {
  schedule: Schedule | null
  policies: readonly Policy[]
  busy: boolean
  onSave: (schedule: Schedule) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const [name, setName] = useState(props.schedule?.name ?? '')
  const [pattern, setPattern] = useState<Pattern>(props.schedule?.pattern ?? { kind: 'weekly', days: standardWeek() })
  const { schedules } = words
  const weekly = pattern.kind === 'weekly'
  const setDays = (days: DayPlan[]) => setPattern({ ...pattern, days })
  const setDay = (index: number, day: DayPlan) => setDays(pattern.days.with(index, day))

  return (
    <FormWindow
      title={schedules.scheduleTitle}
      wide
      busy={props.busy}
      buttons={
        weekly ? null : (
          <div className={css.planLength}>
            <Button
              icon="plus"
              isDisabled={pattern.days.length >= maxDays}
              onPress={() => setDays([...pattern.days, { kind: 'off' }])}
            >
              {schedules.addDay}
            </Button>
            <Button
              look="quiet"
              isDisabled={pattern.days.length < 2}
              onPress={() => setDays(pattern.days.slice(0, -1))}
            >
              {schedules.removeDay}
            </Button>
          </div>
        )
      }
      onSubmit={() => {
        if (name.trim() !== '') props.onSave({ id: props.schedule?.id ?? newId(), name: name.trim(), pattern })
      }}
      onClose={props.onClose}
    >
      <ValueInput
        label={schedules.name}
        type="text"
        value={name}
        onChange={setName}
        required={schedules.nameRequired}
        autoFocus
      />
      <Segments
        label={schedules.pattern}
        options={(['weekly', 'rotating'] as const).map((value) => ({ value, label: schedules.patterns[value] }))}
        value={pattern.kind}
        onChange={(kind) =>
          setPattern(
            kind === 'weekly'
              ? { kind, days: standardWeek().map((day, index) => pattern.days[index] ?? day) }
              : { kind, anchor: localDate(Date.now()), days: pattern.days },
          )
        }
      />
      {pattern.kind === 'rotating' ? (
        <ValueInput
          label={schedules.anchor}
          type="date"
          value={pattern.anchor}
          onChange={(value) => {
            if (value !== '') setPattern({ ...pattern, anchor: value as LocalDate })
          }}
        />
      ) : null}
      <PatternStrip days={pattern.days} weekly={weekly} />
      {pattern.days.some(({ kind }) => kind === 'shifts') ? <DayPlanHead /> : null}
      <ol className={css.planDays}>
        {pattern.days.map((day, index) => (
          <DayPlanInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={index}
            name={weekly ? calendar.weekday(index + 1) : schedules.day(index + 1)}
            day={day}
            above={pattern.days[index - 1] ?? null}
            onChange={(next) => setDay(index, next)}
          />
        ))}
      </ol>
      <ScheduleNotes days={pattern.days} policies={props.policies} />
    </FormWindow>
  )
}

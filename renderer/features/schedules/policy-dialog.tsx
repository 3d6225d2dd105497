import { useState } from 'react'
import type {
  CalendarId,
  HolidayCalendar,
  Policy,
  Rounding,
  RoundingMode,
} from '../../../main/contract/attendance-rules.ts'
import { Choice } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { minuteOf, timeOf } from '../../data/time-of-day.ts'
import { policyLabel } from '../../messages/policy-label.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './schedules.module.css'

const none = 'none'
const zones = Intl.supportedValuesOf('timeZone')
const modes: readonly RoundingMode[] = ['nearest', 'up', 'down']
const roundingKinds = ['none', 'punches', 'day'] as const
const overtimeKinds = ['scheduled', 'fixed', 'none'] as const
const week = [1, 2, 3, 4, 5, 6, 7] as const

/** Edits every rule of a policy. */
export function PolicyDialog(props: {
  policy: Policy
  calendars: readonly HolidayCalendar[]
  busy: boolean
  onSave: (policy: Policy) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const [policy, setPolicy] = useState(props.policy)
  const { schedules } = words
  const change = (part: Partial<Policy>) => setPolicy({ ...policy, ...part })
  const { overtime, breaks } = policy
  const owed = breaks.required[0] ?? null
  const knownZone = policy.zone === props.policy.zone || policy.zone === 'UTC' || zones.includes(policy.zone)
  const overtimeKind =
    overtime.dailyAfter === 'scheduled' ? 'scheduled' : overtime.dailyAfter === null ? 'none' : 'fixed'

  return (
    <FormWindow
      title={schedules.policyTitle}
      wide
      busy={props.busy}
      onSubmit={() => {
        if (policy.name.trim() !== '' && knownZone) props.onSave({ ...policy, name: policy.name.trim() })
      }}
      onClose={props.onClose}
    >
      <div className={css.ruleGrid}>
        <ValueInput
          label={schedules.name}
          type="text"
          value={policyLabel(policy, words)}
          onChange={(name) => change({ name })}
          required={schedules.nameRequired}
          autoFocus
        />
        <ValueInput
          label={schedules.zone}
          type="text"
          value={policy.zone}
          onChange={(zone) => change({ zone })}
          suggestions={zones}
          error={knownZone ? null : schedules.zoneUnknown}
        />
        <ValueInput
          label={schedules.dayBoundary}
          type="time"
          value={timeOf(policy.dayBoundary)}
          onChange={(value) => change({ dayBoundary: minuteOf(value) ?? policy.dayBoundary })}
        />
        <Choice
          label={schedules.weekStart}
          showLabel
          options={week.map((day) => ({ value: String(day), label: calendar.weekday(day) }))}
          value={String(policy.weekStart)}
          onChange={(day) => change({ weekStart: Number(day) })}
        />
        <Minutes
          label={schedules.graceLate}
          value={policy.graceLateMinutes}
          onChange={(graceLateMinutes) => change({ graceLateMinutes })}
        />
        <Minutes
          label={schedules.graceEarly}
          value={policy.graceEarlyMinutes}
          onChange={(graceEarlyMinutes) => change({ graceEarlyMinutes })}
        />
        <RoundingInput rounding={policy.rounding} onChange={(rounding) => change({ rounding })} />
        <Minutes
          label={schedules.breaks}
          value={(owed?.afterMinutes ?? 0) / 60}
          onChange={(hours) =>
            change({
              breaks: { ...breaks, required: addRequired(hours * 60, owed?.minutes ?? 30, breaks.required.slice(1)) },
            })
          }
        />
        {owed === null ? null : (
          <Minutes
            label={schedules.breakLength}
            value={owed.minutes}
            onChange={(minutes) =>
              change({
                breaks: { ...breaks, required: addRequired(owed.afterMinutes, minutes, breaks.required.slice(1)) },
              })
            }
          />
        )}
        <Minutes
          label={schedules.paidBreak}
          value={breaks.paidMinutes}
          onChange={(paidMinutes) => change({ breaks: { ...breaks, paidMinutes } })}
        />
        <Choice
          label={schedules.overtime}
          showLabel
          options={overtimeKinds.map((value) => ({ value, label: schedules.overtimes[value] }))}
          value={overtimeKind}
          onChange={(kind) =>
            change({
              overtime: { ...overtime, dailyAfter: kind === 'scheduled' ? kind : kind === 'fixed' ? 480 : null },
            })
          }
        />
        {typeof overtime.dailyAfter === 'number' ? (
          <Minutes
            label={schedules.overtimeAfter}
            value={overtime.dailyAfter / 60}
            onChange={(hours) => change({ overtime: { ...overtime, dailyAfter: Math.round(hours * 60) } })}
          />
        ) : null}
        <Minutes
          label={schedules.overtimeLeast}
          value={overtime.minMinutes}
          onChange={(minMinutes) => change({ overtime: { ...overtime, minMinutes } })}
        />
        <Minutes
          label={schedules.overtimeStep}
          value={overtime.stepMinutes}
          least={1}
          most={60}
          onChange={(stepMinutes) => change({ overtime: { ...overtime, stepMinutes } })}
        />
        <Minutes
          label={schedules.overtimeWeek}
          value={(overtime.weeklyAfter ?? 0) / 60}
          onChange={(hours) =>
            change({ overtime: { ...overtime, weeklyAfter: hours === 0 ? null : Math.round(hours * 60) } })
          }
        />
        <Minutes
          label={schedules.longest}
          value={policy.maxSessionMinutes / 60}
          least={1}
          onChange={(hours) => change({ maxSessionMinutes: Math.round(hours * 60) })}
        />
        <Choice
          label={schedules.calendar}
          showLabel
          options={[
            { value: none, label: schedules.noCalendar },
            ...props.calendars.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          value={policy.holidays ?? none}
          onChange={(id) => change({ holidays: id === none ? null : (id as CalendarId) })}
        />
      </div>
      <SwitchInput
        label={schedules.countBefore}
        value={policy.countBeforeShift}
        onChange={(countBeforeShift) => change({ countBeforeShift })}
      />
      <SwitchInput
        label={schedules.deductBreaks}
        value={breaks.deductShiftBreaks}
        onChange={(deductShiftBreaks) => change({ breaks: { ...breaks, deductShiftBreaks } })}
      />
      <p className="soft small">{schedules.deductBreaksNote}</p>
    </FormWindow>
  )
}

function RoundingInput(props: { rounding: Rounding; onChange: (rounding: Rounding) => void }) {
  const { words } = useWords()
  const { rounding, onChange } = props
  const { schedules } = words
  const modeOptions = modes.map((value) => ({ value, label: schedules.roundModes[value] }))
  function choose(kind: Rounding['kind']): void {
    const minutes = rounding.kind === 'none' ? 5 : rounding.minutes
    if (kind === 'none') onChange({ kind })
    if (kind === 'punches') onChange({ kind, minutes, in: 'nearest', out: 'nearest' })
    if (kind === 'day') onChange({ kind, minutes, mode: 'nearest' })
  }
  return (
    <>
      <Choice
        label={schedules.rounding}
        showLabel
        options={roundingKinds.map((value) => ({ value, label: schedules.roundings[value] }))}
        value={rounding.kind}
        onChange={choose}
      />
      {rounding.kind === 'none' ? null : (
        <Minutes
          label={schedules.roundTo}
          value={rounding.minutes}
          least={1}
          most={60}
          onChange={(minutes) => onChange({ ...rounding, minutes })}
        />
      )}
      {rounding.kind === 'punches' ? (
        <>
          <Choice
            label={schedules.roundIn}
            showLabel
            options={modeOptions}
            value={rounding.in}
            onChange={(mode) => onChange({ ...rounding, in: mode })}
          />
          <Choice
            label={schedules.roundOut}
            showLabel
            options={modeOptions}
            value={rounding.out}
            onChange={(mode) => onChange({ ...rounding, out: mode })}
          />
        </>
      ) : null}
      {rounding.kind === 'day' ? (
        <Choice
          label={schedules.roundings.day}
          showLabel
          options={modeOptions}
          value={rounding.mode}
          onChange={(mode) => onChange({ ...rounding, mode })}
        />
      ) : null}
    </>
  )
}

/** A field for a number that is not negative; other text changes nothing. */
function Minutes(props: {
  label: string
  value: number
  least?: number
  most?: number
  onChange: (value: number) => void
}) {
  const { least = 0, most = 10_080 } = props
  return (
    <ValueInput
      label={props.label}
      type="number"
      value={String(props.value)}
      minimum={least}
      maximum={most}
      onChange={(text) => {
        const number = Number(text)
        if (text !== '' && number >= least && number <= most) props.onChange(number)
      }}
    />
  )
}

type Owed = Policy['breaks']['required'][number]

/** Puts the first required break before the others; none after no hours. */
function addRequired(afterMinutes: number, minutes: number, others: readonly Owed[]): Owed[] {
  return afterMinutes === 0 ? [...others] : [{ afterMinutes: Math.round(afterMinutes), minutes }, ...others]
}

import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { Holiday, HolidayCalendar, LocalDate } from '../../../main/contract/attendance-rules.ts'
import { useClient } from '../../client/context.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { useSay } from '../../components/notices.tsx'
import { Empty } from '../../components/states.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { addDays, localDate } from '../../data/dates.ts'
import { policyLabel } from '../../messages/policy-label.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { RuleCard } from './rule-card.tsx'
import css from './schedules.module.css'
import { newId, type RulesEditor } from './use-rules.ts'

/** Lists holiday calendars, made by hand or read from .ics files. */
export function Holidays({ rules, save, busy }: RulesEditor) {
  const { words } = useWords()
  const say = useSay()
  const readFile = useReadHolidays()
  const [editing, setEditing] = useState<HolidayCalendar | null>(null)
  const { schedules } = words
  const users = (calendar: HolidayCalendar) =>
    rules.policies.filter(({ holidays }) => holidays === calendar.id).map((policy) => policyLabel(policy, words))
  async function openFile(file: File): Promise<void> {
    const holidays = await readFile(file)
    if (holidays !== null) setEditing({ id: newId(), name: file.name.replace(/\.ics$/i, ''), holidays })
  }
  function remove(calendar: HolidayCalendar): void {
    if (users(calendar).length > 0) say('warning', schedules.inUse(calendar.name))
    else save({ ...rules, calendars: rules.calendars.filter((other) => other !== calendar) })
  }
  return (
    <>
      {rules.calendars.length === 0 ? (
        <Empty icon="timesheet" title={schedules.holidaysEmptyTitle} text={schedules.holidaysEmpty} />
      ) : (
        <ul className={css.ruleList}>
          {rules.calendars.map((calendar) => {
            const used = users(calendar)
            const use = used.length === 0 ? schedules.unused : schedules.usedBy(used.join(', '))
            return (
              <RuleCard
                key={calendar.id}
                name={calendar.name}
                text={`${schedules.holidayCount(calendar.holidays.length)} · ${use}`}
                onEdit={() => setEditing(calendar)}
                onRemove={() => remove(calendar)}
              />
            )
          })}
        </ul>
      )}
      <div className={css.ruleButtons}>
        <FileTrigger
          acceptedFileTypes={['.ics', 'text/calendar']}
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void openFile(file)
          }}
        >
          <Button icon="save" look="primary">
            {schedules.importCalendar}
          </Button>
        </FileTrigger>
        <Button icon="plus" onPress={() => setEditing({ id: newId(), name: '', holidays: [] })}>
          {schedules.addCalendar}
        </Button>
      </div>
      {editing === null ? null : (
        <CalendarDialog
          calendar={editing}
          busy={busy}
          onClose={() => setEditing(null)}
          onSave={(next) => {
            const others = rules.calendars.filter(({ id }) => id !== next.id)
            // Rules without a calendar get the first one, because it was made for them.
            const first = rules.calendars.length === 0
            const policies = rules.policies.map((policy) =>
              first && policy.holidays === null ? { ...policy, holidays: next.id } : policy,
            )
            save({ ...rules, policies, calendars: [...others, next] }, () => setEditing(null))
          }}
        />
      )}
    </>
  )
}

function CalendarDialog(props: {
  calendar: HolidayCalendar
  busy: boolean
  onSave: (calendar: HolidayCalendar) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const format = useCalendar()
  const [name, setName] = useState(props.calendar.name)
  const [holidays, setHolidays] = useState<readonly Holiday[]>(props.calendar.holidays)
  const [date, setDate] = useState<string>(localDate(Date.now()))
  const [dayName, setDayName] = useState('')
  const { schedules } = words
  const shown = holidays.toSorted((a, b) => a.date.localeCompare(b.date))
  return (
    <FormWindow
      title={schedules.calendarTitle}
      wide
      busy={props.busy}
      onSubmit={() => {
        if (name.trim() !== '') props.onSave({ ...props.calendar, name: name.trim(), holidays: [...shown] })
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
      <ul className={css.holidayList}>
        {shown.map((holiday) => (
          <li key={`${holiday.date} ${holiday.name}`}>
            <span className={css.holidayDate}>{format.date(holiday.date)}</span>
            <span>{holiday.name}</span>
            <IconButton
              label={schedules.removeHoliday(holiday.name)}
              icon="close"
              size={16}
              onPress={() => setHolidays(holidays.filter((other) => other !== holiday))}
            />
          </li>
        ))}
      </ul>
      <div className={css.holidayAdd}>
        <ValueInput label={words.corrections.date} type="date" value={date} onChange={setDate} />
        <ValueInput label={schedules.holidayName} type="text" value={dayName} onChange={setDayName} />
        <Button
          icon="plus"
          isDisabled={date === '' || dayName.trim() === ''}
          onPress={() => {
            setHolidays([...holidays, { date: date as LocalDate, name: dayName.trim() }])
            setDayName('')
          }}
        >
          {schedules.addHoliday}
        </Button>
      </div>
    </FormWindow>
  )
}

const year = 366

/**
 * Returns a function that reads an .ics file from a year ago to five years on; null, with a notice, when it has no
 * whole days.
 */
function useReadHolidays(): (file: File) => Promise<Holiday[] | null> {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  return async (file) => {
    const today = localDate(Date.now())
    const dates = { from: addDays(today, -year), to: addDays(today, 5 * year) }
    try {
      const { holidays, skipped } = await client.call('attendance.holidays.read', { text: await file.text(), dates })
      if (skipped > 0) say('warning', words.schedules.skipped(skipped))
      if (holidays.length > 0) return holidays
      say('warning', words.schedules.noneInFile)
    } catch (error) {
      say('error', errorWords(words, error))
    }
    return null
  }
}

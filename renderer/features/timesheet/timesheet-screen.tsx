import { useState } from 'react'
import type { AttendanceScope } from '../../../main/contract/attendance.ts'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { GroupChoice } from '../../components/group-choice.tsx'
import { type Dates, localDate, type Period, periodOf, periods, step } from '../../data/dates.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import { ExportDialog } from './export-dialog.tsx'
import { GroupSheet } from './group-sheet.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { readView } from './sheet-view.ts'
import css from './timesheet.module.css'

/** The screen of timesheets: everybody's day, week or month, or every day of one person with its entries. */
export function TimesheetScreen(props: { id: PersonId | null }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const [parameters, change] = useParameters()
  const today = localDate(Date.now())
  const { period, date, group } = readView(parameters, today)
  // Today is not written into the address, so that it moves on with the days.
  const setDate = (next: LocalDate) => change({ date: next === today ? null : next, day: null })
  const [exporting, setExporting] = useState(false)
  const dates = periodOf(period, date, calendar.firstDay)
  const scope: AttendanceScope =
    props.id !== null
      ? { kind: 'person', personId: props.id }
      : group === null
        ? { kind: 'everyone' }
        : { kind: 'group', group }
  const { timesheet } = words

  return (
    <>
      <header className="screen-head">
        <h1>{timesheet.title}</h1>
        {props.id === null ? <GroupChoice value={group} onChange={(next) => change({ group: next })} /> : null}
        <Button icon="save" onPress={() => setExporting(true)}>
          {words.exporting.open}
        </Button>
      </header>
      <div className={css.periodBar}>
        <Segments
          label={timesheet.period}
          options={periods.map((value) => ({ value, label: timesheet.periods[value] }))}
          value={period}
          onChange={(next) => change({ period: next === 'month' ? null : next, day: null })}
        />
        <div className={css.periodSteps}>
          <IconButton label={timesheet.previous} icon="left" onPress={() => setDate(step(period, date, -1))} />
          <IconButton label={timesheet.next} icon="right" onPress={() => setDate(step(period, date, 1))} />
        </div>
        <h2 className={css.periodName} aria-live="polite">
          {periodName(period, dates, calendar)}
        </h2>
        <Button look="quiet" onPress={() => setDate(today)}>
          {timesheet.now}
        </Button>
      </div>
      {props.id === null ? (
        <GroupSheet key={group} scope={scope} dates={dates} period={period} />
      ) : (
        <PersonSheet key={props.id} id={props.id} dates={dates} period={period} />
      )}
      {exporting ? <ExportDialog scope={scope} dates={dates} onClose={() => setExporting(false)} /> : null}
    </>
  )
}

function periodName(period: Period, dates: Dates, calendar: ReturnType<typeof useCalendar>): string {
  switch (period) {
    case 'day':
      return calendar.fullDay(dates.from)
    case 'week':
      return calendar.range(dates.from, dates.to)
    case 'month':
      return calendar.month(dates.from)
  }
}

import type { LocalDate } from '../../../main/contract/attendance.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import type { Timesheet } from '../../../main/contract/timesheet.ts'
import { Icon } from '../../components/icon.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Loaded } from '../../components/states.tsx'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { usePortraits } from '../people/queries.ts'
import { type Dates, localDate, type Period, periodOf } from './dates.ts'
import { DayDetail } from './day-detail.tsx'
import { DayLines } from './day-lines.tsx'
import { HeatCalendar } from './heat-calendar.tsx'
import { usePersonSheet } from './queries.ts'
import { readView } from './sheet-view.ts'

/** A person's days: their sums, the month at a glance, a line for each day, and the entries of the chosen one. */
export function PersonSheet(props: { id: PersonId; dates: Dates; period: Period }) {
  const { dates } = props
  const calendar = useCalendar()
  const [parameters, change] = useParameters()
  const { day: chosen } = readView(parameters, dates.from)
  const setChosen = (next: LocalDate | null) => change({ day: next })
  const query = usePersonSheet(props.id, dates)
  // The calendar always shows a whole month.
  const month = usePersonSheet(props.id, periodOf('month', dates.from, calendar.firstDay))
  return (
    <Loaded query={query}>
      {(sheet) => {
        const own = props.period === 'day' ? dates.from : chosen
        const day = sheet.days.find(({ date }) => date === own) ?? month.data?.days.find(({ date }) => date === own)
        return (
          <div className="person-sheet" data-chosen={day === undefined ? undefined : ''}>
            <div className="scroller person-sheet-main">
              <SheetHead sheet={sheet} />
              <div className="person-sheet-parts">
                <DayLines days={sheet.days} chosen={day?.date ?? null} onChoose={setChosen} />
                {month.data === undefined ? null : (
                  <HeatCalendar
                    days={month.data.days}
                    today={localDate(Date.now())}
                    chosen={day?.date ?? null}
                    onChoose={setChosen}
                  />
                )}
              </div>
            </div>
            {day === undefined ? null : (
              <DayDetail
                key={day.date}
                person={sheet.person}
                day={day}
                onClose={props.period === 'day' ? null : () => setChosen(null)}
              />
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

function SheetHead({ sheet }: { sheet: Timesheet }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const portraits = usePortraits()
  const [{ period, date, group }] = useParameters()
  const { person, totals, days } = sheet
  const { timesheet } = words
  const toCheck = days.filter(({ flags }) => flags.includes('missing-in') || flags.includes('missing-out')).length
  const sums = [
    { name: timesheet.worked, minutes: totals.workedMinutes, look: 'main' },
    { name: timesheet.expected, minutes: totals.expectedMinutes, look: 'plain' },
    { name: timesheet.late, minutes: totals.lateMinutes, look: 'late' },
    { name: timesheet.early, minutes: totals.earlyMinutes, look: 'late' },
    { name: timesheet.overtime, minutes: totals.overtimeMinutes, look: 'plain' },
    { name: timesheet.absent, minutes: totals.absentMinutes, look: 'absent' },
    { name: timesheet.leave, minutes: totals.leaveMinutes, look: 'plain' },
  ]
  return (
    <header className="sheet-head">
      <div className="sheet-person">
        <a
          className="button icon"
          href={address('timesheet', null, { period, date, group })}
          aria-label={timesheet.back}
        >
          <Icon name="left" />
        </a>
        <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={56} />
        <div>
          <h2>
            <a href={address('people', person.id)}>{person.name}</a>
          </h2>
          <p className="soft">{person.employeeNumber}</p>
        </div>
        {toCheck > 0 ? (
          <p className="sheet-check">
            <Icon name="warning" size={18} />
            {timesheet.toCheckDays(toCheck)}
          </p>
        ) : null}
      </div>
      <dl className="sheet-sums">
        {sums.map(({ name, minutes, look }) => (
          <div key={name} data-look={minutes === 0 ? 'none' : look}>
            <dt>{name}</dt>
            <dd>{minutes === 0 ? '–' : calendar.length(minutes)}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

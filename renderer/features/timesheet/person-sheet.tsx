import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { needsCheck, type Timesheet } from '../../../main/contract/timesheets.ts'
import { DayDetail } from '../../components/entries/day-detail.tsx'
import { Icon } from '../../components/icon.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Loaded } from '../../components/states.tsx'
import { type Dates, localDate, type Period, periodOf } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { usePortraits } from '../../data/use-people.ts'
import { usePersonSheet } from '../../data/use-person-sheet.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { DayLines } from './day-lines.tsx'
import { HeatCalendar } from './heat-calendar.tsx'
import { readView } from './sheet-view.ts'
import css from './timesheet.module.css'

/** Shows a person's days: totals, the month at a glance, a line for each day, and the entries of the chosen one. */
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
          <div className={css.personSheet} data-chosen={day === undefined ? undefined : ''}>
            <div className={`scroller ${css.personSheetMain}`}>
              <SheetHead sheet={sheet} />
              {props.period === 'month' ? <ConfirmedNote id={props.id} month={dates.from.slice(0, 7)} /> : null}
              <div className={css.personSheetParts}>
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

/** Says that the person has confirmed this month at a kiosk; nothing when they have not. */
function ConfirmedNote(props: { id: PersonId; month: string }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const { data } = useCall('hours.list', { month: props.month, scope: { kind: 'person', personId: props.id } })
  const found = data?.people[0]
  if (found === undefined) return null
  const { confirmation, workedMinutes } = found
  const time = format.dayAndTime(confirmation.at)
  return (
    <p className={css.sheetConfirmed} data-changed={confirmation.changed ? '' : undefined}>
      <Icon name={confirmation.changed ? 'warning' : 'check'} size={18} />
      {confirmation.changed
        ? words.timesheet.changedSince(time, calendar.hours(confirmation.workedMinutes), calendar.hours(workedMinutes))
        : words.timesheet.confirmedAt(time, confirmation.kiosk)}
    </p>
  )
}

function SheetHead({ sheet }: { sheet: Timesheet }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const portraits = usePortraits()
  const [{ period, date, group }] = useParameters()
  const { person, totals, days } = sheet
  const { timesheet } = words
  const toCheck = days.filter(needsCheck).length
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
    <header className={css.sheetHead}>
      <div className={css.sheetPerson}>
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
            <a href={address('people', person.id)}>
              <PersonName person={person} />
            </a>
          </h2>
          <p className="soft">{person.employeeNumber}</p>
        </div>
        {toCheck > 0 ? (
          <p className={css.sheetCheck}>
            <Icon name="warning" size={18} />
            {timesheet.toCheckDays(toCheck)}
          </p>
        ) : null}
      </div>
      <dl className={css.sheetSums}>
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

import { standingOn } from '../../../main/contract/employment.ts'
import type { Person } from '../../../main/contract/people.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { addDays, localDate, periodOf } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'

/** Asks before a person is erased: says which hours go with them, and proposes to enter the last day instead. */
export function EraseDialog(props: {
  person: Person
  busy: boolean
  onErase: () => void
  onLastDay: () => void
  onClose: () => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const { person } = props
  const today = localDate(Date.now())
  const month = periodOf('month', today, calendar.firstDay)
  const before = periodOf('month', addDays(month.from, -1), calendar.firstDay)
  const dates = { from: before.from, to: month.to }
  const { data } = useCall('attendance.timesheet', { personId: person.id, dates })
  const countWorkedMinutes = (from: string, to: string) =>
    (data?.days ?? []).reduce((sum, day) => (from <= day.date && day.date <= to ? sum + day.workedMinutes : sum), 0)
  const worked = [before, month]
    .map(({ from, to }) => ({ from, minutes: countWorkedMinutes(from, to) }))
    .filter(({ minutes }) => minutes > 0)
  return (
    <Confirmation
      title={words.people.eraseTitle(person.name)}
      text={words.people.eraseText}
      action={words.people.eraseConfirm}
      busy={props.busy}
      onClose={props.onClose}
      onConfirm={props.onErase}
    >
      {worked.map(({ from, minutes }) => (
        <p key={from}>{words.employment.eraseHours(calendar.hours(minutes), calendar.month(from))}</p>
      ))}
      {standingOn(person.employments, today).kind === 'left' ? null : (
        <div className={css.instead}>
          <p>{words.employment.instead}</p>
          <Button icon="leave" onPress={props.onLastDay}>
            {words.employment.enterLastDay}
          </Button>
        </div>
      )}
    </Confirmation>
  )
}

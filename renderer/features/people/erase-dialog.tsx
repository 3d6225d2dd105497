import type { Person } from '../../../main/contract/people.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { localDate, periodOf } from '../../data/dates.ts'
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
  const dates = periodOf('month', localDate(Date.now()), calendar.firstDay)
  const { data } = useCall('attendance.timesheet', { personId: person.id, dates })
  const worked = data?.totals.workedMinutes ?? 0
  return (
    <Confirmation
      title={words.people.eraseTitle(person.name)}
      text={words.people.eraseText}
      action={words.people.eraseConfirm}
      busy={props.busy}
      onClose={props.onClose}
      onConfirm={props.onErase}
    >
      {worked === 0 ? null : <p>{words.employment.eraseHours(calendar.hours(worked), calendar.month(dates.from))}</p>}
      <div className={css.instead}>
        <p>{words.employment.instead}</p>
        <Button icon="leave" onPress={props.onLastDay}>
          {words.employment.enterLastDay}
        </Button>
      </div>
    </Confirmation>
  )
}

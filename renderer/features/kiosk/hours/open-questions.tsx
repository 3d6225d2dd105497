import { Button } from 'react-aria-components'
import type { OwnDay } from '../../../../main/contract/hours.ts'
import { needsCheck } from '../../../../main/contract/timesheets.ts'
import { Icon } from '../../../components/icon.tsx'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import type { Missing } from '../entry/request-form.tsx'
import css from './hours.module.css'

/** Days on which an entry is missing, or that count for nothing, each with the way to have it put right. */
export function OpenQuestions(props: {
  days: readonly OwnDay[]
  takesRequests: boolean
  onRequest: (missing: Missing) => void
}) {
  const { words } = useWords()
  const calendar = useCalendar()
  const open = props.days.filter(needsCheck)
  if (open.length === 0) return null
  return (
    <section className={css.open} aria-label={words.hours.toSettle(open.length)}>
      <h3>
        <Icon name="warning" size={24} />
        {words.hours.toSettle(open.length)}
      </h3>
      <ul>
        {open.map((day) => (
          <li key={day.date}>
            <span>
              <b>{calendar.day(day.date)}</b>{' '}
              {questionsOf(day)
                .map((flag) => words.timesheet.flags[flag])
                .join(', ')}
            </span>
            {day.isRequested ? (
              <span className="soft">{words.hours.requested}</span>
            ) : missingOf(day) === null || !props.takesRequests ? (
              <span className="soft">{words.hours.askOffice}</span>
            ) : (
              <Button
                className={entryCss.entryButton!}
                aria-label={words.hours.requestFor(calendar.day(day.date))}
                onPress={() => props.onRequest(missingOf(day)!)}
              >
                {words.hours.request}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const questionsOf = ({ flags }: OwnDay) =>
  flags.filter((flag) => flag === 'missing-in' || flag === 'missing-out' || flag === 'worked-not-employed')

function missingOf({ date, flags }: OwnDay): Missing | null {
  if (flags.includes('missing-out')) return { date, direction: 'out' }
  return flags.includes('missing-in') ? { date, direction: 'in' } : null
}

import { type Employment, standingOn } from '../../../main/contract/employment.ts'
import { localDate } from '../../data/dates.ts'
import type { CalendarFormat } from '../../messages/calendar.ts'
import type { Messages } from '../../messages/en/index.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Says from when until when somebody works here, and where they worked before. Nothing of people without dates. */
export function EmploymentLines(props: { employments: readonly Employment[] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const standing = standingOn(props.employments, localDate(Date.now()))
  const [last, ...former] = props.employments.toReversed()
  return (
    <>
      {standing.kind === 'active' ? null : (
        <p>
          <span className="chip" data-state={standing.kind}>
            {standing.kind === 'coming'
              ? words.employment.comingOn(calendar.date(standing.from))
              : words.employment.leftOn(calendar.date(standing.on))}
          </span>
        </p>
      )}
      {last === undefined || (standing.kind === 'left' && last.joined === null) ? null : (
        <Line employment={last} words={words} calendar={calendar} />
      )}
      {former.map((employment) => (
        <Line key={employment.joined} employment={employment} words={words} calendar={calendar} />
      ))}
    </>
  )
}

function Line(props: { employment: Employment; words: Messages; calendar: CalendarFormat }) {
  const { words, calendar } = props
  const { joined, left } = props.employment
  if (joined === null && left === null) return null
  const { employment } = words
  return (
    <p className="soft small">
      {joined === null
        ? employment.until(calendar.date(left!))
        : left === null
          ? employment.since(calendar.date(joined))
          : employment.between(calendar.date(joined), calendar.date(left))}
    </p>
  )
}

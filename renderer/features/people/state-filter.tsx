import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { type EmploymentState, standingOn } from '../../../main/contract/employment.ts'
import type { Person } from '../../../main/contract/people.ts'
import { Choice } from '../../components/choice.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { countStates } from './employment.ts'

export type ShownState = EmploymentState | 'all'

/** Returns the people of a list who stand where the filter says. */
export function filterByState<P extends Pick<Person, 'employments'>>(
  people: readonly P[],
  state: ShownState,
  today: LocalDate,
): readonly P[] {
  return state === 'all' ? people : people.filter(({ employments }) => standingOn(employments, today).kind === state)
}

/** Chooses whom the list shows; not there while everybody works here. */
export function StateFilter(props: {
  people: readonly Person[]
  today: LocalDate
  value: ShownState
  onChange: (value: ShownState) => void
}) {
  const { words } = useWords()
  const { people, value } = props
  const counts = countStates(people, props.today)
  if (counts.active === people.length && value === 'active') return null
  const { states } = words.employment
  return (
    <Choice
      label={words.employment.filter}
      options={[
        { value: 'active', label: states.active(counts.active) },
        { value: 'coming', label: states.coming(counts.coming) },
        { value: 'left', label: states.left(counts.left) },
        { value: 'all', label: states.all(people.length) },
      ]}
      value={value}
      onChange={props.onChange}
    />
  )
}

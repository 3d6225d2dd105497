import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { useWords } from '../../messages/use-words.tsx'

/** A field for the first day on which changed groups hold; empty for all days. */
export function GroupsFrom(props: { value: string; onChange: (value: string) => void }) {
  const { words } = useWords()
  return (
    <ValueInput
      label={words.people.groupsFrom}
      type="date"
      value={props.value}
      onChange={props.onChange}
      hint={words.people.groupsFromHint}
      error={props.value > localDate(Date.now()) ? words.people.groupsFromFuture : null}
    />
  )
}

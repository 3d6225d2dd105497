import { useGroups } from '../data/use-people.ts'
import { useWords } from '../messages/use-words.tsx'
import { Choice } from './choice.tsx'

const everyone = 'everyone'

/** A choice of everybody or one group; nothing where there are no groups. */
export function GroupChoice(props: { value: string | null; onChange: (group: string | null) => void }) {
  const { words } = useWords()
  const groups = useGroups()
  if (groups.length === 0) return null
  return (
    <Choice
      label={words.today.group}
      options={[
        { value: everyone, label: words.today.everyone },
        ...groups.map((group) => ({ value: `group ${group}`, label: group })),
      ]}
      value={props.value === null ? everyone : `group ${props.value}`}
      onChange={(value) => props.onChange(value === everyone ? null : value.slice('group '.length))}
    />
  )
}

import { useState } from 'react'
import { Checkbox } from 'react-aria-components'
import type { Person } from '../../../main/contract/people.ts'
import type { Client } from '../../client/client.ts'
import { FormWindow } from '../../components/form-window.tsx'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { useWork } from '../../data/use-change.ts'
import { useGroups } from '../../data/use-people.ts'
import { useWords } from '../../messages/use-words.tsx'
import { beginOf, changeGroups, countGroups } from './groups.ts'
import { GroupsFrom } from './groups-from.tsx'
import css from './people.module.css'

/** Adds several people to groups and removes them. A group that only some are in stays so unless it is changed. */
export function GroupsDialog(props: { people: readonly Person[]; onDone: () => void; onClose: () => void }) {
  const { words } = useWords()
  const known = useGroups()
  const counts = countGroups(props.people)
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [fresh, setFresh] = useState('')
  const [from, setFrom] = useState<string>(() => localDate(Date.now()))
  const save = useSaveGroups(props.people, props.onDone)
  const { marking } = words
  return (
    <FormWindow
      title={marking.groupsTitle(props.people.length)}
      busy={save.isPending}
      onSubmit={() => {
        const name = fresh.trim()
        save.mutate({ changes: name === '' ? changes : new Map([...changes, [name, true]]), from })
      }}
      onClose={props.onClose}
    >
      {known.length === 0 ? null : (
        <div className={css.groupChecks}>
          {known.map((group) => {
            const count = counts.get(group) ?? 0
            const changed = changes.get(group)
            return (
              <Checkbox
                key={group}
                className={css.check!}
                isSelected={changed ?? count === props.people.length}
                isIndeterminate={changed === undefined && count > 0 && count < props.people.length}
                onChange={(wanted) => setChanges(new Map([...changes, [group, wanted]]))}
              >
                {({ isSelected, isIndeterminate }) => (
                  <>
                    <span className={css.personMark}>
                      {isIndeterminate ? '–' : isSelected ? <Icon name="check" size={16} /> : null}
                    </span>
                    {group}
                  </>
                )}
              </Checkbox>
            )
          })}
        </div>
      )}
      <ValueInput
        label={marking.newGroup}
        type="text"
        value={fresh}
        onChange={setFresh}
        autoFocus={known.length === 0}
      />
      <GroupsFrom value={from} onChange={setFrom} />
    </FormWindow>
  )
}

function useSaveGroups(people: readonly Person[], onDone: () => void) {
  const say = useSay()
  const { words } = useWords()
  async function save(input: { changes: ReadonlyMap<string, boolean>; from: string }, client: Client): Promise<void> {
    const { changes, from } = input
    const begin = beginOf(from, localDate(Date.now()))
    for (const { id, groups } of people) {
      const next = changeGroups(groups, changes)
      if (next.join('\n') === groups.join('\n')) continue
      await client.call('people.update', { id, groups: next, ...begin })
    }
    say('info', words.marking.saved(people.length))
    onDone()
  }
  return useWork(save)
}

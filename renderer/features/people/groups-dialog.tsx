import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Checkbox, Form } from 'react-aria-components'
import type { Person } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useGroups } from '../today/queries.ts'
import { changeGroups, countGroups } from './groups.ts'
import { useRefreshPeople } from './queries.ts'

/** Puts people into groups and takes them out, all at once. A group that only some are in stays so unless it is changed. */
export function GroupsDialog(props: { people: readonly Person[]; onDone: () => void; onClose: () => void }) {
  const { words } = useWords()
  const known = useGroups()
  const counts = countGroups(props.people)
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [fresh, setFresh] = useState('')
  const save = useSaveGroups(props.people, props.onDone)
  const { marking } = words
  return (
    <Window title={marking.groupsTitle(props.people.length)} onClose={props.onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const name = fresh.trim()
          save.mutate(name === '' ? changes : new Map([...changes, [name, true]]))
        }}
      >
        {known.length === 0 ? null : (
          <div className="group-checks">
            {known.map((group) => {
              const count = counts.get(group) ?? 0
              const changed = changes.get(group)
              return (
                <Checkbox
                  key={group}
                  className="check"
                  isSelected={changed ?? count === props.people.length}
                  isIndeterminate={changed === undefined && count > 0 && count < props.people.length}
                  onChange={(wanted) => setChanges(new Map([...changes, [group, wanted]]))}
                >
                  {({ isSelected, isIndeterminate }) => (
                    <>
                      <span className="person-mark">
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
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {words.common.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

function useSaveGroups(people: readonly Person[], onDone: () => void) {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  const refresh = useRefreshPeople()
  return useMutation({
    async mutationFn(changes: ReadonlyMap<string, boolean>) {
      for (const { id, name, employeeNumber, groups } of people) {
        const next = changeGroups(groups, changes)
        if (next.join('\n') === groups.join('\n')) continue
        await client.call('people.update', { id, name, employeeNumber, groups: next })
      }
    },
    onSuccess() {
      say('info', words.marking.saved(people.length))
      onDone()
    },
    onError: (error) => say('error', errorWords(words, error)),
    onSettled: refresh,
  })
}

import type { FormEvent } from 'react'
import { Form } from 'react-aria-components'
import type { Person } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { TextInput } from '../../components/fields.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'

export interface PersonDetails {
  readonly name: string
  readonly employeeNumber: string | null
  readonly groups: string[]
}

/** Name, number and groups, of somebody new or of somebody there. */
export function PersonForm(props: {
  title: string
  person: Person | null
  busy: boolean
  error: unknown
  onSave: (details: PersonDetails) => void
  onClose: () => void
}) {
  const { words } = useWords()
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    props.onSave(readDetails(new FormData(event.currentTarget)))
  }
  return (
    <Window title={props.title} onClose={props.onClose}>
      <Form onSubmit={submit}>
        <TextInput
          label={words.people.name}
          name="name"
          defaultValue={props.person?.name ?? ''}
          required={words.people.nameRequired}
          autoFocus
        />
        <TextInput
          label={words.people.employeeNumber}
          name="employeeNumber"
          defaultValue={props.person?.employeeNumber ?? ''}
        />
        <TextInput
          label={words.people.groups}
          name="groups"
          defaultValue={props.person?.groups.join(', ') ?? ''}
          hint={words.people.groupsHint}
        />
        {props.error === null ? null : (
          <p role="alert" className="field-error">
            {errorWords(words, props.error)}
          </p>
        )}
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isDisabled={props.busy}>
            {words.common.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

function readDetails(form: FormData): PersonDetails {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const groups = text('groups')
    .split(/[,，、]/)
    .map((group) => group.trim())
    .filter((group) => group !== '')
  return { name: text('name'), employeeNumber: text('employeeNumber') || null, groups: [...new Set(groups)] }
}

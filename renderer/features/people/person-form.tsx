import { type FormEvent, useEffect, useRef } from 'react'
import { Form } from 'react-aria-components'
import type { Person } from '../../../main/contract/entities.ts'
import { AppError } from '../../../main/contract/errors.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { TextInput } from '../../components/fields.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { usePeople } from './queries.ts'

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
  const form = useRef<HTMLFormElement>(null)
  const taken = useTakenNumber(props.error)
  const refused = props.error
  useEffect(() => {
    if (refused === null) return
    const field = form.current?.elements.namedItem(isTaken(refused) ? 'employeeNumber' : 'name')
    if (field instanceof HTMLInputElement) field.focus()
  }, [refused])
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    props.onSave(readDetails(new FormData(event.currentTarget)))
  }
  return (
    <Window title={props.title} onClose={props.onClose}>
      <Form ref={form} onSubmit={submit} validationErrors={taken === null ? {} : { employeeNumber: taken }}>
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
        {props.error === null || taken !== null ? null : (
          <p role="alert" className="field-error">
            {errorWords(words, props.error)}
          </p>
        )}
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={props.busy}>
            {words.common.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

/** Who has the number that was refused, in words; null when that was not the matter. */
function useTakenNumber(error: unknown): string | null {
  const { words } = useWords()
  const { data } = usePeople('')
  if (!isTaken(error)) return null
  const holder = data?.people.find(({ id }) => id === error.details?.person)
  return holder === undefined ? errorWords(words, error) : words.people.numberTaken(holder.name)
}

function isTaken(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'employee-number-taken'
}

function readDetails(form: FormData): PersonDetails {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const groups = text('groups')
    .split(/[,，、]/)
    .map((group) => group.trim())
    .filter((group) => group !== '')
  return { name: text('name'), employeeNumber: text('employeeNumber') || null, groups: [...new Set(groups)] }
}

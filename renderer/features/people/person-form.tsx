import { useEffect, useRef, useState } from 'react'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { Employment } from '../../../main/contract/employment.ts'
import { AppError } from '../../../main/contract/errors.ts'
import type { Person } from '../../../main/contract/people.ts'
import { mapFields, type PersonFields, personFieldNames } from '../../../main/contract/person-fields.ts'
import { TextInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { usePeople } from '../../data/use-people.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { readTexts, toTexts } from './employment.ts'
import { EmploymentFields } from './employment-fields.tsx'
import { beginOf, readGroups } from './groups.ts'
import { GroupsFrom } from './groups-from.tsx'

/** What the form returns. */
export interface PersonDetails extends PersonFields {
  readonly name: string
  readonly groups: string[]
  /** The first day on which changed groups hold, null for all days; today when left out. */
  readonly groupsFrom?: LocalDate | null
  readonly employments: Employment[]
}

/** A dialog that asks for the name, the fields and the groups of somebody new, or of somebody who is enrolled. */
export function PersonForm(props: {
  title: string
  person: Person | null
  busy: boolean
  error: unknown
  onSave: (details: PersonDetails) => void
  onClose: () => void
}) {
  const { words } = useWords()
  /** The form that was submitted last. */
  const form = useRef<HTMLFormElement | null>(null)
  const taken = useTakenNumber(props.error)
  const refused = props.error
  const before = props.person?.groups.join(', ') ?? ''
  const [groups, setGroups] = useState(before)
  const [from, setFrom] = useState<string>(() => localDate(Date.now()))
  const [employments, setEmployments] = useState(() =>
    toTexts(props.person?.employments ?? [{ joined: localDate(Date.now()), left: null }]),
  )
  const regrouped = props.person !== null && readGroups(groups).join() !== readGroups(before).join()
  useEffect(() => {
    if (refused === null) return
    const field = form.current?.elements.namedItem(isTaken(refused) ? 'employeeNumber' : 'name')
    if (field instanceof HTMLInputElement) field.focus()
  }, [refused])
  return (
    <FormWindow
      title={props.title}
      busy={props.busy}
      errors={taken === null ? {} : { employeeNumber: taken }}
      onSubmit={(sent) => {
        form.current = sent
        const begin = regrouped ? beginOf(from, localDate(Date.now())) : {}
        const lists = { groups: readGroups(groups), employments: readTexts(employments) }
        props.onSave({ ...readDetails(new FormData(sent)), ...lists, ...begin })
      }}
      onClose={props.onClose}
    >
      <TextInput
        label={words.people.name}
        name="name"
        defaultValue={props.person?.name ?? ''}
        required={words.people.nameRequired}
        autoFocus
      />
      {personFieldNames.map((field) => (
        <TextInput
          key={field}
          label={words.people.fields[field]}
          name={field}
          defaultValue={props.person?.[field] ?? ''}
        />
      ))}
      <ValueInput
        label={words.people.groups}
        type="text"
        value={groups}
        onChange={setGroups}
        hint={words.people.groupsHint}
      />
      {regrouped ? <GroupsFrom value={from} onChange={setFrom} /> : null}
      <EmploymentFields value={employments} onChange={(value) => setEmployments([...value])} />
      {props.error === null || taken !== null ? null : (
        <p role="alert" className="field-error">
          {errorWords(words, props.error)}
        </p>
      )}
    </FormWindow>
  )
}

/** Says whose the refused number is; null for other errors. */
function useTakenNumber(error: unknown): string | null {
  const { words } = useWords()
  const { data } = usePeople()
  if (!isTaken(error)) return null
  const holder = data?.people.find(({ id }) => id === error.details?.person)
  return holder === undefined ? errorWords(words, error) : words.people.numberTaken(holder.name)
}

function isTaken(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'employee-number-taken'
}

function readDetails(form: FormData): Pick<PersonDetails, 'name' | keyof PersonFields> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return { name: text('name'), ...mapFields((field) => text(field) || null) }
}

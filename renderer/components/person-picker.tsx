import { useMemo, useState } from 'react'
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import type { PersonId } from '../../main/contract/entities.ts'
import { Icon } from './icon.tsx'

export interface Pickable {
  readonly id: PersonId
  readonly name: string
  readonly employeeNumber: string | null
}

/** More than these are not shown: whoever is looked for is found by typing on. */
const mostShown = 50

/** Somebody found by name or number. */
export function PersonPicker(props: {
  label: string
  people: readonly Pickable[]
  value: PersonId | null
  onChange: (person: PersonId | null) => void
  /** Said while nobody is chosen. */
  required?: string
}) {
  const chosen = props.people.find(({ id }) => id === props.value)
  const [text, setText] = useState(chosen?.name ?? '')
  const items = useMemo(() => {
    const wanted = text === chosen?.name ? '' : text.trim().toLowerCase()
    return props.people.filter((person) => matches(person, wanted)).slice(0, mostShown)
  }, [props.people, text, chosen])
  return (
    <ComboBox
      className="field"
      items={items}
      inputValue={text}
      onInputChange={setText}
      selectedKey={props.value}
      onSelectionChange={(key) => {
        const person = props.people.find(({ id }) => id === key)
        props.onChange(person?.id ?? null)
        if (person !== undefined) setText(person.name)
      }}
      menuTrigger="focus"
      isRequired={props.required !== undefined}
      validate={() => (props.required !== undefined && props.value === null ? props.required : null)}
    >
      <Label>{props.label}</Label>
      <div className="picker">
        <Input className="input" />
        <Button className="button icon">
          <Icon name="down" size={16} />
        </Button>
      </div>
      <FieldError className="field-error">{props.required}</FieldError>
      <Popover className="popover picker-list">
        <ListBox<Pickable>>
          {(person) => (
            <ListBoxItem id={person.id} textValue={person.name} className="option">
              {person.name}
              {person.employeeNumber === null ? null : <span className="soft small">{person.employeeNumber}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

function matches(person: Pickable, wanted: string): boolean {
  return (
    wanted === '' || person.name.toLowerCase().includes(wanted) || person.employeeNumber?.startsWith(wanted) === true
  )
}

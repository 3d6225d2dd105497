import { useMemo, useState } from 'react'
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import type { PersonId } from '../../main/contract/entities.ts'
import { findDistinctions } from '../../main/contract/namesakes.ts'
import type { Person } from '../../main/contract/people.ts'
import { matchesPerson } from '../../main/contract/search-text.ts'
import { usePeople } from '../data/use-people.ts'
import { Icon } from './icon.tsx'

/** How many people are listed; typing on finds the others. */
const maxShown = 50
const nobody: readonly Person[] = []

/** A field that finds a person by name or number. */
export function PersonPicker(props: {
  label: string
  value: PersonId | null
  onChange: (person: PersonId | null) => void
  /** The error while nobody is chosen. */
  required?: string
}) {
  const people = usePeople().data?.people ?? nobody
  const chosen = people.find(({ id }) => id === props.value)
  const distinctions = useMemo(() => findDistinctions(people), [people])
  const textOf = (person: Person) => {
    const distinction = distinctions.get(person.id)
    return distinction === undefined ? person.name : `${person.name} (${distinction})`
  }
  const chosenText = chosen === undefined ? null : textOf(chosen)
  const [text, setText] = useState(chosenText ?? '')
  const items = useMemo(() => {
    const wanted = text === chosenText ? '' : text
    return people.filter((person) => matchesPerson(person, wanted)).slice(0, maxShown)
  }, [people, text, chosenText])
  return (
    <ComboBox
      className="field"
      items={items}
      inputValue={text}
      onInputChange={setText}
      selectedKey={props.value}
      onSelectionChange={(key) => {
        const person = people.find(({ id }) => id === key)
        props.onChange(person?.id ?? null)
        if (person !== undefined) setText(textOf(person))
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
        <ListBox<Person>>
          {(person) => (
            <ListBoxItem id={person.id} textValue={textOf(person)} className="option">
              {person.name}
              <span className="soft small">{person.employeeNumber ?? distinctions.get(person.id)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

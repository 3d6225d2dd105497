import {
  Button,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { Icon } from './icon.tsx'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/**
 * A choice of one among many, in a list that opens. The label is visible only with `showLabel`, and always accessible.
 */
export function Choice<T extends string>(props: ChoiceProps<T> & { showLabel?: boolean }) {
  return (
    <Select
      className="field"
      aria-label={props.label}
      selectedKey={props.value}
      onSelectionChange={(key: Key | null) => {
        if (key !== null) props.onChange(key as T)
      }}
    >
      {props.showLabel === true ? <Label>{props.label}</Label> : null}
      <Button className="button select-button">
        <SelectValue />
        <Icon name="down" size={16} />
      </Button>
      <Popover className="popover">
        <ListBox items={props.options.map((option) => ({ id: option.value, label: option.label }))}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className="option">
              {({ isSelected }) => (
                <>
                  {isSelected ? <Icon name="check" /> : null}
                  {item.label}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

/** A choice of one among few, side by side. */
export function Segments<T extends string>(props: ChoiceProps<T>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        for (const key of keys) props.onChange(key as T)
      }}
    >
      {props.options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="segment">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

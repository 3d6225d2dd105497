import type { ReactNode } from 'react'
import {
  Button,
  FieldError,
  Input,
  Label,
  SearchField,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
  Switch,
  Text,
  TextField,
} from 'react-aria-components'
import { useWords } from '../messages/use-words.tsx'
import { Icon } from './icon.tsx'

export function TextInput(props: {
  label: string
  name: string
  defaultValue?: string
  hint?: string
  required?: string
  autoFocus?: boolean
}) {
  const { required } = props
  return (
    <TextField
      className="field"
      name={props.name}
      defaultValue={props.defaultValue ?? ''}
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
      isRequired={required !== undefined}
      validate={(value) => (required !== undefined && value.trim() === '' ? required : null)}
    >
      <Label>{props.label}</Label>
      <Input className="input" maxLength={200} />
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-error">
        {({ validationErrors }) => required ?? validationErrors.join(' ')}
      </FieldError>
    </TextField>
  )
}

export function SearchInput(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { words } = useWords()
  return (
    <SearchField className="search-field" aria-label={props.label} value={props.value} onChange={props.onChange}>
      <Icon name="search" size={18} />
      <Input className="input" placeholder={props.label} maxLength={200} />
      <Button className="button icon" aria-label={words.common.dismiss}>
        <Icon name="close" size={16} />
      </Button>
    </SearchField>
  )
}

export function SwitchInput(props: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <Switch className="switch" isSelected={props.value} onChange={props.onChange}>
      <span>{props.label}</span>
      <span className="switch-track" />
    </Switch>
  )
}

/** A slider. `onCommit` gets the value when it is released, `onChange` while it moves. */
export function SliderInput(props: {
  label: ReactNode
  value: number
  minimum: number
  maximum: number
  step: number
  format: (value: number) => string
  onChange: (value: number) => void
  onCommit: (value: number) => void
}) {
  return (
    <Slider
      className="slider"
      value={props.value}
      minValue={props.minimum}
      maxValue={props.maximum}
      step={props.step}
      onChange={(value) => props.onChange(value)}
      onChangeEnd={(value) => props.onCommit(value)}
    >
      <Label>{props.label}</Label>
      <SliderOutput>{props.format(props.value)}</SliderOutput>
      <SliderTrack className="slider-track">
        {({ state }) => (
          <>
            <span className="slider-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className="slider-thumb" />
          </>
        )}
      </SliderTrack>
    </Slider>
  )
}

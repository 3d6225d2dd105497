import { useId } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'

/**
 * A controlled field for a date, a time, a number, a text or a secret. What is not a number is not reported. A form
 * with an invalid field is not submitted: the field gets the focus and shows its error.
 */
export function ValueInput(props: {
  label: string
  type: 'date' | 'time' | 'number' | 'text' | 'password'
  value: string
  onChange: (value: string) => void
  minimum?: number
  maximum?: number
  /** The error while the field is empty. */
  required?: string
  error?: string | null
  hint?: string
  /** Offered while somebody types; other values are allowed too. */
  suggestions?: readonly string[]
  autoFocus?: boolean
}) {
  const { required, error, suggestions } = props
  const list = useId()
  const bounds = {
    ...(props.minimum === undefined ? {} : { min: props.minimum }),
    ...(props.maximum === undefined ? {} : { max: props.maximum }),
  }
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      type={props.type as 'text'}
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
      isRequired={required !== undefined}
      // `false` would switch off the check for required values.
      {...(error === undefined || error === null ? {} : { isInvalid: true })}
      validate={(value) => (required !== undefined && value.trim() === '' ? required : null)}
    >
      <Label>{props.label}</Label>
      <Input
        className="input"
        maxLength={200}
        {...(suggestions === undefined ? {} : { list })}
        {...bounds}
        {...(props.type === 'number' ? { step: 'any' } : {})}
      />
      {suggestions === undefined ? null : (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-error">{error ?? required}</FieldError>
    </TextField>
  )
}

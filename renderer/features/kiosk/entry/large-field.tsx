import { Input, Label, TextField } from 'react-aria-components'
import css from './entry.module.css'

/** A field that is read at arm's length. */
export function LargeField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  /** Whether the keyboard is on the screen, so that the system's must not open. */
  touched: boolean
  placeholder?: string
  autoFocus?: boolean
  onFocusChange?: (focused: boolean) => void
}) {
  return (
    <TextField
      className={`field ${css.largeField}`}
      value={props.value}
      onChange={props.onChange}
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
      onFocusChange={(focused) => props.onFocusChange?.(focused)}
    >
      <Label>{props.label}</Label>
      <Input
        className="input"
        maxLength={200}
        inputMode={props.touched ? 'none' : 'text'}
        placeholder={props.placeholder ?? ''}
      />
    </TextField>
  )
}

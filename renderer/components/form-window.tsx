import type { ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'
import { Window } from './dialog.tsx'

/** A modal window with a form, and buttons below it to cancel and to save. */
export function FormWindow(props: {
  title: string
  wide?: boolean
  /** Label of the button that saves, where that is not "Save". */
  action?: string
  danger?: boolean
  busy?: boolean
  /** Errors by the names of their fields. */
  errors?: Record<string, string>
  /** More buttons, before the others. */
  buttons?: ReactNode
  onSubmit: (form: HTMLFormElement) => void
  onClose: () => void
  children: ReactNode
}) {
  const { words } = useWords()
  return (
    <Window title={props.title} wide={props.wide ?? false} onClose={props.onClose}>
      <Form
        validationErrors={props.errors ?? {}}
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit(event.currentTarget)
        }}
      >
        {props.children}
        <div className="actions">
          {props.buttons}
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look={props.danger === true ? 'danger' : 'primary'} isPending={props.busy ?? false}>
            {props.action ?? words.common.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

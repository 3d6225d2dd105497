import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'

/**
 * A modal window. Escape and a press beside it close it, after a question once something was entered. With `holds` only
 * its own buttons close it, for what is shown only once.
 */
export function Window(props: {
  title: string
  wide?: boolean
  holds?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const { words } = useWords()
  const [changed, setChanged] = useState(false)
  const [asking, setAsking] = useState(false)
  const holds = props.holds === true
  const field = useRef<HTMLElement>(null)
  useEffect(() => {
    // The press beside the window has taken the focus away.
    if (!asking) field.current?.focus()
  }, [asking])
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={!holds}
      isKeyboardDismissDisabled={holds}
      onOpenChange={(open) => {
        if (open) return
        if (changed) setAsking(true)
        else props.onClose()
      }}
    >
      <Modal className={props.wide === true ? 'modal wide' : 'modal'}>
        <Dialog className="dialog">
          <Heading slot="title">{props.title}</Heading>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices what happens inside */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a choice made by a key is noticed by its own events */}
          <div
            className="dialog-body"
            onFocus={(event) => {
              field.current = event.target
            }}
            onInput={(event) => {
              if (isEntry(event)) setChanged(true)
            }}
            onClick={(event) => {
              if (isChoice(event)) setChanged(true)
            }}
          >
            {props.children}
          </div>
        </Dialog>
        {asking ? (
          <Confirmation
            title={words.common.discardTitle}
            text={words.common.discardText}
            action={words.common.discard}
            cancel={words.common.keepEditing}
            busy={false}
            onConfirm={props.onClose}
            onClose={() => setAsking(false)}
          />
        ) : null}
      </Modal>
    </ModalOverlay>
  )
}

/** Tells whether something was typed into a form, and not only searched for. */
function isEntry(event: SyntheticEvent): boolean {
  return event.target instanceof Element && event.target.closest('form') !== null
}

/** Tells whether something was chosen for a form, whose list may lie elsewhere on the page. */
function isChoice(event: SyntheticEvent): boolean {
  const chosen = event.target instanceof Element ? event.target.closest('[role="radio"], [role="option"]') : null
  return chosen !== null && event.currentTarget.querySelector('form') !== null
}

/** Asks before something that is hard or impossible to undo; `children` show what it is about. */
export function Confirmation(props: {
  title: string
  text: string
  action: string
  /** Label of the button that closes it, where that is not "Cancel". */
  cancel?: string
  busy: boolean
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}) {
  const { words } = useWords()
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{props.title}</Heading>
          {props.children}
          <p className="soft">{props.text}</p>
          <div className="actions">
            <Button onPress={props.onClose} autoFocus>
              {props.cancel ?? words.common.cancel}
            </Button>
            <Button look="danger" isPending={props.busy} onPress={props.onConfirm}>
              {props.action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

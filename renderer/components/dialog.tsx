import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'

/** A window over the screen. Escape and a press beside it close it. */
export function Window(props: { title: string; wide?: boolean; onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className={props.wide === true ? 'modal wide' : 'modal'}>
        <Dialog className="dialog">
          <Heading slot="title">{props.title}</Heading>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Asks before something that cannot be taken back. */
export function Confirmation(props: {
  title: string
  text: string
  action: string
  busy: boolean
  onConfirm: () => void
  onClose: () => void
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
          <p className="soft">{props.text}</p>
          <div className="actions">
            <Button onPress={props.onClose} autoFocus>
              {words.common.cancel}
            </Button>
            <Button look="danger" isDisabled={props.busy} onPress={props.onConfirm}>
              {props.action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

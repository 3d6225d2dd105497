import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { IconButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { ForgottenEntry } from './forgotten-entry.tsx'
import { GuestEntry } from './guest-entry.tsx'
import { PinEntry } from './pin-entry.tsx'
import type { Said } from './said.ts'
import { useCloseWhenIdle } from './use-close-when-idle.ts'

export type EntryKind = 'pin' | 'visitor' | 'forgot'

const saidTime = 5000
/** The dialog closes when nobody touches it for this long, so that nobody else can use it. */
const idleTime = 45_000

/** A dialog to check in without a face, large enough to read at arm's length. */
export function EntryDialog(props: {
  kind: EntryKind
  setup: KioskSetup
  onSound: (sound: 'accepted' | 'refused') => void
  onClose: () => void
}) {
  const { words } = useWords()
  const [said, setSaid] = useState<Said | null>(null)
  useCloseWhenIdle(said === null ? idleTime : saidTime, props.onClose)
  const { entry } = words
  const titles = { pin: entry.pinTitle, visitor: entry.guestTitle, forgot: entry.forgot }
  const finish = (words: Said) => {
    props.onSound(words.refused === true ? 'refused' : 'accepted')
    setSaid(words)
  }
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className={`modal ${css.entryModal}`}>
        <Dialog className={`dialog ${css.entry}`}>
          <header className={css.entryHead}>
            <Heading slot="title">{titles[props.kind]}</Heading>
            <IconButton label={words.common.close} icon="close" size={26} onPress={props.onClose} />
          </header>
          {said !== null ? (
            <div className={css.entrySaid} role="status">
              {said.refused === true ? null : (
                <span className={css.entryMark}>
                  <Icon name="check" size={40} />
                </span>
              )}
              {said.over === null ? null : <p className={css.entryOver}>{said.over}</p>}
              <p className={css.entryTitle}>{said.title}</p>
              <p className={css.entryText}>{said.text}</p>
            </div>
          ) : props.kind === 'visitor' ? (
            <GuestEntry kiosk={props.setup.name} onSaid={finish} />
          ) : props.kind === 'pin' ? (
            <PinEntry setup={props.setup} onSaid={finish} onRefused={() => props.onSound('refused')} />
          ) : (
            <ForgottenEntry setup={props.setup} onSaid={finish} onRefused={() => props.onSound('refused')} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

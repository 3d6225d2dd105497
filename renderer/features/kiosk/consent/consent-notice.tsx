import { useCallback, useState } from 'react'
import { Button } from 'react-aria-components'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { useCall } from '../../../data/use-call.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './consent.module.css'
import { ConsentDialog } from './consent-dialog.tsx'

/** Says what faces are used for and who answers for it, where consent is the basis; people sign and withdraw here. */
export function ConsentNotice(props: {
  kiosk: string
  faces: readonly FrameFace[]
  onSound: (sound: 'accepted' | 'refused') => void
}) {
  const { words } = useWords()
  const setup = useCall('kiosks.get', { name: props.kiosk }).data
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  if (setup === undefined || setup.consent === null) return null
  const { purpose, responsible, open: label } = words.consentKiosk
  const { operator } = setup.consent
  return (
    <div className={css.notice} data-part="consent-notice">
      <p>{operator === '' ? purpose : `${purpose} ${responsible(operator)}`}</p>
      <Button className={css.noticeOpen!} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {open ? <ConsentDialog setup={setup} faces={props.faces} onSound={props.onSound} onClose={close} /> : null}
    </div>
  )
}

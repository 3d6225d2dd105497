import { useCallback, useState } from 'react'
import { Button } from 'react-aria-components'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { QrCode } from '../../../components/qr-code.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useSettings } from '../../../data/use-settings.ts'
import { useWords } from '../../../messages/use-words.tsx'
import { ConsentDialog } from '../consent/consent-dialog.tsx'
import css from './notice.module.css'
import { NoticeDialog } from './notice-dialog.tsx'

/**
 * Tells everybody whom the camera sees what faces are compared for and who answers for it, and leads to the full
 * notice; where consent is the basis, people sign and withdraw theirs here.
 */
export function KioskNotice(props: {
  kiosk: string
  faces: readonly FrameFace[]
  onSound: (sound: 'accepted' | 'refused') => void
}) {
  const { words } = useWords()
  const { visitorDays } = useSettings()
  const setup = useCall('kiosks.get', { name: props.kiosk }).data
  const [open, setOpen] = useState<'notice' | 'consent' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  if (setup === undefined) return null
  const { privacyKiosk, consentKiosk } = words
  const { basis, operator, noticeUrl } = setup.notice
  const asks = basis === 'consent'
  const sentences = [
    asks ? privacyKiosk.purposeWithConsent : privacyKiosk.purpose,
    privacyKiosk.strangers(asks ? 0 : visitorDays),
    ...(operator === '' ? [] : [privacyKiosk.responsible(operator)]),
  ]
  return (
    <div className={css.notice} data-part="privacy-notice">
      {noticeUrl === null ? null : (
        <Button className={css.code!} aria-label={privacyKiosk.code} onPress={() => setOpen('notice')}>
          <QrCode className={css.codePicture!} text={noticeUrl} label={privacyKiosk.code} />
        </Button>
      )}
      <div>
        <p>{sentences.join(' ')}</p>
        <div className={css.ways}>
          <Button className={css.way!} onPress={() => setOpen('notice')}>
            {privacyKiosk.open}
          </Button>
          {asks ? (
            <Button className={css.way!} onPress={() => setOpen('consent')}>
              {consentKiosk.open}
            </Button>
          ) : null}
        </div>
      </div>
      {open === 'notice' ? <NoticeDialog onClose={close} /> : null}
      {open === 'consent' ? (
        <ConsentDialog setup={setup} faces={props.faces} onSound={props.onSound} onClose={close} />
      ) : null}
    </div>
  )
}

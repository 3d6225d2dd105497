import type { ConsentLanguage } from '../../../../main/contract/consent.ts'
import { PrivacyPageView } from '../../../components/privacy-page.tsx'
import { Loaded } from '../../../components/states.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useWords, WordsIn } from '../../../messages/use-words.tsx'
import consentCss from '../consent/consent.module.css'
import { useCloseWhenIdle } from '../entry/use-close-when-idle.ts'
import { SpokenDialog, useReadersLanguage } from '../spoken-dialog.tsx'

/** Somebody who reads scrolls at least this often, in milliseconds. */
const idleTime = 90_000

/** The full notice to read at the kiosk, in a language of the reader's choice; it goes away by itself. */
export function NoticeDialog(props: { onClose: () => void }) {
  const [language, setLanguage] = useReadersLanguage()
  useCloseWhenIdle(idleTime, props.onClose)
  return (
    <WordsIn language={language}>
      <FullNotice language={language} onLanguage={setLanguage} onClose={props.onClose} />
    </WordsIn>
  )
}

function FullNotice(props: {
  language: ConsentLanguage
  onLanguage: (language: ConsentLanguage) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const page = useCall('privacy.notice', { language: props.language })
  return (
    <SpokenDialog {...props} title={words.privacyKiosk.open} isDismissable>
      <Loaded query={page}>
        {(read) => (
          <article
            className={consentCss.text}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
            tabIndex={0}
          >
            <PrivacyPageView page={read} />
          </article>
        )}
      </Loaded>
    </SpokenDialog>
  )
}

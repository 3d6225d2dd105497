import { useCallback, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { type ConsentLanguage, ConsentLanguage as Languages } from '../../../../main/contract/consent.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { languageCodes, languageRow } from '../../../../main/contract/languages.ts'
import { IconButton } from '../../../components/button.tsx'
import { Segments } from '../../../components/choice.tsx'
import { useWords, WordsIn } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { useCloseWhenIdle } from '../entry/use-close-when-idle.ts'
import css from './consent.module.css'
import { Signing } from './signing.tsx'
import { Withdrawing } from './withdrawing.tsx'

interface ConsentDialogProps {
  readonly setup: KioskSetup
  readonly faces: readonly FrameFace[]
  readonly onSound: (sound: 'accepted' | 'refused') => void
  readonly onClose: () => void
}

/** The dialog closes when nobody touches it for this long, unless somebody reads. */
const idleTime = 45_000

const languages = languageCodes.filter((code): code is ConsentLanguage => Languages.safeParse(code).success)

/** Where people sign a consent with a code from the office, or withdraw theirs, in a language of their choice. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { locale } = useWords()
  const [language, setLanguage] = useState<ConsentLanguage>(Languages.catch('en').parse(locale.split('-')[0]))
  return (
    <WordsIn language={language}>
      <SpokenDialog {...props} language={language} onLanguage={setLanguage} />
    </WordsIn>
  )
}

function SpokenDialog(
  props: ConsentDialogProps & { language: ConsentLanguage; onLanguage: (language: ConsentLanguage) => void },
) {
  const { words } = useWords()
  const [way, setWay] = useState<'sign' | 'withdraw' | null>(null)
  const [idle, setIdle] = useState(idleTime)
  const [done, setDone] = useState(false)
  useCloseWhenIdle(idle, props.onClose)
  const { consentKiosk } = words
  const finish = useCallback(
    (readMs: number) => {
      props.onSound('accepted')
      setDone(true)
      setIdle(readMs)
    },
    [props.onSound],
  )
  const parts = {
    setup: props.setup,
    language: props.language,
    onReading: (readMs: number) => setIdle(idleTime + readMs),
    onRefused: () => props.onSound('refused'),
    onDone: finish,
  }
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={way === null || done}
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className={`modal ${css.consentModal}`}>
        <Dialog
          className={`dialog ${entryCss.entry} ${css.consent}`}
          lang={languageRow(props.language).locale}
          style={{ '--language-fonts': languageRow(props.language).fonts ?? 'sans-serif' } as React.CSSProperties}
        >
          <header className={entryCss.entryHead}>
            <Heading slot="title">
              {way === null ? consentKiosk.title : way === 'sign' ? consentKiosk.sign : consentKiosk.withdraw}
            </Heading>
            <IconButton label={words.common.close} icon="close" size={26} onPress={props.onClose} />
          </header>
          {done ? null : (
            <Segments
              label={consentKiosk.language}
              options={languages.map((value) => ({ value, label: languageRow(value).name }))}
              value={props.language}
              onChange={props.onLanguage}
            />
          )}
          {way === null ? (
            <div className={css.choices}>
              <Button className={css.choice!} onPress={() => setWay('sign')}>
                <b>{consentKiosk.sign}</b>
                <span>{consentKiosk.signText}</span>
              </Button>
              <Button className={css.choice!} onPress={() => setWay('withdraw')}>
                <b>{consentKiosk.withdraw}</b>
                <span>{consentKiosk.withdrawText}</span>
              </Button>
            </div>
          ) : way === 'sign' ? (
            <Signing {...parts} />
          ) : (
            <Withdrawing {...parts} faces={props.faces} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

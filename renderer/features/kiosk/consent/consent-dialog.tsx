import { useCallback, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Output } from '../../../../main/contract/api.ts'
import type { ConsentLanguage } from '../../../../main/contract/consent.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { useWords, WordsIn } from '../../../messages/use-words.tsx'
import { useCloseWhenIdle } from '../entry/use-close-when-idle.ts'
import { SpokenDialog, useReadersLanguage } from '../spoken-dialog.tsx'
import css from './consent.module.css'
import { Signing } from './signing.tsx'
import { Withdrawing } from './withdrawing.tsx'

interface ConsentDialogProps {
  readonly setup: Output<'kiosks.get'>
  readonly faces: readonly FrameFace[]
  readonly onSound: (sound: 'accepted' | 'refused') => void
  readonly onClose: () => void
}

/** The dialog closes when nobody touches it for this long, unless somebody reads. */
const idleTime = 45_000

/** Where people sign a consent with a code from the office, or withdraw theirs, in a language of their choice. */
export function ConsentDialog(props: ConsentDialogProps) {
  const [language, setLanguage] = useReadersLanguage()
  return (
    <WordsIn language={language}>
      <ConsentSteps {...props} language={language} onLanguage={setLanguage} />
    </WordsIn>
  )
}

function ConsentSteps(
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
    <SpokenDialog
      title={way === null ? consentKiosk.title : way === 'sign' ? consentKiosk.sign : consentKiosk.withdraw}
      language={props.language}
      onLanguage={done ? null : props.onLanguage}
      isDismissable={way === null || done}
      onClose={props.onClose}
    >
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
    </SpokenDialog>
  )
}

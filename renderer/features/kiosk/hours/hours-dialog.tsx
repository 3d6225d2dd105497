import { useEffect, useRef, useState } from 'react'
import type { ConsentLanguage } from '../../../../main/contract/consent.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { useClient } from '../../../client/context.tsx'
import { useWords, WordsIn } from '../../../messages/use-words.tsx'
import { useCloseWhenIdle } from '../entry/use-close-when-idle.ts'
import { SpokenDialog, useReadersLanguage } from '../spoken-dialog.tsx'
import { nobodyYet, watchBeholder } from './beholder.ts'
import type { Opened } from './opened.ts'
import { OwnHours } from './own-hours.tsx'
import { ShowingWho } from './showing-who.tsx'

interface HoursDialogProps {
  readonly setup: KioskSetup
  /** Null while the camera shows nothing. */
  readonly faces: readonly FrameFace[] | null
  readonly onSound: (sound: 'accepted' | 'refused') => void
  readonly onClose: () => void
}

/** The dialog closes when nobody touches it for this long. */
const idleMs = 60_000

/** Where people see and confirm their own hours, in a language of their choice. */
export function HoursDialog(props: HoursDialogProps) {
  const [language, setLanguage] = useReadersLanguage()
  return (
    <WordsIn language={language}>
      <HoursSteps {...props} language={language} onLanguage={setLanguage} />
    </WordsIn>
  )
}

function HoursSteps(
  props: HoursDialogProps & { language: ConsentLanguage; onLanguage: (language: ConsentLanguage) => void },
) {
  const { words } = useWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const chosen = useRef(false)
  useCloseWhenIdle(idleMs, props.onClose)
  useEnd(props.setup.name, opened, props.faces, props.onClose)
  return (
    <SpokenDialog
      title={words.hours.title}
      language={props.language}
      isDismissable
      onLanguage={(language) => {
        chosen.current = true
        props.onLanguage(language)
      }}
      onClose={props.onClose}
    >
      {opened === null ? (
        <ShowingWho
          setup={props.setup}
          faces={props.faces ?? []}
          onRefused={() => props.onSound('refused')}
          onOpened={(answer) => {
            if (answer.language !== null && !chosen.current) props.onLanguage(answer.language)
            setOpened(answer)
          }}
        />
      ) : (
        <OwnHours setup={props.setup} opened={opened} onConfirmed={() => props.onSound('accepted')} />
      )}
    </SpokenDialog>
  )
}

/** Ends it when the time is over and when somebody else steps before the camera, and tells the engine when it ends. */
function useEnd(
  kiosk: string,
  opened: Opened | null,
  faces: HoursDialogProps['faces'],
  onClose: HoursDialogProps['onClose'],
): void {
  const client = useClient()
  const beholder = useRef(nobodyYet)
  useEffect(() => {
    if (opened === null) return
    const timer = setTimeout(onClose, opened.seconds * 1000)
    return () => {
      clearTimeout(timer)
      // Whoever cannot be reached forgets it by the clock.
      client.call('hours.close', { kiosk, pass: opened.pass }).catch(() => undefined)
    }
  }, [client, kiosk, opened, onClose])
  useEffect(() => {
    if (opened === null || faces === null) return
    const next = watchBeholder(beholder.current, faces, opened.person.id, performance.now())
    if (next === 'gone') onClose()
    else beholder.current = next
  }, [opened, faces, onClose])
}

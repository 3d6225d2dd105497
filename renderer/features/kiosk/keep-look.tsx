import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { FrameFace } from '../../../main/contract/frame-result.ts'
import { lookWaitDays } from '../../../main/contract/looks.ts'
import { useSay } from '../../components/notices.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './entry/entry.module.css'
import { PinPad } from './entry/pin-pad.tsx'
import { useRefusal } from './entry/use-pin.ts'

/** Asks whoever was just checked in whether this look at them may be kept: as a second one, or for other models. */
export function KeepLook(props: {
  kiosk: string
  faces: readonly FrameFace[]
  onSound: (sound: 'accepted' | 'refused') => void
}) {
  const { kiosk } = props
  const { words } = useWords()
  const fullName = useFullName()
  const say = useSay()
  const [refusal, setRefusal] = useRefusal()
  const [asksPin, setAsksPin] = useState<number | null>(null)
  const keep = useChange('looks.keep', {
    done(answer) {
      if (answer.kind === 'kept') {
        props.onSound('accepted')
        return say('info', words.looks.kept)
      }
      if (answer.kind === 'pin-needed') return
      setRefusal(answer, true)
      props.onSound('refused')
    },
  })
  const decline = useChange('looks.decline')
  const face = props.faces.find(({ keepLook }) => keepLook !== null)
  if (!face?.keepLook) return null
  const { track } = face
  const { person, purpose, pin: needsPin } = face.keepLook
  const text = words.looks.questions[purpose]
  const busy = keep.isPending || decline.isPending
  return (
    <div className={`${css.entryAsk} ${css.overPicture}`} data-part="keep-look">
      <p className={css.entryQuestion}>{text.ask(fullName(person))}</p>
      {asksPin === track ? (
        <div className={css.lookPin}>
          <PinPad
            alone={false}
            pinOf={words.entry.pinHint}
            busy={busy}
            refusal={refusal}
            onEntered={(_, pin) => {
              setRefusal(null, false)
              keep.mutate({ kiosk, track, pin })
            }}
          />
        </div>
      ) : (
        <p className={css.lookText}>{text.about(lookWaitDays)}</p>
      )}
      <div className={css.wayButtons}>
        {asksPin === track ? null : (
          <Button
            className={css.wayButton!}
            data-likely=""
            isDisabled={busy}
            onPress={() => {
              if (needsPin) setAsksPin(track)
              else keep.mutate({ kiosk, track })
            }}
          >
            {text.keep}
          </Button>
        )}
        <Button className={css.wayButton!} isDisabled={busy} onPress={() => decline.mutate({ kiosk, track })}>
          {words.looks.no}
        </Button>
      </div>
    </div>
  )
}

import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { ShownWithPin } from '../../../../main/contract/hours.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { useFullName } from '../../../components/person-name.tsx'
import { useChange } from '../../../data/use-change.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { PinPad } from '../entry/pin-pad.tsx'
import { useRefusal } from '../entry/use-pin.ts'
import { findShownPerson } from '../moments.ts'
import type { Opened } from './opened.ts'

/** Asks who wants to see their hours: for the PIN of whoever the camera knows, or for a number and a PIN. */
export function ShowingWho(props: {
  setup: KioskSetup
  faces: readonly FrameFace[]
  onOpened: (opened: Opened) => void
  onRefused: () => void
}) {
  const { words } = useWords()
  const fullName = useFullName()
  const [refusal, setRefusal] = useRefusal()
  const [failure, setFailure] = useState<string | null>(null)
  /** Whom the camera took somebody for who is not that person. */
  const [denied, setDenied] = useState<number | null>(null)
  const { mutate, isPending } = useChange('hours.open', {
    done(answer, { shown }) {
      if (answer.kind === 'known') return props.onOpened(answer)
      if (answer.kind === 'seen-other') setFailure(words.hours.seenOther)
      else setRefusal(answer, shown.by === 'face' || (shown.employeeNumber ?? null) === null)
      props.onRefused()
    },
    failed: (error) => setFailure(errorWords(words, error)),
  })
  const face = props.faces
    .map((each) => ({ track: each.track, person: findShownPerson(each) }))
    .find(({ person }) => person !== null && person.id !== denied)
  const known = face?.person ?? null

  function open(shown: ShownWithPin): void {
    setRefusal(null, false)
    setFailure(null)
    mutate({ kiosk: props.setup.name, shown })
  }
  return (
    <div className={entryCss.entryAsk}>
      <PinPad
        key={known?.id ?? 'number'}
        alone={props.setup.pin === 'alone'}
        pinOf={known === null ? null : words.hours.pinOf(fullName(known))}
        busy={isPending}
        refusal={failure ?? refusal}
        onEntered={(employeeNumber, pin) =>
          open(
            face === undefined || known === null
              ? { by: 'pin', employeeNumber, pin }
              : { by: 'face', track: face.track, pin },
          )
        }
      />
      {known === null ? null : (
        <Button className={entryCss.entryButton!} onPress={() => setDenied(known.id)}>
          {words.hours.notMe}
        </Button>
      )}
    </div>
  )
}

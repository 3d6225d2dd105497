import { useState } from 'react'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { useClient } from '../../../client/context.tsx'
import { useSay } from '../../../components/notices.tsx'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import { WayButtons } from './way-buttons.tsx'
import './entry.css'

/** Asks the people in view which way they go, where the kiosk asks or they came in a moment ago. */
export function AskWay(props: { faces: readonly FrameFace[] }) {
  const { words } = useWords()
  const client = useClient()
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const face = props.faces.find(({ attendance }) => attendance?.kind === 'ask')
  if (face?.attendance?.kind !== 'ask' || face.state.kind !== 'decided' || face.state.decision.kind !== 'known') {
    return null
  }
  const { direction: likely, early } = face.attendance
  const { name } = face.state.decision.person
  return (
    <div className="entry-ask over-picture">
      <p className="entry-question">{early ? words.entry.earlyTitle(name) : words.kiosks.askTitle(name)}</p>
      <WayButtons
        likely={likely}
        early={early}
        busy={busy}
        onChoose={(direction) => {
          setBusy(true)
          client
            .call('kiosks.answer', { track: face.track, direction })
            .catch((error: unknown) => say('error', errorWords(words, error)))
            .finally(() => setBusy(false))
        }}
      />
    </div>
  )
}

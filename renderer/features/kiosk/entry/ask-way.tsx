import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { useFullName } from '../../../components/person-name.tsx'
import { useChange } from '../../../data/use-change.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { WayButtons } from './way-buttons.tsx'

/** Asks the people in view whether they come or go, where the kiosk asks or they came in a moment ago. */
export function AskWay(props: { faces: readonly FrameFace[] }) {
  const { words } = useWords()
  const fullName = useFullName()
  const { mutate, isPending } = useChange('kiosks.answer')
  const face = props.faces.find(({ attendance }) => attendance?.kind === 'ask')
  if (face?.attendance?.kind !== 'ask' || face.state.kind !== 'decided' || face.state.decision.kind !== 'known') {
    return null
  }
  const { direction: likely, early } = face.attendance
  const name = fullName(face.state.decision.person)
  return (
    <div className={`${css.entryAsk} ${css.overPicture}`}>
      <p className={css.entryQuestion}>{early ? words.entry.earlyTitle(name) : words.kiosks.askTitle(name)}</p>
      <WayButtons
        likely={likely}
        early={early}
        busy={isPending}
        onChoose={(direction) => mutate({ track: face.track, direction })}
      />
    </div>
  )
}

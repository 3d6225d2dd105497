import type { CameraState } from '../camera/session.ts'
import { useWords } from '../messages/use-words.tsx'
import { Icon } from './icon.tsx'

/** A note over the picture of an open camera that says what is wrong with it. */
export function CameraTroubleNote(props: { state: CameraState }) {
  const { words } = useWords()
  const trouble = props.state.kind === 'live' ? props.state.trouble : null
  if (trouble === null) return null
  const { title, text } = words.cameraTroubles[trouble.kind]
  return (
    <div className="camera-trouble" role="alert">
      <Icon name="noCamera" />
      <p>
        <b>{title}</b> {text}
      </p>
    </div>
  )
}

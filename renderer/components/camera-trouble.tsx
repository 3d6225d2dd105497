import type { CameraState } from '../camera/session.ts'
import { useWords } from '../messages/use-words.tsx'
import { Icon } from './icon.tsx'

/** What is wrong with an open camera, over its picture. */
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

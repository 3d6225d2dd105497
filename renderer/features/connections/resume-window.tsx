import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useWords } from '../../messages/use-words.tsx'

/** Asks what to do with entries that gathered while a webhook was paused. */
export function ResumeWindow(props: {
  waiting: number
  onChoose: (waiting: 'send' | 'discard') => void
  onClose: () => void
}) {
  const { words } = useWords()
  const { connections } = words
  return (
    <Window title={connections.resumeTitle} onClose={props.onClose}>
      <p className="soft">{connections.resumeText(props.waiting)}</p>
      <div className="actions">
        <Button onPress={props.onClose}>{words.common.cancel}</Button>
        <Button look="danger" onPress={() => props.onChoose('discard')}>
          {connections.resumeDiscard}
        </Button>
        <Button look="primary" onPress={() => props.onChoose('send')}>
          {connections.resumeSend}
        </Button>
      </div>
    </Window>
  )
}

import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Window } from '../../components/dialog.tsx'
import { useWords } from '../../messages/use-words.tsx'

/** Shows a secret once, to be copied to the other program. */
export function SecretWindow(props: { title: string; text: string; secret: string; onClose: () => void }) {
  const { words } = useWords()
  return (
    <Window title={props.title} holds onClose={props.onClose}>
      <CopyField label={props.title} text={props.secret} />
      <p className="soft">{props.text}</p>
      <div className="actions">
        <Button look="primary" onPress={props.onClose}>
          {words.common.done}
        </Button>
      </div>
    </Window>
  )
}

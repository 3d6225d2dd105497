import { Button } from '../../components/button.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'

/** Asks for a second photo of somebody who has one, and says why; it can be left for later. */
export function SecondPhoto(props: { onAdd: () => void; onLater: () => void }) {
  const { words } = useWords()
  return (
    <div className={css.secondPhoto} role="note" data-part="second-photo">
      <div>
        <p>{words.looks.second}</p>
        <p className="soft small">{words.looks.secondText}</p>
      </div>
      <Button icon="camera" onPress={props.onAdd}>
        {words.people.fromCamera}
      </Button>
      <Button look="quiet" onPress={props.onLater}>
        {words.looks.later}
      </Button>
    </div>
  )
}

import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Confirmation, Window } from '../../components/dialog.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'

/** Makes another recovery key, after a question. */
export function RecoveryKey() {
  const { words } = useWords()
  const [asking, setAsking] = useState(false)
  const make = useChange('office.recoveryKey', { ended: () => setAsking(false) })
  const text = words.office
  return (
    <div>
      <Button onPress={() => setAsking(true)}>{text.newKey}</Button>
      {asking ? (
        <Confirmation
          title={text.newKeyTitle}
          text={text.newKeyText}
          action={text.newKey}
          busy={make.isPending}
          onConfirm={() => make.mutate({})}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {make.data === undefined ? null : <RecoveryKeyWindow {...make.data} onClose={() => make.reset()} />}
    </div>
  )
}

/** Shows a recovery key this once, to be printed. */
export function RecoveryKeyWindow(props: { rows: readonly string[]; onClose: () => void }) {
  const { words, format } = useWords()
  const text = words.office
  return (
    <Window title={text.key} holds onClose={props.onClose}>
      <div className={css.recoveryKey} data-printed="">
        <ol>
          {props.rows.map((row) => (
            <li key={row}>
              <code>{row}</code>
            </li>
          ))}
        </ol>
        <p className="soft small">{text.keyPrinted(format.date(Date.now()))}</p>
      </div>
      <p className="soft">{text.keyOnce}</p>
      <div className="actions">
        <Button onPress={() => window.print()}>{text.print}</Button>
        <Button look="primary" onPress={props.onClose}>
          {words.common.done}
        </Button>
      </div>
    </Window>
  )
}

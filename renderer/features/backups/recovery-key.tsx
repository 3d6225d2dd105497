import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './backups.module.css'

/** Shows the key that opens backups on another computer, to be written down or printed. */
export function RecoveryKey() {
  const { words } = useWords()
  const show = useChange('backups.recoveryKey')
  const text = words.backups
  return (
    <>
      <div>
        <Button isPending={show.isPending} onPress={() => show.mutate({})}>
          {text.showKey}
        </Button>
      </div>
      {show.data === undefined ? null : <Rows {...show.data} onClose={() => show.reset()} />}
    </>
  )
}

function Rows(props: { rows: readonly string[]; number: number; onClose: () => void }) {
  const { words, format } = useWords()
  const text = words.backups
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
        <p className="soft small">{text.keyPrinted(format.date(Date.now()), props.number)}</p>
      </div>
      <p className="soft">{text.keyCare}</p>
      <div className="actions">
        <Button onPress={() => window.print()}>{text.printKey}</Button>
        <Button look="primary" onPress={props.onClose}>
          {words.common.done}
        </Button>
      </div>
    </Window>
  )
}

import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'

/** Two lines of the same length, that are easy to write down. */
function halvesOf(key: string): string[] {
  const groups = key.split('-')
  const middle = Math.ceil(groups.length / 2)
  return [`${groups.slice(0, middle).join('-')}-`, groups.slice(middle).join('-')]
}

/** A key that is shown this once; the way on opens when somebody says that they have it. */
export function RecoveryKey(props: { recoveryKey: string; onDone: () => void }) {
  const { words } = useWords()
  const [kept, setKept] = useState(false)
  const text = words.accounts
  return (
    <>
      <p className="soft">{text.keyText}</p>
      <output className={css.key} aria-label={text.recoveryKey}>
        {halvesOf(props.recoveryKey).map((half) => (
          <span key={half}>{half}</span>
        ))}
      </output>
      <SwitchInput label={text.keyKept} value={kept} onChange={setKept} />
      <div className="actions">
        <Button look="primary" isDisabled={!kept} onPress={props.onDone}>
          {text.continue}
        </Button>
      </div>
    </>
  )
}

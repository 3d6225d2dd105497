import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** One's own passphrase, changed by whoever knows the present one. */
export function ChangePassphrase(props: { onClose: () => void }) {
  const { words, format } = useWords()
  const say = useSay()
  const [current, setCurrent] = useState('')
  const next = useNewPassphrase()
  const text = words.accounts
  const change = useChange('accounts.changePassphrase', {
    done({ kind }) {
      if (kind !== 'changed') return
      say('info', text.changed)
      props.onClose()
    },
  })
  const outcome = change.isPending ? undefined : change.data
  const error =
    outcome?.kind === 'wrong'
      ? text.wrongCurrent
      : outcome?.kind === 'locked'
        ? text.lockedUntil(format.time(outcome.until))
        : null
  return (
    <Window title={text.changePassphrase} onClose={props.onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (next.check()) change.mutate({ current, next: next.value })
        }}
      >
        <ValueInput
          label={text.currentPassphrase}
          type="password"
          value={current}
          onChange={setCurrent}
          required={text.passphraseRequired}
          error={error}
          autoFocus
        />
        {next.fields}
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={change.isPending}>
            {text.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

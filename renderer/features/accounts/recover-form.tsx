import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Sets a new passphrase by the recovery key, which gives way to another one. */
export function RecoverForm(props: {
  onKey: (kept: { name: string; recoveryKey: string }) => void
  onCancel: () => void
}) {
  const { words, format } = useWords()
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const passphrase = useNewPassphrase()
  const recover = useChange('accounts.recover', {
    done(outcome) {
      if (outcome.kind === 'recovered') props.onKey({ name, recoveryKey: outcome.recoveryKey })
    },
  })
  const text = words.accounts
  const outcome = recover.isPending ? undefined : recover.data
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (!passphrase.check()) return
        recover.mutate({ name: name.trim(), recoveryKey: key, passphrase: passphrase.value })
      }}
    >
      <ValueInput
        label={text.name}
        type="text"
        value={name}
        onChange={setName}
        required={text.nameRequired}
        autoFocus
      />
      <ValueInput label={text.recoveryKey} type="text" value={key} onChange={setKey} required={text.wrongKey} />
      {passphrase.fields}
      <div role="status">
        {outcome?.kind === 'wrong' ? <p className="field-error">{text.wrongKey}</p> : null}
        {outcome?.kind === 'locked' ? (
          <p className="field-error">{text.lockedUntil(format.time(outcome.until))}</p>
        ) : null}
      </div>
      <div className="actions">
        <Button onPress={props.onCancel}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" isPending={recover.isPending}>
          {text.recover}
        </Button>
      </div>
    </Form>
  )
}

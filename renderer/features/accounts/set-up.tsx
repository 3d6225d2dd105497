import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'

type OnKey = (kept: { name: string; recoveryKey: string }) => void

/** Decides who may use the office's screens: those with an account, or whoever is at this computer. */
export function SetUp(props: { onKey: OnKey }) {
  const { words } = useWords()
  const [making, setMaking] = useState(false)
  const begin = useChange('accounts.begin')
  const text = words.accounts
  if (making) return <FirstAccount onKey={props.onKey} onCancel={() => setMaking(false)} />
  return (
    <div className={css.choices}>
      <button type="button" className={css.choice} onClick={() => setMaking(true)}>
        <b>{text.withAccounts}</b>
        <span className="soft">{text.withAccountsHint}</span>
      </button>
      <button
        type="button"
        className={css.choice}
        disabled={begin.isPending}
        onClick={() => begin.mutate({ mode: 'machine' })}
      >
        <b>{text.onMachine}</b>
        <span className="soft">{text.onMachineHint}</span>
      </button>
    </div>
  )
}

/** The account of the first owner. */
export function FirstAccount(props: { onKey: OnKey; onCancel: () => void }) {
  const { words } = useWords()
  const [name, setName] = useState('')
  const passphrase = useNewPassphrase()
  const begin = useChange('accounts.begin', {
    done: ({ recoveryKey }) => props.onKey({ name, recoveryKey: recoveryKey! }),
  })
  const text = words.accounts
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase.check()) begin.mutate({ mode: 'accounts', name: name.trim(), passphrase: passphrase.value })
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
      {passphrase.fields}
      <div className="actions">
        <Button onPress={props.onCancel}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" isPending={begin.isPending}>
          {text.create}
        </Button>
      </div>
    </Form>
  )
}

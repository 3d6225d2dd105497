import { Form } from 'react-aria-components'
import type { Account } from '../../../main/contract/accounts.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Gives somebody a new passphrase, to be handed over, and a new recovery key with it. */
export function ResetDialog(props: {
  account: Account
  onKey: (kept: { name: string; recoveryKey: string }) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const passphrase = useNewPassphrase()
  const { id, name } = props.account
  const text = words.accounts
  const reset = useChange('accounts.resetPassphrase', {
    done({ recoveryKey }) {
      props.onClose()
      props.onKey({ name, recoveryKey })
    },
  })
  return (
    <Window title={text.resetTitle(name)} onClose={props.onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (passphrase.check()) reset.mutate({ id, passphrase: passphrase.value })
        }}
      >
        <p className="soft">{text.resetText}</p>
        {passphrase.fields}
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={reset.isPending}>
            {text.reset}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

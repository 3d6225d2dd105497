import { useState } from 'react'
import type { Account } from '../../../main/contract/accounts.ts'
import { SwitchInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import { useIdentity } from './identity-fields.tsx'

/** Says who an account is at the identity provider, and whether it keeps its passphrase. */
export function IdentityDialog(props: { account: Account; onClose: () => void }) {
  const { words } = useWords()
  const { id, name, hasPassphrase, identity: known } = props.account
  const identity = useIdentity(known, hasPassphrase)
  const [removes, setRemoves] = useState(false)
  const set = useChange('accounts.setIdentity', { done: props.onClose })
  const text = words.identityProvider
  return (
    <FormWindow
      title={text.identityTitle(name)}
      busy={set.isPending}
      onSubmit={() => {
        const { value } = identity
        set.mutate({ id, identity: value, passphrase: removes && value !== null ? 'remove' : 'keep' })
      }}
      onClose={props.onClose}
    >
      {identity.fields}
      {hasPassphrase && identity.value !== null ? (
        <SwitchInput label={text.removePassphrase} value={removes} onChange={setRemoves} />
      ) : null}
    </FormWindow>
  )
}

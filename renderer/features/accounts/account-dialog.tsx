import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { Account } from '../../../main/contract/accounts.ts'
import { type AccountRole, accountRoles } from '../../../main/contract/roles.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Window } from '../../components/dialog.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useGroups } from '../../data/use-people.ts'
import { useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'
import { useIdentity } from './identity-fields.tsx'

/** Adds an account, or changes what one may do. */
export function AccountDialog(props: {
  account: Account | null
  onKey: (kept: { name: string; recoveryKey: string }) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const { account } = props
  const [name, setName] = useState('')
  const [role, setRole] = useState<AccountRole>(account?.role ?? 'hr')
  const [groups, setGroups] = useState<readonly string[]>(account?.groups ?? [])
  const [isGroupMissing, setGroupMissing] = useState(false)
  const passphrase = useNewPassphrase()
  const hasProvider = useSession().identityProvider !== null
  const [way, setWay] = useState<'passphrase' | 'provider'>('passphrase')
  const identity = useIdentity(null, false)
  const text = words.accounts
  const create = useChange('accounts.create', {
    done({ account: { name: created }, recoveryKey }) {
      props.onClose()
      if (recoveryKey !== null) props.onKey({ name: created, recoveryKey })
    },
  })
  const update = useChange('accounts.update', { done: props.onClose })
  function save(): void {
    const own = role === 'manager' ? [...groups] : []
    if (role === 'manager' && own.length === 0) setGroupMissing(true)
    else if (account !== null) update.mutate({ id: account.id, role, groups: own })
    else if (way === 'provider') create.mutate({ name: name.trim(), role, groups: own, identity: identity.value })
    else if (passphrase.check()) create.mutate({ name: name.trim(), role, groups: own, passphrase: passphrase.value })
  }
  return (
    <Window title={account === null ? text.add : text.changeTitle(account.name)} onClose={props.onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {account === null ? (
          <ValueInput
            label={text.name}
            type="text"
            value={name}
            onChange={setName}
            required={text.nameRequired}
            autoFocus
          />
        ) : null}
        <Choice
          label={text.role}
          showLabel
          options={accountRoles.map((value) => ({ value, label: text.roles[value] }))}
          value={role}
          onChange={setRole}
        />
        <p className="soft small">{text.rolesText[role]}</p>
        {role === 'manager' ? (
          <Groups value={groups} onChange={setGroups} error={isGroupMissing && groups.length === 0} />
        ) : null}
        {account === null && hasProvider ? (
          <Choice
            label={words.identityProvider.signsIn}
            showLabel
            options={(['passphrase', 'provider'] as const).map((value) => ({
              value,
              label: words.identityProvider.ways[value],
            }))}
            value={way}
            onChange={setWay}
          />
        ) : null}
        {account !== null ? null : way === 'passphrase' ? passphrase.fields : identity.fields}
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={create.isPending || update.isPending}>
            {account === null ? text.create : text.save}
          </Button>
        </div>
      </Form>
    </Window>
  )
}

function Groups(props: { value: readonly string[]; onChange: (groups: readonly string[]) => void; error: boolean }) {
  const { words } = useWords()
  const groups = [...new Set([...useGroups(), ...props.value])]
  const text = words.accounts
  return (
    <fieldset className={css.groups}>
      <legend className="field-label">{text.groups}</legend>
      {groups.length === 0 ? <p className="soft">{text.noGroups}</p> : null}
      {groups.map((group) => (
        <SwitchInput
          key={group}
          label={group}
          value={props.value.includes(group)}
          onChange={(on) =>
            props.onChange(on ? [...props.value, group] : props.value.filter((other) => other !== group))
          }
        />
      ))}
      {props.error ? (
        <p className="field-error" role="alert">
          {text.groupsRequired}
        </p>
      ) : null}
    </fieldset>
  )
}

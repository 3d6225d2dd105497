import { useState } from 'react'
import type { Instant } from '../../../main/contract/entities.ts'
import type { ApiScope } from '../../../main/contract/rest.ts'
import { Choice } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'

/** Read permissions come first, and are chosen by default. */
const scopes: readonly ApiScope[] = [
  'people:read',
  'events:read',
  'people:write',
  'people:enrol',
  'people:consent',
  'people:erase',
]
/** Days for which a token is valid; 0 means until it is revoked. */
const lengths = [30, 90, 365, 0] as const
const dayLength = 86_400_000

/** Asks what a token is for, what it may do and for how long. */
export function TokenDialog(props: { onSecret: (secret: string) => void; onClose: () => void }) {
  const { words } = useWords()
  const { connections } = words
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly ApiScope[]>(['people:read', 'events:read'])
  const [days, setDays] = useState<string>('365')
  const create = useChange('rest.createToken', {
    done({ secret }) {
      props.onClose()
      props.onSecret(secret)
    },
  })
  return (
    <FormWindow
      title={connections.createToken}
      action={connections.create}
      busy={create.isPending}
      onSubmit={() => {
        if (name.trim() === '' || chosen.length === 0) return
        const expiresAt = days === '0' ? null : ((Date.now() + Number(days) * dayLength) as Instant)
        create.mutate({ name: name.trim(), scopes: [...chosen], expiresAt })
      }}
      onClose={props.onClose}
    >
      <ValueInput
        label={connections.tokenName}
        type="text"
        value={name}
        onChange={setName}
        required={connections.tokenNameRequired}
        hint={connections.tokenNameHint}
        autoFocus
      />
      <fieldset className={css.scopeChoice}>
        <legend className="field-label">{connections.scope}</legend>
        {scopes.map((scope) => (
          <SwitchInput
            key={scope}
            label={connections.scopes[scope]}
            value={chosen.includes(scope)}
            onChange={(on) => setChosen(on ? [...chosen, scope] : chosen.filter((other) => other !== scope))}
          />
        ))}
        {chosen.length === 0 ? (
          <p className="field-error" role="alert">
            {connections.scopeRequired}
          </p>
        ) : null}
      </fieldset>
      <Choice
        label={connections.holds}
        showLabel
        options={lengths.map((length) => ({ value: String(length), label: connections.holdsFor(length) }))}
        value={days}
        onChange={setDays}
      />
    </FormWindow>
  )
}

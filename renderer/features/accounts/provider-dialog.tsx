import { useState } from 'react'
import { type IdentityProvider, returnPath, toIssuer } from '../../../main/contract/identity-provider.ts'
import { useClient } from '../../client/context.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'

/** Sets the identity provider up, or changes it. Its secret is never shown again. */
export function ProviderDialog(props: { provider: IdentityProvider | null; onClose: () => void }) {
  const { words } = useWords()
  const { provider } = props
  const [name, setName] = useState(provider?.name ?? '')
  const [issuer, setIssuer] = useState(provider?.issuer ?? '')
  const [clientId, setClientId] = useState(provider?.clientId ?? '')
  const [secret, setSecret] = useState('')
  const [port, setPort] = useState(provider?.port?.toString() ?? '')
  const [isChecked, setChecked] = useState(false)
  const set = useChange('identityProvider.set', {
    done({ kind }) {
      if (kind === 'saved') props.onClose()
    },
  })
  const text = words.identityProvider
  const failure = !set.isPending && set.data?.kind === 'failed' ? set.data.why : null
  const isPort = port === '' || (/^\d+$/.test(port) && Number(port) >= 1024 && Number(port) <= 65_535)
  const isIssuer = toIssuer(issuer) !== null
  return (
    <FormWindow
      title={provider === null ? text.setUp : text.change}
      busy={set.isPending}
      onSubmit={() => {
        setChecked(true)
        if (!isPort || !isIssuer) return
        const given = secret === '' ? {} : { clientSecret: secret }
        set.mutate({ name, issuer, clientId, port: port === '' ? null : Number(port), ...given })
      }}
      onClose={props.onClose}
    >
      <ValueInput
        label={text.name}
        type="text"
        value={name}
        onChange={setName}
        required={text.nameRequired}
        hint={text.nameHint}
        autoFocus
      />
      <ValueInput
        label={text.issuer}
        type="text"
        value={issuer}
        onChange={setIssuer}
        required={text.issuerRequired}
        hint={text.issuerHint}
        error={isChecked && !isIssuer ? text.issuerRequired : null}
      />
      <ValueInput
        label={text.clientId}
        type="text"
        value={clientId}
        onChange={setClientId}
        required={text.clientIdRequired}
      />
      <ValueInput
        label={text.clientSecret}
        type="password"
        value={secret}
        onChange={setSecret}
        hint={provider?.hasSecret === true ? text.secretKept : text.secretHint}
      />
      <ValueInput
        label={text.port}
        type="text"
        value={port}
        onChange={setPort}
        hint={text.portHint}
        error={isChecked && !isPort ? text.portHint : null}
      />
      <div>
        <span className="field-label">{text.returnAddress}</span>
        <code className={css.address}>{useReturnAddress(isPort ? port : '')}</code>
        <p className="soft small">{text.returnHint}</p>
      </div>
      <div role="status">{failure === null ? null : <p className="field-error">{text.failures[failure]}</p>}</div>
    </FormWindow>
  )
}

/** The address that this window is sent back to; a page's is of the server that it is from. */
function useReturnAddress(port: string): string {
  const isPage = useClient().lock === null
  const own = isPage ? location.port : port
  return `http://127.0.0.1${own === '' ? '' : `:${own}`}${returnPath}`
}

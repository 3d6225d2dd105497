import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import type { Instant } from '../../main/contract/entities.ts'
import { useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'
import { ValueInput } from './value-input.tsx'

export interface Proof {
  readonly name: string
  readonly passphrase: string
  readonly code: string | null
}

/** What came of the last proof; anything else than a refusal takes the form away. */
type Outcome = { readonly kind: string; readonly until?: Instant }

/** Asks who somebody is: name and passphrase, and a code once it is known to be needed. `children`: other ways. */
export function ProofForm(props: {
  action: string
  busy: boolean
  outcome: Outcome | null
  onProof: (proof: Proof) => void
  children?: ReactNode
}) {
  const { words, format } = useWords()
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [code, setCode] = useState('')
  const [codeNeeded, setCodeNeeded] = useState(false)
  const { outcome } = props
  if (outcome?.kind === 'code-needed' && !codeNeeded) setCodeNeeded(true)
  const text = words.accounts
  const refusal =
    props.busy || outcome === null
      ? null
      : outcome.kind === 'locked' && outcome.until !== undefined
        ? text.lockedUntil(format.time(outcome.until))
        : outcome.kind === 'wrong'
          ? codeNeeded
            ? text.wrongCode
            : text.wrong
          : null
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '' || passphrase === '') return
        props.onProof({ name: name.trim(), passphrase, code: /^\d{6}$/.test(code.trim()) ? code.trim() : null })
      }}
    >
      <ValueInput
        label={text.name}
        type="text"
        value={name}
        onChange={(typed) => {
          setName(typed)
          setCodeNeeded(false)
        }}
        required={text.nameRequired}
        autoFocus
      />
      <ValueInput
        label={text.passphrase}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        required={text.passphraseRequired}
      />
      {codeNeeded ? (
        <ValueInput label={text.code} type="text" value={code} onChange={setCode} hint={text.codeHint} autoFocus />
      ) : null}
      <div role="status">{refusal === null ? null : <p className="field-error">{refusal}</p>}</div>
      <div className="actions">
        {props.children}
        <Button type="submit" look="primary" isPending={props.busy}>
          {props.action}
        </Button>
      </div>
    </Form>
  )
}

import { useState } from 'react'
import type { Account, IdentityDraft } from '../../../main/contract/accounts.ts'
import { Choice } from '../../components/choice.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useWords } from '../../messages/use-words.tsx'

type Kind = 'none' | IdentityDraft['kind']

/** Who an account is at the identity provider, as it is entered. */
export interface IdentityInput {
  /** Null for nobody. */
  readonly value: IdentityDraft | null
  readonly fields: React.ReactNode
}

/** @param mayBeNone whether the account may be nobody there */
export function useIdentity(known: Account['identity'], mayBeNone: boolean): IdentityInput {
  const { words } = useWords()
  const first: Kind = known === null ? (mayBeNone ? 'none' : 'email') : known.email === null ? 'subject' : 'email'
  const [kind, setKind] = useState<Kind>(first)
  const [email, setEmail] = useState(known?.email ?? '')
  const [subject, setSubject] = useState(known?.email == null ? (known?.subject ?? '') : '')
  const text = words.identityProvider
  const kinds: readonly Kind[] = mayBeNone ? ['none', 'email', 'subject'] : ['email', 'subject']
  return {
    value: kind === 'none' ? null : kind === 'email' ? { kind, email: email.trim() } : { kind, subject },
    fields: (
      <>
        <Choice
          label={text.identity}
          showLabel
          options={kinds.map((value) => ({ value, label: text.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        {kind === 'email' ? (
          <ValueInput
            label={text.email}
            type="text"
            value={email}
            onChange={setEmail}
            required={text.emailRequired}
            error={email === '' || /^\S+@\S+$/.test(email.trim()) ? null : text.emailRequired}
            hint={text.emailHint}
          />
        ) : null}
        {kind === 'subject' ? (
          <ValueInput
            label={text.subject}
            type="text"
            value={subject}
            onChange={setSubject}
            required={text.subjectRequired}
            hint={text.subjectHint}
          />
        ) : null}
      </>
    ),
  }
}

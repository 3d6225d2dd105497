import { useEffect } from 'react'
import type { SignInOutcome } from '../../../main/contract/identity-provider.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'
import { leaveFor, takeAnswer } from './returned-answer.ts'

/**
 * Signs in at the identity provider: a page of a browser goes there and comes back, a window of the app waits for the
 * system's browser.
 */
export function ProviderSignIn({ name }: { name: string }) {
  const { words } = useWords()
  // Only the app's own windows can be locked.
  const isPage = useClient().lock === null
  const begin = useChange('identityProvider.begin', {
    done(outcome) {
      if (outcome.kind === 'leave') leaveFor(outcome.address)
    },
  })
  const { mutate: hand, ...finish } = useChange('identityProvider.finish')
  const cancel = useChange('identityProvider.cancel')
  useEffect(() => {
    const answer = takeAnswer()
    if (answer !== null) hand({ answer })
  }, [hand])
  const busy = begin.isPending || finish.isPending
  const text = words.identityProvider
  return (
    <div className={css.provider}>
      <Button isPending={busy} onPress={() => begin.mutate({})}>
        {text.signInWith(name)}
      </Button>
      <div role="status">
        {begin.isPending && !isPage ? (
          <>
            <p className="soft">{text.onward}</p>
            <Button look="quiet" onPress={() => cancel.mutate({})}>
              {words.common.cancel}
            </Button>
          </>
        ) : null}
        {busy ? null : <Failure outcome={begin.data ?? finish.data} />}
      </div>
      <p className={css.or} aria-hidden="true">
        {text.or}
      </p>
    </div>
  )
}

/** Why nobody was signed in, and for whom no account is here, who they are at the provider. */
function Failure({ outcome }: { outcome: SignInOutcome | undefined }) {
  const { words } = useWords()
  if (outcome?.kind !== 'failed') return null
  const { why, identity } = outcome
  const text = words.identityProvider
  return (
    <>
      <p className="field-error">{text.failures[why]}</p>
      {identity === null ? null : (
        <dl className={css.facts}>
          {identity.email === null ? null : (
            <>
              <dt>{text.email}</dt>
              <dd>{identity.email}</dd>
            </>
          )}
          <dt>{text.subject}</dt>
          <dd>{identity.subject}</dd>
        </dl>
      )}
    </>
  )
}

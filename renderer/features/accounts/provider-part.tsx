import { useState } from 'react'
import type { IdentityProvider } from '../../../main/contract/identity-provider.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'
import { ProviderDialog } from './provider-dialog.tsx'

/** The office's identity provider: which it is, and for an owner the way to change it. */
export function ProviderPart() {
  const { words } = useWords()
  const query = useCall('identityProvider.get', {})
  const text = words.identityProvider
  return (
    <SubPart title={text.title} text={text.text}>
      <Loaded query={query}>{({ provider }) => <Provider provider={provider} />}</Loaded>
    </SubPart>
  )
}

function Provider({ provider }: { provider: IdentityProvider | null }) {
  const { words } = useWords()
  const mayChange = useMay()('identityProvider.set')
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const remove = useChange('identityProvider.remove', { ended: close })
  const text = words.identityProvider
  return (
    <>
      {provider === null ? null : (
        <div className={css.account}>
          <div>
            <b>{provider.name}</b>
            <p className="soft small">
              {[provider.issuer, provider.clientId, provider.hasSecret ? text.secretStored : text.noSecret].join(' · ')}
            </p>
          </div>
          {mayChange ? (
            <div className={css.accountActions}>
              <Button look="quiet" aria-label={text.change} onPress={() => setOpen('change')}>
                {words.accounts.change}
              </Button>
              <Button look="quiet warn" aria-label={text.remove} onPress={() => setOpen('remove')}>
                {words.accounts.remove}
              </Button>
            </div>
          ) : null}
        </div>
      )}
      {provider === null && mayChange ? (
        <div>
          <Button icon="plus" onPress={() => setOpen('change')}>
            {text.setUp}
          </Button>
        </div>
      ) : null}
      {open === 'change' ? <ProviderDialog provider={provider} onClose={close} /> : null}
      {open === 'remove' ? (
        <Confirmation
          title={text.removeTitle}
          text={text.removeText}
          action={words.accounts.remove}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({})}
          onClose={close}
        />
      ) : null}
    </>
  )
}

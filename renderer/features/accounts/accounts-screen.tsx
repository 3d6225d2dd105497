import { useState } from 'react'
import type { Account } from '../../../main/contract/accounts.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Confirmation, Window } from '../../components/dialog.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useMay, useSession } from '../../data/use-session.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { AccountDialog } from './account-dialog.tsx'
import css from './accounts.module.css'
import { IdentityDialog } from './identity-dialog.tsx'
import { ProviderPart } from './provider-part.tsx'
import { RecoveryKey } from './recovery-key.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { FirstAccount } from './set-up.tsx'

interface Kept {
  readonly name: string
  readonly recoveryKey: string
}

/** Minutes after which an unused window is signed out. */
const idleMinutes = [1, 5, 10, 30, 60, 0]

/** Who may sign in, as what, and when a window is signed out. */
export function AccountsScreen() {
  const { words } = useWords()
  const session = useSession()
  const may = useMay()
  const settings = useSettings()
  const change = useChangeSettings()
  const query = useCall('accounts.list', {})
  const [adding, setAdding] = useState(false)
  const [kept, setKept] = useState<Kept | null>(null)
  const text = words.accounts
  const mayChange = may('accounts.create')
  return (
    <SubScreen title={text.title} text={session.mode === 'machine' ? text.onMachineNow : text.link}>
      <Loaded query={query}>
        {({ accounts }) => (
          <ul className={css.list}>
            {accounts.map((account) => (
              <AccountRow key={account.id} account={account} mayChange={mayChange} onKey={setKept} />
            ))}
          </ul>
        )}
      </Loaded>
      {mayChange ? (
        <div>
          <Button icon="plus" onPress={() => setAdding(true)}>
            {session.mode === 'machine' ? text.makeFirst : text.add}
          </Button>
        </div>
      ) : null}
      {mayChange && session.mode === 'accounts' ? (
        <>
          <Choice
            label={text.idle}
            showLabel
            options={[...new Set([...idleMinutes, settings.signOutMinutes])].map((minutes) => ({
              value: String(minutes),
              label: text.idleAfter(minutes),
            }))}
            value={String(settings.signOutMinutes)}
            onChange={(minutes) => change({ signOutMinutes: Number(minutes) })}
          />
          <p className="soft small">{text.idleHint}</p>
        </>
      ) : null}
      {session.mode === 'accounts' ? <ProviderPart /> : null}
      {adding && session.mode !== 'machine' ? (
        <AccountDialog account={null} onKey={setKept} onClose={() => setAdding(false)} />
      ) : null}
      {adding && session.mode === 'machine' ? (
        <Window title={text.makeFirst} onClose={() => setAdding(false)}>
          <FirstAccount onKey={setKept} onCancel={() => setAdding(false)} />
        </Window>
      ) : null}
      {kept === null ? null : (
        <Window title={text.keyOf(kept.name)} holds onClose={() => setKept(null)}>
          <RecoveryKey recoveryKey={kept.recoveryKey} onDone={() => setKept(null)} />
        </Window>
      )}
    </SubScreen>
  )
}

function AccountRow(props: { account: Account; mayChange: boolean; onKey: (kept: Kept) => void }) {
  const { words, format } = useWords()
  const [open, setOpen] = useState<'change' | 'identity' | 'reset' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const remove = useChange('accounts.remove', { ended: close })
  const { account } = props
  const hasProvider = useSession().identityProvider !== null
  const { name, role, groups, lastSignInAt, lockedUntil, secondStep, identity, hasPassphrase } = account
  const who = identity === null ? null : (identity.email ?? identity.subject)
  const text = words.accounts
  const facts = [
    text.roles[role],
    ...(groups.length > 0 ? [groups.join(', ')] : []),
    ...(secondStep ? [text.secondStepOn] : []),
    ...(who === null ? [] : [words.identityProvider.as(who)]),
    ...(hasPassphrase ? [] : [words.identityProvider.noPassphrase]),
    lastSignInAt === null
      ? text.neverSignedIn
      : text.lastSignIn(`${format.date(lastSignInAt)}, ${format.time(lastSignInAt)}`),
  ]
  return (
    <li className={css.account}>
      <div>
        <b>{name}</b>
        <p className="soft small">{facts.join(' · ')}</p>
        {lockedUntil === null ? null : <p className="field-error">{text.lockedUntil(format.time(lockedUntil))}</p>}
      </div>
      {props.mayChange ? (
        <div className={css.accountActions}>
          <Button look="quiet" aria-label={`${text.change}: ${name}`} onPress={() => setOpen('change')}>
            {text.change}
          </Button>
          {hasProvider ? (
            <Button
              look="quiet"
              aria-label={`${words.identityProvider.identity}: ${name}`}
              onPress={() => setOpen('identity')}
            >
              {words.identityProvider.identity}
            </Button>
          ) : null}
          <Button look="quiet" aria-label={`${text.reset}: ${name}`} onPress={() => setOpen('reset')}>
            {text.reset}
          </Button>
          <Button look="quiet warn" aria-label={`${text.remove}: ${name}`} onPress={() => setOpen('remove')}>
            {text.remove}
          </Button>
        </div>
      ) : null}
      {open === 'change' ? <AccountDialog account={account} onKey={props.onKey} onClose={close} /> : null}
      {open === 'identity' ? <IdentityDialog account={account} onClose={close} /> : null}
      {open === 'reset' ? <ResetDialog account={account} onKey={props.onKey} onClose={close} /> : null}
      {open === 'remove' ? (
        <Confirmation
          title={text.removeTitle(name)}
          text={text.removeText}
          action={text.remove}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id: account.id })}
          onClose={close}
        />
      ) : null}
    </li>
  )
}

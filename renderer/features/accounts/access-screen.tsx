import { type ReactNode, useState } from 'react'
import icon from '../../assets/icon.svg'
import { useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './accounts.module.css'
import { ProviderSignIn } from './provider-sign-in.tsx'
import { RecoverForm } from './recover-form.tsx'
import { RecoveryKey } from './recovery-key.tsx'
import { SetUp } from './set-up.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface Kept {
  readonly name: string
  readonly recoveryKey: string
}

/**
 * Stands where the office's screens are for others: decides who may see them, once, and lets those in from then on.
 * @param props.timedOut nobody used the window for a while
 * @param props.onKey shown once: what opens an account when its passphrase is lost
 */
export function AccessScreen(props: { timedOut: boolean; onKey: (kept: Kept) => void }) {
  const { words } = useWords()
  const session = useSession()
  const [recovering, setRecovering] = useState(false)
  const text = words.accounts
  if (session.mode === 'undecided') {
    return (
      <Panel title={text.setUpTitle}>
        <p className="soft">{text.setUpText}</p>
        <SetUp onKey={props.onKey} />
      </Panel>
    )
  }
  if (recovering) {
    return (
      <Panel title={text.recoverTitle}>
        <p className="soft">{text.recoverText}</p>
        <RecoverForm onKey={props.onKey} onCancel={() => setRecovering(false)} />
      </Panel>
    )
  }
  return (
    <Panel title={text.signInTitle}>
      {props.timedOut ? <p role="status">{text.timedOut}</p> : null}
      {session.identityProvider === null ? null : <ProviderSignIn name={session.identityProvider} />}
      <SignInForm onLost={() => setRecovering(true)} />
    </Panel>
  )
}

/** The recovery key, before anything else is shown. */
export function KeyScreen(props: { kept: Kept; onDone: () => void }) {
  const { words } = useWords()
  return (
    <Panel title={words.accounts.keyTitle} closed>
      <RecoveryKey recoveryKey={props.kept.recoveryKey} onDone={props.onDone} />
    </Panel>
  )
}

function Panel(props: { title: string; closed?: boolean; children: ReactNode }) {
  const { words } = useWords()
  return (
    <main className={css.access}>
      <div className={css.panel}>
        <img src={icon} alt="" className={css.mark} />
        <h1>{props.title}</h1>
        {props.children}
        {props.closed === true ? null : (
          <p>
            <a href={address('kiosk')}>{words.accounts.toKiosk}</a>
          </p>
        )}
      </div>
    </main>
  )
}

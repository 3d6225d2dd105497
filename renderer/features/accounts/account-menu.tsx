import { useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useChange } from '../../data/use-change.ts'
import { signOutKeys, useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'
import { ChangePassphrase } from './change-passphrase.tsx'
import { SecondStep } from './second-step.tsx'

/** Who is signed in, what they can do about it, and the way out. Nothing where nobody has to sign in. */
export function AccountMenu() {
  const { words } = useWords()
  const { account } = useSession()
  const [open, setOpen] = useState<'passphrase' | 'second-step' | null>(null)
  const signOut = useChange('accounts.signOut')
  if (account === null) return null
  const text = words.accounts
  const who = text.signedInAs(account.name, text.roles[account.role])
  return (
    <div className={css.you}>
      <DialogTrigger>
        <AriaButton className={css.youButton!} aria-label={`${text.menu}: ${who}`}>
          <Icon name="visitor" />
          <span className={css.youName}>{account.name}</span>
        </AriaButton>
        <Popover className="popover" placement="top start">
          <Dialog className={css.choices!} aria-label={text.menu}>
            {({ close }) => (
              <>
                {account.hasPassphrase ? (
                  <>
                    <Button
                      look="quiet"
                      onPress={() => {
                        close()
                        setOpen('passphrase')
                      }}
                    >
                      {text.changePassphrase}
                    </Button>
                    <Button
                      look="quiet"
                      onPress={() => {
                        close()
                        setOpen('second-step')
                      }}
                    >
                      {text.secondStep}
                    </Button>
                  </>
                ) : null}
                <Button icon="leave" isPending={signOut.isPending} onPress={() => signOut.mutate({})}>
                  {text.signOut}
                </Button>
                <p className={css.signOutKeys}>{text.signOutKey(signOutKeys)}</p>
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {open === 'passphrase' ? <ChangePassphrase onClose={() => setOpen(null)} /> : null}
      {open === 'second-step' ? <SecondStep on={account.secondStep} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

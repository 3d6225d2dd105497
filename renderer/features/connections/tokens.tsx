import { useState } from 'react'
import type { ApiToken } from '../../../main/contract/rest.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'
import { SecretWindow } from './secret-window.tsx'
import { TokenDialog } from './token-dialog.tsx'

/** Lists the tokens of programs and what each may do; a token can be revoked at once. */
export function Tokens() {
  const { words } = useWords()
  const [creating, setCreating] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const { connections } = words
  return (
    <>
      <Loaded query={useCall('rest.tokens', {})}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <Empty icon="keypad" title={connections.noTokensTitle} text={connections.noTokens} />
          ) : (
            <ul className={css.connectionList}>
              {tokens.map((token) => (
                <TokenCard key={token.id} token={token} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div>
        <Button icon="plus" onPress={() => setCreating(true)}>
          {connections.createToken}
        </Button>
      </div>
      {creating ? <TokenDialog onSecret={setSecret} onClose={() => setCreating(false)} /> : null}
      {secret === null ? null : (
        <SecretWindow
          title={connections.token}
          text={connections.tokenOnce}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  )
}

function TokenCard({ token }: { token: ApiToken }) {
  const { words, format } = useWords()
  const [revoking, setRevoking] = useState(false)
  const revoke = useChange('rest.revokeToken')
  const { connections } = words
  const { expiresAt, lastUsedAt } = token
  const expired = expiresAt !== null && expiresAt <= Date.now()
  const moment = (at: number) => `${format.date(at)}, ${format.time(at)}`
  return (
    <li className={css.connection}>
      <header>
        <h3>{token.name}</h3>
        <Button look="quiet warn" onPress={() => setRevoking(true)}>
          {connections.revoke}
        </Button>
      </header>
      <ul className={css.connectionScopes}>
        {token.scopes.map((scope) => (
          <li key={scope} className="chip">
            {connections.scopes[scope]}
          </li>
        ))}
      </ul>
      <p className="soft small">
        {[
          connections.since(format.date(token.createdAt)),
          lastUsedAt === null ? connections.neverUsed : connections.lastUsed(moment(lastUsedAt)),
          ...(expired ? [] : [expiresAt === null ? connections.noEnd : connections.until(format.date(expiresAt))]),
        ].join(' · ')}
      </p>
      {expired ? <p className={css.connectionExpired}>{connections.expired(format.date(expiresAt))}</p> : null}
      {revoking ? (
        <Confirmation
          title={connections.revokeTitle(token.name)}
          text={connections.revokeText}
          action={connections.revoke}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate({ id: token.id })}
          onClose={() => setRevoking(false)}
        />
      ) : null}
    </li>
  )
}

import { useState } from 'react'
import type { Webhook, WebhookKinds } from '../../../main/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'

const kindsOf = {
  all: ['check', 'correction'],
  check: ['check'],
  correction: ['correction'],
} as const satisfies Record<string, WebhookKinds>
export type Told = keyof typeof kindsOf
const tolds = Object.keys(kindsOf) as Told[]

export function describeKinds(kinds: WebhookKinds): Told {
  return kinds.length === 1 ? kinds[0]! : 'all'
}

/** Asks for a webhook's address and kinds of entries; an existing webhook can get a new secret. */
export function WebhookDialog(props: {
  /** Null for a new one. */
  webhook: Webhook | null
  onSecret: (secret: string) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const { webhook, onClose, onSecret } = props
  const { connections } = words
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [told, setTold] = useState<Told>(describeKinds(webhook?.kinds ?? kindsOf.all))
  const [tried, setTried] = useState(false)
  const add = useChange('webhooks.add', {
    done({ secret }) {
      onClose()
      onSecret(secret)
    },
  })
  const update = useChange('webhooks.update', { done: onClose })
  const renew = useChange('webhooks.renewSecret', {
    done({ secret }) {
      onClose()
      onSecret(secret)
    },
  })
  const problem = addressProblem(url)

  return (
    <FormWindow
      title={webhook === null ? connections.addWebhook : connections.webhook}
      action={webhook === null ? connections.add : words.common.save}
      busy={add.isPending || update.isPending}
      onSubmit={() => {
        setTried(true)
        if (problem !== null) return
        const kinds = [...kindsOf[told]]
        if (webhook === null) add.mutate({ url: url.trim(), kinds })
        else update.mutate({ id: webhook.id, url: url.trim(), kinds })
      }}
      onClose={onClose}
    >
      <ValueInput
        label={connections.address}
        type="text"
        value={url}
        onChange={setUrl}
        error={tried && problem !== null ? connections.addressErrors[problem] : null}
        hint={isReadableOnTheWay(url) ? connections.plainAddress : connections.addressHint}
        autoFocus
      />
      <Choice
        label={connections.told}
        showLabel
        options={tolds.map((value) => ({ value, label: connections.tolds[value] }))}
        value={told}
        onChange={setTold}
      />
      {webhook === null ? null : (
        <div className={css.connectionRenew}>
          <p className="soft small">{connections.renewHint}</p>
          <Button isDisabled={renew.isPending} onPress={() => renew.mutate({ id: webhook.id })}>
            {connections.renew}
          </Button>
        </div>
      )}
    </FormWindow>
  )
}

/** Checks a webhook's address before the engine does; null when it is fine. */
export function addressProblem(text: string): null | 'missing' | 'not-an-address' | 'password' {
  if (text.trim() === '') return 'missing'
  const url = URL.parse(text.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) return 'not-an-address'
  return url.username === '' && url.password === '' ? null : 'password'
}

/** Whether names and entries would cross a network as they are. */
function isReadableOnTheWay(url: string): boolean {
  return /^\s*http:\/\//i.test(url) && !/^\s*http:\/\/(localhost|127\.|\[::1\])/i.test(url)
}

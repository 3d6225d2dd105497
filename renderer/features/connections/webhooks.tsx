import { useState } from 'react'
import type { Webhook } from '../../../main/contract/webhooks.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'
import { DeliveriesWindow } from './deliveries.tsx'
import { ResumeWindow } from './resume-window.tsx'
import { SecretWindow } from './secret-window.tsx'
import { useFailureWords } from './use-failure-words.ts'
import { describeKinds, WebhookDialog } from './webhook-dialog.tsx'

/** Lists the webhooks with their state, and the ways to change them. */
export function Webhooks() {
  const { words } = useWords()
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { connections } = words
  return (
    <>
      <Loaded query={useCall('webhooks.list', {})}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Empty icon="connections" title={connections.noWebhooksTitle} text={connections.noWebhooks} />
          ) : (
            <ul className={css.connectionList}>
              {webhooks.map((webhook) => (
                <WebhookCard key={webhook.id} webhook={webhook} onEdit={() => setEditing(webhook)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div>
        <Button icon="plus" onPress={() => setEditing('new')}>
          {connections.addWebhook}
        </Button>
      </div>
      {editing === null ? null : (
        <WebhookDialog
          webhook={editing === 'new' ? null : editing}
          onSecret={setSecret}
          onClose={() => setEditing(null)}
        />
      )}
      {secret === null ? null : (
        <SecretWindow
          title={connections.secret}
          text={connections.secretOnce}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  )
}

function WebhookCard({ webhook, onEdit }: { webhook: Webhook; onEdit: () => void }) {
  const { words, format } = useWords()
  const say = useSay()
  const [removing, setRemoving] = useState(false)
  const [listing, setListing] = useState(false)
  const [resuming, setResuming] = useState(false)
  const { id, url } = webhook
  const { connections } = words
  const failureWords = useFailureWords()
  const update = useChange('webhooks.update')
  const remove = useChange('webhooks.remove')
  const retry = useChange('webhooks.retry', { done: () => say('info', connections.retrying) })
  const test = useChange('webhooks.test', {
    done(answer) {
      const failure = failureWords(answer)
      if (failure === null) say('info', connections.testTaken)
      else say('warning', failure)
    },
  })
  const failure = webhook.lastFailure === null ? null : failureWords(webhook.lastFailure)
  const behind = webhook.waiting + webhook.stopped > 0

  return (
    <li className={css.connection}>
      <header>
        <h3>{url}</h3>
        <IconButton label={connections.edit(url)} icon="edit" onPress={onEdit} />
        <IconButton label={connections.remove(url)} icon="erase" onPress={() => setRemoving(true)} />
      </header>
      <p className="soft small">
        {connections.tolds[describeKinds(webhook.kinds)]} · {connections.since(format.date(webhook.createdAt))}
      </p>
      <ul className={css.connectionState}>
        <li>
          {webhook.lastDeliveredAt === null
            ? connections.nothingDelivered
            : connections.delivered(
                webhook.delivered,
                `${format.date(webhook.lastDeliveredAt)}, ${format.time(webhook.lastDeliveredAt)}`,
              )}
        </li>
        {webhook.waiting === 0 ? null : (
          <li>
            {connections.waiting(webhook.waiting)}
            {webhook.active && webhook.nextAt !== null && failure !== null
              ? ` ${connections.nextTry(format.time(webhook.nextAt))}`
              : null}
          </li>
        )}
        {webhook.stopped === 0 ? null : <li>{connections.stopped(webhook.stopped)}</li>}
        {failure === null ? null : (
          <li className={css.connectionFailure}>
            <Icon name="warning" size={18} />
            <span>{failure}</span>
          </li>
        )}
      </ul>
      <SwitchInput
        label={connections.active}
        value={webhook.active}
        onChange={(active) => {
          if (active && webhook.waiting > 0) setResuming(true)
          else update.mutate({ id, active })
        }}
      />
      {webhook.active ? null : <p className="soft small">{connections.inactiveHint}</p>}
      <div className={css.connectionActions}>
        <Button isDisabled={test.isPending} onPress={() => test.mutate({ id })}>
          {test.isPending ? connections.testing : connections.test}
        </Button>
        {behind ? (
          <>
            <Button isDisabled={!webhook.active || retry.isPending} onPress={() => retry.mutate({ id })}>
              {connections.retry}
            </Button>
            <Button look="quiet" onPress={() => setListing(true)}>
              {connections.list}
            </Button>
          </>
        ) : null}
      </div>
      {resuming ? (
        <ResumeWindow
          waiting={webhook.waiting}
          onChoose={(waiting) => {
            update.mutate({ id, active: true, waiting })
            setResuming(false)
          }}
          onClose={() => setResuming(false)}
        />
      ) : null}
      {listing ? <DeliveriesWindow id={id} onClose={() => setListing(false)} /> : null}
      {removing ? (
        <Confirmation
          title={connections.removeTitle}
          text={connections.removeText(url)}
          action={connections.removeAction}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id })}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </li>
  )
}

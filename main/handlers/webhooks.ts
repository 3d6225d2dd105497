import { randomBytes } from 'node:crypto'
import { webhookSecret } from '../attendance/webhook.ts'
import type { Context, Handlers } from './context.ts'
import { startWebhookSender } from './webhook-sender.ts'

type WebhookMethod =
  | 'webhooks.list'
  | 'webhooks.add'
  | 'webhooks.update'
  | 'webhooks.remove'
  | 'webhooks.deliveries'
  | 'webhooks.retry'

export interface WebhooksInUse {
  readonly handlers: Handlers<WebhookMethod>
  /** An entry was recorded. */
  recorded(): void
  close(): Promise<void>
}

/** @param sends whether this process sends: a command that comes and goes leaves that to the window */
export function openWebhooks(context: Context, sends: boolean): WebhooksInUse {
  const { store, publish, now, actor } = context
  const changed = () => publish('attendance.changed', { what: 'webhooks' })
  const sender = sends ? startWebhookSender({ store, now, random: Math.random, changed }) : null

  function audit(action: string, id: number) {
    store.audit.append({ actor, action, subject: `webhook ${id}`, details: {} })
  }

  const handlers: Handlers<WebhookMethod> = {
    'webhooks.list': () => ({ webhooks: store.webhooks.list() }),
    'webhooks.add': ({ url }) => {
      const secret = webhookSecret(randomBytes(32))
      const webhook = store.transaction(() => {
        const added = store.webhooks.add(url, secret)
        audit('webhook.add', added.id)
        return added
      })
      changed()
      return { webhook, secret }
    },
    'webhooks.update': ({ id, ...change }) => {
      const webhook = store.transaction(() => {
        audit('webhook.update', id)
        return store.webhooks.update(id, change)
      })
      changed()
      sender?.wake()
      return webhook
    },
    'webhooks.remove': ({ id }) => {
      store.transaction(() => {
        audit('webhook.remove', id)
        store.webhooks.remove(id)
      })
      changed()
      return {}
    },
    'webhooks.deliveries': ({ id, limit }) => ({ deliveries: store.webhooks.deliveries(id, limit) }),
    'webhooks.retry': ({ id }) => {
      store.webhooks.retry(id)
      changed()
      sender?.wake()
      return store.webhooks.get(id)
    },
  }

  return {
    handlers,
    recorded: () => sender?.wake(),
    close: async () => sender?.close(),
  }
}

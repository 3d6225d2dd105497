import { randomBytes } from 'node:crypto'
import { testDelivery, webhookSecret } from '../attendance/webhook.ts'
import type { WebhookId } from '../contract/api/webhooks.ts'
import type { Context, Handlers } from './context.ts'
import { post, startWebhookSender, usualPatience } from './webhook-sender.ts'

type WebhookMethod =
  | 'webhooks.list'
  | 'webhooks.add'
  | 'webhooks.renewSecret'
  | 'webhooks.update'
  | 'webhooks.remove'
  | 'webhooks.deliveries'
  | 'webhooks.retry'
  | 'webhooks.test'

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

  const closing = new AbortController()

  function audit(action: string, id: WebhookId) {
    const { url, kinds, active } = store.webhooks.get(id)
    // The path of an address may be a secret in itself.
    const details = { host: new URL(url).host, kinds, active }
    store.audit.append({ actor, action, subject: `webhook ${id}`, details })
  }

  const newSecret = () => webhookSecret(randomBytes(32))

  const handlers: Handlers<WebhookMethod> = {
    'webhooks.list': () => ({ webhooks: store.webhooks.list() }),
    'webhooks.add': ({ url, kinds }) => {
      const secret = newSecret()
      const webhook = store.transaction(() => {
        const added = store.webhooks.add(url, secret, kinds)
        audit('webhook.add', added.id)
        return added
      })
      changed()
      return { webhook, secret }
    },
    'webhooks.renewSecret': ({ id }) => {
      const secret = newSecret()
      store.transaction(() => {
        store.webhooks.renewSecret(id, secret)
        audit('webhook.secret', id)
      })
      return { secret }
    },
    'webhooks.update': ({ id, ...change }) => {
      const webhook = store.transaction(() => {
        const updated = store.webhooks.update(id, change)
        audit('webhook.update', id)
        return updated
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
      store.transaction(() => {
        store.webhooks.retry(id)
        audit('webhook.retry', id)
      })
      changed()
      sender?.wake()
      return store.webhooks.get(id)
    },
    'webhooks.test': async ({ id }) => {
      audit('webhook.test', id)
      const { url } = store.webhooks.get(id)
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(usualPatience)])
      const { status, error } = await post(
        url,
        testDelivery(randomBytes(16), now()),
        store.webhooks.secret(id),
        now(),
        signal,
      )
      return { status, error }
    },
  }

  return {
    handlers,
    recorded: () => sender?.wake(),
    async close() {
      closing.abort()
      await sender?.close()
    },
  }
}

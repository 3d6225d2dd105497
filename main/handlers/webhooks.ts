import { randomBytes } from 'node:crypto'
import { createTestDelivery, createWebhookSecret } from '../attendance/webhook.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { WebhookId } from '../contract/webhooks.ts'
import type { Context } from '../services/context.ts'
import { defaultTimeoutMs, post, type WebhookSender } from '../services/webhook-sender.ts'
import type { HandlersOf, Module } from './module.ts'

/**
 * Handles webhooks.
 * @param sender null in a process that sends nothing: short-lived commands leave that to the window
 */
export function webhooksModule(context: Context, sender: WebhookSender | null): Module<'webhooks'> {
  const { store, publish, now } = context
  const announceChange = () => publish('webhooks.changed', {})
  const closing = new AbortController()

  function audit(caller: Caller, action: AuditAction, id: WebhookId) {
    const { url, kinds, active } = store.webhooks.get(id)
    // The path of an address may itself be a secret.
    const details = { host: new URL(url).host, kinds, active }
    store.audit.append({ ...caller, action, subject: `webhook ${id}`, details })
  }

  const newSecret = () => createWebhookSecret(randomBytes(32))

  const handlers: HandlersOf<'webhooks'> = {
    'webhooks.list': () => ({ webhooks: store.webhooks.list() }),
    'webhooks.add': ({ url, kinds }, caller) => {
      const secret = newSecret()
      const webhook = store.transaction(() => {
        const added = store.webhooks.add(url, secret, kinds)
        audit(caller, 'webhook.add', added.id)
        return added
      })
      announceChange()
      return { webhook, secret }
    },
    'webhooks.renewSecret': ({ id }, caller) => {
      const secret = newSecret()
      store.transaction(() => {
        store.webhooks.renewSecret(id, secret)
        audit(caller, 'webhook.secret', id)
      })
      return { secret }
    },
    'webhooks.update': ({ id, waiting, ...change }, caller) => {
      const webhook = store.transaction(() => {
        if (waiting === 'discard') {
          store.webhooks.discard(id)
          audit(caller, 'webhook.discard', id)
        }
        const updated = store.webhooks.update(id, change)
        audit(caller, 'webhook.update', id)
        return updated
      })
      announceChange()
      sender?.wake()
      return webhook
    },
    'webhooks.remove': ({ id }, caller) => {
      store.transaction(() => {
        audit(caller, 'webhook.remove', id)
        store.webhooks.remove(id)
      })
      announceChange()
      return {}
    },
    'webhooks.deliveries': ({ id, limit }) => ({ deliveries: store.webhooks.listDeliveries(id, limit) }),
    'webhooks.retry': ({ id }, caller) => {
      store.transaction(() => {
        store.webhooks.retry(id)
        audit(caller, 'webhook.retry', id)
      })
      announceChange()
      sender?.wake()
      return store.webhooks.get(id)
    },
    'webhooks.test': async ({ id }, caller) => {
      audit(caller, 'webhook.test', id)
      const { url } = store.webhooks.get(id)
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(defaultTimeoutMs)])
      const { status, error } = await post(
        url,
        createTestDelivery(randomBytes(16), now()),
        { secret: store.webhooks.readSecret(id), head: store.signHead() },
        now(),
        signal,
      )
      return { status, error }
    },
  }

  return { handlers, close: () => closing.abort() }
}

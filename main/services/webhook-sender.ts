import { lookup } from 'node:dns/promises'
import { networkFailureOf } from '../attendance/network-failure.ts'
import { type Attempt, type Delivery, outcomeOf, signHeaders, toDelivery } from '../attendance/webhook.ts'
import type { Instant } from '../contract/entities.ts'
import { isLinkLocal } from '../contract/link-local.ts'
import type { RecordHead } from '../contract/record-head.ts'
import type { Answer, WebhookId } from '../contract/webhooks.ts'
import { type Logger, silentLogger } from '../log/logger.ts'
import type { Store } from '../store/open.ts'
import type { DueDelivery } from '../store/webhooks.ts'
import type { Part } from './part.ts'

export interface SenderOptions {
  readonly store: Pick<Store, 'installation' | 'webhooks' | 'events' | 'transaction' | 'signHead'>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** 0..1 */
  readonly random: () => number
  /** Milliseconds that a receiver has to answer before the delivery is tried again later. */
  readonly timeoutMs?: number
  /** Called when something about deliveries changed. */
  readonly changed?: () => void
  readonly logger?: Logger
}

/** Sends due deliveries in the background, so that recording an entry never waits for them. */
export interface WebhookSender extends Part {
  /** Checks whether a delivery is due. */
  wake(): void
  /** Aborts the current deliveries, which stay in the outbox. */
  close(): Promise<void>
}

/** Milliseconds that a receiver has to answer. */
export const defaultTimeoutMs = 10_000
/** No wait is longer, so that a clock that was changed does not hold back entries. */
const maxWaitMs = 60_000

/**
 * Starts the sender: one delivery at a time for each webhook, all webhooks in parallel. An entry leaves the outbox
 * after the receiver has answered, so after a crash it is sent again, with the same key.
 */
export function startWebhookSender({
  store,
  now,
  random,
  timeoutMs = defaultTimeoutMs,
  changed,
  logger = silentLogger,
}: SenderOptions): WebhookSender {
  const busy = new Map<WebhookId, Promise<void>>()
  const closing = new AbortController()
  const timers = new Map<WebhookId, NodeJS.Timeout>()

  function wake(): void {
    if (closing.signal.aborted) return
    for (const id of store.webhooks.listActive()) send(id)
  }

  function send(id: WebhookId): void {
    if (busy.has(id)) return
    // A full disk must not end the engine: deliveries in the outbox are tried again.
    const work = drain(id).then(
      () => rest(id, store.webhooks.findNextDue(id)),
      (error: unknown) => {
        logger.error('task-failed', { task: 'webhooks', webhook: id, error })
        rest(id, (now() + maxWaitMs) as Instant)
      },
    )
    busy.set(id, work)
  }

  function rest(id: WebhookId, next: Instant | null): void {
    busy.delete(id)
    clearTimeout(timers.get(id))
    if (next === null || closing.signal.aborted) return
    // Each webhook has its own timer, since another one may hang while entries are due.
    const timer = setTimeout(send, Math.min(Math.max(0, next - now()), maxWaitMs), id)
    timer.unref()
    timers.set(id, timer)
  }

  async function drain(id: WebhookId): Promise<void> {
    for (;;) {
      const due = closing.signal.aborted ? null : store.webhooks.findDue(id, now())
      if (due === null) return
      await attempt(due)
      changed?.()
    }
  }

  async function attempt(due: DueDelivery): Promise<void> {
    const { webhook, event } = due
    const message = toDelivery(store.installation.findName(event), String(webhook), store.events.get(event))
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])
    const secret = store.webhooks.readSecret(webhook)
    const answer = await post(due.url, message, { secret, head: store.signHead() }, now(), signal)
    if (closing.signal.aborted) return
    const { status, error } = answer
    const outcome = outcomeOf(answer, due.attempts + 1, now(), random())
    if (outcome.kind !== 'delivered') {
      logger.warn('delivery-failed', {
        webhook,
        ...(status !== null && { status }),
        ...(error !== null && { end: error }),
      })
    }
    store.transaction(() => {
      if (outcome.kind === 'delivered') return store.webhooks.recordDelivery(due)
      const stopped = outcome.kind === 'stopped' ? outcome.reason : null
      const nextAt = outcome.kind === 'retry' ? Math.ceil(outcome.at) : null
      store.webhooks.recordFailure(due, { nextAt, stopped, status, error })
      if (stopped === 'gone') store.webhooks.update(webhook, { active: false })
    })
  }

  wake()
  return {
    wake,
    on: { 'event.recorded': wake },
    async close() {
      for (const timer of timers.values()) clearTimeout(timer)
      closing.abort()
      await Promise.allSettled(busy.values())
    },
  }
}

/** Sends one signed message. A missing answer is no exception: `error` says why there is none. */
export async function post(
  url: string,
  message: Delivery,
  { secret, head }: { readonly secret: string; readonly head: RecordHead | null },
  now: number,
  signal: AbortSignal,
): Promise<Attempt & Answer> {
  const { body } = message
  try {
    await refuseLinkLocal(url, signal)
    const headers = { ...signHeaders(message, secret, now), ...(head !== null && headHeader(head)) }
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal })
    await response.body?.cancel()
    return { status: response.status, retryAfter: response.headers.get('retry-after'), error: null }
  } catch (error) {
    return { status: null, retryAfter: null, error: networkFailureOf(error) }
  }
}

/** How far the records had come. A header, because the body stays the same through every attempt. */
const headHeader = (head: RecordHead) => ({
  'rollcall-head': Buffer.from(JSON.stringify(head)).toString('base64'),
})

/** A name may lead to a link-local address only after it was entered. @throws Error `EHOSTUNREACH` */
async function refuseLinkLocal(url: string, signal: AbortSignal): Promise<void> {
  const { hostname } = new URL(url)
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const found = await Promise.race([lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }), ended])
  if (!found.some(({ address }) => isLinkLocal(address))) return
  throw Object.assign(new Error('a link-local address'), { code: 'EHOSTUNREACH' })
}

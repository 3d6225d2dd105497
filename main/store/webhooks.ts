import type { Webhook, WebhookDelivery, WebhookId, WebhookKinds } from '../contract/api/webhooks.ts'
import type { EventId, Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import { given } from './given.ts'
import type { Vault } from './vault.ts'

/** An entry that is due at a webhook. */
export interface DueDelivery {
  readonly webhook: WebhookId
  readonly event: EventId
  readonly url: string
  readonly attempts: number
}

export interface DeliveryFailure {
  readonly nextAt: number | null
  readonly stopped: WebhookDelivery['stopped']
  readonly status: number | null
  readonly error: string | null
}

export interface WebhookChange {
  readonly url?: string | undefined
  readonly kinds?: WebhookKinds | undefined
  readonly active?: boolean | undefined
}

/** Where entries are sent to. The outbox is filled by SQLite itself in the transaction of the entry. */
export interface Webhooks {
  add(url: string, secret: string, kinds?: WebhookKinds): Webhook
  /** @throws AppError `invalid-input` when there is no such webhook */
  get(id: WebhookId): Webhook
  list(): Webhook[]
  /** Undefined leaves a field as it is. */
  update(id: WebhookId, change: WebhookChange): Webhook
  remove(id: WebhookId): void
  secret(id: WebhookId): string
  renewSecret(id: WebhookId, secret: string): void
  /**
   * The oldest due entry of a webhook that is active. One that was never tried is due at once, and so is one that waits for a
   * time beyond the longest wait: it was written while the clock was ahead.
   */
  due(id: WebhookId, at: number): DueDelivery | null
  /** Webhooks that want to be sent to. */
  active(): WebhookId[]
  /** When the next entry is due at a webhook (0: at once), null when nothing waits or the webhook is not active. */
  nextDue(id: WebhookId): Instant | null
  delivered(delivery: DueDelivery): void
  failed(delivery: DueDelivery, failure: DeliveryFailure): void
  deliveries(id: WebhookId, limit: number): WebhookDelivery[]
  /** Everything that waits or was given up is due at once, with all its attempts before it. */
  retry(id: WebhookId): void
}

interface Row {
  id: number
  url: string
  kinds: string
  active: number
  created_at: number
  delivered: number
  last_delivered_at: number | null
  waiting: number
  stopped: number
  next_at: number | null
  tried: number | null
  last_status: number | null
  last_error: string | null
}

interface OutboxRow {
  event_id: number
  attempts: number
  next_at: number | null
  stopped: WebhookDelivery['stopped']
  last_status: number | null
  last_error: string | null
}

/** No retry is put off for longer: a day, and the tenth by which waits are spread. */
const maxRetryWaitMs = 1.1 * 86_400_000

const ofOutbox = (what: string, where: string) =>
  `(select ${what} from webhook_outbox where webhook_id = id and ${where})`
const columns = `
  id, url, kinds, active, created_at, delivered, last_delivered_at,
  ${ofOutbox('count(*)', 'next_at is not null')} as waiting,
  ${ofOutbox('count(*)', 'stopped is not null')} as stopped,
  ${ofOutbox('min(next_at)', 'next_at is not null')} as next_at`
/** With the newest entry that was tried in vain. */
const withFailure = `
  select webhooks.*, last_status, last_error, event_id as tried
  from (select ${columns} from webhooks) webhooks left join webhook_outbox on webhook_id = id and event_id =
    ${ofOutbox('max(event_id)', 'attempts > 0')}`
const one = 'webhook_id = @webhook and event_id = @event'

export function openWebhooks(database: Database, vault: Vault, now: () => number): Webhooks {
  const insert = database.prepare(
    "insert into webhooks (url, kinds, secret, created_at) values (@url, @kinds, x'', @at)",
  )
  const putSecret = database.prepare('update webhooks set secret = @secret where id = @id')
  const byId = database.prepare<Row>(`${withFailure} where id = @id`)
  const all = database.prepare<Row>(`${withFailure} order by id`)
  const put = database.prepare('update webhooks set url = @url, kinds = @kinds, active = @active where id = @id')
  const remove = database.prepare('delete from webhooks where id = @id')
  const secretOf = database.prepare<{ secret: Uint8Array }>('select secret from webhooks where id = @id')
  const due = database.prepare<{ event_id: number; url: string; attempts: number }>(`
    select event_id, url, attempts from webhook_outbox join webhooks on webhooks.id = webhook_id
    where webhook_id = @id and active = 1 and next_at is not null
      and (attempts = 0 or next_at <= @at or next_at > @beyond) order by event_id limit 1`)
  const active = database.prepare<{ id: number }>('select id from webhooks where active = 1 order by id')
  const next = database.prepare<{ at: number | null }>(`
    select min(iif(attempts = 0, 0, next_at)) as at from webhook_outbox
    where next_at is not null and webhook_id = (select id from webhooks where id = @id and active = 1)`)
  const clear = database.prepare(`delete from webhook_outbox where ${one}`)
  const count = database.prepare(
    'update webhooks set delivered = delivered + 1, last_delivered_at = @at where id = @webhook',
  )
  const fail = database.prepare(`
    update webhook_outbox set attempts = attempts + 1, next_at = @nextAt, stopped = @stopped, last_status = @status,
      last_error = @error where ${one}`)
  const listed = database.prepare<OutboxRow>(
    'select * from webhook_outbox where webhook_id = @id order by event_id limit @limit',
  )
  const retry = database.prepare(
    'update webhook_outbox set next_at = @at, stopped = null, attempts = 0 where webhook_id = @id',
  )

  function get(id: WebhookId): Webhook {
    const row = byId.get({ id })
    if (row === undefined) throw new AppError('invalid-input', 'There is no such webhook.', { details: { id } })
    return webhookOf(row)
  }

  function seal(id: WebhookId, secret: string): void {
    putSecret.run({ id, secret: vault.seal(Buffer.from(secret), `webhook ${id}`) })
  }

  return {
    get,
    add: (url, secret, kinds = ['check', 'correction']) =>
      database.transaction(() => {
        const id = insert.run({ url, kinds: JSON.stringify(kinds), at: now() }).id as WebhookId
        seal(id, secret)
        return get(id)
      }),
    list: () => all.all().map(webhookOf),
    update: (id, change) =>
      database.transaction(() => {
        const { url, kinds, active: on } = { ...get(id), ...given(change) }
        put.run({ id, url, kinds: JSON.stringify(kinds), active: on ? 1 : 0 })
        return get(id)
      }),
    remove: (id) => void remove.run({ id }),
    secret: (id) => Buffer.from(vault.open(blob(secretOf.get({ id })!.secret), `webhook ${id}`)).toString(),
    renewSecret: (id, secret) => seal(get(id).id, secret),
    due(id, at) {
      const row = due.get({ id, at, beyond: at + maxRetryWaitMs })
      return row ? { webhook: id, event: row.event_id as EventId, url: row.url, attempts: row.attempts } : null
    },
    active: () => active.all().map(({ id }) => id as WebhookId),
    nextDue: (id) => next.get({ id })!.at as Instant | null,
    delivered: ({ webhook, event }) =>
      database.transaction(() => {
        if (clear.run({ webhook, event }).changes > 0) count.run({ webhook, at: now() })
      }),
    failed: ({ webhook, event }, { nextAt, stopped, status, error }) =>
      void fail.run({ webhook, event, nextAt, stopped, status, error }),
    deliveries: (id, limit) =>
      listed.all({ id, limit }).map((row) => ({
        event: row.event_id as EventId,
        attempts: row.attempts,
        nextAt: row.next_at as Instant | null,
        stopped: row.stopped,
        lastStatus: row.last_status,
        lastError: row.last_error,
      })),
    retry: (id) => void retry.run({ id, at: now() }),
  }
}

function webhookOf(row: Row): Webhook {
  return {
    id: row.id as WebhookId,
    url: row.url,
    kinds: JSON.parse(row.kinds) as WebhookKinds,
    active: row.active === 1,
    createdAt: row.created_at as Instant,
    waiting: row.waiting,
    stopped: row.stopped,
    delivered: row.delivered,
    lastDeliveredAt: row.last_delivered_at as Instant | null,
    lastFailure: row.tried === null ? null : { status: row.last_status, error: row.last_error },
    nextAt: row.next_at as Instant | null,
  }
}

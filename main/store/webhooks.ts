import type { EventId, Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import {
  NetworkFailure,
  type Webhook,
  type WebhookDelivery,
  type WebhookId,
  WebhookKinds,
} from '../contract/webhooks.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import { omitUndefined } from './omit-undefined.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** An entry that is to be sent to a webhook now. */
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
  readonly error: NetworkFailure | null
}

export interface WebhookChange {
  readonly url?: string | undefined
  readonly kinds?: WebhookKinds | undefined
  readonly active?: boolean | undefined
}

/** Webhooks and their outbox, which an SQL trigger fills in the transaction of the entry. */
export interface Webhooks {
  add(url: string, secret: string, kinds?: WebhookKinds): Webhook
  /** @throws AppError `webhook-gone` when there is no such webhook */
  get(id: WebhookId): Webhook
  list(): Webhook[]
  /** Changes a webhook; undefined leaves a field as it is. */
  update(id: WebhookId, change: WebhookChange): Webhook
  /** Empties the outbox of a webhook. The entries stay, and so do deliveries that were given up. */
  discard(id: WebhookId): void
  remove(id: WebhookId): void
  /** @throws AppError `database-damaged` */
  readSecret(id: WebhookId): string
  renewSecret(id: WebhookId, secret: string): void
  /**
   * The oldest due entry of an active webhook. An entry is due at once when it was never tried, or when its wait is
   * longer than any retry: then the clock was wrong when it was set.
   */
  findDue(id: WebhookId, at: number): DueDelivery | null
  /** Ids of active webhooks. */
  listActive(): WebhookId[]
  /** When the next entry is due at a webhook (0: at once), null when nothing waits or the webhook is not active. */
  findNextDue(id: WebhookId): Instant | null
  recordDelivery(delivery: DueDelivery): void
  recordFailure(delivery: DueDelivery, failure: DeliveryFailure): void
  listDeliveries(id: WebhookId, limit: number): WebhookDelivery[]
  /** Makes everything due at once that waits or was given up, with all attempts again. */
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

/** Reads the last failure; earlier versions stored free text, which counts as a failure that is retried. */
function failureIn({ last_error: stored }: Pick<OutboxRow, 'last_error'>): NetworkFailure | null {
  return stored === null ? null : NetworkFailure.catch('other').parse(stored)
}

/** The longest wait before a retry: a day, and the tenth by which waits are spread. */
const maxRetryWaitMs = 1.1 * 86_400_000

/** The kinds that are sent when none were chosen, or the choice is damaged. */
const everyKind: WebhookKinds = ['check', 'correction']

const ofOutbox = (what: string, where: string) =>
  `(select ${what} from webhook_outbox where webhook_id = id and ${where})`
const columns = `
  id, url, kinds, active, created_at, delivered, last_delivered_at,
  ${ofOutbox('count(*)', 'next_at is not null')} as waiting,
  ${ofOutbox('count(*)', 'stopped is not null')} as stopped,
  ${ofOutbox('min(next_at)', 'next_at is not null')} as next_at`
/** SQL that adds the newest failed entry. */
const withFailure = `
  select webhooks.*, last_status, last_error, event_id as tried
  from (select ${columns} from webhooks) webhooks left join webhook_outbox on webhook_id = id and event_id =
    ${ofOutbox('max(event_id)', 'attempts > 0')}`
const one = 'webhook_id = @webhook and event_id = @event'

export const secretContext = (id: number) => `webhook ${id}`

export function openWebhooks(database: Database, vault: Vault, damages: Damages, now: () => number): Webhooks {
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
      and (attempts = 0 or next_at <= @at or next_at > @at + coalesce(wait_ms, @maxWait)) order by event_id limit 1`)
  const active = database.prepare<{ id: number }>('select id from webhooks where active = 1 order by id')
  const next = database.prepare<{ at: number | null }>(`
    select min(iif(attempts = 0, 0, next_at)) as at from webhook_outbox
    where next_at is not null and webhook_id = (select id from webhooks where id = @id and active = 1)`)
  const clear = database.prepare(`delete from webhook_outbox where ${one}`)
  const count = database.prepare(
    'update webhooks set delivered = delivered + 1, last_delivered_at = @at where id = @webhook',
  )
  const fail = database.prepare(`
    update webhook_outbox set attempts = attempts + 1, next_at = @nextAt, wait_ms = @nextAt - @at, stopped = @stopped,
      last_status = @status, last_error = @error where ${one}`)
  const listed = database.prepare<OutboxRow>(
    'select * from webhook_outbox where webhook_id = @id order by event_id limit @limit',
  )
  const discard = database.prepare('delete from webhook_outbox where webhook_id = @id and next_at is not null')
  const retry = database.prepare(
    'update webhook_outbox set next_at = @at, stopped = null, attempts = 0 where webhook_id = @id',
  )

  function get(id: WebhookId): Webhook {
    const row = byId.get({ id })
    if (row === undefined) throw new AppError('webhook-gone', 'There is no such webhook.', { details: { id } })
    return webhookOf(row)
  }

  const report = (id: number) => damages.report({ kind: 'webhook', id, personId: null })

  function webhookOf(row: Row): Webhook {
    const kinds = readJson(row.kinds, WebhookKinds)
    if (kinds === undefined || !database.proof.holds('webhooks', row.id)) report(row.id)
    return {
      id: row.id as WebhookId,
      url: row.url,
      kinds: kinds ?? everyKind,
      active: row.active === 1,
      createdAt: row.created_at as Instant,
      waiting: row.waiting,
      stopped: row.stopped,
      delivered: row.delivered,
      lastDeliveredAt: row.last_delivered_at as Instant | null,
      lastFailure: row.tried === null ? null : { status: row.last_status, error: failureIn(row) },
      nextAt: row.next_at as Instant | null,
    }
  }

  function seal(id: WebhookId, secret: string): void {
    putSecret.run({ id, secret: vault.seal(Buffer.from(secret), secretContext(id)) })
    database.proof.renew('webhooks', id)
  }

  return {
    get,
    add: (url, secret, kinds = everyKind) =>
      database.transaction(() => {
        const id = insert.run({ url, kinds: JSON.stringify(kinds), at: now() }).id as WebhookId
        seal(id, secret)
        return get(id)
      }),
    list: () => all.all().map(webhookOf),
    update: (id, change) =>
      database.transaction(() => {
        const { url, kinds, active: on } = { ...get(id), ...omitUndefined(change) }
        put.run({ id, url, kinds: JSON.stringify(kinds), active: on ? 1 : 0 })
        if (change.url !== undefined) database.proof.renew('webhooks', id)
        return get(id)
      }),
    discard: (id) => void discard.run({ id }),
    remove: (id) => void remove.run({ id }),
    readSecret(id) {
      try {
        if (!database.proof.holds('webhooks', id)) throw new AppError('database-damaged', 'Another program changed it.')
        return Buffer.from(vault.open(blob(secretOf.get({ id })!.secret), secretContext(id))).toString()
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause
        report(id)
        const message =
          'This webhook is damaged, or another program changed it, so nothing is sent to it. Check its address, and make a new secret for it.'
        throw new AppError('database-damaged', message, { details: { id }, cause })
      }
    },
    renewSecret: (id, secret) => seal(get(id).id, secret),
    findDue(id, at) {
      const row = due.get({ id, at, maxWait: maxRetryWaitMs })
      return row ? { webhook: id, event: row.event_id as EventId, url: row.url, attempts: row.attempts } : null
    },
    listActive: () => active.all().map(({ id }) => id as WebhookId),
    findNextDue: (id) => next.get({ id })!.at as Instant | null,
    recordDelivery: ({ webhook, event }) =>
      database.transaction(() => {
        if (clear.run({ webhook, event }).changes > 0) count.run({ webhook, at: now() })
      }),
    recordFailure: ({ webhook, event }, { nextAt, stopped, status, error }) =>
      void fail.run({ webhook, event, nextAt, stopped, status, error, at: now() }),
    listDeliveries: (id, limit) =>
      listed.all({ id, limit }).map((row) => ({
        event: row.event_id as EventId,
        attempts: row.attempts,
        nextAt: row.next_at as Instant | null,
        stopped: row.stopped,
        lastStatus: row.last_status,
        lastError: failureIn(row),
      })),
    retry: (id) => void retry.run({ id, at: now() }),
  }
}

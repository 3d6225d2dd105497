import { z } from 'zod'
import { EventId, Instant } from './entities.ts'
import { AttendanceEvent } from './events.ts'
import { isLinkLocal } from './link-local.ts'
import { method } from './method.ts'

export const WebhookId = z.number().int().positive().brand<'WebhookId'>()
export type WebhookId = z.infer<typeof WebhookId>

const Address = z
  .url({ protocol: /^https?$/, abort: true })
  .max(2000)
  .refine((address) => new URL(address).username === '' && new URL(address).password === '', 'Leave out the password.')
  .refine((address) => !isLinkLocal(new URL(address).hostname), 'This address is of this network alone. Name a server.')

/** The kinds of entries that a webhook is sent; at least one. */
export const WebhookKinds = z.array(AttendanceEvent.shape.kind).min(1)
export type WebhookKinds = z.infer<typeof WebhookKinds>

/** Why a receiver gave no answer at all; the words are in the renderer's messages. */
export const NetworkFailure = z.enum(['unreachable', 'unknown-host', 'too-slow', 'certificate', 'other'])
export type NetworkFailure = z.infer<typeof NetworkFailure>

/** HTTP status of an answer; null when none came, and `error` says why. */
export const Answer = z.object({ status: z.number().int().nullable(), error: NetworkFailure.nullable() })
export type Answer = z.infer<typeof Answer>

/** Where entries are sent to, signed, at least once. */
export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  kinds: WebhookKinds,
  active: z.boolean(),
  createdAt: Instant,
  /** Entries that are still to be sent, and those that were given up. */
  waiting: z.number().int(),
  stopped: z.number().int(),
  delivered: z.number().int(),
  lastDeliveredAt: Instant.nullable(),
  /** The failure of the newest entry that was tried and not delivered; null while nothing is overdue. */
  lastFailure: Answer.nullable(),
  /** When the next entry is tried; null when nothing waits. */
  nextAt: Instant.nullable(),
})
export type Webhook = z.infer<typeof Webhook>

export const WebhookDelivery = z.object({
  event: EventId,
  attempts: z.number().int(),
  /** Null when it was given up. */
  nextAt: Instant.nullable(),
  /** Why it was given up: the receiver wants nothing more, or every attempt failed. */
  stopped: z.enum(['gone', 'attempts-used-up']).nullable(),
  /** HTTP status of the last answer; null when none came. */
  lastStatus: z.number().int().nullable(),
  lastError: NetworkFailure.nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const webhookMethods = {
  'webhooks.list': method(z.object({}), z.object({ webhooks: z.array(Webhook) })),
  /** Adds a webhook, which is sent entries of these kinds from now on. Returns its signing secret this once. */
  'webhooks.add': method(
    z.object({ url: Address, kinds: WebhookKinds.default(['check', 'correction']) }),
    z.object({ webhook: Webhook, secret: z.string() }),
  ),
  /** Replaces the signing secret, and returns the new one this once. */
  'webhooks.renewSecret': method(z.object({ id: WebhookId }), z.object({ secret: z.string() })),
  /**
   * Changes a webhook. A paused one is sent nothing: entries wait, the newest 10,000 at most. `waiting` says what
   * becomes of them; by default they are sent when the webhook is active again.
   */
  'webhooks.update': method(
    z.object({
      id: WebhookId,
      url: Address.optional(),
      kinds: WebhookKinds.optional(),
      active: z.boolean().optional(),
      waiting: z.enum(['send', 'discard']).optional(),
    }),
    Webhook,
  ),
  /** Removes a webhook with everything that waits for it. */
  'webhooks.remove': method(z.object({ id: WebhookId }), z.object({})),
  /** Lists what waits and what was given up, oldest first. */
  'webhooks.deliveries': method(
    z.object({ id: WebhookId, limit: z.number().int().min(1).max(1000).default(100) }),
    z.object({ deliveries: z.array(WebhookDelivery) }),
  ),
  /** Retries everything that waits or was given up, at once. */
  'webhooks.retry': method(z.object({ id: WebhookId }), Webhook),
  /** Sends a signed message of type `test` at once and waits for the answer, apart from the outbox. */
  'webhooks.test': method(z.object({ id: WebhookId }), Answer),
}

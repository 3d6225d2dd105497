import { z } from 'zod'
import { Instant, PersonId, PersonRef } from './entities.ts'
import { method } from './method.ts'
import { tidyText, tidyTextUpTo } from './tidy-text.ts'

export const GuestId = z.number().int().positive().brand<'GuestId'>()
export type GuestId = z.infer<typeof GuestId>

/** A visitor who signs in by name to see a colleague. No face or template of a guest is ever stored. */
export const Guest = z.object({
  id: GuestId,
  name: z.string(),
  company: z.string(),
  /** With the name at that time; the host may have been erased since. */
  host: PersonRef,
  kiosk: z.string(),
  arrivedAt: Instant,
  leftAt: Instant.nullable(),
})
export type Guest = z.infer<typeof Guest>

/** The characters by which names go on that a keyboard has no keys for (name-search.ts). */
const next = z.array(z.string())
const query = z.string().max(200)

export const guestMethods = {
  /** Whom a guest may mean as the host: at most six people, and nobody before enough was typed. */
  'guests.hosts': method(z.object({ query }), z.object({ hosts: z.array(PersonRef), next })),
  /** Who is here and may mean themselves: at most six guests, and nobody before enough was typed. */
  'guests.find': method(z.object({ query }), z.object({ guests: z.array(Guest), next })),
  'guests.signIn': method(
    z.object({
      name: tidyTextUpTo(200),
      company: z.string().overwrite(tidyText).max(200).default(''),
      hostId: PersonId,
      kiosk: tidyTextUpTo(64),
    }),
    Guest,
  ),
  /** Signs a guest out; a second sign-out changes nothing. @throws `guest-gone` when there is no such guest */
  'guests.signOut': method(z.object({ id: GuestId }), Guest),
  /** Lists guests, newest first; only those in the house when `present`. */
  'guests.list': method(
    z.object({ present: z.boolean().default(false), limit: z.number().int().min(1).max(1000).default(100) }),
    z.object({ guests: z.array(Guest) }),
  ),
  /** Forgets guests who left more than `days` days ago. */
  'guests.forget': method(
    z.object({ days: z.number().int().min(0).max(3650) }),
    z.object({ forgotten: z.number().int() }),
  ),
}

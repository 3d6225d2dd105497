import { z } from 'zod'
import { Instant } from '../contract/entities.ts'
import { Uid } from '../contract/shared-change.ts'
import type { Connection } from './connect.ts'

const StationRow = z.object({
  uid: Uid,
  name: z.string(),
  sites: z.array(Uid),
  /** Whether it may invite and revoke others. */
  manages: z.boolean(),
  /** `invited`: its code was not used yet. `waiting`: its six words are to be compared. */
  state: z.enum(['invited', 'waiting', 'active', 'revoked', 'left']),
  version: z.string().nullable(),
  format: z.number().nullable(),
  model: z.string().nullable(),
  /** Changes that it has not handed over, as it said when it was last seen. */
  waiting: z.number(),
  clockOffsetMs: z.number().nullable(),
  lastNumber: z.number(),
  /** How often it has connected. */
  generation: z.number(),
  /** By the server's clock, all of them. */
  joinedAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})

/** How the office is, as its server knows it. */
export const SharedStatus = z.object({
  office: Uid,
  name: z.string(),
  keyNumber: z.number(),
  format: z.number(),
  /** Changes that are still under an older key. */
  older: z.number(),
  sites: z.array(z.object({ uid: Uid, name: z.string() })),
  stations: z.array(StationRow),
  /** The last 1000 people that were erased: which stations said that it is done there, and which did not yet. */
  erasures: z.array(
    z.object({
      person: Uid,
      at: Instant,
      done: z.array(Uid),
      missing: z.array(Uid),
      lastAt: Instant.nullable(),
    }),
  ),
})
export type SharedStatus = z.infer<typeof SharedStatus>

/** @throws AppError of the connection */
export async function readSharedStatus(connection: Connection): Promise<SharedStatus> {
  const [row] = await connection.query<{ status: unknown }>('select rollcall.office_status() as status')
  return SharedStatus.parse(row?.status)
}

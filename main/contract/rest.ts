import { z } from 'zod'
import { Instant } from './entities.ts'
import { method } from './method.ts'
import { tidyTextUpTo } from './tidy-text.ts'

export const ApiTokenId = z.number().int().positive().brand<'ApiTokenId'>()
export type ApiTokenId = z.infer<typeof ApiTokenId>

/**
 * What a program may do. `people:write` adds and changes people, `people:enrol` adds photos, `people:consent` records
 * that somebody has consented, refused or withdrawn.
 */
export const apiScopes = [
  'people:read',
  'people:write',
  'people:erase',
  'people:enrol',
  'people:consent',
  'events:read',
] as const

export const ApiScope = z.enum(apiScopes)
export type ApiScope = z.infer<typeof ApiScope>

export const ApiToken = z.object({
  id: ApiTokenId,
  name: z.string(),
  scopes: z.array(ApiScope),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>

/** The REST interface and its tokens (docs/rest.md). */
export const restMethods = {
  /**
   * Returns the address of the REST interface, for example `http://127.0.0.1:8765/v1`; null while it is not running.
   * `takenPort`: the wanted port, when another program has it.
   */
  'rest.status': method(
    z.object({}),
    z.object({ address: z.string().nullable(), takenPort: z.number().int().nullable() }),
  ),
  'rest.tokens': method(z.object({}), z.object({ tokens: z.array(ApiToken) })),
  /**
   * Creates a token and returns it this once; only its hash is stored. It is valid for a year by default, and without
   * limit when `expiresAt` is null.
   */
  'rest.createToken': method(
    z.object({
      name: tidyTextUpTo(100),
      scopes: z.array(ApiScope).min(1),
      expiresAt: Instant.nullable().optional(),
    }),
    z.object({ secret: z.string(), token: ApiToken }),
  ),
  'rest.revokeToken': method(z.object({ id: ApiTokenId }), z.object({})),
  /**
   * Checks what a token allows now; null when it is unknown, revoked or expired. `tooMany`: more wrong tokens came in
   * the last minute than are checked one by one.
   */
  'rest.check': method(
    z.object({ secret: z.string().max(200) }),
    z.object({ token: ApiToken.nullable(), tooMany: z.boolean() }),
  ),
}

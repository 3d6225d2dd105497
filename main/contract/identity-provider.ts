import { z } from 'zod'
import { Session } from './accounts.ts'
import { isLinkLocal } from './link-local.ts'
import { method } from './method.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/** Path of the address that an identity provider sends a browser back to, on 127.0.0.1. */
export const returnPath = '/signed-in'

const ofThisMachine = ['localhost', '127.0.0.1', '[::1]']
const discoveryPath = '/.well-known/openid-configuration'

/**
 * Reads the address of an identity provider as its issuer: without the path of its description, which is often what is
 * copied. Null for what is none: it must be https, or on this machine.
 */
export function toIssuer(text: string): string | null {
  const url = URL.parse(text.trim())
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && ofThisMachine.includes(url.hostname))
  if (!isSafe || isLinkLocal(url.hostname)) return null
  const issuer = text.trim()
  const plain = issuer.endsWith(discoveryPath) ? issuer.slice(0, -discoveryPath.length) : issuer
  return plain.includes('/.well-known/') ? null : plain
}

/** Why signing in at the identity provider led to nothing; the words are in the renderer's messages. */
export const signInFailures = [
  /** It does not answer, or not in time. */
  'away',
  /** It answers, and its certificate is not trusted. */
  'certificate',
  /** What answers describes no provider of this address. */
  'not-a-provider',
  /** It does not know Rollcall: the client id or the secret is wrong, or the address to come back to is not entered. */
  'client-refused',
  /** It said no, or somebody cancelled there. */
  'declined',
  /** The answer belongs to no attempt of this window, or was used before, or came too late. */
  'stale',
  /** What it says does not prove to be from it and for this attempt. */
  'unproved',
  /** The clocks of the two differ. */
  'clock',
  /** It says who somebody is, and no account here is theirs. */
  'nobody',
  /** Nobody came back from the browser. */
  'unanswered',
] as const
export const SignInFailure = z.enum(signInFailures)
export type SignInFailure = z.infer<typeof SignInFailure>

/** The office's identity provider (OpenID Connect), where accounts may sign in. Its secret is never told. */
export const IdentityProvider = z.object({
  /** What the button to sign in calls it. */
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  /** The port to which the app has the browser come back; null for any free one. */
  port: z.number().int().nullable(),
})
export type IdentityProvider = z.infer<typeof IdentityProvider>

const Issuer = z
  .string()
  .max(500)
  .transform((text, check) => {
    const issuer = toIssuer(text)
    if (issuer !== null) return issuer
    check.addIssue('This is no address of an identity provider. It begins with https://.')
    return z.NEVER
  })

const Failed = z.object({
  kind: z.literal('failed'),
  why: SignInFailure,
  /** With `nobody`: who the provider says it is, for an owner to enter. */
  identity: z.object({ subject: z.string(), email: z.string().nullable() }).nullable(),
})

const SignInOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), session: Session }),
  /** The page goes to this address, and comes back with the answer for `identityProvider.finish`. */
  z.object({ kind: z.literal('leave'), address: z.string() }),
  Failed,
  z.object({ kind: z.literal('cancelled') }),
])
export type SignInOutcome = z.infer<typeof SignInOutcome>

export const identityProviderMethods = {
  'identityProvider.get': method(z.object({}), z.object({ provider: IdentityProvider.nullable() })),
  /**
   * Sets the identity provider, which is asked for its description first: one that does not answer is not stored.
   * Without `clientSecret` the stored one stays, unless the issuer or the client is another one.
   */
  'identityProvider.set': method(
    z.object({
      name: tidyTextUpTo(64),
      issuer: Issuer,
      clientId: z.string().trim().min(1).max(500),
      clientSecret: z.string().min(1).max(2000).nullable().optional(),
      port: z.number().int().min(1024).max(65_535).nullable().default(null),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), provider: IdentityProvider }),
      z.object({ kind: z.literal('failed'), why: SignInFailure }),
    ]),
  ),
  'identityProvider.remove': method(z.object({}), z.object({})),
  /**
   * Begins to sign this window in. A page of a browser leaves for the address it is given. For a window of the app the
   * system's browser is opened, and the answer comes when somebody has signed in there, or nobody has for ten minutes.
   * @throws `no-identity-provider`
   */
  'identityProvider.begin': method(z.object({}), SignInOutcome),
  /** Ends what a page has begun. `answer`: the query of the address it came back by. */
  'identityProvider.finish': method(z.object({ answer: z.string().max(16_384) }), SignInOutcome),
  /** Ends the wait for the system's browser. */
  'identityProvider.cancel': method(z.object({}), z.object({})),
}

import { z } from 'zod'
import { Instant } from './entities.ts'
import { maxGroupLength, maxGroups, maxNameLength } from './limits.ts'
import { method } from './method.ts'
import { AccountRole, Role } from './roles.ts'
import { tidyTextUpTo } from './tidy-text.ts'

export const AccountId = z.number().int().positive().brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>

/** An account that somebody can sign in with. */
export const Account = z.object({
  id: AccountId,
  /** What is typed to sign in, and what the audit log shows; unique without regard to case. */
  name: z.string(),
  role: AccountRole,
  /** A manager's groups; empty for other roles. */
  groups: z.array(z.string()),
  createdAt: Instant,
  lastSignInAt: Instant.nullable(),
  /** Until when no passphrase is checked, after several wrong ones. */
  lockedUntil: Instant.nullable(),
  /** Whether signing in also takes a code from an authenticator app. */
  secondStep: z.boolean(),
  /** Whether there is a passphrase; without one the account signs in at the identity provider only. */
  hasPassphrase: z.boolean(),
  /** Who it is at the identity provider: as an owner has entered it, or the address and the subject it belongs to. */
  identity: z.object({ email: z.string().nullable(), subject: z.string().nullable() }).nullable(),
})
export type Account = z.infer<typeof Account>

/**
 * Who may use the office's screens. `undecided`: not chosen yet. `machine`: whoever is signed in to this computer.
 * `accounts`: whoever signs in.
 */
export const AccessMode = z.enum(['undecided', 'machine', 'accounts'])
export type AccessMode = z.infer<typeof AccessMode>

/** What a window may do now, and as whom. */
export const Session = z.object({
  mode: AccessMode,
  role: Role,
  /** Null where nobody is signed in, or nobody has to be. */
  account: Account.nullable(),
  /** Minutes without input after which the window is signed out; null where nobody is signed in. */
  idleMinutes: z.number().int().nullable(),
  /** The name of the provider at which accounts may sign in as well; null without one. */
  identityProvider: z.string().nullable(),
})
export type Session = z.infer<typeof Session>

/** In characters. */
export const minPassphraseLength = 12

const name = tidyTextUpTo(maxNameLength)
const passphrase = z.string().max(1000)
const groups = z.array(tidyTextUpTo(maxGroupLength)).max(maxGroups)
/** Who somebody is at the identity provider: an address that it has verified, or its own name for them. */
const IdentityDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), email: z.email().max(320) }),
  z.object({ kind: z.literal('subject'), subject: z.string().trim().min(1).max(255) }),
])
export type IdentityDraft = z.infer<typeof IdentityDraft>
/** Six digits from an authenticator app (RFC 6238). */
const code = z
  .string()
  .regex(/^\d{6}$/)
  .nullable()
  .default(null)

const SignInRefused = [
  /** The name or the passphrase is wrong, without saying which. */
  z.object({ kind: z.literal('wrong') }),
  /** The passphrase is right, and a code is needed as well. */
  z.object({ kind: z.literal('code-needed') }),
  z.object({ kind: z.literal('locked'), until: Instant }),
] as const

const SignIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), session: Session }),
  ...SignInRefused,
])

export const accountMethods = {
  'accounts.session': method(z.object({}), Session),
  /**
   * Decides once who may use the office's screens: whoever is signed in to this computer, or accounts. For accounts, it
   * creates the first one, an owner, and signs it in. Its recovery key, which opens the account when its passphrase is
   * lost, is returned this once.
   * @throws `access-decided`, `passphrase-weak`
   */
  'accounts.begin': method(
    z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('machine') }),
      z.object({ mode: z.literal('accounts'), name, passphrase }),
    ]),
    z.object({ session: Session, recoveryKey: z.string().nullable() }),
  ),
  'accounts.signIn': method(z.object({ name, passphrase, code }), SignIn),
  /**
   * Checks whether a locked kiosk may be left: by anybody where nobody has to sign in, otherwise with the name and
   * passphrase of an owner or of HR.
   */
  'accounts.permitLeaving': method(
    z.object({ name: name.nullable().default(null), passphrase: passphrase.default(''), code }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('allowed') }),
      z.object({ kind: z.literal('secret-needed') }),
      ...SignInRefused,
    ]),
  ),
  'accounts.signOut': method(z.object({}), Session),
  /** Reports input, which restarts the time until the window is signed out. */
  'accounts.stayActive': method(z.object({}), z.object({})),
  /**
   * Sets a new passphrase with the recovery key, which is used up: another one is returned. Removes the second step.
   */
  'accounts.recover': method(
    z.object({ name, recoveryKey: z.string().max(200), passphrase }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('recovered'), session: Session, recoveryKey: z.string() }),
      z.object({ kind: z.literal('wrong') }),
      z.object({ kind: z.literal('locked'), until: Instant }),
    ]),
  ),
  'accounts.list': method(z.object({}), z.object({ accounts: z.array(Account) })),
  /**
   * Creates an account that signs in with a passphrase, at the identity provider, or both. Without a passphrase there
   * is no recovery key.
   * @throws `account-name-taken`, `passphrase-weak`, `identity-taken`, `no-identity-provider`
   */
  'accounts.create': method(
    z
      .object({
        ...{ name, role: AccountRole, groups: groups.default([]) },
        passphrase: passphrase.nullable().default(null),
        identity: IdentityDraft.nullable().default(null),
      })
      .refine((draft) => draft.passphrase !== null || draft.identity !== null, 'Give a passphrase or an identity.'),
    z.object({ account: Account, recoveryKey: z.string().nullable() }),
  ),
  /**
   * Says who an account is at the identity provider; null for nobody. An account that is somebody there may be left
   * without a passphrase, but for one owner, who gets in while the provider is away.
   * @throws `account-gone`, `identity-taken`, `no-identity-provider`, `last-passphrase`
   */
  'accounts.setIdentity': method(
    z
      .object({
        id: AccountId,
        identity: IdentityDraft.nullable(),
        passphrase: z.enum(['keep', 'remove']).default('keep'),
      })
      .refine((change) => change.passphrase === 'keep' || change.identity !== null, 'Nothing would be left.'),
    Account,
  ),
  /** Changes role and groups. @throws `account-gone`, `last-owner` when no owner would be left, `last-passphrase` */
  'accounts.update': method(z.object({ id: AccountId, role: AccountRole, groups: groups.default([]) }), Account),
  /** Removes an account and signs it out everywhere. @throws `account-gone`, `last-owner`, `last-passphrase` */
  'accounts.remove': method(z.object({ id: AccountId }), z.object({})),
  /**
   * Lets an owner set another account's passphrase, which removes its second step and its lock, and signs it out
   * everywhere.
   */
  'accounts.resetPassphrase': method(
    z.object({ id: AccountId, passphrase }),
    z.object({ account: Account, recoveryKey: z.string() }),
  ),
  /** Changes one's own passphrase. `wrong`: the present one is not right. */
  'accounts.changePassphrase': method(
    z.object({ current: passphrase, next: passphrase }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('changed') }),
      z.object({ kind: z.literal('wrong') }),
      z.object({ kind: z.literal('locked'), until: Instant }),
    ]),
  ),
  /**
   * Makes a new secret for an authenticator app, as text and as an `otpauth:` address; it counts once it was confirmed.
   */
  'accounts.beginSecondStep': method(z.object({}), z.object({ secret: z.string(), address: z.string() })),
  'accounts.confirmSecondStep': method(
    z.object({ secret: z.string().max(200), code: z.string().regex(/^\d{6}$/) }),
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('confirmed') }), z.object({ kind: z.literal('wrong') })]),
  ),
  'accounts.removeSecondStep': method(z.object({}), z.object({})),
}

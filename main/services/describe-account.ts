import type { Account } from '../contract/accounts.ts'
import type { Instant } from '../contract/entities.ts'
import type { StoredAccount } from '../store/accounts.ts'

/** What is told of an account: nothing that opens it. */
export function describeAccount(account: StoredAccount, lockedUntil: Instant | null): Account {
  const { id, name, role, groups, createdAt, lastSignInAt, secondStep, passphrase, identity } = account
  return {
    ...{ id, name, role, groups, createdAt, lastSignInAt, lockedUntil },
    ...{ secondStep: secondStep !== null, hasPassphrase: passphrase !== null },
    identity: identity && { email: identity.email, subject: identity.subject },
  }
}

import type { Output } from '../contract/api.ts'
import type { Instant } from '../contract/entities.ts'
import type { Context } from '../services/context.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

export interface RestModule extends Module<'rest'> {
  /**
   * Stores the address at which the local API answers programs; null when it does not, or cannot because the port is
   * taken.
   */
  setRestAddress(address: string | null, takenPort?: number): void
}

const minute = 60_000
/** How long a token is valid by default: a year. */
const tokenLifeMs = 365 * 24 * 60 * minute
/** How many wrong tokens a minute are tolerated, since a program that has an old token makes a few. */
const maxWrongTokens = 20

/** Handles the local API and its tokens. */
export function restModule(context: Context): RestModule {
  const { store, publish, now } = context
  const audited = auditing(store)
  const announceChange = () => publish('tokens.changed', {})
  const endOfYear = () => (now() + tokenLifeMs) as Instant
  let wrong = { since: 0, count: 0 }

  /** Counts a wrong token. @returns whether too many came within a minute */
  function countWrong(): boolean {
    const at = now()
    const isNewMinute = at < wrong.since || at - wrong.since >= minute
    wrong = isNewMinute ? { since: at, count: 1 } : { ...wrong, count: wrong.count + 1 }
    return wrong.count > maxWrongTokens
  }

  let status: Output<'rest.status'> = { address: null, takenPort: null }
  return {
    setRestAddress(address, takenPort) {
      status = { address, takenPort: takenPort ?? null }
      announceChange()
    },
    handlers: {
      'rest.status': () => status,
      'rest.tokens': () => ({ tokens: store.tokens.list() }),
      'rest.createToken': audited('token.create', {
        change: ({ name, scopes, expiresAt = endOfYear() }) => store.tokens.create(name, scopes, expiresAt),
        entry: ({ scopes }, { token }) => ({
          subject: `token ${token.id}`,
          details: { scopes, expiresAt: token.expiresAt },
        }),
        answer(made) {
          announceChange()
          return made
        },
      }),
      'rest.revokeToken': audited('token.revoke', {
        change: ({ id }) => store.tokens.revoke(id),
        entry: ({ id }) => ({ subject: `token ${id}` }),
        answer() {
          announceChange()
          return {}
        },
      }),
      'rest.check': ({ secret }) => {
        const token = store.tokens.check(secret)
        return { token, tooMany: token === null && countWrong() }
      },
    },
  }
}

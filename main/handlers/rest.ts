import type { Output } from '../contract/api.ts'
import type { Context } from '../services/context.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

export interface RestModule extends Module<'rest'> {
  /** The shell answers programs there from now on; null when it no longer does, or can't because the port is taken. */
  setRestAddress(address: string | null, takenPort?: number): void
}

/** The REST interface and its tokens: who may make them sits at the controls. */
export function restModule(context: Context): RestModule {
  const { store, publish } = context
  const audited = auditing(store)
  const announceChange = () => publish('tokens.changed', {})
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
        change: ({ name, scopes, expiresAt }) => store.tokens.create(name, scopes, expiresAt),
        entry: ({ scopes, expiresAt }, { token }) => ({ subject: `token ${token.id}`, details: { scopes, expiresAt } }),
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
      'rest.check': ({ secret }) => ({ token: store.tokens.check(secret) }),
    },
  }
}

import type { Output } from '../contract/api.ts'
import type { Context, Handlers } from './context.ts'

type RestMethod = 'rest.status' | 'rest.tokens' | 'rest.createToken' | 'rest.revokeToken' | 'rest.check'

export interface Rest {
  readonly handlers: Handlers<RestMethod>
  /** The shell answers programs there from now on; null when it no longer does, or can't because the port is taken. */
  answersAt(address: string | null, takenPort?: number): void
}

/** The REST interface and its tokens: who may make them sits at the controls. */
export function openRest(context: Context): Rest {
  const { store, actor, publish } = context
  const changed = () => publish('attendance.changed', { what: 'tokens' })
  let status: Output<'rest.status'> = { address: null, takenPort: null }
  return {
    answersAt(address, takenPort) {
      status = { address, takenPort: takenPort ?? null }
      changed()
    },
    handlers: {
      'rest.status': () => status,
      'rest.tokens': () => ({ tokens: store.tokens.list() }),
      'rest.createToken': ({ name, scopes, expiresAt }) => {
        const made = store.transaction(() => {
          const created = store.tokens.create(name, scopes, expiresAt)
          const subject = `token ${created.token.id}`
          store.audit.append({ actor, action: 'token.create', subject, details: { scopes, expiresAt } })
          return created
        })
        changed()
        return made
      },
      'rest.revokeToken': ({ id }) => {
        store.transaction(() => {
          store.tokens.revoke(id)
          store.audit.append({ actor, action: 'token.revoke', subject: `token ${id}`, details: {} })
        })
        changed()
        return {}
      },
      'rest.check': ({ secret }) => ({ token: store.tokens.check(secret) }),
    },
  }
}

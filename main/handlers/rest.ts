import type { Context, Handlers } from './context.ts'

type RestMethod = 'rest.status' | 'rest.tokens' | 'rest.createToken' | 'rest.revokeToken' | 'rest.check'

export interface Rest {
  readonly handlers: Handlers<RestMethod>
  /** The shell answers programs there from now on; null when it no longer does. */
  answersAt(address: string | null): void
}

/** The REST interface and its tokens: who may make them sits at the controls. */
export function openRest(context: Context): Rest {
  const { store, actor, publish } = context
  const changed = () => publish('attendance.changed', { what: 'tokens' })
  let address: string | null = null
  return {
    answersAt(next) {
      address = next
      changed()
    },
    handlers: {
      'rest.status': () => ({ address }),
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

import type { Context, Handlers } from './context.ts'

/** Tokens of the REST interface: who may make them sits at the controls. */
export function restHandlers(
  context: Context,
): Handlers<'rest.tokens' | 'rest.createToken' | 'rest.revokeToken' | 'rest.check'> {
  const { store, actor } = context
  return {
    'rest.tokens': () => ({ tokens: store.tokens.list() }),
    'rest.createToken': ({ name, scopes, expiresAt }) =>
      store.transaction(() => {
        const made = store.tokens.create(name, scopes, expiresAt)
        const subject = `token ${made.token.id}`
        store.audit.append({ actor, action: 'token.create', subject, details: { scopes, expiresAt } })
        return made
      }),
    'rest.revokeToken': ({ id }) => {
      store.transaction(() => {
        store.tokens.revoke(id)
        store.audit.append({ actor, action: 'token.revoke', subject: `token ${id}`, details: {} })
      })
      return {}
    },
    'rest.check': ({ secret }) => ({ token: store.tokens.check(secret) }),
  }
}

import { timingSafeEqual } from 'node:crypto'
import type { Caller, SessionId } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { IdentityProvider, SignInFailure, SignInOutcome } from '../contract/identity-provider.ts'
import type { Context } from '../services/context.ts'
import type { CountedEntries } from '../services/counted-entries.ts'
import {
  type Attempt,
  beginAttempt,
  discoverProvider,
  redeemAnswer,
  SignInError,
} from '../services/identity-provider.ts'
import type { Sessions } from '../services/sessions.ts'
import type { AnswerListener } from '../services/way-back.ts'
import type { ProvedIdentity, StoredAccount } from '../store/accounts.ts'
import type { StoredProvider } from '../store/identity-provider.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

export interface IdentityProviderServices {
  readonly sessions: Sessions
  readonly counted: CountedEntries
  /** Milliseconds, of a clock that nobody can set. */
  readonly steady: () => number
}

/** What a window has begun and not ended; it ends with the window's next attempt. */
interface Begun {
  readonly attempt: Attempt
  readonly until: number
}

/** How long somebody may take to sign in at the provider. */
const maxAttemptMs = 10 * 60_000

/** The identity provider: setting it, and signing in there. */
export function identityProviderModule(
  context: Context,
  { sessions, counted, steady }: IdentityProviderServices,
): Module<'identityProvider'> {
  const { store, publish } = context
  const audited = auditing(store)
  const begun = new Map<SessionId, Begun>()
  const waits = new Map<SessionId, AbortController>()
  const closing = new AbortController()

  const set = audited('identityProvider.set', {
    change: (provider: StoredProvider) => store.identityProvider.set(provider),
    entry: ({ issuer, clientId }) => ({ subject: 'identity provider', details: { issuer, clientId } }),
    answer(_, provider) {
      publish('accounts.changed', {})
      return { kind: 'saved' as const, provider: describe(provider) }
    },
  })

  function forget(session: SessionId): void {
    begun.delete(session)
    waits.get(session)?.abort()
    waits.delete(session)
    for (const [other, { until }] of begun) if (steady() >= until) begun.delete(other)
  }

  function remember(session: SessionId, attempt: Attempt): void {
    begun.set(session, { attempt, until: steady() + maxAttemptMs })
  }

  /** Opens the system's browser, and waits until somebody comes back from it. */
  async function awaitBrowser(
    listener: AnswerListener,
    provider: StoredProvider,
    session: SessionId,
    caller: Caller,
  ): Promise<SignInOutcome> {
    const wait = new AbortController()
    waits.set(session, wait)
    const late = AbortSignal.timeout(maxAttemptMs)
    try {
      const attempt = await beginAttempt(provider, listener.address)
      if (wait.signal.aborted) return { kind: 'cancelled' }
      remember(session, attempt)
      const signal = AbortSignal.any([wait.signal, late, closing.signal])
      const answer = await listener.answer(attempt.address, attempt.state, signal)
      return await finish(session, answer, caller)
    } catch (error) {
      if (late.aborted) throw new SignInError('unanswered', error)
      if (wait.signal.aborted || closing.signal.aborted) return { kind: 'cancelled' }
      throw error
    } finally {
      if (waits.get(session) === wait) forget(session)
    }
  }

  async function begin(caller: Caller): Promise<SignInOutcome> {
    const { session } = caller
    const wayBack = sessions.wayBackOf(caller)
    const provider = store.identityProvider.get()
    if (provider === null || store.accounts.mode() !== 'accounts' || session === undefined) {
      throw new AppError('no-identity-provider', 'There is no identity provider. Sign in with your passphrase.')
    }
    forget(session)
    if (wayBack.kind === 'browser') {
      await using listener = await wayBack.listen(provider.port)
      return await awaitBrowser(listener, provider, session, caller)
    }
    const attempt = await beginAttempt(provider, wayBack.address)
    remember(session, attempt)
    return { kind: 'leave', address: attempt.address }
  }

  async function finish(session: SessionId, answer: URLSearchParams, caller: Caller): Promise<SignInOutcome> {
    const own = begun.get(session)
    // What comes with another state is not an answer to what this window has asked, which goes on.
    if (own === undefined || steady() >= own.until || !equals(own.attempt.state, answer.get('state') ?? '')) {
      throw new SignInError('stale')
    }
    begun.delete(session)
    const identity = await redeemAnswer(own.attempt, answer)
    const account = store.accounts.byIdentity(identity)
    if (account === null) {
      note('nobody', caller)
      return { kind: 'failed', why: 'nobody', identity: { subject: identity.subject, email: identity.email } }
    }
    bind(account, identity, caller)
    sessions.signIn(caller, account.id, 'identity provider')
    return { kind: 'signed-in', session: sessions.describe(caller) }
  }

  /** From now on the account is of this subject: an address may be given to somebody else one day. */
  function bind({ id, identity: known }: StoredAccount, { issuer, subject }: ProvedIdentity, caller: Caller): void {
    if (known?.issuer === issuer && known.subject === subject) return
    store.transaction(() => {
      store.accounts.update(id, { identity: { email: known?.email ?? null, issuer, subject } })
      const details = { subject: 'bound' }
      store.audit.append({ ...caller, action: 'account.setIdentity', subject: `account ${id}`, details })
    })
    publish('accounts.changed', {})
  }

  function note(why: SignInFailure, caller: Caller): void {
    counted.note({ ...caller, action: 'identity.refuse', subject: 'identity provider', why })
  }

  /** What an attempt that failed is answered, after it was noted. */
  const failing = async (caller: Caller, attempt: () => Promise<SignInOutcome>): Promise<SignInOutcome> => {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof SignInError)) throw error
      note(error.why, caller)
      context.logger.warn('sign-in-failed', { end: error.why, error: error.cause })
      return { kind: 'failed', why: error.why, identity: null }
    }
  }

  return {
    handlers: {
      'identityProvider.get': () => {
        const provider = store.identityProvider.get()
        return { provider: provider && describe(provider) }
      },
      'identityProvider.set': async ({ clientSecret, ...wanted }, caller) => {
        const before = store.identityProvider.get()
        // The secret of one provider is never shown to another.
        const isSame =
          before !== null &&
          new URL(before.issuer).href === new URL(wanted.issuer).href &&
          before.clientId === wanted.clientId
        const kept = isSame ? before.clientSecret : null
        const provider = { ...wanted, clientSecret: clientSecret === undefined ? kept : clientSecret }
        try {
          const { issuer } = (await discoverProvider(provider)).serverMetadata()
          return set({ ...provider, issuer }, caller)
        } catch (error) {
          if (error instanceof SignInError) return { kind: 'failed', why: error.why }
          throw error
        }
      },
      'identityProvider.remove': audited('identityProvider.remove', {
        change: () => store.identityProvider.remove(),
        entry: () => ({ subject: 'identity provider' }),
        answer() {
          publish('accounts.changed', {})
          return {}
        },
      }),
      'identityProvider.begin': (_, caller) => failing(caller, () => begin(caller)),
      'identityProvider.finish': ({ answer }, caller) =>
        failing(caller, () => {
          sessions.wayBackOf(caller)
          return finish(caller.session!, new URLSearchParams(answer), caller)
        }),
      'identityProvider.cancel': (_, { session }) => {
        if (session !== undefined) forget(session)
        return {}
      },
    },
    close: () => closing.abort(),
  }
}

function describe({ clientSecret, ...provider }: StoredProvider): IdentityProvider {
  return { ...provider, hasSecret: clientSecret !== null }
}

function equals(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

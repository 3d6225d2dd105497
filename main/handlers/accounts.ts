import type { Account, AccountId, IdentityDraft } from '../contract/accounts.ts'
import type { Parsed } from '../contract/api.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { exportDaysOfNewOffice, retentionOfNewOffice } from '../contract/retention.ts'
import type { Context } from '../services/context.ts'
import type { CountedEntries } from '../services/counted-entries.ts'
import { describeAccount } from '../services/describe-account.ts'
import type { Passphrases } from '../services/passphrases.ts'
import { makeSecret, secondStepAddress, stepOfCode } from '../services/second-step.ts'
import type { Sessions } from '../services/sessions.ts'
import { type StoredAccount, type StoredIdentity, toEmail } from '../store/accounts.ts'
import { accountGuard } from '../store/pin-attempts.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

export interface AccountsServices {
  readonly sessions: Sessions
  readonly passphrases: Passphrases
  readonly counted: CountedEntries
}

/** Accounts: who may sign in, and signing in and out. */
export function accountsModule(
  context: Context,
  { sessions, passphrases, counted }: AccountsServices,
): Module<'accounts'> {
  const { store, publish, now } = context
  const audited = auditing(store)
  const announce = () => publish('accounts.changed', {})
  const describe = (account: StoredAccount): Account =>
    describeAccount(account, store.attempts.lockEndOf(accountGuard(account.name).who))

  const begin = audited('account.begin', {
    change(input: { mode: 'machine' } | { mode: 'accounts'; name: string; passphrase: string; recovery: string }) {
      refuseDecided(input.mode)
      beginToForget()
      if (input.mode === 'machine') return store.accounts.openToMachine()
      const { name, passphrase, recovery } = input
      return store.accounts.create({ name, role: 'owner', groups: [], passphrase, recovery }).id
    },
    entry: ({ mode }, id) => ({ subject: id === undefined ? 'accounts' : `account ${id}`, details: { mode } }),
    answer(id) {
      announce()
      return id ?? null
    },
  })

  /** A new office does not keep for ever what it never chose to keep. */
  function beginToForget(): void {
    const { people, events } = store.countRows()
    const { retention, exportDays } = store.settings.get()
    const chosen = exportDays !== null || Object.values(retention).some((days) => days !== null)
    if (store.accounts.mode() !== 'undecided' || people + events > 0 || chosen) return
    store.settings.set({ retention: retentionOfNewOffice, exportDays: exportDaysOfNewOffice })
  }

  function refuseDecided(wanted: 'machine' | 'accounts'): void {
    const mode = store.accounts.mode()
    // Whoever used it without accounts may change their mind; the way back is to remove nobody's account.
    if (mode === 'undecided' || (mode === 'machine' && wanted === 'accounts')) return
    throw new AppError('access-decided', 'Who may use Rollcall has been decided already. Sign in.')
  }

  /**
   * Lets an attempt at an account be checked, counted as wrong before it is.
   * @returns until when none is, or what the check says
   */
  async function attempt<T extends { readonly kind: string }>(
    name: string,
    caller: Caller,
    check: () => Promise<T | null>,
  ): Promise<T | Refusal> {
    const guard = accountGuard(name)
    const reserved = store.attempts.reserve([guard])
    if (reserved.kind === 'locked') return reserved
    const outcome = await check().catch((error: unknown) => {
      store.attempts.takeBack([guard])
      throw error
    })
    if (outcome !== null) {
      // Whoever has the passphrase still has to guess the code.
      if (outcome.kind === 'code-needed') store.attempts.takeBack([guard])
      else store.attempts.forget(guard.who)
      return outcome
    }
    const account = store.accounts.byName(name)
    const locks = reserved.locks.length > 0
    const action = locks ? 'account.lock' : 'account.refuse'
    // Whoever makes names up is locked by none of them.
    if (account === null) counted.note({ ...caller, action, subject: 'account unknown' })
    else store.audit.appendIfPossible({ ...caller, action, subject: `account ${account.id}`, details: {} })
    if (locks) {
      const message = 'Wrong passphrases locked an account for a while. Ask whose it is, or look into the audit log.'
      publish('notice', { level: 'warning', code: 'account-locked', message, details: {} })
    }
    return { kind: 'wrong' }
  }

  /** Whose passphrase and code these are; null when they are wrong. */
  async function prove({ name, passphrase, code }: { name: string; passphrase: string; code: string | null }) {
    const account = store.accounts.byName(name)
    if (!(await passphrases.verify(name, passphrase, account?.passphrase ?? null)) || account === null) return null
    if (account.secondStep === null) return account
    if (code === null) return { kind: 'code-needed' as const }
    return takeCode(account, code) ? account : null
  }

  function takeCode(account: StoredAccount, code: string): boolean {
    const step = account.secondStep === null ? null : stepOfCode(account.secondStep, code, account.lastCodeStep, now())
    if (step === null) return false
    store.accounts.update(account.id, { lastCodeStep: step })
    return true
  }

  function own({ account: id }: Caller): StoredAccount {
    const account = id === undefined ? null : store.accounts.find(id)
    if (account === null) throw new AppError('role-forbids', 'This is for somebody who is signed in with an account.')
    return account
  }

  /** Somebody must get in while the identity provider is away. @throws AppError `last-owner`, `last-passphrase` */
  function keepAnOwner(id: AccountId): void {
    const others = store.accounts.list().filter((account) => account.role === 'owner' && account.id !== id)
    if (others.some(({ passphrase }) => passphrase !== null)) return
    if (others.length === 0) {
      throw new AppError('last-owner', 'This is the last owner. Make somebody else an owner first.')
    }
    throw new AppError('last-passphrase', 'No other owner has a passphrase. Give one of them a passphrase first.')
  }

  function toIdentity(draft: IdentityDraft): StoredIdentity {
    const provider = store.identityProvider.get()
    if (provider === null) throw new AppError('no-identity-provider', 'Set up an identity provider first.')
    if (draft.kind === 'email') return { email: toEmail(draft.email), issuer: null, subject: null }
    return { email: null, issuer: provider.issuer, subject: draft.subject }
  }

  /** What changes an account from the office, and what the audit log has of it. */
  const change = <I extends { readonly id: AccountId }>(
    action: AuditAction,
    apply: (input: I) => StoredAccount,
    details: (input: I) => Record<string, unknown> = () => ({}),
  ) =>
    audited(action, {
      change: apply,
      entry: (input: I) => ({ subject: `account ${input.id}`, details: details(input) }),
      answer(account) {
        announce()
        return describe(account)
      },
    })

  const create = audited('account.create', {
    change: (draft: Parameters<typeof store.accounts.create>[0]) => store.accounts.create(draft),
    entry: ({ role, groups }, { id }) => ({ subject: `account ${id}`, details: { role, groups } }),
    answer(account) {
      announce()
      return describe(account)
    },
  })

  const setPassphrase = change<{ id: AccountId; passphrase: string; recovery?: string; secondStep?: null }>(
    'account.setPassphrase',
    ({ id, ...changed }) => store.accounts.update(id, changed),
  )

  const setSecondStep = change<{ id: AccountId; secondStep: string | null }>(
    'account.setSecondStep',
    ({ id, secondStep }) => store.accounts.update(id, { secondStep, lastCodeStep: 0 }),
    ({ secondStep }) => ({ on: secondStep !== null }),
  )

  return {
    handlers: {
      'accounts.session': (_, caller) => sessions.describe(caller),
      'accounts.begin': async (input, caller) => {
        refuseDecided(input.mode)
        if (input.mode === 'machine') {
          begin(input, caller)
          return { session: sessions.describe(caller), recoveryKey: null }
        }
        const { name } = input
        const passphrase = await passphrases.hash(name, input.passphrase)
        const recovery = passphrases.makeRecoveryKey(name)
        const id = begin({ mode: 'accounts', name, passphrase, recovery: recovery.stored }, caller)
        if (id !== null && caller.session !== undefined) sessions.signIn(caller, id)
        return { session: sessions.describe(caller), recoveryKey: recovery.key }
      },
      'accounts.signIn': (proof, caller) =>
        attempt(proof.name, caller, async () => {
          const account = await prove(proof)
          if (account === null || 'kind' in account) return account
          sessions.signIn(caller, account.id)
          return { kind: 'signed-in' as const, session: sessions.describe(caller) }
        }),
      'accounts.permitLeaving': async ({ name, passphrase, code }, caller) => {
        if (store.accounts.mode() !== 'accounts') return { kind: 'allowed' }
        if (name === null) return { kind: 'secret-needed' }
        return attempt(name, caller, async () => {
          const account = await prove({ name, passphrase, code })
          if (account === null || 'kind' in account) return account
          if (account.role !== 'owner' && account.role !== 'hr') return null
          const actor = { ...caller, actor: account.name }
          store.audit.appendIfPossible({ ...actor, action: 'kiosk.leave', subject: 'kiosks', details: {} })
          return { kind: 'allowed' as const }
        })
      },
      'accounts.signOut': (_, caller) => {
        sessions.signOut(caller)
        return sessions.describe(caller)
      },
      'accounts.stayActive': (_, caller) => {
        sessions.stayActive(caller)
        return {}
      },
      'accounts.recover': ({ name, recoveryKey, passphrase }, caller) =>
        attempt(name, caller, async () => {
          const account = store.accounts.byName(name)
          if (account?.recovery == null || !passphrases.verifyRecoveryKey(name, recoveryKey, account.recovery))
            return null
          const hash = await passphrases.hash(name, passphrase)
          const recovery = passphrases.makeRecoveryKey(name)
          sessions.endAll(account.id)
          setPassphrase({ id: account.id, passphrase: hash, recovery: recovery.stored, secondStep: null }, caller)
          sessions.signIn(caller, account.id)
          return { kind: 'recovered' as const, session: sessions.describe(caller), recoveryKey: recovery.key }
        }),
      'accounts.list': () => ({ accounts: store.accounts.list().map(describe) }),
      'accounts.create': async ({ name, role, groups, passphrase, identity: given }, caller) => {
        const identity = given && toIdentity(given)
        const hash = passphrase === null ? null : await passphrases.hash(name, passphrase)
        const recovery = hash === null ? null : passphrases.makeRecoveryKey(name)
        const draft = { name, role, groups, passphrase: hash, recovery: recovery?.stored ?? null, identity }
        return { account: create(draft, caller), recoveryKey: recovery?.key ?? null }
      },
      'accounts.setIdentity': change<Parsed<'accounts.setIdentity'>>(
        'account.setIdentity',
        ({ id, identity, passphrase }) => {
          const { role } = store.accounts.get(id)
          const removed = { passphrase: null, recovery: null, secondStep: null }
          if (passphrase === 'remove' && role === 'owner') keepAnOwner(id)
          return store.accounts.update(id, {
            identity: identity && toIdentity(identity),
            ...(passphrase === 'remove' ? removed : {}),
          })
        },
        ({ identity, passphrase }) => ({ identity: identity?.kind ?? null, passphrase }),
      ),
      'accounts.update': change<{ id: AccountId; role: Account['role']; groups: string[] }>(
        'account.update',
        ({ id, role, groups }) => {
          store.accounts.get(id)
          if (role !== 'owner') keepAnOwner(id)
          return store.accounts.update(id, { role, groups })
        },
        ({ role, groups }) => ({ role, groups }),
      ),
      'accounts.remove': audited('account.remove', {
        change({ id }) {
          store.accounts.get(id)
          keepAnOwner(id)
          store.accounts.remove(id)
        },
        entry: ({ id }) => ({ subject: `account ${id}` }),
        answer(_, { id }) {
          sessions.endAll(id)
          announce()
          return {}
        },
      }),
      'accounts.resetPassphrase': async ({ id, passphrase }, caller) => {
        const { name } = store.accounts.get(id)
        const hash = await passphrases.hash(name, passphrase)
        const recovery = passphrases.makeRecoveryKey(name)
        store.attempts.forget(accountGuard(name).who)
        sessions.endAll(id)
        const changed = { id, passphrase: hash, recovery: recovery.stored, secondStep: null }
        return { account: setPassphrase(changed, caller), recoveryKey: recovery.key }
      },
      'accounts.changePassphrase': async ({ current, next }, caller) => {
        const { id, name, passphrase } = own(caller)
        const outcome = await attempt(name, caller, async () =>
          (await passphrases.verify(name, current, passphrase)) ? { kind: 'changed' as const } : null,
        )
        if (outcome.kind !== 'changed') return outcome
        setPassphrase({ id, passphrase: await passphrases.hash(name, next) }, caller)
        return outcome
      },
      'accounts.beginSecondStep': (_, caller) => {
        const secret = makeSecret()
        return { secret, address: secondStepAddress(own(caller).name, secret) }
      },
      'accounts.confirmSecondStep': ({ secret, code }, caller) => {
        const { id } = own(caller)
        if (stepOfCode(secret, code, 0, now()) === null) return { kind: 'wrong' }
        setSecondStep({ id, secondStep: secret }, caller)
        return { kind: 'confirmed' }
      },
      'accounts.removeSecondStep': (_, caller) => {
        setSecondStep({ id: own(caller).id, secondStep: null }, caller)
        return {}
      },
    },
  }
}

type Refusal = { readonly kind: 'wrong' } | { readonly kind: 'locked'; readonly until: Instant }

import { randomUUID } from 'node:crypto'
import type { AccountId, Session } from '../contract/accounts.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { Caller, SessionId, Via } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import type { StoredAccount } from '../store/accounts.ts'
import type { Store } from '../store/open.ts'
import { describeAccount } from './describe-account.ts'
import type { Part } from './part.ts'
import type { WayBack } from './way-back.ts'

/**
 * Who is signed in at which window. Nothing of it is kept: after a restart everybody signs in again.
 */
export interface Sessions extends Part {
  /** @param wayBack from the identity provider; null for a window that cannot sign in there */
  open(via: Via, wayBack: WayBack | null): SessionId
  /** Forgets a window that is gone, and signs out whoever was signed in there. */
  leave(id: SessionId): void
  /** As whom calls of this window are made now. */
  callerOf(id: SessionId): Caller
  /** What a window may do, as it is told. */
  describe(caller: Caller): Session
  /** How this window hears from the identity provider. @throws AppError `role-forbids` where it cannot */
  wayBackOf(caller: Caller): WayBack
  /**
   * @param by what proved who it is, for the audit log
   * @throws AppError `role-forbids` where there is no window to sign in at
   */
  signIn(caller: Caller, account: AccountId, by?: 'identity provider'): void
  signOut(caller: Caller): void
  /** Signs an account out everywhere. */
  endAll(account: AccountId): void
  stayActive(caller: Caller): void
}

export interface SessionsOptions {
  readonly store: Pick<Store, 'accounts' | 'audit' | 'identityProvider'>
  readonly settings: () => Settings
  /** Milliseconds, of a clock that nobody can set. */
  readonly steady: () => number
  /** Who is at the controls of this machine. */
  readonly machine: Caller
  /** The demo shows everything to everybody. */
  readonly demo: boolean
}

interface Window {
  readonly via: Via
  readonly wayBack: WayBack | null
  account: AccountId | null
  activeAt: number
}

const minute = 60_000

export function createSessions({ store, settings, steady, machine, demo }: SessionsOptions): Sessions {
  const windows = new Map<SessionId, Window>()
  const mode = () => (demo ? 'machine' : store.accounts.mode())

  /** The account that is signed in, unless it is gone or nobody has used the window for too long. */
  function accountOf(window: Window): StoredAccount | null {
    if (window.account === null || mode() !== 'accounts') return null
    const account = store.accounts.find(window.account)
    const { signOutMinutes } = settings()
    const idle = signOutMinutes > 0 && steady() - window.activeAt >= signOutMinutes * minute
    if (account !== null && !idle) return account
    window.account = null
    if (account !== null) note(account, window.via, 'account.timeOut')
    return null
  }

  function note({ id, name }: StoredAccount, via: Via, action: AuditAction, details = {}): void {
    store.audit.appendIfPossible({ actor: name, via, action, subject: `account ${id}`, details })
  }

  function windowOf({ session }: Caller): Window {
    const window = session === undefined ? undefined : windows.get(session)
    if (window === undefined) throw new AppError('role-forbids', 'Only a window of the office can be signed in at.')
    return window
  }

  function callerOf(id: SessionId): Caller {
    const window = windows.get(id)
    const via = window?.via ?? machine.via
    const account = window === undefined ? null : accountOf(window)
    if (account !== null) {
      const { name: actor, role, groups } = account
      return { actor, via, role, groups: role === 'manager' ? groups : null, account: account.id, session: id }
    }
    const role = mode() === 'machine' ? 'owner' : 'signed-out'
    return { actor: machine.actor, via, role, session: id }
  }

  function leave(id: SessionId): void {
    const window = windows.get(id)
    const account = window === undefined ? null : accountOf(window)
    windows.delete(id)
    if (window !== undefined && account !== null) note(account, window.via, 'account.signOut')
  }

  return {
    open(via, wayBack) {
      const id = randomUUID() as string as SessionId
      windows.set(id, { via, wayBack, account: null, activeAt: steady() })
      return id
    },
    leave,
    close() {
      for (const id of windows.keys()) leave(id)
    },
    callerOf,
    describe({ session, role }) {
      const window = session === undefined ? undefined : windows.get(session)
      const account = window === undefined ? null : accountOf(window)
      const { signOutMinutes } = settings()
      return {
        mode: mode(),
        role: session === undefined ? role : callerOf(session).role,
        account: account === null ? null : describeAccount(account, null),
        idleMinutes: account === null || signOutMinutes === 0 ? null : signOutMinutes,
        identityProvider: store.identityProvider.get()?.name ?? null,
      }
    },
    wayBackOf(caller) {
      const { wayBack } = windowOf(caller)
      if (wayBack === null) throw new AppError('role-forbids', 'This window cannot sign in at an identity provider.')
      return wayBack
    },
    signIn(caller, id, by) {
      const window = windowOf(caller)
      window.account = id
      window.activeAt = steady()
      store.accounts.noteSignIn(id)
      note(store.accounts.get(id), window.via, 'account.signIn', by === undefined ? {} : { by })
    },
    signOut(caller) {
      const window = windowOf(caller)
      const account = accountOf(window)
      window.account = null
      if (account !== null) note(account, window.via, 'account.signOut')
    },
    endAll(id) {
      for (const window of windows.values()) if (window.account === id) window.account = null
    },
    stayActive({ session }) {
      const window = session === undefined ? undefined : windows.get(session)
      if (window !== undefined && accountOf(window) !== null) window.activeAt = steady()
    },
  }
}

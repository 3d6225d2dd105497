import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { access } from '../../main/contract/access.ts'
import type { Session } from '../../main/contract/accounts.ts'
import type { MethodName } from '../../main/contract/api.ts'
import { useClient } from '../client/context.tsx'
import { useCall } from './use-call.ts'

/** What this window may do; only for screens, which are shown when it has been read. */
export function useSession(): Session {
  const { data } = useCall('accounts.session', {})
  if (data === undefined) throw new Error('A screen was shown before the session was read.')
  return data
}

/** Whether this window may call a method. */
export function useMay(): (method: MethodName) => boolean {
  const { role } = useSession()
  return (method) => access[method].roles.includes(role)
}

/** Between two signs that somebody uses the window, milliseconds. */
const signInterval = 30_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/**
 * Keeps whoever uses this window signed in, and signs out when nobody does.
 * @param onIdle called when the time is over
 */
export function useIdleSignOut(session: Session | undefined, onIdle: () => void): void {
  const client = useClient()
  const minutes = session?.idleMinutes ?? null
  useEffect(() => {
    if (minutes === null) return
    let usedAt = Date.now()
    let toldAt = 0
    const use = () => {
      usedAt = Date.now()
      if (usedAt - toldAt < signInterval) return
      toldAt = usedAt
      client.call('accounts.stayActive', {}).catch(() => undefined)
    }
    const timer = setInterval(() => {
      if (Date.now() - usedAt >= minutes * 60_000) onIdle()
    }, 1000)
    for (const sign of signs) addEventListener(sign, use, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) removeEventListener(sign, use)
    }
  }, [client, minutes, onIdle])
}

const isMac = navigator.platform.startsWith('Mac')
/** What is pressed to sign out at once, as people write it. */
export const signOutKeys = isMac ? '⇧⌘L' : 'Ctrl+Shift+L'

/** Signs out by the keyboard, on any screen. The address stays, so that signing in again leads back to it. */
export function useSignOutKey(session: Session, signOut: () => void): void {
  const isSignedIn = session.account !== null
  useEffect(() => {
    if (!isSignedIn) return
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyL' || !event.shiftKey || event.altKey || !(isMac ? event.metaKey : event.ctrlKey)) return
      event.preventDefault()
      signOut()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isSignedIn, signOut])
}

/** What every window may know, whoever uses it. */
const kept: readonly unknown[] = ['accounts.session', 'settings.get', 'system.installation'] satisfies MethodName[]

/** Forgets what was read for somebody else. */
export function useForgetOthers(session: Session | undefined): void {
  const queries = useQueryClient()
  const who = session === undefined ? null : `${session.role} ${session.account?.id ?? ''}`
  useEffect(() => {
    if (who === null) return
    return () => {
      const predicate = ({ queryKey: [name] }: { queryKey: readonly unknown[] }) => !kept.includes(name)
      queries.removeQueries({ type: 'inactive', predicate })
      void queries.invalidateQueries({ type: 'active', predicate })
    }
  }, [queries, who])
}

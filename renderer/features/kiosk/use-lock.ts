import { useEffect, useState } from 'react'
import { useClient } from '../../client/context.tsx'
import { useFillsScreen } from './use-fills-screen.ts'

export interface Lock {
  /** The window fills its display and is left only by who may. */
  readonly locked: boolean
  /** Somebody wants to leave, and has to show that they may. */
  readonly leaving: boolean
  stay(): void
}

/**
 * The lock of a kiosk's window, as the app has it. A browser has none: there, a window that fills the screen leaves its
 * menu out.
 * @param own whether the window is a kiosk's own
 */
export function useLock(own: boolean): Lock {
  const { lock } = useClient()
  const fills = useFillsScreen()
  const [locked, setLocked] = useState(false)
  const [leaving, setLeaving] = useState(false)
  useEffect(
    () =>
      lock?.watch((now) => {
        setLocked(now)
        if (!now) setLeaving(false)
      }),
    [lock],
  )
  useEffect(() => lock?.onLeaving(() => setLeaving(true)), [lock])
  return { locked: own && (lock === null ? fills : locked), leaving, stay: () => setLeaving(false) }
}

import { useSyncExternalStore } from 'react'

/** Returns whether the window fills its screen, as a kiosk's does until somebody leaves full screen by the keyboard. */
export function useFillsScreen(): boolean {
  return useSyncExternalStore(watch, () => innerWidth === screen.width && innerHeight === screen.height)
}

function watch(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

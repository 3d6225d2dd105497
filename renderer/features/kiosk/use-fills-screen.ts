import { useSyncExternalStore } from 'react'

/** Whether the window fills its screen, as a kiosk's does that nobody with a keyboard has led out of full screen. */
export function useFillsScreen(): boolean {
  return useSyncExternalStore(watch, () => innerWidth === screen.width && innerHeight === screen.height)
}

function watch(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

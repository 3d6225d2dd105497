import { useSyncExternalStore } from 'react'

export const screens = ['kiosk', 'people', 'search', 'log', 'settings'] as const
export type Screen = (typeof screens)[number]

export interface Route {
  readonly screen: Screen
  /** What is chosen on the screen, for example a person; null when nothing is. */
  readonly id: number | null
}

/** Reads `#/people/12`; whatever is not understood is the kiosk. */
export function parseRoute(hash: string): Route {
  const [, name, id] = hash.split('/')
  const screen = screens.find((each) => each === name)
  if (screen === undefined) return { screen: 'kiosk', id: null }
  return { screen, id: id !== undefined && /^\d+$/.test(id) ? Number(id) : null }
}

export function address(screen: Screen, id?: number | null): string {
  return id === undefined || id === null ? `#/${screen}` : `#/${screen}/${id}`
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(watchHash, () => location.hash))
}

function watchHash(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

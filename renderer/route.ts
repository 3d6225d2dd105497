import { useSyncExternalStore } from 'react'

export const screens = [
  'kiosk',
  'today',
  'people',
  'timesheet',
  'corrections',
  'schedules',
  'search',
  'log',
  'metric',
  'settings',
] as const
export type Screen = (typeof screens)[number]

export interface Route {
  readonly screen: Screen
  /** What is chosen on the screen, for example a person; null when nothing is. */
  readonly id: number | null
  /** A part of the screen that has an address of its own, for example `visitors`; null for the screen itself. */
  readonly part: string | null
}

/** Reads `#/people/12` and `#/people/visitors`; whatever is not understood is the kiosk. */
export function parseRoute(hash: string): Route {
  const [, name, rest = ''] = hash.split('/')
  const screen = screens.find((each) => each === name)
  if (screen === undefined) return { screen: 'kiosk', id: null, part: null }
  return { screen, id: /^\d+$/.test(rest) ? Number(rest) : null, part: /^[a-z-]+$/.test(rest) ? rest : null }
}

export function address(screen: Screen, rest?: number | string | null): string {
  return rest === undefined || rest === null ? `#/${screen}` : `#/${screen}/${rest}`
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(watchHash, () => location.hash))
}

function watchHash(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** The kiosk that a window was opened for, as its address says: `?kiosk=Back door`; null for that of the settings. */
export function kioskName(search: string): string | null {
  return new URLSearchParams(search).get('kiosk')?.trim() || null
}

/** The address of a window for a kiosk. */
export function kioskAddress(name: string): string {
  return `?${new URLSearchParams({ kiosk: name })}#/kiosk`
}

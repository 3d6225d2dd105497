import { useMemo, useSyncExternalStore } from 'react'
import type { MethodName } from '../main/contract/api.ts'

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
/** The screens in menus; the others are reached from another screen, such as the metric lab from the settings. */
export const menuScreens = screens.filter((screen) => screen !== 'metric')
export type Screen = (typeof screens)[number]

/**
 * The call by which it is decided who is led to a screen. Most are what the screen reads; planning and the log are for
 * those who may read of everybody, and their own reads are open to managers too.
 */
export const screenMethods = {
  kiosk: 'kiosks.get',
  today: 'attendance.today',
  people: 'people.list',
  timesheet: 'attendance.group',
  corrections: 'attendance.requests',
  schedules: 'disputes.list',
  search: 'search.photo',
  log: 'events.export',
  metric: 'metric.list',
  settings: 'settings.set',
} as const satisfies Record<Screen, MethodName>

export interface Route {
  readonly screen: Screen
  /** What is selected on the screen, for example a person; null when nothing is. */
  readonly id: number | null
  /** A part of the screen with an address of its own, for example `visitors`; null for the screen itself. */
  readonly part: string | null
}

/** What a screen shows, for example a period or a filter; missing ones have the screen's defaults. */
export type Parameters = Readonly<Record<string, string | undefined>>

/** Parses `#/people/12` and `#/people/visitors`; anything else is the kiosk. */
export function parseRoute(hash: string): Route {
  const [path = ''] = hash.split('?')
  const [, name, rest = ''] = path.split('/')
  const screen = screens.find((each) => each === name)
  if (screen === undefined) return { screen: 'kiosk', id: null, part: null }
  return { screen, id: /^\d+$/.test(rest) ? Number(rest) : null, part: /^[a-z-]+$/.test(rest) ? rest : null }
}

export function address(screen: Screen, rest?: number | string | null, parameters: Parameters = {}): string {
  const path = rest === undefined || rest === null ? `#/${screen}` : `#/${screen}/${rest}`
  return withParameters(path, parameters)
}

/** Returns the parameters of `#/timesheet?period=week`. */
export function parseParameters(hash: string): Parameters {
  const [, query = ''] = hash.split(/\?(.*)/s)
  return Object.fromEntries(new URLSearchParams(query))
}

/** Returns an address with some parameters changed; null and undefined remove them. */
export function withParameters(hash: string, changes: Readonly<Record<string, string | null | undefined>>): string {
  const [path = ''] = hash.split('?')
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...parseParameters(hash), ...changes })) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value)
  }
  return query.size === 0 ? path : `${path}?${query}`
}

type ChangeParameters = (changes: Readonly<Record<string, string | null>>) => void

/** Returns the parameters of the address, and a function that changes some of them without a step in the history. */
export function useParameters(): readonly [Parameters, ChangeParameters] {
  const hash = useSyncExternalStore(watchHash, () => location.hash)
  return [useMemo(() => parseParameters(hash), [hash]), changeParameters]
}

function changeParameters(changes: Readonly<Record<string, string | null>>): void {
  history.replaceState(history.state, '', withParameters(location.hash, changes))
  // The browser does not announce a replaced address, and a field needs its own text at once.
  dispatchEvent(new HashChangeEvent('hashchange'))
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(watchHash, () => location.hash))
}

function watchHash(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/**
 * Returns the kiosk that a window was opened for, by its address: `?kiosk=Back door`; null for that of the settings.
 */
export function kioskName(search: string): string | null {
  return new URLSearchParams(search).get('kiosk')?.trim() || null
}

/** Returns the address of a window for a kiosk. */
export function kioskAddress(name: string): string {
  return `?${new URLSearchParams({ kiosk: name })}#/kiosk`
}

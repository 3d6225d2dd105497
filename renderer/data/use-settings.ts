import type { Input } from '../../main/contract/api.ts'
import type { Settings } from '../../main/contract/settings.ts'
import { useAnswers, useCall } from './use-call.ts'
import { useWork } from './use-change.ts'

/** Returns the settings. Only for screens, which are shown after the settings were read. */
export function useSettings(): Settings {
  const { data } = useCall('settings.get', {})
  if (data === undefined) throw new Error('A screen was shown before the settings were read.')
  return data
}

/**
 * Returns a function that changes settings: at once on screen, and back again with a notice when the engine refuses.
 */
export function useChangeSettings(): (change: Input<'settings.set'>) => void {
  const { get, set } = useAnswers()
  const { mutate } = useWork(async (change: Input<'settings.set'>, client) => {
    const before = get('settings.get', {})
    if (before !== undefined) set('settings.get', {}, { ...before, ...change } as Settings)
    try {
      set('settings.get', {}, await client.call('settings.set', change))
    } catch (error) {
      set('settings.get', {}, before)
      throw error
    }
  })
  return mutate
}

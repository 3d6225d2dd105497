import type { Context, Handlers } from './context.ts'

export function settingsHandlers(context: Context): Handlers<'settings.get' | 'settings.set'> {
  const { store, settings, publish, actor } = context
  return {
    'settings.get': () => settings(),
    'settings.set': (input) => {
      // A threshold set by hand no longer follows a promise.
      const change = { ...input, ...(input.threshold !== undefined && { promise: null }) }
      const next = store.settings.set(change)
      store.audit.append({ actor, action: 'settings.set', subject: 'settings', details: change })
      publish('settings.changed', next)
      return next
    },
  }
}

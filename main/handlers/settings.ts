import type { Context, Handlers } from './context.ts'
import { defined } from './defined.ts'

export function settingsHandlers(context: Context): Handlers<'settings.get' | 'settings.set'> {
  const { store, settings, publish, actor } = context
  return {
    'settings.get': () => settings(),
    'settings.set': (input) => {
      const change = defined(input)
      const next = store.settings.set(change)
      store.audit.append({ actor, action: 'settings.set', subject: 'settings', details: change })
      publish('settings.changed', next)
      return next
    },
  }
}

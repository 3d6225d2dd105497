import type { Parsed } from '../contract/api.ts'
import { checkFolder } from '../services/backup-files.ts'
import type { Context } from '../services/context.ts'
import type { SettingsChange } from '../store/settings.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

/** Handles the settings and records who changed them. */
export function settingsModule(context: Context): Module<'settings'> {
  const { store, settings, publish } = context
  const audited = auditing(store)
  return {
    handlers: {
      'settings.get': () => settings(),
      'settings.set': audited('settings.set', {
        change(input) {
          for (const folder of [input.backupFolder, input.headFolder]) if (folder) checkFolder(folder)
          return store.settings.set(byHand(input))
        },
        entry: (input) => ({ subject: 'settings', details: byHand(input) }),
        answer(next) {
          publish('settings.changed', next)
          return next
        },
      }),
    },
  }
}

/** A threshold set by hand no longer follows a promise. */
function byHand(change: Parsed<'settings.set'>): SettingsChange {
  return { ...change, ...(change.threshold !== undefined && { promise: null }) }
}

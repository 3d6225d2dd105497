import { z } from 'zod'
import { method } from '../method.ts'
import { Settings, SettingsChange } from '../settings.ts'

export const settingsMethods = {
  'settings.get': method(z.object({}), Settings),
  /** Changes the named settings only. */
  'settings.set': method(SettingsChange, Settings),
}

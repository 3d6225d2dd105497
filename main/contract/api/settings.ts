import { z } from 'zod'
import { method } from '../method.ts'
import { Settings } from '../settings.ts'

export const settingsMethods = {
  'settings.get': method(z.object({}), Settings),
  /** Changes the named settings only. */
  'settings.set': method(
    Settings.omit({ thresholdVersion: true })
      .partial()
      .refine((change) => Object.keys(change).length > 0, 'Name at least one setting.'),
    Settings,
  ),
}

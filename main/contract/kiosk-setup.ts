import { z } from 'zod'
import { Direction } from './entities.ts'
import { tidied, tidyText } from './tidy-text.ts'

/** How a kiosk treats the people it sees. Frames and calls name their kiosk; one that nobody set up is like `standardKiosk`. */
export const KioskSetup = z.object({
  name: tidied(64),
  /** `settings`: as the installation's setting says. `ask`: the person says on screen which way they go. */
  direction: z.enum(['settings', 'toggle', 'ask', ...Direction.options]).default('settings'),
  /** Entry without a face: not at all, by employee number and PIN, or by the PIN alone as well. */
  pin: z.enum(['off', 'number', 'alone']).default('number'),
  /** Whether visitors may sign in here. */
  guests: z.boolean().default(true),
  /** Whether people may ask for corrections here. */
  requests: z.boolean().default(true),
  /** `deviceId` of its camera; null for the camera of the installation's setting. */
  camera: z.string().nullable().default(null),
})
export type KioskSetup = z.infer<typeof KioskSetup>

const standardSetup = KioskSetup.omit({ name: true }).parse({})

export function standardKiosk(name: string): KioskSetup {
  return { ...standardSetup, name: tidyText(name) }
}

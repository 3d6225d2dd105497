import { z } from 'zod'
import { Direction } from './entities.ts'

/** What the user can set; defaults are filled in here and nowhere else. */
export const Settings = z.object({
  /** Least similarity at which a person is named. 0.45 named 0.24 % of strangers in a gallery of 322 (docs/accuracy.md). */
  threshold: z.number().min(0).max(1).default(0.45),
  /** Counts the changes of `threshold`; set by the engine. */
  thresholdVersion: z.number().int().default(1),
  /** How far the best other person must lie below the best one. */
  margin: z.number().min(0).max(0.5).default(0.05),
  /** Same person at the same kiosk within this time: no second event. */
  cooldownSeconds: z.number().int().min(0).max(86_400).default(60),
  liveness: z.enum(['off', 'advisory', 'required']).default('advisory'),
  /** `toggle`: in and out by turns. Otherwise every event of this installation has that direction. */
  direction: z.union([z.literal('toggle'), Direction]).default('toggle'),
  kiosk: z.string().min(1).max(64).default('Front door'),
  mirror: z.boolean().default(true),
  /** `deviceId` of the camera, null for the system's choice. */
  camera: z.string().nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'zh', 'ja']).default('system'),
  sounds: z.boolean().default(true),
})
export type Settings = z.infer<typeof Settings>

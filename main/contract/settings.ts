import { z } from 'zod'
import { Direction } from './events.ts'
import { languageCodes } from './languages.ts'
import { method } from './method.ts'
import { defaultMinQualities, maxQualityThreshold } from './quality.ts'
import { RatePromise } from './rate-promise.ts'
import { RetentionDays } from './retention.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/** Degrees by which a camera's picture is turned clockwise before anything else. */
export const cameraRotations = [0, 90, 180, 270] as const

export const CameraRotation = z.literal(cameraRotations)
export type CameraRotation = z.infer<typeof CameraRotation>

/**
 * A camera that is mounted on its side. Browsers may assign another `id` after a restart; then its `label` identifies
 * it.
 */
export const TurnedCamera = z.object({ id: z.string(), label: z.string(), degrees: CameraRotation })
export type TurnedCamera = z.infer<typeof TurnedCamera>

/** What the user can set. */
export const Settings = z.object({
  /** The lowest similarity at which a person is named. */
  threshold: z.number().min(0).max(1),
  /** Counts the changes of `threshold` and `margin`; set by the engine. */
  thresholdVersion: z.number().int(),
  /** The error rate that the threshold keeps; it follows the gallery while this is set. */
  promise: RatePromise.nullable(),
  /** How much more similar the best person must be than the next one. */
  margin: z.number().min(0).max(0.5),
  /** The lowest quality, 0..100, at which a photo becomes a template. */
  enrolmentQuality: z.number().min(0).max(maxQualityThreshold),
  /** The lowest quality, 0..100, at which a face at the kiosk is searched for. */
  probeQuality: z.number().min(0).max(maxQualityThreshold),
  /** The same person at the same kiosk within this time makes no second event. */
  cooldownSeconds: z.number().int().min(0).max(86_400),
  /** Minutes after a check-in within which a check-out needs a confirmation; 0 never asks. */
  askMinutes: z.number().int().min(0).max(1440),
  liveness: z.enum(['off', 'advisory', 'required']),
  /** Whether to ask for a blink or a turn of the head where liveness is required and in doubt. */
  challenge: z.boolean(),
  /** `toggle`: in and out in turn. Otherwise every event of this installation has that direction. */
  direction: z.union([z.literal('toggle'), Direction]),
  kiosk: tidyTextUpTo(64),
  mirror: z.boolean(),
  /** `deviceId` of the camera; null for the system's choice. */
  camera: z.string().nullable(),
  /** Latest first. */
  turnedCameras: z.array(TurnedCamera).max(32),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...languageCodes]),
  /** Whether hours are written with 12 or 24; `system` follows the language. */
  clock: z.enum(['system', '12', '24']),
  sounds: z.boolean(),
  /** What models run on; `auto` is the fastest provider with the same results as the CPU. */
  provider: z.enum(['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml']),
  /** Whether people with one photo are asked at the kiosk to keep a second look, which the office decides about. */
  asksForLooks: z.boolean(),
  /** Days for which unknown faces are kept; 0 keeps none. */
  visitorDays: z.number().int().min(0).max(90),
  /** What is erased because of its age, and when. */
  retention: RetentionDays,
  /** Port of the REST interface on this machine (docs/rest.md); null for none. */
  restPort: z.number().int().min(1024).max(65_535).nullable(),
  /** When a daily backup is made: minutes after midnight in the office's zone; null makes none. */
  backupMinute: z.number().int().min(0).max(1439).nullable(),
  /** Where backups go: an absolute path, or null for `backups` in the data folder. */
  backupFolder: z.string().min(1).max(4096).nullable(),
  /** Where signed heads of the records are kept, one a day (docs/security.md, "Heads"); null for nowhere. */
  headFolder: z.string().min(1).max(4096).nullable(),
  /** Minutes without a key or a touch after which a window is signed out; 0 never. */
  signOutMinutes: z.number().int().min(0).max(1440),
  /** Days after which files in the exports folder are removed; null keeps them. */
  exportDays: z.number().int().min(1).max(3650).nullable(),
})
export type Settings = z.infer<typeof Settings>

/** The default settings. */
export const defaultSettings: Settings = {
  // Until the first person is enrolled: one in a hundred strangers is named among a hundred of the people most alike.
  threshold: 0.51,
  thresholdVersion: 1,
  promise: { kind: 'fpir', rate: 0.01 },
  margin: 0.05,
  enrolmentQuality: defaultMinQualities.enrolment,
  probeQuality: defaultMinQualities.probe,
  cooldownSeconds: 300,
  askMinutes: 60,
  liveness: 'required',
  challenge: false,
  direction: 'toggle',
  kiosk: 'Front door',
  mirror: true,
  camera: null,
  turnedCameras: [],
  theme: 'system',
  language: 'system',
  clock: 'system',
  sounds: true,
  provider: 'auto',
  asksForLooks: true,
  visitorDays: 0,
  retention: RetentionDays.parse({}),
  restPort: null,
  backupMinute: null,
  backupFolder: null,
  headFolder: null,
  exportDays: null,
  signOutMinutes: 10,
}

/** The settings to change; the others stay. */
export const SettingsChange = Settings.omit({ thresholdVersion: true, promise: true })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Name at least one setting.')

export const settingsMethods = {
  'settings.get': method(z.object({}), Settings),
  /** Changes only the given settings. */
  'settings.set': method(SettingsChange, Settings),
}

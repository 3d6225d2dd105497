import { z } from 'zod'
import { method } from '../method.ts'

/** `fell-back` says that another provider was wanted and why it is not in use. */
export const Provider = z.object({
  name: z.string(),
  wanted: z.string(),
  fallBackReason: z.string().nullable(),
  available: z.array(z.string()),
})
export type Provider = z.infer<typeof Provider>

export const Check = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** What was found, and when not ok what to do. */
  message: z.string(),
})
export type Check = z.infer<typeof Check>

/** What is known before any model is loaded. */
export const Installation = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'web', 'cli', 'test']),
  dataFolder: z.string(),
  /** The camera is the demo's film of sample photos. */
  demo: z.boolean(),
})
export type Installation = z.infer<typeof Installation>

export const SystemInfo = z.object({
  ...Installation.shape,
  provider: Provider,
  pack: z.object({ name: z.string(), licence: z.string() }),
  models: z.array(z.object({ role: z.string(), file: z.string(), sha256: z.string(), licence: z.string() })),
  people: z.number().int(),
  templates: z.number().int(),
  events: z.number().int(),
  search: z.enum(['exact', 'hnsw']),
  keySource: z.string(),
  /** Whoever copies the data folder has the key as well. */
  keyBesideData: z.boolean(),
})
export type SystemInfo = z.infer<typeof SystemInfo>

export const systemMethods = {
  'system.installation': method(z.object({}), Installation),
  /** Waits for the models. */
  'system.info': method(z.object({}), SystemInfo),
  /**
   * Writes a copy of the database that opens as it is, while the app goes on. Templates in it stay sealed with the key,
   * which is not part of the copy. `file` must not exist; null takes a new one in the data folder. Only the command line
   * may name a file. `recorded` is false where the audit log could not be written, as on a full disk.
   */
  'system.backup': method(
    z.object({ file: z.string().nullable().default(null) }),
    z.object({ file: z.string(), bytes: z.number().int(), keySource: z.string(), recorded: z.boolean() }),
  ),
  /** Checks models, providers, database and index. */
  'system.doctor': method(z.object({}), z.object({ ok: z.boolean(), checks: z.array(Check) })),
}

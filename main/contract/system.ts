import { z } from 'zod'
import { Check, FallBack } from './checks.ts'
import { KeyPlace } from './key-place.ts'
import { method } from './method.ts'
import { RecordHead } from './record-head.ts'

export const Provider = z.object({
  name: z.string(),
  wanted: z.string(),
  /** Null while the wanted one is in use. */
  fallBack: FallBack.nullable(),
  available: z.array(z.string()),
})
export type Provider = z.infer<typeof Provider>

/** What is known before any model is loaded. */
export const Installation = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'web', 'cli', 'test']),
  dataFolder: z.string(),
  /** Whether the camera is the demo's film of sample photos. */
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
  key: KeyPlace,
  /** Whether whoever copies the data folder has the key as well. */
  keyBesideData: z.boolean(),
})
export type SystemInfo = z.infer<typeof SystemInfo>

export const systemMethods = {
  'system.installation': method(z.object({}), Installation),
  /** Waits for the models. */
  'system.info': method(z.object({}), SystemInfo),
  /**
   * Checks models, providers, every stored value and the index. Announces `progress` under the name `task`;
   * `system.cancelDoctor` makes it end with `cancelled`.
   */
  'system.doctor': method(
    z.object({
      task: z.string().min(1).max(64).default('doctor'),
      /** A head of the records that was kept elsewhere; those in the folder of the settings are compared anyway. */
      head: RecordHead.nullable().default(null),
    }),
    z.object({ ok: z.boolean(), checks: z.array(Check) }),
  ),
  'system.cancelDoctor': method(z.object({ task: z.string() }), z.object({})),
}

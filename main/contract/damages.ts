import { z } from 'zod'
import { PersonId } from './entities.ts'

/** Kinds of stored values that can be damaged individually. */
export const damageKinds = [
  'template',
  'photo',
  'pin',
  'name',
  'groups',
  'entry',
  'entry-name',
  'visitor',
  'request',
  'merge',
  'setting',
  'document',
  'metric',
  'webhook',
  'token',
] as const

export const DamageKind = z.enum(damageKinds)
export type DamageKind = z.infer<typeof DamageKind>

/** A stored value that cannot be decrypted or parsed, or no longer fits its neighbours. */
export const Damage = z.object({
  kind: DamageKind,
  /** Row id, or the key of a setting or a document. */
  id: z.union([z.number(), z.string()]),
  /** Whose value it is; null when it is nobody's. */
  personId: PersonId.nullable(),
})
export type Damage = z.infer<typeof Damage>

/** Stored values of one kind that were found damaged. The `details` of `data-damaged` are a list of these. */
export const DamagedValues = z.object({
  kind: DamageKind,
  /** Which ones: names of people, numbers, keys. */
  of: z.array(z.string()),
})
export type DamagedValues = z.infer<typeof DamagedValues>

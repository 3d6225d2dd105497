import { z } from 'zod'
import { Instant } from './entities.ts'
import { KeyPlace } from './key-place.ts'
import { method } from './method.ts'

/** What keeps the key of the data, and since when they have it. */
export const KeyState = z.object({
  place: KeyPlace,
  /**
   * Where the file of the key lies as seen from the data: whoever copies the folder, or has the disk, has both. Null
   * where no file keeps it.
   */
  beside: z.enum(['folder', 'disk', 'elsewhere']).nullable(),
  /** Whether that is the key itself, as in data of earlier versions. It opens them also after the key was moved. */
  isKeyItself: z.boolean(),
  /** Counts the keys that the data had. */
  number: z.number().int(),
  /** Since when the data have this key, and since when it is kept there; null from the beginning. */
  since: Instant.nullable(),
  movedAt: Instant.nullable(),
  /** When somebody began to give the data another key, and was interrupted; nothing was changed then. */
  interrupted: Instant.nullable(),
  /** The system's key chain, where there is one that can keep the key. */
  keyChain: KeyPlace.nullable(),
})
export type KeyState = z.infer<typeof KeyState>

/** What can keep the key. */
export const KeyDestination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file') }),
  z.object({ kind: z.literal('key-chain') }),
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(1).max(1024) }),
])
export type KeyDestination = z.infer<typeof KeyDestination>

export const keyMethods = {
  'keys.check': method(z.object({}), KeyState),
  /**
   * Has another place keep the key, or gives the data another passphrase; what kept it before no longer opens them. The
   * data are closed and opened again, which takes a second. `formerOpens`: it does so all the same, because it was the
   * key itself; only another key ends that.
   * @throws `passphrase-weak`, `forbidden` where there is no key chain
   */
  'keys.move': method(z.object({ to: KeyDestination }), z.object({ formerOpens: z.boolean() })),
  /**
   * Gives the data another key, kept in the same place. Everything is sealed anew, while Rollcall is closed; backups of
   * before open with the recovery key of then alone. `number` is the new key's.
   * @throws `disk-full`
   */
  'keys.rotate': method(z.object({}), z.object({ number: z.number().int() })),
}

import { z } from 'zod'

/** Where the key is kept that templates and photos are encrypted with. */
export const KeyPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({ kind: z.literal('passphrase') }),
  /** The operating system's store for secrets. */
  z.object({ kind: z.enum(['keychain', 'windows-protection', 'key-ring']) }),
  /** A recovery key or a copy of the key file that somebody has just entered. */
  z.object({ kind: z.literal('recovery-key') }),
])
export type KeyPlace = z.infer<typeof KeyPlace>

/** Describes the place in English, for the command line and for errors. */
export function describeKeyPlace(place: KeyPlace): string {
  switch (place.kind) {
    case 'file':
      return `the key file ${place.path}`
    case 'passphrase':
      return 'your passphrase'
    case 'keychain':
      return 'the Keychain'
    case 'windows-protection':
      return 'Windows data protection'
    case 'key-ring':
      return "the system's key ring"
    case 'recovery-key':
      return 'the recovery key'
  }
}

import { z } from 'zod'

/** Where the key lies that templates and photos are encrypted with. */
export const KeyPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({ kind: z.literal('passphrase') }),
  /** In what the operating system keeps secrets. */
  z.object({ kind: z.enum(['keychain', 'windows-protection', 'key-ring']) }),
  /** A recovery key or a copy of the key file that somebody has just handed in. */
  z.object({ kind: z.literal('recovery-key') }),
])
export type KeyPlace = z.infer<typeof KeyPlace>

/** In English, for the command line and for errors. */
export function keyPlaceWords(place: KeyPlace): string {
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

import { minPassphraseLength } from './accounts.ts'

/** Fewer different characters than this are a pattern, not a passphrase. */
export const minDistinctCharacters = 5

/** Whether a passphrase is short or repetitive enough to be guessed. */
export function isWeakPassphrase(text: string): boolean {
  const characters = [...text.normalize('NFKC').toLowerCase()]
  return characters.length < minPassphraseLength || new Set(characters).size < minDistinctCharacters
}

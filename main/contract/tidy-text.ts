import { z } from 'zod'

/**
 * Tidies a name, number or group for storing and comparing: composed letters (Unicode's form C), single spaces between
 * words and none around them, whatever kind of blank was typed.
 */
export function tidyText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Makes the schema of text that is tidied on input, and then has 1 to `maxLength` characters. */
export function tidyTextUpTo(maxLength: number) {
  return z.string().overwrite(tidyText).min(1).max(maxLength)
}

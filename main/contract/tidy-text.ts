import { z } from 'zod'

/**
 * A name, a number or a group as it is kept and compared: every accent part of its letter (Unicode's form C), one space
 * between words and none around them, whatever kind of blank was typed.
 */
export function tidyText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Text that is tidied as it comes in, and then has 1 to `longest` characters. */
export function tidyTextUpTo(longest: number) {
  return z.string().overwrite(tidyText).min(1).max(longest)
}

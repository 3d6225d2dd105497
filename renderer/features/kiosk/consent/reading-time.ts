/** Milliseconds for a character: a slow reader of Chinese, and more than enough for a slow reader of letters. */
const msPerCharacter = 200
const maxMs = 600_000

/** How long somebody may read a text without touching the screen, in milliseconds. */
export function readingTime(text: string): number {
  return Math.min(maxMs, text.length * msPerCharacter)
}

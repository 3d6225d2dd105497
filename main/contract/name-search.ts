/** Whether a letter is one that the keyboard has no key for, such as 王. */
export function isWide(text: string): boolean {
  return /[^\p{Script=Latin}\p{M}\p{N}\s'’.-]/u.test(text)
}

/**
 * The characters that continue what was typed to one of the names, of those that the keyboard has no keys for: whoever
 * looks for 王小明 chooses 王 and then 小. Nothing else of the names is given away.
 */
export function nextCharacters(names: readonly string[], typed: string): string[] {
  const before = isWide(typed) ? typed : ''
  const next = names
    .filter((name) => name.startsWith(before))
    .map((name) => [...name.slice(before.length)][0] ?? '')
    .filter(isWide)
  return [...new Set(next)]
}

const minLetters = 2

/**
 * Whether enough of a name was typed for those who bear it to be listed: one character of a script of many, or two
 * letters.
 */
export function isEnough(typed: string): boolean {
  const text = typed.trim()
  return text.length >= (isWide(text) ? 1 : minLetters)
}

/** Whether a word of the name begins with what was typed, or all of it does; case and accents make no difference. */
export function beginsName(name: string, typed: string): boolean {
  const wanted = plain(typed)
  const own = plain(name)
  return own.startsWith(wanted) || own.split(/[\s'’-]+/).some((word) => word.startsWith(wanted))
}

function plain(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What the keyboard of the kiosk has on it, row by row. */
export type Layer = 'letters' | 'accents' | 'characters'

export const layers: Readonly<Record<Exclude<Layer, 'characters'>, readonly string[]>> = {
  letters: ['1234567890', 'qwertyuiop', "asdfghjkl'", 'zxcvbnm-'],
  accents: ['äöüßåæøéèê', 'áàâãçñíìîï', 'óòôõœúùûëý', 'łśšźžżčćńğ'],
}

/** Characters in a row of those that continue names. */
export const charactersPerRow = 10

/** Whether the next letter begins a word of a name: at the start, after a blank, a hyphen or an apostrophe. */
export function beginsWord(before: string): boolean {
  return before === '' || /[\s'-]$/.test(before)
}

/** Whether a letter is one that the keyboard has no key for, such as 王. */
export function isWide(text: string): boolean {
  return /[^\p{Script=Latin}\p{M}\p{N}\s'’.-]/u.test(text)
}

/**
 * The characters that continue what was typed to one of the names, of those that the keyboard has no keys for: whoever
 * looks for 王小明 chooses 王 and then 小. Nothing else of the names is given away.
 */
export function nextCharacters(names: readonly string[], typed: string, locale: string): string[] {
  const before = isWide(typed) ? typed : ''
  const next = names
    .filter((name) => name.startsWith(before))
    .map((name) => [...name.slice(before.length)][0] ?? '')
    .filter(isWide)
  return [...new Set(next)].sort(new Intl.Collator(locale).compare)
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

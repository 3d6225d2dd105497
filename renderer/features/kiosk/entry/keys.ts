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

/** The keys of the kiosk's keyboard, row by row. */
export type Layer = 'letters' | 'accents' | 'characters'

export const layers: Readonly<Record<Exclude<Layer, 'characters'>, readonly string[]>> = {
  letters: ['1234567890', 'qwertyuiop', "asdfghjkl'", 'zxcvbnm-'],
  accents: ['äöüßåæøéèê', 'áàâãçñíìîï', 'óòôõœúùûëý', 'łśšźžżčćńğ'],
}

/** Characters in a row of those that continue names. */
export const charactersPerRow = 10

/** Tells whether the next letter begins a word of a name: at the start, after a space, a hyphen or an apostrophe. */
export function beginsWord(before: string): boolean {
  return before === '' || /[\s'-]$/.test(before)
}

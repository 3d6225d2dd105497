/** Letters that Unicode does not take apart into a base letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** Text without case, accents and width: what two spellings are compared by. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => letters[letter]!)
}

/** The folded words of a query, as the JSON list that `matchesWords` takes. */
export function foldedWords(query: string): string {
  return JSON.stringify(fold(query).split(/\s+/).filter(Boolean))
}

/** SQL: every word of the JSON list `@words` occurs somewhere in `column`. */
export function matchesWords(column: string): string {
  return `not exists (select 1 from json_each(@words) where instr(${column}, value) = 0)`
}

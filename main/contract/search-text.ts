/** Letters that Unicode does not decompose into a base letter and a mark. */
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

/** Folds text to what two spellings are compared by: without case, accents and width. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => letters[letter]!)
}

/** Splits what somebody typed into folded words. */
export function wordsOf(query: string): string[] {
  return foldText(query).split(/\s+/).filter(Boolean)
}

/** Tells whether a query means a person: every word is in the name, or it is how the employee number begins. */
export function matchesPerson(
  { name, employeeNumber }: { readonly name: string; readonly employeeNumber: string | null },
  query: string,
): boolean {
  const folded = foldText(name)
  return (
    wordsOf(query).every((word) => folded.includes(word)) ||
    (employeeNumber !== null && foldText(employeeNumber).startsWith(foldText(query.trim())))
  )
}

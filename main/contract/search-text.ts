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

/** The folded words of what somebody typed. */
export function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean)
}

/** Whether a person is meant by what was typed: every word is in the name, or it is how the employee number begins. */
export function matchesPerson(
  { name, employeeNumber }: { readonly name: string; readonly employeeNumber: string | null },
  query: string,
): boolean {
  const folded = fold(name)
  return (
    wordsOf(query).every((word) => folded.includes(word)) ||
    (employeeNumber !== null && fold(employeeNumber).startsWith(fold(query.trim())))
  )
}

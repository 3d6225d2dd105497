import { wordsOf } from '../contract/search-text.ts'

/** The words of a query without case and accents, as the JSON list that `matchesWords` takes. */
export function toSearchWords(query: string): string {
  return JSON.stringify(wordsOf(query))
}

/** SQL condition: every word of the JSON list `@words` occurs in `column`. */
export function matchesWords(column: string): string {
  return `not exists (select 1 from json_each(@words) where instr(${column}, value) = 0)`
}

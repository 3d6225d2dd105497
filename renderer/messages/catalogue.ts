import { en, type Messages } from './en.ts'
import { ja } from './ja.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh' | 'ja'

/** English defines the shape; a language that misses a word does not compile. */
export const catalogue: Readonly<Record<Language, Messages>> = { en, zh, ja }

/** The wish of somebody who chose a language: as the system writes it if it knows it (`en-GB`), else as it is. */
export function wishedLanguages(chosen: Language | 'system', system: readonly string[]): readonly string[] {
  if (chosen === 'system') return system
  return [...system.filter((locale) => locale.split('-')[0] === chosen), chosen]
}

/** The first of the wished languages that there is, with its region: `['de', 'ja-JP']` gives `ja` and `ja-JP`. */
export function chooseLanguage(wished: readonly string[]): { language: Language; locale: string } {
  for (const locale of wished) {
    const language = locale.split('-')[0]?.toLowerCase() ?? ''
    if (Object.hasOwn(catalogue, language)) return { language: language as Language, locale }
  }
  return { language: 'en', locale: 'en' }
}

import { en, type Messages } from './en.ts'
import { ja } from './ja.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh' | 'ja'

/** English defines the shape; a language that misses a word does not compile. */
export const catalogue: Readonly<Record<Language, Messages>> = { en, zh, ja }

/** The first of the wished languages that there is, with its region: `['de', 'ja-JP']` gives `ja` and `ja-JP`. */
export function chooseLanguage(wished: readonly string[]): { language: Language; locale: string } {
  for (const locale of wished) {
    const language = locale.split('-')[0]?.toLowerCase() ?? ''
    if (Object.hasOwn(catalogue, language)) return { language: language as Language, locale }
  }
  return { language: 'en', locale: 'en' }
}

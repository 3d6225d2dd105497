import { isLanguage, type Language, languages } from '../../main/contract/languages.ts'
import type { Messages } from './en/index.ts'

const loading = new Map<Language, Promise<Messages>>()

/** The words of a language, which are read when somebody chooses it. A failed attempt is repeated by the next call. */
export function loadMessages(language: Language): Promise<Messages> {
  const known = loading.get(language)
  if (known !== undefined) return known
  const messages = readMessages(language)
  loading.set(language, messages)
  messages.catch(() => loading.delete(language))
  return messages
}

async function readMessages(language: Language): Promise<Messages> {
  const { messages }: { messages: Messages } = await import(`./${language}/index.ts`)
  return messages
}

/** What somebody who chose a language wishes: it as the system writes it (`en-US`), else as its row does. */
export function wishedLanguages(chosen: Language | 'system', system: readonly string[]): readonly string[] {
  if (chosen === 'system') return system
  return [...system.filter((locale) => locale.split('-')[0] === chosen), languages[chosen].locale]
}

/** The first of the wished languages that there is, with its region: `['fr', 'ja-JP']` gives `ja` and `ja-JP`. */
export function chooseLanguage(wished: readonly string[]): { language: Language; locale: string } {
  for (const locale of wished) {
    const language = locale.split('-')[0]?.toLowerCase() ?? ''
    if (isLanguage(language)) return { language, locale }
  }
  return { language: 'en', locale: languages.en.locale }
}

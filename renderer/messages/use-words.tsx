import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { AppError } from '../../main/contract/errors.ts'
import type { Settings } from '../../main/contract/settings.ts'
import { catalogue, chooseLanguage, wishedLanguages } from './catalogue.ts'
import type { Messages } from './en.ts'
import { createFormat, type Format } from './format.ts'

interface Words {
  readonly words: Messages
  readonly format: Format
}

const WordsContext = createContext<Words | null>(null)

/** Gives every screen its words; `language` is the user's choice. */
export function WordsProvider(props: { language: Settings['language']; children: ReactNode }) {
  const { language, locale } = useMemo(
    () => chooseLanguage(wishedLanguages(props.language, navigator.languages)),
    [props.language],
  )
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const value = useMemo(() => ({ words: catalogue[language], format: createFormat(locale) }), [language, locale])
  return (
    <I18nProvider locale={locale}>
      <WordsContext value={value}>{props.children}</WordsContext>
    </I18nProvider>
  )
}

export function useWords(): Words {
  const value = useContext(WordsContext)
  if (value === null) throw new Error('This screen stands outside of its WordsProvider.')
  return value
}

/** The sentence for anything that failed. */
export function errorWords(words: Messages, error: unknown): string {
  return words.errors[error instanceof AppError ? error.code : 'internal']
}

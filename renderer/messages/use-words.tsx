import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { AppError } from '../../main/contract/errors.ts'
import { type Language, languageRow } from '../../main/contract/languages.ts'
import type { Settings } from '../../main/contract/settings.ts'
import { chooseLanguage, loadMessages, wishedLanguages } from './catalogue.ts'
import type { Messages } from './en/index.ts'
import { createFormat, type Format, withClock } from './format.ts'

interface Words {
  readonly words: Messages
  readonly format: Format
  readonly language: Language
  /** With the clock that hours are counted by. */
  readonly locale: string
}

/** A language whose words have been read. */
interface Spoken {
  readonly language: Language
  readonly locale: string
  readonly messages: Messages
}

/** Whoever serves the page may just be starting again. */
const retryMs = 2_000

const WordsContext = createContext<Words | null>(null)

/**
 * Gives every screen its words. Nothing is shown in another language first: until the words of the chosen one have been
 * read, there is `opening`; when the choice changes, the words before stay until then.
 * @param props.language the user's choice; undefined until the settings have been read
 */
export function WordsProvider(props: {
  language: Settings['language'] | undefined
  clock: Settings['clock']
  opening: ReactNode
  children: ReactNode
}) {
  const { language: wish, clock } = props
  const [spoken, setSpoken] = useState<Spoken | null>(null)
  useEffect(() => {
    if (wish === undefined) return
    const { language, locale } = chooseLanguage(wishedLanguages(wish, navigator.languages))
    let superseded = false
    let again: ReturnType<typeof setTimeout>
    function read(): void {
      loadMessages(language).then(
        (messages) => superseded || setSpoken({ language, locale, messages }),
        (error: unknown) => {
          console.error(`The words of ${language} can't be read.`, error)
          if (!superseded) again = setTimeout(read, retryMs)
        },
      )
    }
    read()
    return () => {
      superseded = true
      clearTimeout(again)
    }
  }, [wish])
  useEffect(() => {
    if (spoken === null) return
    const { lang, style } = document.documentElement
    if (lang !== spoken.locale) document.documentElement.lang = spoken.locale
    style.setProperty('--language-fonts', languageRow(spoken.language).fonts ?? null)
  }, [spoken])
  const value = useMemo(() => {
    if (spoken === null) return null
    const locale = withClock(spoken.locale, clock)
    return { words: spoken.messages, format: createFormat(locale), language: spoken.language, locale }
  }, [spoken, clock])
  if (spoken === null || value === null) return props.opening
  return (
    <I18nProvider locale={spoken.locale}>
      <WordsContext value={value}>{props.children}</WordsContext>
    </I18nProvider>
  )
}

/** Gives a part of a screen the words of another language; until they have been read it keeps those around it. */
export function WordsIn(props: { language: Language; children: ReactNode }) {
  const { language } = props
  const outside = useWords()
  const [read, setRead] = useState<Spoken | null>(null)
  useEffect(() => {
    let superseded = false
    const { locale } = chooseLanguage(wishedLanguages(language, navigator.languages))
    loadMessages(language).then(
      (messages) => superseded || setRead({ language, locale, messages }),
      // The words around it are words, too.
      (error: unknown) => console.error(`The words of ${language} can't be read.`, error),
    )
    return () => {
      superseded = true
    }
  }, [language])
  const value = useMemo(() => {
    if (read?.language !== language) return outside
    const { hourCycle } = new Intl.Locale(outside.locale)
    const locale = hourCycle === undefined ? read.locale : new Intl.Locale(read.locale, { hourCycle }).toString()
    return { words: read.messages, format: createFormat(locale), language, locale }
  }, [read, language, outside])
  return (
    <I18nProvider locale={value.locale}>
      <WordsContext value={value}>{props.children}</WordsContext>
    </I18nProvider>
  )
}

export function useWords(): Words {
  const value = useContext(WordsContext)
  if (value === null) throw new Error('This screen stands outside of its WordsProvider.')
  return value
}

/**
 * The sentence for anything that failed: for its reason where it has one. What nobody expected says where its log is.
 */
export function errorWords(words: Messages, error: unknown): string {
  if (!(error instanceof AppError)) return words.errors.internal
  const { code, reason, details } = error
  if (reason !== null) return words.reasons[reason]
  return typeof details.log === 'string' ? `${words.errors[code]} ${words.seeLog(details.log)}` : words.errors[code]
}

/** What Rollcall has to know of a language besides its words, which are in renderer/messages/<code>. */
interface LanguageRow {
  /** In the language itself, as people look for it in a list. */
  readonly name: string
  /** How dates and numbers are written for somebody whose system doesn't name a region of this language. */
  readonly locale: string
  /** In which spreadsheets of the language save a list that isn't UTF-8 (WHATWG Encoding Standard). */
  readonly spreadsheetEncoding: string
  /** Fonts for what the interface's own ones lack, as CSS writes them. */
  readonly fonts?: string
}

/** Every language of the interface, in the order in which they are offered. */
export const languages = {
  de: { name: 'Deutsch', locale: 'de-DE', spreadsheetEncoding: 'windows-1252' },
  en: { name: 'English', locale: 'en-GB', spreadsheetEncoding: 'windows-1252' },
  es: { name: 'Español', locale: 'es-ES', spreadsheetEncoding: 'windows-1252' },
  ja: {
    name: '日本語',
    locale: 'ja-JP',
    spreadsheetEncoding: 'shift_jis',
    fonts: '"Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP"',
  },
  zh: {
    name: '中文',
    locale: 'zh-CN',
    spreadsheetEncoding: 'gb18030',
    fonts: '"PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC"',
  },
} as const satisfies Record<string, LanguageRow>

export type Language = keyof typeof languages

export const languageCodes = Object.keys(languages) as [Language, ...Language[]]

/** The row of a language. */
export const languageRow = (language: Language): LanguageRow => languages[language]

/** Whether there are words in a language; `code` is the first part of a locale, as in `de-AT`. */
export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code)

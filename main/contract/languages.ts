/** What Rollcall must know about a language besides its words, which are in renderer/messages/<code>. */
interface LanguageRow {
  /** In the language itself, as people look for it in a list. */
  readonly name: string
  /** How dates and numbers are written where the system does not name a region of this language. */
  readonly locale: string
  /** The encoding in which the language's spreadsheets save a list that is not UTF-8 (WHATWG Encoding Standard). */
  readonly spreadsheetEncoding: string
  /** CSS fonts for letters that the interface's own fonts lack. */
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

export const languageRow = (language: Language): LanguageRow => languages[language]

/** Tells whether there are words in a language; `code` is the first part of a locale, as in `de-AT`. */
export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code)

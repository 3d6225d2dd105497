import { type Language, languages } from '../../main/contract/languages.ts'

/** A phrase for each plural form that the language has; `#` is where the number stands. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

interface Grammar {
  /** "1,204" for 1204 */
  numeral(value: number): string
  /** "1 photo" or "3 photos", by the plural rules of the language (Unicode CLDR). */
  plural(value: number, forms: PluralForms): string
  /** "Ada, Grace and Joan" */
  list(items: readonly string[]): string
}

/** How sentences of a language count and enumerate. */
export function grammarOf(language: Language): Grammar {
  const { locale } = languages[language]
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const lists = new Intl.ListFormat(locale)
  const numeral = (value: number) => numbers.format(value)
  return {
    numeral,
    plural: (value, forms) => (forms[rules.select(value)] ?? forms.other).replace('#', numeral(value)),
    list: (items) => lists.format(items),
  }
}
